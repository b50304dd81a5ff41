/** The time machine: moves the engine's clock and runs what is due up to then. The demo's story is played by it. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "engine", "ministry", "organisation"})
package vn.gov.most.dataplan.rehearsal;
