/** An obligation's life in the engine: its opening, its steps and their dates, what moves and what ends them, follow-ups. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "dossier", "engine", "form", "mail", "obligation", "organisation", "plan"})
package vn.gov.most.dataplan.duty;
