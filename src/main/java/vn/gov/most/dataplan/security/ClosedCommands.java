package vn.gov.most.dataplan.security;

import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.SetAnnotationForOperationLog;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricTaskInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByIdsCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByKeyCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserOperationLogEntryCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * What was noted and logged stays as it was, and so does a model by which anything was carried out: for administrators too. Messages and signals are for models to send: they
 * carry variables that no form has seen, and the engine asks little or nothing of who sends one; a signal to an execution
 * leaves its task behind without the form, whoever sends it. A task ends with its
 * process: deleting one, the engine takes for a fault of its own before it asks who does so.
 */
final class ClosedCommands extends CommandInterceptor {

    private static final Set<Class<?>> CHANGE_WHAT_WAS_SAID = Set.of(
            DeleteUserOperationLogEntryCmd.class,
            SetAnnotationForOperationLog.class,
            DeleteHistoricProcessInstancesCmd.class,
            DeleteHistoricTaskInstanceCmd.class,
            UpdateCommentCmd.class,
            DeleteTaskCommentCmd.class,
            DeleteProcessInstanceCommentCmd.class);

    private final EngineField<String> deployment =
            EngineField.of(DeleteDeploymentCmd.class, "deploymentId", String.class);
    private final EngineField<String> definitionKey =
            EngineField.of(DeleteProcessDefinitionsByKeyCmd.class, "processDefinitionKey", String.class);
    private final EngineField<?> definitionIds =
            EngineField.of(DeleteProcessDefinitionsByIdsCmd.class, "processDefinitionIds", Set.class);

    @Override
    public <T> T execute(Command<T> command) {
        Asker asker = Asker.current();
        if (asker != null) {
            if (CHANGE_WHAT_WAS_SAID.contains(command.getClass())) {
                throw Asker.refused("Nhật ký và ghi chú đã lưu không được sửa, xóa.");
            } else if (command instanceof DeleteTaskCmd) {
                throw Asker.refused("Công việc kết thúc theo quy trình, không xóa riêng được.");
            } else if (command instanceof SignalCmd) {
                throw Asker.refused("Quy trình chỉ đi tiếp bằng biểu mẫu của công việc, không bằng tín hiệu.");
            } else if (removed(command).anyMatch(ClosedCommands::wasUsed)) {
                throw Asker.refused("Quy trình này đã hoặc đang được thực hiện; không xóa được.");
            } else if ((sendsAnEvent(command) || command instanceof DeployCmd) && !asker.isAdministrator()) {
                throw Asker.refused(RestErrors.NO_RIGHT);
            }
        }
        return next.execute(command);
    }

    /** The process definitions that a command would remove, with all that was carried out by them. */
    private Stream<? extends ProcessDefinition> removed(Command<?> command) {
        ProcessDefinitionManager definitions = Context.getCommandContext().getProcessDefinitionManager();
        if (command instanceof DeleteDeploymentCmd) {
            return definitions.findProcessDefinitionsByDeploymentId(deployment.of(command)).stream();
        } else if (command instanceof DeleteProcessDefinitionsByKeyCmd) {
            return definitions.findProcessDefinitionsByKey(definitionKey.of(command)).stream();
        } else if (command instanceof DeleteProcessDefinitionsByIdsCmd) {
            return ((Set<?>) definitionIds.of(command))
                    .stream().map(id -> definitions.findLatestProcessDefinitionById((String) id));
        }
        return Stream.empty();
    }

    /** History has what runs, too. */
    private static boolean wasUsed(ProcessDefinition definition) {
        CommandContext context = Context.getCommandContext();
        return definition != null
                && context.runWithoutAuthorization(() -> context.getProcessEngineConfiguration()
                                .getHistoryService()
                                .createHistoricProcessInstanceQuery()
                                .processDefinitionId(definition.getId())
                                .count()
                        > 0);
    }

    private static boolean sendsAnEvent(Command<?> command) {
        return command instanceof AbstractCorrelateMessageCmd
                || command instanceof MessageEventReceivedCmd
                || command instanceof SignalEventReceivedCmd;
    }
}
