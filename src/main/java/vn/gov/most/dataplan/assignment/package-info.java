/** Giving a task to an officer by name: whom a head may give it to, what they are told, and how long it holds. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "engine", "form", "organisation", "security"})
package vn.gov.most.dataplan.assignment;
