package vn.gov.most.dataplan.duty;

import static vn.gov.most.dataplan.plan.Names.What.PART;
import static vn.gov.most.dataplan.plan.Names.What.UNIT;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.SeparateTransactions;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.NamedObligation;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * Starts an instance of {@code follow-up.bpmn} for each item that a product orders, for models; nothing waits for it.
 * The ordered part of the clause in plan.yml has the due date and the reminders. The clause's next period shows the
 * results.
 */
@Component
@ModelBean
public class FollowUps {

    /**
     * The field of a row with the ordered due day, as from a form's date field. A row without a day orders nothing.
     */
    private static final String DUE = "orderedFor";

    private final PlanContext context;
    private final Plan plan;
    private final Schedule schedule;
    private final Register register;
    private final Ledger ledger;
    private final RuntimeService runtimeService;
    private final SeparateTransactions separateTransactions;

    FollowUps(
            PlanContext context,
            Plan plan,
            Schedule schedule,
            Register register,
            Ledger ledger,
            RuntimeService runtimeService,
            SeparateTransactions separateTransactions) {
        this.context = context;
        this.plan = plan;
        this.schedule = schedule;
        this.register = register;
        this.ledger = ledger;
        this.runtimeService = runtimeService;
        this.separateTransactions = separateTransactions;
    }

    /**
     * Orders the rows of a list: each has the id of a {@code unit}, the {@code name} of the work and the day {@code
     * orderedFor}. Starts only missing instances, so it can be repeated.
     *
     * @param part the part of the instance's clause that is ordered
     */
    public void order(DelegateExecution execution, @Names(PART) String part, String rows) {
        order(execution, part, rows, DUE);
    }

    /** Orders the rows of a list whose day is in another field. */
    public void order(DelegateExecution execution, @Names(PART) String part, String rows, String dayField) {
        Part ordered = plan.part(context.part(execution).clause(), part).orElseThrow();
        List<Map<String, Object>> list = Json.rows(execution, rows);
        Map<String, Runnable> all = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            Map<String, Object> row = list.get(i);
            Object day = row.get(dayField);
            if (day != null && !day.equals("")) {
                String number = String.valueOf(i + 1);
                Order order = order(execution, ordered, (String) row.get("name"));
                all.put(
                        "%s, %s".formatted(number, row.get("name")),
                        () -> order.of((String) row.get(PlanContext.UNIT), number, LocalDate.parse((String) day)));
            }
        }
        separateTransactions.run(all);
    }

    /**
     * Orders one item from one unit.
     *
     * @param name of the work
     * @param day as from a form's date field
     */
    public void order(
            DelegateExecution execution, @Names(PART) String part, @Names(UNIT) String unit, String name, String day) {
        Part ordered = plan.part(context.part(execution).clause(), part).orElseThrow();
        order(execution, ordered, name).of(unit, "", LocalDate.parse(day));
    }

    /** Starts an instance if it is missing. */
    private interface Order {

        void of(String unit, String number, LocalDate day);
    }

    /**
     * Reads everything needed from the instance first: each order runs in its own transaction, outside the instance.
     */
    private Order order(DelegateExecution execution, Part part, String name) {
        String period = context.period(execution).id();
        Object orderedBy = execution.getVariable("documentNumber");
        return (unit, number, day) -> {
            ObligationKey key = new ObligationKey(part.clause(), part.id(), period, unit, number);
            if (ledger.find(key).isEmpty()) {
                runtimeService.startProcessInstanceByKey(
                        part.process().orElseThrow(),
                        context.businessKey(key),
                        Variables.createVariables()
                                .putValue(PlanContext.CLAUSE, part.clause())
                                .putValue(PlanContext.PART, part.id())
                                .putValue(PlanContext.PERIOD, period)
                                .putValue(PlanContext.UNIT, key.unit())
                                .putValue(PlanContext.SUBJECT, number)
                                .putValue("orderName", name)
                                .putValue("orderedBy", orderedBy)
                                .putValue("requiredAt", PlanContext.startOf(day)));
                ledger.nameSubject(key, name);
            }
        };
    }

    /**
     * Informs each unit in a list about its rows: starts one instance of a part per unit, with the unit's rows in a
     * list of the same name. Starts only missing instances, so it can be repeated.
     *
     * @param part the part of the instance's clause that informs the unit
     * @param rows each has the id of a {@code unit}
     */
    public void tell(DelegateExecution execution, @Names(PART) String part, String rows) {
        Part told = plan.part(context.part(execution).clause(), part).orElseThrow();
        String period = context.period(execution).id();
        Map<String, List<Map<String, Object>>> ofUnits = Json.rows(execution, rows).stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row.get(PlanContext.UNIT), LinkedHashMap::new, Collectors.toList()));
        Map<String, Runnable> all = new LinkedHashMap<>();
        ofUnits.forEach((unit, own) -> {
            ObligationKey key = new ObligationKey(told.clause(), told.id(), period, unit, "");
            all.put(context.businessKey(key), () -> tell(told, key, rows, own));
        });
        separateTransactions.run(all);
    }

    private void tell(Part told, ObligationKey key, String rows, List<Map<String, Object>> own) {
        if (ledger.find(key).isEmpty()) {
            runtimeService.startProcessInstanceByKey(
                    told.process().orElseThrow(),
                    context.businessKey(key),
                    Variables.createVariables()
                            .putValue(PlanContext.PERIOD, key.period())
                            .putValue(PlanContext.UNIT, key.unit())
                            .putValue(PlanContext.SUBJECT, key.subject())
                            .putValue(rows, Json.value(own)));
        }
    }

    /** Sets the variable {@code unitChoices} to today's units, for the forms. */
    public void offerUnits(DelegateExecution execution) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (Unit unit : register.unitsOn(context.today())) {
            Map<String, Object> choice = new LinkedHashMap<>();
            choice.put("label", unit.name());
            choice.put("value", unit.id());
            choices.add(choice);
        }
        execution.setVariable("unitChoices", Json.value(choices));
    }

    /**
     * Sets the variable {@code orderedBefore} to the orders of the latest earlier period that has any, with their
     * current state.
     *
     * @param part the part of the instance's clause that is ordered
     */
    public void show(DelegateExecution execution, @Names(PART) String part) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (NamedObligation ordered : ledger.lastOrdered(
                context.part(execution).clause(),
                part,
                context.period(execution).id())) {
            rows.add(row(ordered));
        }
        execution.setVariable("orderedBefore", Json.value(rows));
    }

    private Map<String, Object> row(NamedObligation ordered) {
        Obligation obligation = ordered.obligation();
        String unit = obligation.key().unit();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("unitName", register.unit(unit, context.today()).map(Unit::name).orElse(unit));
        row.put("name", ordered.name());
        row.put("due", obligation.dueAt().map(VietnameseDate::day).orElse(""));
        row.put("state", obligation.statusAt(context.now(), schedule.calendar()).vietnamese());
        row.put(
                "evidence",
                ordered.result()
                        .map(Json::map)
                        .map(result -> result.get("evidence"))
                        .orElse(""));
        return row;
    }
}
