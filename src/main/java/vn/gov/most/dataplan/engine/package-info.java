/** The engine: its clock, its database, and the deployment of models and forms. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"calendar", "ministry"})
package vn.gov.most.dataplan.engine;
