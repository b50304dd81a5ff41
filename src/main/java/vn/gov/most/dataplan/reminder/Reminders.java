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
    private final Untold untold;
    private final Rounds rounds;
    private final MailTemplates templates;

    Reminders(OpenSteps steps, Untold untold, Rounds rounds, MailTemplates templates) {
        this.steps = steps;
        this.untold = untold;
        this.rounds = rounds;
        this.templates = templates;
    }

    /** Takes the tasks that have reached a threshold nobody was reminded of; a transaction of its own. */
    public void take(DelegateExecution execution) {
        Rounds.Round round = rounds.begin();
        untold.forgetSteps();
        steps.remind(execution.getProcessInstanceId(), round.thresholds(round.toTell()));
    }

    /**
     * Writes one mail per person about the tasks of this instance and everything overdue, for a batch of people.
     *
     * @return the last of them, where the next job continues; null if all mails are written
     */
    public String write(DelegateExecution execution) {
        String instance = execution.getProcessInstanceId();
        Rounds.Round round = rounds.begin();
        round.toTell().stream()
                .filter(step -> !round.isOver(step))
                .filter(step -> round.isPastDue(step)
                        || step.remindedBy().filter(instance::equals).isPresent())
                .forEach(step -> round.add(step, Optional.empty()));
        return round.write(MailJournal.REMINDER, Rounds.writtenUntil(execution), templates::reminder)
                .orElse(null);
    }
}
