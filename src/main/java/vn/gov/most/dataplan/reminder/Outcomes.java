package vn.gov.most.dataplan.reminder;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.LedgerChanged;
import vn.gov.most.dataplan.obligation.LedgerChanged.Verb;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;

/**
 * Notifies the people who worked on it that a unit's report was accepted or the ministry's report approved, for
 * {@code tell-outcome.bpmn}. A returned report needs no such mail: its task is news.
 */
@Component
@ModelBean
public class Outcomes {

    private static final String PROCESS = "tell-outcome";
    private static final Map<Verb, String> TOLD = Map.of(Verb.ACCEPT, "chấp nhận", Verb.SIGN, "phê duyệt");

    private final Plan plan;
    private final Ledger ledger;
    private final CompletedSteps completed;
    private final MailBatches batches;
    private final MailTemplates templates;
    private final RuntimeService runtimeService;

    Outcomes(
            Plan plan,
            Ledger ledger,
            CompletedSteps completed,
            MailBatches batches,
            MailTemplates templates,
            RuntimeService runtimeService) {
        this.plan = plan;
        this.ledger = ledger;
        this.completed = completed;
        this.batches = batches;
        this.templates = templates;
        this.runtimeService = runtimeService;
    }

    /** Starts the notification instance in the transaction of the decision. */
    @EventListener
    public void on(LedgerChanged changed) {
        if (!TOLD.containsKey(changed.verb()) || changed.by().isEmpty()) {
            return;
        }
        String decidedBy = changed.by().get();
        String instance = ledger.find(changed.obligation()).orElseThrow().processInstance();
        List<String> people = completed.accountsOf(instance).stream()
                .filter(person -> !person.equals(decidedBy))
                .toList();
        if (!people.isEmpty()) {
            ObligationKey key = changed.obligation();
            runtimeService.startProcessInstanceByKey(
                    PROCESS,
                    Map.of(
                            "decided",
                            Json.value(Map.of(
                                    "verb", changed.verb().name(),
                                    "clause", key.clause(),
                                    "part", key.part(),
                                    "unit", key.unit(),
                                    "period", key.period(),
                                    "subject", key.subject(),
                                    "by", decidedBy,
                                    "at", changed.at().toString())),
                            "people",
                            Json.value(people)));
        }
    }

    /** Writes the mails; there are few. */
    public void write(DelegateExecution execution) {
        Map<String, Object> decided = Json.map(execution.getVariable("decided").toString());
        List<String> people = ((List<?>) Json.plain(execution.getVariable("people")))
                .stream().map(String.class::cast).toList();
        MailBatches.Batch batch = batches.begin();
        Outcome outcome = outcome(decided, batch);
        batch.writeTo(
                people,
                "outcome/" + execution.getProcessInstanceId(),
                MailBatches.about(ledger.find(key(decided))),
                to -> outcome.letter(templates, to));
    }

    /** Instances from before the subject was stored have none here. */
    private static ObligationKey key(Map<String, Object> decided) {
        return new ObligationKey(
                (String) decided.get("clause"),
                (String) decided.get("part"),
                (String) decided.get("period"),
                (String) decided.get("unit"),
                (String) decided.getOrDefault("subject", ""));
    }

    private Outcome outcome(Map<String, Object> decided, MailBatches.Batch batch) {
        Clause clause = plan.clause((String) decided.get("clause")).orElseThrow();
        Part part = clause.part((String) decided.get("part")).orElseThrow();
        String unit = (String) decided.get("unit");
        String period = (String) decided.get("period");
        return new Outcome(
                TOLD.get(Verb.valueOf((String) decided.get("verb"))),
                part.kind(),
                clause.citation(),
                clause.name(),
                unit.isEmpty() ? "" : batch.unitName(unit),
                period.isEmpty() ? "" : Period.parse(period).vietnamese(),
                batch.name((String) decided.get("by")),
                Instant.parse((String) decided.get("at")));
    }
}
