package vn.gov.most.dataplan.security;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.GetAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.GetAttachmentContentCmd;
import org.camunda.bpm.engine.impl.cmd.GetProcessInstanceAttachmentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetProcessInstanceCommentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentContentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskCommentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskEventsCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.AttachmentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Users who may read a task may read its comments, and users who may work on it may write them. The engine checks
 * neither permissions for a comment read by its id nor the length. New attachments are refused; users who may read a
 * task may read its old ones.
 */
final class NoteGuard extends CommandInterceptor {

    private static final int LONGEST_NOTE = 4_000;
    private static final Set<Class<?>> CHANGE_ATTACHMENTS =
            Set.of(CreateAttachmentCmd.class, SaveAttachmentCmd.class, DeleteAttachmentCmd.class);

    private final Map<Class<?>, EngineField<String>> readTask = fields(
            "taskId",
            GetTaskCommentsCmd.class,
            GetTaskCommentCmd.class,
            GetTaskEventsCmd.class,
            GetTaskAttachmentsCmd.class);
    private final Map<Class<?>, EngineField<String>> readInstance =
            fields("processInstanceId", GetProcessInstanceCommentsCmd.class, GetProcessInstanceAttachmentsCmd.class);
    private final Map<Class<?>, EngineField<String>> readAttachment = fields(
            "attachmentId",
            GetAttachmentCmd.class,
            GetAttachmentContentCmd.class,
            GetTaskAttachmentCmd.class,
            GetTaskAttachmentContentCmd.class);

    private final EngineField<String> notedTask = EngineField.of(AddCommentCmd.class, "taskId", String.class);
    private final EngineField<String> notedInstance =
            EngineField.of(AddCommentCmd.class, "processInstanceId", String.class);
    private final EngineField<String> note = EngineField.of(AddCommentCmd.class, "message", String.class);

    private static Map<Class<?>, EngineField<String>> fields(String name, Class<?>... commands) {
        return Stream.of(commands)
                .collect(Collectors.toMap(command -> command, command -> EngineField.of(command, name, String.class)));
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (CurrentUser.current() != null) {
            check(command);
        }
        return next.execute(command);
    }

    private void check(Command<?> command) {
        Class<?> type = command.getClass();
        if (readTask.containsKey(type)) {
            checkMayReadTask(readTask.get(type).of(command));
        } else if (readInstance.containsKey(type)) {
            checkMayReadInstance(readInstance.get(type).of(command));
        } else if (readAttachment.containsKey(type)) {
            checkMayRead(attachment(readAttachment.get(type).of(command)));
        } else if (command instanceof AddCommentCmd) {
            checkMayWrite(notedTask.of(command), notedInstance.of(command));
            checkLength(note.of(command));
        } else if (CHANGE_ATTACHMENTS.contains(type)) {
            throw CurrentUser.refused("Công việc không nhận tệp đính kèm; tệp đã có không được sửa, xóa.");
        }
    }

    private static void checkLength(String note) {
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new Refusal("Ghi chú không được dài quá 4.000 ký tự.");
        }
    }

    private static void checkMayWrite(String taskId, String instanceId) {
        TaskEntity task = task(taskId);
        if (task == null || instanceId != null && !instanceId.equals(task.getProcessInstanceId())) {
            throw CurrentUser.refused("Chỉ thêm được ghi chú vào công việc đang thực hiện.");
        }
        checkers().forEach(checker -> checker.checkTaskWork(task));
    }

    /** The command itself reports a missing attachment. */
    private static void checkMayRead(AttachmentEntity attachment) {
        if (attachment != null && attachment.getTaskId() != null) {
            checkMayReadTask(attachment.getTaskId());
        } else if (attachment != null) {
            checkMayReadInstance(attachment.getProcessInstanceId());
        }
    }

    private static void checkMayReadTask(String taskId) {
        TaskEntity task = task(taskId);
        if (task != null) {
            checkers().forEach(checker -> checker.checkReadTask(task));
        } else if (taskId != null
                && new HistoricTaskInstanceQueryImpl().taskId(taskId).count() == 0) {
            throw unreadable();
        }
    }

    /**
     * Checks the historic instance, which also exists for a running one: for an ended instance the engine's own check
     * finds nothing.
     */
    private static void checkMayReadInstance(String instanceId) {
        if (instanceId != null
                && new HistoricProcessInstanceQueryImpl()
                                .processInstanceId(instanceId)
                                .count()
                        == 0) {
            throw unreadable();
        }
    }

    private static AuthorizationException unreadable() {
        return CurrentUser.refused("Tài khoản này không được xem ghi chú và tệp đính kèm của công việc.");
    }

    private static AttachmentEntity attachment(String id) {
        return id == null
                ? null
                : Context.getCommandContext().getDbEntityManager().selectById(AttachmentEntity.class, id);
    }

    private static TaskEntity task(String taskId) {
        CommandContext command = Context.getCommandContext();
        return taskId == null ? null : command.getTaskManager().findTaskById(taskId);
    }

    private static Iterable<CommandChecker> checkers() {
        return Context.getProcessEngineConfiguration().getCommandCheckers();
    }
}
