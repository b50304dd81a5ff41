package vn.gov.most.dataplan.duty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;

/**
 * The answers of units to their rows in a list, for models. Each unit has its own task, whose element variable is
 * {@code unit}. Each answer is a variable of its own until all are put together, so that units can answer at the same
 * time.
 *
 * <p>{@code unitField} is the field of a row with the unit's id; only rows with a value in the field {@code asks} are
 * questions.
 */
@Component
@ModelBean
public class UnitAnswers {

    private static final String ASKED = "askedUnits";

    /** The recorded answer of a unit that did not answer in time; its silence does not delay the process. */
    private static final String SILENT = "silent";

    /** Selects the units to ask, each once. */
    public void ask(DelegateExecution execution, String list, String unitField, String asks) {
        Set<String> units = Json.rows(execution, list).stream()
                .filter(row -> isAsked(row, unitField, asks))
                .map(row -> (String) row.get(unitField))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        execution.setVariable(ASKED, Json.value(units));
        // If the step is repeated, earlier answers do not apply to the new rows
        units.forEach(unit -> execution.removeVariable(variable(unit)));
    }

    /** The ids of the units to ask. */
    public List<String> asked(DelegateExecution execution) {
        return List.copyOf(Json.texts(execution, ASKED));
    }

    /** The rows that the task's unit has to answer. */
    public JsonValue rows(DelegateExecution execution, String list, String unitField, String asks) {
        Object unit = execution.getVariable(PlanContext.UNIT);
        return Json.value(Json.rows(execution, list).stream()
                .filter(row -> isAsked(row, unitField, asks) && unit.equals(row.get(unitField)))
                .toList());
    }

    /** Stores the rows that the unit has sent. */
    public void given(DelegateTask task, String rows) {
        task.getExecution()
                .getProcessInstance()
                .setVariable(variable((String) task.getVariable(PlanContext.UNIT)), Json.value(Json.rows(task, rows)));
    }

    /**
     * Puts the answers into the list.
     *
     * @param answer the field for the answer; {@code silent} if the unit did not answer
     */
    public void putTogether(DelegateExecution execution, String list, String unitField, String asks, String answer) {
        List<Map<String, Object>> rows = new ArrayList<>(Json.rows(execution, list));
        Map<String, Integer> answered = new HashMap<>();
        for (Map<String, Object> row : rows) {
            if (isAsked(row, unitField, asks)) {
                String unit = (String) row.get(unitField);
                List<Map<String, Object>> given = Json.rows(execution, variable(unit));
                int number = answered.merge(unit, 1, Integer::sum) - 1;
                if (number < given.size()) {
                    row.putAll(given.get(number));
                } else {
                    row.put(answer, SILENT);
                }
            }
        }
        execution.setVariable(list, Json.value(rows));
    }

    private static boolean isAsked(Map<String, Object> row, String unitField, String asks) {
        return row.get(unitField) instanceof String unit
                && !unit.isBlank()
                && row.get(asks) instanceof String found
                && !found.isBlank();
    }

    private static String variable(String unit) {
        return "answer-" + unit;
    }
}
