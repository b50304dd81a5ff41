/** What is owed and how it stands, a row each: opening, due dates of steps, collecting reports. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"plan", "calendar", "organisation", "engine"})
package vn.gov.most.dataplan.obligation;
