/** Reports of many units: their opening, sending, checking, cut-off and signing, and the locks between these. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "calendar",
            "duty",
            "engine",
            "form",
            "obligation",
            "organisation",
            "plan",
            "reminder",
            "security"
        })
package vn.gov.most.dataplan.collecting;
