/** Mail: its templates, its journal, and how it leaves. Of a document it knows nothing but the model that it is given. */
@ApplicationModule(allowedDependencies = {"calendar", "engine", "ministry"})
package vn.gov.most.dataplan.mail;

import org.springframework.modulith.ApplicationModule;
