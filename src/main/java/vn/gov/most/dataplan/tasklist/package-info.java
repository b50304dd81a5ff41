/** What staff find in Tasklist: its filters, what stands on the card of a task, its ground and what was done before it. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "assignment",
            "calendar",
            "engine",
            "form",
            "obligation",
            "organisation",
            "plan",
            "security"
        })
package vn.gov.most.dataplan.tasklist;
