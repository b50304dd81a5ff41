/** A form on the server: what a person submits is held to the form of the task or of the start before it counts. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"calendar", "engine", "security"})
package vn.gov.most.dataplan.form;
