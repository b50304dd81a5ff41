/**
 * The register: units, bodies and databases with the names they have on a day, the groups of their people, and the units'
 * focal officers.
 */
@ApplicationModule(allowedDependencies = {"engine", "ministry"})
package vn.gov.most.dataplan.organisation;

import org.springframework.modulith.ApplicationModule;
