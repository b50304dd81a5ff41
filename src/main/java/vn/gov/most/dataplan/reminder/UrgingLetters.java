package vn.gov.most.dataplan.reminder;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.Ledger;

/** Mails letters that urge a unit to its head, for models. */
@Component
@ModelBean
public class UrgingLetters {

    private final MailBatches batches;
    private final MailTemplates templates;
    private final Ledger ledger;

    UrgingLetters(MailBatches batches, MailTemplates templates, Ledger ledger) {
        this.batches = batches;
        this.templates = templates;
        this.ledger = ledger;
    }

    /** Writes the mails of the instance's letter; they are sent after the transaction. */
    public void send(DelegateExecution execution) {
        String unit = (String) execution.getVariable("unit");
        MailBatches.Batch batch = batches.begin();
        UrgingLetter letter =
                new UrgingLetter(Json.content(execution, UrgingLetter.VARIABLES), batch.shortUnitName(unit));
        batch.writeTo(
                batch.heads(unit),
                "urging/" + execution.getProcessInstanceId(),
                MailBatches.about(
                        ledger.findByInstance(RootInstance.of(execution).id())),
                to -> letter.letter(templates, to));
    }
}
