/**
 * Assigning a task to an officer by name: whom a head may choose, how they are notified, and how long the assignment
 * lasts.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "engine", "form", "organisation", "security"})
package vn.gov.most.dataplan.assignment;
