/** The plan: its clauses, their periods and their deadline rules. */
@ApplicationModule(allowedDependencies = {"calendar", "ministry"})
package vn.gov.most.dataplan.plan;

import org.springframework.modulith.ApplicationModule;
