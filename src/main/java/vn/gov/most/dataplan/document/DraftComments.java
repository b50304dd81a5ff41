package vn.gov.most.dataplan.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.duty.Coordinators;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;

/**
 * The comments of the coordinating units on a draft, for {@code issue-document.bpmn}. Each comment is a variable of
 * its own until all are put together, so that units can comment at the same time.
 */
@Component
@ModelBean
public class DraftComments {

    /** The recorded text where a unit did not comment in time; its silence does not delay the document. */
    private static final String SILENCE = "Không có ý kiến trong thời hạn";

    private static final String AGREED = "Nhất trí";
    private static final String ASKED = "askedUnits";

    private final Coordinators coordinators;

    DraftComments(Coordinators coordinators) {
        this.coordinators = coordinators;
    }

    /** Selects the units to ask: the coordinators of the clause without the drafting unit. */
    public void ask(DelegateExecution execution) {
        List<Map<String, String>> units = coordinators.of(execution, (String) execution.getVariable("unit")).stream()
                .map(unit -> Map.of("unit", unit.id(), "unitName", unit.name()))
                .toList();
        execution.setVariable("askedUnits", Json.value(units));
    }

    /** The ids of the units to ask. */
    public List<String> asked(DelegateExecution execution) {
        return Json.rows(execution, ASKED).stream()
                .map(row -> (String) row.get("unit"))
                .toList();
    }

    /** Records that the unit commented, or that it agrees. */
    public void given(DelegateTask task) {
        Object comment = task.getVariable("comment");
        task.getExecution()
                .getProcessInstance()
                .setVariable(
                        variable((String) task.getVariable("coordinator")),
                        comment == null || comment.equals("") ? AGREED : comment);
    }

    /** Puts the comments together for the task's form, one row per unit that was asked. */
    public void show(DelegateTask task) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> unit : Json.rows(task, ASKED)) {
            Object comment = task.getVariable(variable((String) unit.get("unit")));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("unitName", unit.get("unitName"));
            row.put("comment", comment == null ? SILENCE : comment);
            row.put("hasComment", comment != null && !comment.equals(AGREED));
            rows.add(row);
        }
        task.setVariable("comments", Json.value(rows));
    }

    private static String variable(String unit) {
        return "comment-" + unit;
    }
}
