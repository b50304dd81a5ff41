/**
 * The register: units, bodies and databases with their names on a given day, the groups of people, and the units'
 * focal officers.
 */
@ApplicationModule(allowedDependencies = {"engine", "ministry"})
package vn.gov.most.dataplan.organisation;

import org.springframework.modulith.ApplicationModule;
