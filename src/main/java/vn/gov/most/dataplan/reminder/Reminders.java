package vn.gov.most.dataplan.reminder;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.OpenSteps;

/**
 * The morning's reminders, for {@code remind.bpmn}: what has come within one of its clause's thresholds of working days
 * and was not told yet, so that a missed morning loses none; and all that is past its due date, every working morning.
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

    /** Takes the tasks that have reached a threshold of which nobody has been told; a transaction of its own. */
    public void take(DelegateExecution execution) {
        Rounds.Round round = rounds.begin();
        untold.forgetSteps();
        steps.remind(execution.getProcessInstanceId(), round.thresholds(round.toTell()));
    }

    /**
     * Writes one mail a person with what this instance has taken and what is past its due date, for a lot of people.
     *
     * @return the last of them, to go on after in a job of its own; null where all mails are written
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
