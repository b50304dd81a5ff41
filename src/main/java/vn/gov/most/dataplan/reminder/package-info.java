/**
 * Who is told what, and when: the morning's reminders, what is new or was returned, what was accepted or approved,
 * and what was issued.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
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
