/** The files that a ministry edits: one reader, one exception, and all their faults told together. */
@ApplicationModule(allowedDependencies = {})
package vn.gov.most.dataplan.ministry;

import org.springframework.modulith.ApplicationModule;
