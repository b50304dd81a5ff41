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
 * What units answer to the rows of a list that are about them, for models: a task for each unit, whose element variable is
 * {@code unit}. What a unit answers is a variable of its own until all are put together: units that answer at the same
 * moment do not meet.
 *
 * <p>{@code unitField} is the field of a row that has the unit's id; asked are rows in which the field {@code asks} is
 * filled in.
 */
@Component
@ModelBean
public class UnitAnswers {

    private static final String ASKED = "askedUnits";

    /** What stands in place of an answer that did not come in time: silence is recorded, and holds nobody up. */
    private static final String SILENT = "silent";

    /** Chooses who is asked, each unit once. */
    public void ask(DelegateExecution execution, String list, String unitField, String asks) {
        Set<String> units = Json.rows(execution, list).stream()
                .filter(row -> isAsked(row, unitField, asks))
                .map(row -> (String) row.get(unitField))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        execution.setVariable(ASKED, Json.value(units));
        // What was answered before is not an answer to what was found now, where the step is done again
        units.forEach(unit -> execution.removeVariable(variable(unit)));
    }

    /** The ids of the units that are asked. */
    public List<String> asked(DelegateExecution execution) {
        return List.copyOf(Json.texts(execution, ASKED));
    }

    /** The rows to which the unit of the task answers. */
    public JsonValue rows(DelegateExecution execution, String list, String unitField, String asks) {
        Object unit = execution.getVariable(PlanContext.UNIT);
        return Json.value(Json.rows(execution, list).stream()
                .filter(row -> isAsked(row, unitField, asks) && unit.equals(row.get(unitField)))
                .toList());
    }

    /** The unit has answered: its rows as it has sent them. */
    public void given(DelegateTask task, String rows) {
        task.getExecution()
                .getProcessInstance()
                .setVariable(variable((String) task.getVariable(PlanContext.UNIT)), Json.value(Json.rows(task, rows)));
    }

    /**
     * Puts the answers into the list.
     *
     * @param answer the field in which a unit answers; that of a unit that did not is {@code silent}
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
