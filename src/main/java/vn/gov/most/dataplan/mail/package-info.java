/** Mail: its texts, its journal, and how it leaves. */
@ApplicationModule(allowedDependencies = {"calendar", "ministry"})
package vn.gov.most.dataplan.mail;

import org.springframework.modulith.ApplicationModule;
