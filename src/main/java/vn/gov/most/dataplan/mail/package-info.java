/**
 * Mail: its templates, its journal and its delivery. It depends on no document; callers pass the template variables.
 */
@ApplicationModule(allowedDependencies = {"calendar", "engine", "ministry"})
package vn.gov.most.dataplan.mail;

import org.springframework.modulith.ApplicationModule;
