/**
 * Who is told what, and when: the morning's reminders, what is new or was returned, what was accepted or approved,
 * what was issued, the letters that urge, and how a week went.
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
