/**
 * The additions to Tasklist: its filters, the cards of its tasks, the legal ground of a task and the previous steps.
 */
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
