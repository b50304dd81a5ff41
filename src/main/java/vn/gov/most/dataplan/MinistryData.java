package vn.gov.most.dataplan;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.organisation.MinistryFiles;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.PlanFileException;
import vn.gov.most.dataplan.plan.Schedule;

/** What the pure rooms need read from the files that a ministry edits. */
@Configuration
class MinistryData {

    private static final String PLAN = "plan.yml";

    @Bean
    Plan plan(MinistryFiles files) {
        return Plan.read(files.text(PLAN).orElseThrow(() -> new PlanFileException(PLAN + ": không tìm thấy tệp này.")));
    }

    @Bean
    WorkingCalendar workingCalendar(MinistryFiles files) {
        return WorkingCalendar.read(files::text);
    }

    @Bean
    MailTemplates mailTemplates(MinistryFiles files, MailSettings settings) {
        return new MailTemplates(files::text, settings);
    }

    @Bean
    Schedule schedule(Plan plan, WorkingCalendar calendar) {
        return new Schedule(plan, calendar);
    }
}
