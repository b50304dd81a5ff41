/** Who is told what, and when: the morning's reminders, and what is new or was returned. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "engine", "mail", "obligation", "organisation", "plan"})
package vn.gov.most.dataplan.reminder;
