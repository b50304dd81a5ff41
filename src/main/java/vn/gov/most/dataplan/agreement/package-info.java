/** Whether plan, register, settings and models agree: asked at each start, and by {@code --check} alone. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "engine", "form", "obligation", "organisation", "plan"})
package vn.gov.most.dataplan.agreement;
