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

/** Urges a unit to send its report, at most once a day, when a unit that waits for the report asks for it. */
@Component
public class ReportUrging {

    private final Ledger ledger;
    private final OpenSteps steps;
    private final MailJournal journal;
    private final MailBatches batches;
    private final MailTemplates templates;
    private final ProcessEngineConfigurationImpl engine;
    private final Clock clock;

    ReportUrging(
            Ledger ledger,
            OpenSteps steps,
            MailJournal journal,
            MailBatches batches,
            MailTemplates templates,
            ProcessEngineConfigurationImpl engine,
            Clock clock) {
        this.ledger = ledger;
        this.steps = steps;
        this.journal = journal;
        this.batches = batches;
        this.templates = templates;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Writes the mails in the caller's transaction: to the people whom the morning's reminder of the task would
     * reach, or to the unit's mailbox if it has nobody. The row is locked, so the second of two simultaneous requests
     * sees the first one's mail.
     *
     * @param by the unit that waits for the report
     * @return false if it was already urged today
     * @throws Refusal if nobody can work on it
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
            MailBatches.Batch batch = batches.begin();
            batch.writeTo(
                    batch.holding(step),
                    occasion,
                    Set.of(report.id()),
                    to -> templates.urging(to, batch.unitName(by), batch.line(step, to.id())));
        });
        return true;
    }

    /** Runs without authorization: the person may not start the process that sends mails. */
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
