package vn.gov.most.dataplan.reminder;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.obligation.OpenSteps;

/** That a report is waited for, told once a day to whoever has it, when somebody who waits for it says so. */
@Component
public class ReportUrging {

    private final Ledger ledger;
    private final OpenSteps steps;
    private final MailJournal journal;
    private final Rounds rounds;
    private final MailTemplates templates;
    private final ProcessEngineConfigurationImpl engine;
    private final Clock clock;

    ReportUrging(
            Ledger ledger,
            OpenSteps steps,
            MailJournal journal,
            Rounds rounds,
            MailTemplates templates,
            ProcessEngineConfigurationImpl engine,
            Clock clock) {
        this.ledger = ledger;
        this.steps = steps;
        this.journal = journal;
        this.rounds = rounds;
        this.templates = templates;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Writes the mails in the caller's transaction: to those whom the morning's reminder of the task would reach, or to the
     * unit where it has nobody. The row is locked: of two who urge at the same moment the later finds what the earlier did.
     *
     * @param by the unit that waits for it
     * @return false where it was urged today
     * @throws Refusal where nobody can work on it
     */
    public boolean urge(Obligation report, String by) {
        ledger.lock(report.key());
        String occasion = "urge/" + report.id();
        if (journal.isWritten(occasion, LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE))) {
            return false;
        }
        OpenStep step = steps.active(report.id()).stream()
                .findFirst()
                .orElseThrow(() -> new Refusal("Không nhắc: đơn vị không có công việc nào đang mở của báo cáo này."));
        asNobody(() -> {
            Rounds.Round round = rounds.begin();
            round.writeTo(
                    round.holding(step),
                    occasion,
                    Set.of(report.id()),
                    to -> templates.urging(to, round.unitName(by), round.line(step, to.id())));
        });
        return true;
    }

    /** Whoever urges may start no process that sends mails. */
    private void asNobody(Runnable what) {
        engine.getCommandExecutorTxRequired().execute(new Command<Void>() {
            @Override
            public Void execute(CommandContext command) {
                command.runWithoutAuthorization(() -> {
                    what.run();
                    return null;
                });
                return null;
            }
        });
    }
}
