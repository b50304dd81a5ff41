package vn.gov.most.dataplan;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/** Reads all files that a ministry edits before any of them is used, and reports all their faults together. */
@Configuration
class MinistryData {

    @Bean
    MinistryFiles ministryFiles(@Value("${dataplan.ministry-folder:}") String folder) {
        return MinistryFiles.in(folder);
    }

    @Bean
    MailTemplates mailTemplates(MinistryFiles files, MailSettings settings) {
        return new MailTemplates(files, settings);
    }

    /**
     * Does not wait for the templates if nothing else is wrong; {@link StartCheck} does.
     *
     * @throws MinistryFileException with the faults of all files
     */
    @Bean
    MinistryContent ministryContent(
            MinistryFiles files, TemplateChecks templates, Register register, Environment environment) {
        Faults faults = new Faults();
        MinistryContent content = MinistryContent.read(
                files, Optional.of(register), environment.acceptsProfiles(Profiles.of("demo")), faults);
        if (!faults.all().isEmpty()) {
            faults.check(templates.faults()::tell);
        }
        faults.tell();
        return content;
    }

    @Bean
    Plan plan(MinistryContent content) {
        return content.plan().orElseThrow();
    }

    @Bean
    WorkingCalendar workingCalendar(MinistryContent content) {
        return content.calendar().orElseThrow();
    }

    @Bean
    Schedule schedule(Plan plan, WorkingCalendar calendar) {
        return new Schedule(plan, calendar);
    }
}
