/** What ought to be: the plan's clauses, their periods and the rules of their deadlines. */
@ApplicationModule(allowedDependencies = {"calendar", "ministry"})
package vn.gov.most.dataplan.plan;

import org.springframework.modulith.ApplicationModule;
