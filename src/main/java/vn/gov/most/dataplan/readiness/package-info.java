/**
 * Putting the program into service: what an administrator checks first, and the switch after which parts open and
 * mails go out.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "duty", "engine", "mail", "ministry", "organisation", "plan"})
package vn.gov.most.dataplan.readiness;
