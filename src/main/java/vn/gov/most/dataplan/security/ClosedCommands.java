package vn.gov.most.dataplan.security;

import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.SetAnnotationForOperationLog;
import org.camunda.bpm.engine.impl.batch.DeleteBatchCmd;
import org.camunda.bpm.engine.impl.batch.history.DeleteHistoricBatchCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricCaseInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricCaseInstancesBulkCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricTaskInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricVariableInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricVariableInstancesByProcessInstanceIdCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByIdsCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByKeyCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserOperationLogEntryCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateDecisionDefinitionHistoryTimeToLiveCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateProcessDefinitionHistoryTimeToLiveCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteHistoricProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.removaltime.SetRemovalTimeToHistoricBatchesCmd;
import org.camunda.bpm.engine.impl.cmd.batch.removaltime.SetRemovalTimeToHistoricDecisionInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.batch.removaltime.SetRemovalTimeToHistoricProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmmn.cmd.UpdateCaseDefinitionHistoryTimeToLiveCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstanceByDefinitionIdCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstanceByInstanceIdCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstancesBatchCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstancesBulkCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * Commands that are refused to everybody, also to administrators: changing or deleting comments, logs, history and
 * used models. History ends only with its retention period. A signal to an execution would end its task without the
 * form. A task ends only with its process: for a deletion, the engine reports an internal error before it checks
 * permissions. Only administrators deploy models, whatever was granted.
 */
final class ClosedCommands extends CommandInterceptor {

    private static final Set<Class<?>> CHANGE_WHAT_WAS_SAID = Set.of(
            DeleteUserOperationLogEntryCmd.class,
            SetAnnotationForOperationLog.class,
            UpdateCommentCmd.class,
            DeleteTaskCommentCmd.class,
            DeleteProcessInstanceCommentCmd.class);

    /**
     * Deletes in bulk, of other histories and by a shorter retention: what may not be deleted singly may not be
     * deleted this way either.
     */
    private static final Set<Class<?>> ERASE = Set.of(
            DeleteHistoricProcessInstancesCmd.class,
            DeleteHistoricProcessInstancesBatchCmd.class,
            DeleteHistoricTaskInstanceCmd.class,
            DeleteHistoricVariableInstanceCmd.class,
            DeleteHistoricVariableInstancesByProcessInstanceIdCmd.class,
            DeleteHistoricBatchCmd.class,
            DeleteHistoricDecisionInstanceByInstanceIdCmd.class,
            DeleteHistoricDecisionInstanceByDefinitionIdCmd.class,
            DeleteHistoricDecisionInstancesBulkCmd.class,
            DeleteHistoricDecisionInstancesBatchCmd.class,
            DeleteHistoricCaseInstanceCmd.class,
            DeleteHistoricCaseInstancesBulkCmd.class,
            SetRemovalTimeToHistoricProcessInstancesCmd.class,
            SetRemovalTimeToHistoricDecisionInstancesCmd.class,
            SetRemovalTimeToHistoricBatchesCmd.class,
            UpdateProcessDefinitionHistoryTimeToLiveCmd.class,
            UpdateDecisionDefinitionHistoryTimeToLiveCmd.class,
            UpdateCaseDefinitionHistoryTimeToLiveCmd.class);

    private final EngineField<String> deployment =
            EngineField.of(DeleteDeploymentCmd.class, "deploymentId", String.class);
    private final EngineField<String> definitionKey =
            EngineField.of(DeleteProcessDefinitionsByKeyCmd.class, "processDefinitionKey", String.class);
    private final EngineField<Boolean> cascade =
            EngineField.of(DeleteBatchCmd.class, "cascadeToHistory", boolean.class);
    private final EngineField<?> definitionIds =
            EngineField.of(DeleteProcessDefinitionsByIdsCmd.class, "processDefinitionIds", Set.class);

    @Override
    public <T> T execute(Command<T> command) {
        CurrentUser currentUser = CurrentUser.current();
        if (currentUser != null) {
            if (CHANGE_WHAT_WAS_SAID.contains(command.getClass())) {
                throw CurrentUser.refused("Nhật ký và ghi chú đã lưu không được sửa, xóa.");
            } else if (ERASE.contains(command.getClass()) || command instanceof DeleteBatchCmd && cascade.of(command)) {
                throw CurrentUser.refused(
                        "Lịch sử chỉ được xóa tự động khi hết thời hạn lưu; không ai xóa hoặc đổi thời hạn được.");
            } else if (command instanceof DeleteTaskCmd) {
                throw CurrentUser.refused("Công việc kết thúc theo quy trình, không xóa riêng được.");
            } else if (command instanceof SignalCmd) {
                throw CurrentUser.refused("Quy trình chỉ đi tiếp bằng biểu mẫu của công việc, không bằng tín hiệu.");
            } else if (removed(command).anyMatch(ClosedCommands::wasUsed)) {
                throw CurrentUser.refused("Quy trình này đã hoặc đang được thực hiện; không xóa được.");
            } else if (command instanceof DeployCmd && !currentUser.isAdministrator()) {
                throw CurrentUser.refused(RestErrors.NO_RIGHT);
            }
        }
        return next.execute(command);
    }

    /** The process definitions that a command would delete together with their instances. */
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

    /** History includes running instances. */
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
}
