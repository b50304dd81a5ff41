/** Reports of many units: their opening, sending, cut-off and signing, and the locks between these. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "duty", "engine", "obligation", "organisation", "plan"})
package vn.gov.most.dataplan.collecting;
