/** Putting the program to use: what an administrator looks at before, and the word from which on it opens and tells. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "duty", "engine", "mail", "ministry", "organisation", "plan"})
package vn.gov.most.dataplan.readiness;
