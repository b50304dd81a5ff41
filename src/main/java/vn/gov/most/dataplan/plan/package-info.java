/** What the plan asks: its clauses, their periods, parts and deadlines. Knows neither engine nor Spring. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "calendar")
package vn.gov.most.dataplan.plan;
