/**
 * Where the plan stands, for those who answer for it, a period's reports, for those who check them, and what was done, for
 * those who did it: pages that read and change nothing, and Cockpit.
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
