package vn.gov.most.dataplan.reminder;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.OpenSteps;

/**
 * The morning's reminders, for {@code remind.bpmn}. A task is listed once per threshold of working days of its
 * clause, so that a missed morning loses no reminder. An overdue task is listed every working morning.
 */
@Component
@ModelBean
public class Reminders {

    private final OpenSteps steps;
    private final NotificationFailures failures;
    private final MailBatches batches;
    private final MailTemplates templates;

    Reminders(OpenSteps steps, NotificationFailures failures, MailBatches batches, MailTemplates templates) {
        this.steps = steps;
        this.failures = failures;
        this.batches = batches;
        this.templates = templates;
    }

    /** Takes the tasks that have reached a threshold nobody was reminded of; a transaction of its own. */
    public void take(DelegateExecution execution) {
        MailBatches.Batch batch = batches.begin();
        failures.forgetSteps();
        steps.remind(execution.getProcessInstanceId(), batch.thresholds(batch.toTell()));
    }

    /**
     * Writes one mail per person about the tasks of this instance and everything overdue, for a batch of people.
     *
     * @return the last of them, where the next job continues; null if all mails are written
     */
    public String write(DelegateExecution execution) {
        String instance = execution.getProcessInstanceId();
        MailBatches.Batch batch = batches.begin();
        batch.toTell().stream()
                .filter(step -> !batch.isOver(step))
                .filter(step -> batch.isPastDue(step)
                        || step.remindedBy().filter(instance::equals).isPresent())
                .forEach(step -> batch.add(step, Optional.empty()));
        return batch.write(MailJournal.REMINDER, MailBatches.writtenUntil(execution), templates::reminder)
                .orElse(null);
    }
}
