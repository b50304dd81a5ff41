/** The papers of what people do: what they upload at a step, in versions, held to what is allowed, and who may read it. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "calendar",
            "engine",
            "form",
            "obligation",
            "organisation",
            "plan",
            "security",
            "tasklist"
        })
package vn.gov.most.dataplan.dossier;
