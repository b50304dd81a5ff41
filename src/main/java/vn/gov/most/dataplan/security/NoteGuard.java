package vn.gov.most.dataplan.security;

import java.net.URI;
import java.util.List;
import java.util.Map;
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
import org.camunda.bpm.engine.task.Attachment;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Notes and attachments of a task are read by who may read the task and written by who may work on it; the engine asks
 * nothing of either where they are named by their id. An attachment that is a link leads to the web and nowhere else: a
 * browser would run a script that is written as a link.
 */
final class NoteGuard extends CommandInterceptor {

    private static final List<String> LINKS = List.of("http", "https");

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
    private final EngineField<String> attachedTask = EngineField.of(CreateAttachmentCmd.class, "taskId", String.class);
    private final EngineField<String> attachedInstance =
            EngineField.of(CreateAttachmentCmd.class, "processInstanceId", String.class);
    private final EngineField<String> link = EngineField.of(CreateAttachmentCmd.class, "url", String.class);
    private final EngineField<String> deleted = EngineField.of(DeleteAttachmentCmd.class, "attachmentId", String.class);
    private final EngineField<Attachment> saved =
            EngineField.of(SaveAttachmentCmd.class, "attachment", Attachment.class);

    private static Map<Class<?>, EngineField<String>> fields(String name, Class<?>... commands) {
        return Stream.of(commands)
                .collect(Collectors.toMap(command -> command, command -> EngineField.of(command, name, String.class)));
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (Asker.current() != null) {
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
        } else if (command instanceof CreateAttachmentCmd) {
            checkMayWrite(attachedTask.of(command), attachedInstance.of(command));
            checkLink(link.of(command));
        } else if (command instanceof DeleteAttachmentCmd) {
            checkMayChange(attachment(deleted.of(command)));
        } else if (command instanceof SaveAttachmentCmd) {
            checkMayChange(attachment(saved.of(command).getId()));
        }
    }

    private static void checkMayWrite(String taskId, String instanceId) {
        TaskEntity task = task(taskId);
        if (task == null || instanceId != null && !instanceId.equals(task.getProcessInstanceId())) {
            throw Asker.refused("Chỉ thêm được ghi chú và tệp đính kèm vào công việc đang thực hiện.");
        }
        checkers().forEach(checker -> checker.checkTaskWork(task));
    }

    private static void checkLink(String url) {
        if (url != null && !isToTheWeb(url)) {
            throw new Refusal("Chưa thêm được liên kết: địa chỉ phải bắt đầu bằng http:// hoặc https://.");
        }
    }

    private static boolean isToTheWeb(String url) {
        try {
            URI address = URI.create(url);
            return address.getHost() != null
                    && LINKS.stream().anyMatch(scheme -> scheme.equalsIgnoreCase(address.getScheme()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** One that is not there, the command itself does not find. */
    private static void checkMayRead(AttachmentEntity attachment) {
        if (attachment != null && attachment.getTaskId() != null) {
            checkMayReadTask(attachment.getTaskId());
        } else if (attachment != null) {
            checkMayReadInstance(attachment.getProcessInstanceId());
        }
    }

    private static void checkMayChange(AttachmentEntity attachment) {
        if (attachment != null) {
            checkMayWrite(attachment.getTaskId(), null);
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

    /** Asked of history, which has the running instances too: of an ended one the engine's check says nothing. */
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
        return Asker.refused("Tài khoản này không được xem ghi chú và tệp đính kèm của công việc.");
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
