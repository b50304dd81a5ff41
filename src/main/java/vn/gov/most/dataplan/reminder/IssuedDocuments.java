package vn.gov.most.dataplan.reminder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.document.IssuedDocument;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;

/**
 * Notifies everybody concerned that a document was issued, for {@code issue-document.bpmn} and {@code
 * tell-issued.bpmn}.
 */
@Component
@ModelBean
public class IssuedDocuments {

    private static final String PROCESS = "tell-issued";

    private final Plan plan;
    private final MailBatches batches;
    private final MailTemplates templates;
    private final Ledger ledger;
    private final RuntimeService runtimeService;

    IssuedDocuments(
            Plan plan, MailBatches batches, MailTemplates templates, Ledger ledger, RuntimeService runtimeService) {
        this.plan = plan;
        this.batches = batches;
        this.templates = templates;
        this.ledger = ledger;
        this.runtimeService = runtimeService;
    }

    /**
     * Starts a process instance that notifies the drafting unit, the units that were asked for comments, and the
     * signer.
     */
    public void tell(DelegateExecution execution) {
        Stream<String> units = Stream.concat(
                Stream.of((String) execution.getVariable("unit")),
                Json.rows(execution, "askedUnits").stream().map(row -> (String) row.get("unit")));
        List<String> groups = Stream.concat(
                        units.map(Register::groupOf), Stream.of((String) execution.getVariable("signer")))
                .distinct()
                .toList();
        Map<String, Object> issued = Json.content(execution, IssuedDocument.VARIABLES);
        issued.put("clause", citation(execution));
        Map<String, Object> variables =
                new HashMap<>(Map.of("issued", Json.value(issued), "groups", Json.value(groups)));
        ledger.findByInstance(RootInstance.of(execution).id())
                .ifPresent(row -> variables.put(MailBatches.OBLIGATION, row.id()));
        runtimeService.startProcessInstanceByKey(PROCESS, execution.getProcessBusinessKey(), variables);
    }

    private String citation(DelegateExecution execution) {
        return plan.partOfProcess(RootInstance.of(execution).process())
                .map(Part::clause)
                .flatMap(plan::clause)
                .map(Clause::citation)
                .orElse("");
    }

    /**
     * Writes the mails for a batch of people.
     *
     * @return the last of them, where the next job continues; null if all mails are written
     */
    public String write(DelegateExecution execution) {
        IssuedDocument document =
                IssuedDocument.of(Json.map(execution.getVariable("issued").toString()));
        return batches.begin()
                .writeToGroups(
                        groups(execution),
                        "issued/" + execution.getProcessInstanceId(),
                        MailBatches.about(execution),
                        MailBatches.writtenUntil(execution),
                        to -> document.letter(templates, to))
                .orElse(null);
    }

    private static List<String> groups(DelegateExecution execution) {
        return ((List<?>) Json.plain(execution.getVariable("groups")))
                .stream().map(String.class::cast).toList();
    }
}
