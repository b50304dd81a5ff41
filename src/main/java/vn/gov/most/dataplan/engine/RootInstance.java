package vn.gov.most.dataplan.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The instance that nothing has called: what a called process does, it does for that one.
 *
 * @param variables which a called process sees only as far as they are handed to it
 */
public record RootInstance(String id, String process, VariableScope variables) {

    /** To be asked inside a command. */
    public static RootInstance of(DelegateExecution execution) {
        String id = ((ExecutionEntity) execution).getRootProcessInstanceId();
        ExecutionEntity root = Context.getCommandContext().getExecutionManager().findExecutionById(id);
        return new RootInstance(id, root.getProcessDefinition().getKey(), root);
    }
}
