package vn.gov.most.dataplan.reminder;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.mail.MailIntent;
import vn.gov.most.dataplan.mail.MailLine;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * The morning's reminders, for {@code remind.bpmn}: what has come within one of its clause's thresholds of working days
 * and was not told yet, so that a missed morning loses none; and all that is past its due date, every working morning.
 */
@Component
@ModelBean
public class Reminders {

    private static final String OCCASION = "reminder";

    private final OpenSteps steps;
    private final Plan plan;
    private final Schedule schedule;
    private final Register register;
    private final IdentityService identityService;
    private final MailTemplates templates;
    private final Mails mails;
    private final Clock clock;

    Reminders(
            OpenSteps steps,
            Plan plan,
            Schedule schedule,
            Register register,
            IdentityService identityService,
            MailTemplates templates,
            Mails mails,
            Clock clock) {
        this.steps = steps;
        this.plan = plan;
        this.schedule = schedule;
        this.register = register;
        this.identityService = identityService;
        this.templates = templates;
        this.mails = mails;
        this.clock = clock;
    }

    /** Writes one mail a person who is to be told of anything today. */
    public void gather() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        Audience audience = new Audience(identityService, register, today);
        MailLines lines = new MailLines(plan, schedule.calendar(), audience, now);
        Map<String, List<MailLine>> linesOf = new LinkedHashMap<>();
        for (OpenStep step : steps.toTell()) {
            if (now.isAfter(step.dueAt()) || reachesThreshold(step, lines.workingDaysLeft(step))) {
                for (String person : audience.of(step)) {
                    linesOf.computeIfAbsent(person, id -> new ArrayList<>())
                            .add(lines.line(step, person, Optional.empty()));
                }
            }
        }
        linesOf.forEach((person, told) -> {
            Recipient to = audience.recipient(person);
            mails.write(
                    new MailIntent(to, OCCASION, today, templates.reminder(to, today, told)), audience.mailbox(person));
        });
    }

    private boolean reachesThreshold(OpenStep step, int workingDaysLeft) {
        Optional<Integer> reached =
                plan.part(step.obligation().clause(), step.obligation().part()).orElseThrow().reminders().stream()
                        .filter(days -> workingDaysLeft <= days)
                        .min(Integer::compare)
                        .filter(days ->
                                step.toldDaysBefore().map(told -> days < told).orElse(true));
        reached.ifPresent(days -> steps.remindedOf(step.task(), days));
        return reached.isPresent();
    }
}
