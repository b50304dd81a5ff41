/** The engine itself: its clock, its database, the deployment of models and forms, and the check of what they name. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "calendar")
package vn.gov.most.dataplan.engine;
