/** The papers: files uploaded at a step, in versions, with checks of their content and rules for who may read them. */
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
