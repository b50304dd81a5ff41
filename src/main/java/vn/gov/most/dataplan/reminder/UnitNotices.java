package vn.gov.most.dataplan.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.duty.Coordinators;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;

/**
 * Notices to units that contain no task, sent to the unit's head and focal officer. For models and {@code
 * tell-notice.bpmn}; the text comes from the model. Each unit gets its own process instance, so that one failure does
 * not stop the others.
 *
 * <p>{@code fields} names variables, or fields of rows, with their labels: {@code object=Đối tượng; from=Từ ngày}.
 */
@Component
@ModelBean
public class UnitNotices {

    private static final String PROCESS = "tell-notice";

    private final PlanContext context;
    private final Coordinators coordinators;
    private final Ledger ledger;
    private final MailBatches batches;
    private final MailTemplates templates;
    private final RuntimeService runtimeService;

    UnitNotices(
            PlanContext context,
            Coordinators coordinators,
            Ledger ledger,
            MailBatches batches,
            MailTemplates templates,
            RuntimeService runtimeService) {
        this.context = context;
        this.coordinators = coordinators;
        this.ledger = ledger;
        this.batches = batches;
        this.templates = templates;
        this.runtimeService = runtimeService;
    }

    /**
     * Sends one notice to each unit that occurs in a list, with its own rows only.
     *
     * @param unitField the field of a row that holds the unit's id
     */
    public void tellEach(
            DelegateExecution execution, String list, String unitField, String title, String text, String fields) {
        Map<String, List<Map<String, Object>>> ofUnits = Json.rows(execution, list).stream()
                .filter(row -> row.get(unitField) instanceof String)
                .collect(Collectors.groupingBy(
                        row -> (String) row.get(unitField), LinkedHashMap::new, Collectors.toList()));
        ofUnits.forEach((unit, rows) -> tell(
                execution,
                unit,
                title,
                text,
                rows.stream().map(row -> facts(fields, row::get)).toList()));
    }

    /**
     * Sends a notice to each coordinating unit of the clause that does not report in the period; the units that
     * report have a task instead.
     */
    public void tellCoordinators(DelegateExecution execution, String title, String text, String fields) {
        Part part = context.part(execution);
        Period period = context.period(execution);
        Set<String> reporting = context.closingPart(part).flatMap(Part::collects).stream()
                .flatMap(collected -> ledger.ofPeriod(part.clause(), collected, period.id()).stream())
                .map(report -> report.key().unit())
                .collect(Collectors.toSet());
        for (Unit unit : coordinators.of(execution, "")) {
            if (!reporting.contains(unit.id())) {
                List<Map<String, Object>> said = facts(fields, execution::getVariable);
                tell(execution, unit.id(), title, text, said.isEmpty() ? List.of() : List.of(said));
            }
        }
    }

    private void tell(
            DelegateExecution execution, String unit, String title, String text, List<List<Map<String, Object>>> rows) {
        UnitNotice notice = new UnitNotice(
                title,
                text,
                context.clause(context.part(execution)).citation(),
                (String) execution.getVariable("dutyName"),
                (String) execution.getVariable("periodName"),
                rows);
        runtimeService.startProcessInstanceByKey(
                PROCESS,
                // Differs from the business key of the plan's own instance, which must stay unique for people who
                // search for it
                execution.getProcessBusinessKey() + "/notice/" + unit,
                Map.of("notice", Json.value(notice), PlanContext.UNIT, unit, MailBatches.OBLIGATION, row(execution)));
    }

    private Long row(DelegateExecution execution) {
        return ledger.ofInstance(RootInstance.of(execution).id()).id();
    }

    /** The labelled values; days are formatted for people. */
    private static List<Map<String, Object>> facts(String fields, Function<String, Object> values) {
        List<Map<String, Object>> facts = new ArrayList<>();
        for (String field : fields.isEmpty() ? new String[0] : fields.split("; *")) {
            String[] named = field.split("=", 2);
            Optional.ofNullable(values.apply(named[0]))
                    .map(Object::toString)
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> facts.add(Map.of("label", named[1], "lines", lines(value))));
        }
        return facts;
    }

    private static List<String> lines(String value) {
        return value.matches("\\d{4}-\\d{2}-\\d{2}")
                ? List.of(VietnameseDate.day(LocalDate.parse(value)))
                : value.lines().filter(line -> !line.isBlank()).toList();
    }

    /** Writes the mails to one unit; there are few. */
    public void write(DelegateExecution execution) {
        UnitNotice notice =
                UnitNotice.of(Json.map(execution.getVariable("notice").toString()));
        MailBatches.Batch batch = batches.begin();
        batch.writeTo(
                batch.directing((String) execution.getVariable(PlanContext.UNIT)),
                "notice/" + execution.getProcessInstanceId(),
                MailBatches.about(execution),
                to -> notice.letter(templates, to));
    }
}
