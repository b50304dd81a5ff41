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
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.DigestUtils;
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

/** What is new or was returned, told within minutes and on any day, for {@code tell-news.bpmn}. */
@Component
@ModelBean
public class News {

    private static final String PROCESS = "tell-news";
    private static final String REASONS = "mendReason";

    private final OpenSteps steps;
    private final Plan plan;
    private final Schedule schedule;
    private final Register register;
    private final IdentityService identityService;
    private final RuntimeService runtimeService;
    private final MailTemplates templates;
    private final Mails mails;
    private final Clock clock;

    News(
            OpenSteps steps,
            Plan plan,
            Schedule schedule,
            Register register,
            IdentityService identityService,
            RuntimeService runtimeService,
            MailTemplates templates,
            Mails mails,
            Clock clock) {
        this.steps = steps;
        this.plan = plan;
        this.schedule = schedule;
        this.register = register;
        this.identityService = identityService;
        this.runtimeService = runtimeService;
        this.templates = templates;
        this.mails = mails;
        this.clock = clock;
    }

    /** A transaction that creates tasks of the plan starts one instance that will tell of them, however many they are. */
    @EventListener(condition = "#task.eventName == 'create'")
    public void on(DelegateTask task) {
        boolean ofThePlan = plan.partOfProcess(task.getProcessDefinitionId().replaceFirst(":.*", ""))
                .isPresent();
        if (ofThePlan && !TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(News.this);
                }
            });
            runtimeService.startProcessInstanceByKey(PROCESS);
        }
    }

    /** Writes one mail a person with all that nobody has told of yet. */
    public void gather() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        Audience audience = new Audience(identityService, register, today);
        MailLines lines = new MailLines(plan, schedule.calendar(), audience, now);
        List<OpenStep> news =
                steps.toTell().stream().filter(step -> !step.told()).toList();
        Map<String, List<MailLine>> linesOf = new LinkedHashMap<>();
        for (OpenStep step : news) {
            Optional<String> reasons =
                    Optional.ofNullable((String) runtimeService.getVariable(step.processInstance(), REASONS));
            for (String person : audience.of(step)) {
                linesOf.computeIfAbsent(person, id -> new ArrayList<>()).add(lines.line(step, person, reasons));
            }
        }
        linesOf.forEach((person, told) -> {
            Recipient to = audience.recipient(person);
            mails.write(new MailIntent(to, occasion(told), today, templates.news(to, told)), audience.mailbox(person));
        });
        steps.toldOf(news.stream().map(OpenStep::task).toList(), now);
    }

    private static String occasion(List<MailLine> told) {
        String tasks =
                String.join(",", told.stream().map(MailLine::taskId).sorted().toList());
        return "news/" + DigestUtils.md5DigestAsHex(tasks.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
