/** Forms on the server: every submission is validated against the form of its task or start. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"calendar", "engine", "security"})
package vn.gov.most.dataplan.form;
