/** The engine itself: its clock, its database, the deployment of models and forms, and which models count. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"calendar", "ministry"})
package vn.gov.most.dataplan.engine;
