/** The time machine, which moves the engine's clock and runs the jobs due until then, and the demo's story. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "engine", "ministry", "organisation"})
package vn.gov.most.dataplan.rehearsal;
