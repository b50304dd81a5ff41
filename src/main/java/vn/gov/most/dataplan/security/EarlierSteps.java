package vn.gov.most.dataplan.security;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/**
 * Excludes users from a task because of an earlier step.
 *
 * <p>The extension property {@code notBy} of a user task names variables, separated by commas, that hold one or
 * several user ids. All users that these variables have ever held are excluded, in this instance and in the one it
 * restarts: after a step was repeated, the variable itself has only the last user.
 */
public final class EarlierSteps {

    private static final String NOT_BY = "notBy";

    private EarlierSteps() {}

    /** Call it inside a command. */
    public static boolean shutOut(String userId, TaskEntity task) {
        List<String> notBy = notBy(task).toList();
        return notBy.stream().anyMatch(variable -> holds(task.getVariable(variable), userId))
                || !notBy.isEmpty() && hasHeld(task.getProcessInstanceId(), notBy, userId);
    }

    private static Stream<String> notBy(TaskEntity task) {
        UserTask model = task.getProcessDefinitionId() == null ? null : task.getBpmnModelElementInstance();
        if (model == null || model.getExtensionElements() == null) {
            return Stream.empty();
        }
        return model.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> NOT_BY.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::trim);
    }

    private static boolean hasHeld(String instanceId, List<String> variables, String userId) {
        HistoryService history = Context.getProcessEngineConfiguration().getHistoryService();
        return Context.getCommandContext().runWithoutAuthorization(() -> {
            for (String id = instanceId; id != null; id = restartedBy(id, history)) {
                for (String variable : variables) {
                    if (hasHeld(id, variable, userId, history)) {
                        return true;
                    }
                }
            }
            return false;
        });
    }

    private static boolean hasHeld(String instanceId, String variable, String userId, HistoryService history) {
        return history
                .createHistoricDetailQuery()
                .variableUpdates()
                .processInstanceId(instanceId)
                .variableNameLike(variable)
                .list()
                .stream()
                .map(HistoricVariableUpdate.class::cast)
                .filter(update -> variable.equals(update.getVariableName()))
                .anyMatch(update -> holds(update.getValue(), userId));
    }

    private static String restartedBy(String instanceId, HistoryService history) {
        HistoricProcessInstance instance = history.createHistoricProcessInstanceQuery()
                .processInstanceId(instanceId)
                .singleResult();
        return instance == null ? null : instance.getRestartedProcessInstanceId();
    }

    private static boolean holds(Object value, String userId) {
        return value instanceof Collection<?> several ? several.contains(userId) : userId.equals(value);
    }
}
