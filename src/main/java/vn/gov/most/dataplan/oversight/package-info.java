/**
 * The pages about the plan's progress, a period's reports for their checkers, and completed steps for those who did
 * them. They are read-only, like the additions to Cockpit.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "calendar",
            "collecting",
            "dossier",
            "engine",
            "form",
            "mail",
            "obligation",
            "organisation",
            "plan",
            "tasklist"
        })
package vn.gov.most.dataplan.oversight;
