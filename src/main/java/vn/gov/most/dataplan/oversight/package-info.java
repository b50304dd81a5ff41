/** Where the plan stands, for those who answer for it: pages that read the ledger and change nothing, and Cockpit. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "calendar",
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
