/** The files that a ministry edits: one reader, one exception, and all faults reported together. */
@ApplicationModule(allowedDependencies = {})
package vn.gov.most.dataplan.ministry;

import org.springframework.modulith.ApplicationModule;
