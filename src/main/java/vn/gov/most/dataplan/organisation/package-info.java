/** The register: units, bodies and databases with the names they have on a day, and the groups of their people. */
@ApplicationModule(allowedDependencies = {})
package vn.gov.most.dataplan.organisation;

import org.springframework.modulith.ApplicationModule;
