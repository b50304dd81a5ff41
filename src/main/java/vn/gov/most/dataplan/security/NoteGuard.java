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
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Notes on a task are read by who may read the task and written by who may work on it; the engine asks nothing of either.
 * Attachments are the engine's own and nobody's here: files belong to the dossier, and an attachment can be a link to
 * anything.
 */
final class NoteGuard extends CommandInterceptor {

    private static final Set<Class<?>> ATTACHMENTS = Set.of(
            CreateAttachmentCmd.class,
            SaveAttachmentCmd.class,
            DeleteAttachmentCmd.class,
            GetAttachmentCmd.class,
            GetAttachmentContentCmd.class,
            GetTaskAttachmentCmd.class,
            GetTaskAttachmentContentCmd.class,
            GetTaskAttachmentsCmd.class,
            GetProcessInstanceAttachmentsCmd.class);

    private final Map<Class<?>, EngineField<String>> readTask = Stream.of(
                    GetTaskCommentsCmd.class, GetTaskCommentCmd.class, GetTaskEventsCmd.class)
            .collect(Collectors.toMap(command -> command, command -> EngineField.of(command, "taskId", String.class)));
    private final EngineField<String> readInstance =
            EngineField.of(GetProcessInstanceCommentsCmd.class, "processInstanceId", String.class);
    private final EngineField<String> notedTask = EngineField.of(AddCommentCmd.class, "taskId", String.class);
    private final EngineField<String> notedInstance =
            EngineField.of(AddCommentCmd.class, "processInstanceId", String.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (Asker.current() != null) {
            check(command);
        }
        return next.execute(command);
    }

    private void check(Command<?> command) {
        Class<?> type = command.getClass();
        if (ATTACHMENTS.contains(type)) {
            throw Asker.refused("Không dùng tệp đính kèm ở đây. Tải tệp lên hồ sơ của công việc.");
        } else if (command instanceof AddCommentCmd) {
            checkMayNote(notedTask.of(command), notedInstance.of(command));
        } else if (command instanceof GetProcessInstanceCommentsCmd) {
            checkMayReadInstance(readInstance.of(command));
        } else if (readTask.containsKey(type)) {
            checkMayReadTask(readTask.get(type).of(command));
        }
    }

    private static void checkMayNote(String taskId, String instanceId) {
        TaskEntity task = task(taskId);
        if (task == null || instanceId != null && !instanceId.equals(task.getProcessInstanceId())) {
            throw Asker.refused("Chỉ thêm được ghi chú vào công việc đang thực hiện.");
        }
        checkers().forEach(checker -> checker.checkTaskWork(task));
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
        return Asker.refused("Tài khoản này không được xem ghi chú của công việc.");
    }

    private static TaskEntity task(String taskId) {
        CommandContext command = Context.getCommandContext();
        return taskId == null ? null : command.getTaskManager().findTaskById(taskId);
    }

    private static Iterable<CommandChecker> checkers() {
        return Context.getProcessEngineConfiguration().getCommandCheckers();
    }
}
