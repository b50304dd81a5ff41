package vn.gov.most.dataplan.reminder;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.gov.most.dataplan.assignment.Assignments;
import vn.gov.most.dataplan.duty.StepNews;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.obligation.OpenSteps;

/**
 * Notifies people within minutes, on any day, of tasks that are new, were returned or have another due day, for
 * {@code tell-news.bpmn}.
 */
@Component
@ModelBean
public class News {

    private static final String PROCESS = "tell-news";
    private static final String REASONS = "mendReason";
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    private final OpenSteps steps;
    private final CompletedSteps completed;
    private final Assignments assignments;
    private final MailBatches batches;
    private final MailTemplates templates;
    private final RuntimeService runtimeService;
    private final ManagementService managementService;
    private final Clock clock;

    News(
            OpenSteps steps,
            CompletedSteps completed,
            Assignments assignments,
            MailBatches batches,
            MailTemplates templates,
            RuntimeService runtimeService,
            ManagementService managementService,
            Clock clock) {
        this.steps = steps;
        this.completed = completed;
        this.assignments = assignments;
        this.batches = batches;
        this.templates = templates;
        this.runtimeService = runtimeService;
        this.managementService = managementService;
        this.clock = clock;
    }

    /**
     * A transaction that creates or moves tasks of the plan starts one notification instance, however many tasks
     * there are. If an instance is still waiting, it takes these tasks too, so that the changes of many transactions
     * come in one mail.
     */
    @EventListener
    public void on(StepNews news) {
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(News.this);
                }
            });
            if (!Context.getCommandContext().runWithoutAuthorization(this::isAboutToTell)) {
                runtimeService.startProcessInstanceByKey(PROCESS);
            }
        }
    }

    private boolean isAboutToTell() {
        return managementService
                        .createJobQuery()
                        .processDefinitionKey(PROCESS)
                        .timers()
                        .duedateHigherThan(Date.from(clock.instant().plus(LONGEST_TRANSACTION)))
                        .count()
                > 0;
    }

    /**
     * Takes all tasks that no instance is notifying about, and sets whether there are any; a transaction of its own.
     * These mails name the due day too, so the next morning's reminder does not repeat them.
     */
    public boolean take(DelegateExecution execution) {
        String instance = execution.getProcessInstanceId();
        boolean any = steps.tell(instance);
        if (any) {
            MailBatches.Batch batch = batches.begin();
            steps.remind(instance, batch.thresholds(taken(batch, instance)));
        }
        return any;
    }

    /**
     * Writes one mail per person about the tasks of this instance, for a batch of people.
     *
     * @return the last of them, where the next job continues; null if all mails are written
     */
    public String write(DelegateExecution execution) {
        String instance = execution.getProcessInstanceId();
        MailBatches.Batch batch = batches.begin();
        List<OpenStep> taken = taken(batch, instance);
        Map<String, String> returnedBy =
                completed
                        .lastReturns(
                                taken.stream().map(OpenStep::processInstance).toList())
                        .stream()
                        .collect(
                                toMap(CompletedSteps.Return::instance, CompletedSteps.Return::by, (one, other) -> one));
        Set<String> given = assignments.given(taken.stream().map(OpenStep::task).toList());
        for (OpenStep step : taken) {
            Object reasons = runtimeService.getVariable(step.processInstance(), REASONS);
            batch.add(
                    step,
                    Optional.ofNullable((String) reasons)
                            .map(why -> new MailBatches.Return(
                                    why, Optional.ofNullable(returnedBy.get(step.processInstance())))),
                    step.assignee().filter(officer -> given.contains(step.task())));
        }
        return batch.write(
                        "news/" + instance,
                        MailBatches.writtenUntil(execution),
                        (to, day, lines) -> templates.news(to, lines))
                .orElse(null);
    }

    private static List<OpenStep> taken(MailBatches.Batch batch, String instance) {
        return batch.toTell().stream()
                .filter(step -> step.toldBy().filter(instance::equals).isPresent())
                .toList();
    }
}
