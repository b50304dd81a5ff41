/** The time machine: moves the engine's clock and runs what is due up to then. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package vn.gov.most.dataplan.rehearsal;
