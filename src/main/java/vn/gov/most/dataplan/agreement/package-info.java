/** Checks that plan, register, settings and models agree, at each start and with {@code --check}. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "engine", "form", "obligation", "organisation", "plan"})
package vn.gov.most.dataplan.agreement;
