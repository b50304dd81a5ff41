package vn.gov.most.dataplan.security;

import java.util.Set;
import org.camunda.bpm.engine.impl.SetAnnotationForOperationLog;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricTaskInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserOperationLogEntryCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * What was noted and logged stays as it was, for administrators too. Messages and signals are for models to send: they
 * carry variables that no form has seen, and the engine asks little or nothing of who sends one. A task ends with its
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

    @Override
    public <T> T execute(Command<T> command) {
        Asker asker = Asker.current();
        if (asker != null) {
            if (CHANGE_WHAT_WAS_SAID.contains(command.getClass())) {
                throw Asker.refused("Nhật ký và ghi chú đã lưu không được sửa, xóa.");
            } else if (command instanceof DeleteTaskCmd) {
                throw Asker.refused("Công việc kết thúc theo quy trình, không xóa riêng được.");
            } else if (sendsAnEvent(command) && !asker.isAdministrator()) {
                throw Asker.refused(RestErrors.NO_RIGHT);
            }
        }
        return next.execute(command);
    }

    private static boolean sendsAnEvent(Command<?> command) {
        return command instanceof AbstractCorrelateMessageCmd
                || command instanceof MessageEventReceivedCmd
                || command instanceof SignalEventReceivedCmd;
    }
}
