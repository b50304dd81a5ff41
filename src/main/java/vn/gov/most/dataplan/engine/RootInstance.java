package vn.gov.most.dataplan.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The root process instance: a called process acts on its behalf.
 *
 * @param variables of the root instance; a called process sees only those that are passed to it
 */
public record RootInstance(String id, String process, VariableScope variables) {

    /** Call it inside a command. */
    public static RootInstance of(DelegateExecution execution) {
        String id = ((ExecutionEntity) execution).getRootProcessInstanceId();
        ExecutionEntity root = Context.getCommandContext().getExecutionManager().findExecutionById(id);
        return new RootInstance(id, root.getProcessDefinition().getKey(), root);
    }
}
