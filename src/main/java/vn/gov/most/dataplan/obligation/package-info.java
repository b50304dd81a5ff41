/** What is owed and how it stands, a row each: the ledger, whose verbs refuse by state, and the open steps. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"plan", "calendar", "engine"})
package vn.gov.most.dataplan.obligation;
