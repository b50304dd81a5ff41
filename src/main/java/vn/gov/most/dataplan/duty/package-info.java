/** The life cycle of an obligation in the engine: its opening, steps, due dates, changes, end and follow-ups. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "dossier", "engine", "form", "mail", "obligation", "organisation", "plan"})
package vn.gov.most.dataplan.duty;
