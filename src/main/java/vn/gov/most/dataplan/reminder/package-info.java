/**
 * Who gets which mail and when: the morning's reminders, new and returned tasks, accepted and approved reports,
 * issued documents, letters that urge, and the weekly digest.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "assignment",
            "calendar",
            "document",
            "duty",
            "engine",
            "form",
            "mail",
            "ministry",
            "obligation",
            "organisation",
            "plan"
        })
package vn.gov.most.dataplan.reminder;
