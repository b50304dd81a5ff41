package vn.gov.most.dataplan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.organisation.FirstContent;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/** What a start uses of the files that a ministry edits: all is read before any of it is used, and all faults are told. */
@Configuration
class MinistryData {

    private record Content(Plan plan, WorkingCalendar calendar) {}

    @Bean
    MinistryFiles ministryFiles(@Value("${dataplan.ministry-folder:}") String folder) {
        return MinistryFiles.in(folder);
    }

    @Bean
    MailTemplates mailTemplates(MinistryFiles files, MailSettings settings) {
        return new MailTemplates(files, settings);
    }

    /** @throws MinistryFileException with the faults of all files */
    @Bean
    Content ministryContent(
            MinistryFiles files,
            List<MinistryFileCheck> checks,
            Register register,
            Environment environment,
            Clock clock) {
        Faults faults = new Faults();
        Optional<Plan> plan = faults.read(() -> Plan.read(files));
        Optional<WorkingCalendar> calendar = faults.read(() -> WorkingCalendar.read(files));
        checks.forEach(check -> faults.check(check::check));
        Optional<Predicate<String>> known = register.installedAt().isPresent()
                ? Optional.of(name -> isKnown(register, name, LocalDate.now(clock)))
                : faults.read(() -> FirstContent.read(files, environment.acceptsProfiles(Profiles.of("demo"))))
                        .map(FirstContent::names)
                        .map(names -> names::contains);
        plan.ifPresent(read -> known.ifPresent(names -> faults.check(() -> PlanNames.check(read, names))));
        faults.tell();
        return new Content(plan.orElseThrow(), calendar.orElseThrow());
    }

    private static boolean isKnown(Register register, String name, LocalDate day) {
        return register.unit(name.replaceFirst("-head$", ""), day).isPresent()
                || register.body(name, day).isPresent();
    }

    @Bean
    Plan plan(Content content) {
        return content.plan();
    }

    @Bean
    WorkingCalendar workingCalendar(Content content) {
        return content.calendar();
    }

    @Bean
    Schedule schedule(Plan plan, WorkingCalendar calendar) {
        return new Schedule(plan, calendar);
    }
}
