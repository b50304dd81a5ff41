package vn.gov.most.dataplan.security;

import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetTaskPropertyCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * People claim tasks only for themselves and unclaim only what they have claimed; the head of the unit may unclaim
 * for the unit. For unclaiming, the engine would ask for TASK_ASSIGN, which also allows changing due dates and
 * assigning others, so nobody has it. An administrator may assign only existing users: nobody else could continue the
 * task.
 */
final class ClaimGuard extends CommandInterceptor {

    private final EngineField<String> claimedFor = EngineField.of(ClaimTaskCmd.class, "userId", String.class);
    private final EngineField<String> assignedTo =
            EngineField.of(AbstractAddIdentityLinkCmd.class, "userId", String.class);
    private final EngineField<String> delegatedTo = EngineField.of(DelegateTaskCmd.class, "userId", String.class);
    private final EngineField<TaskEntity> saved = EngineField.of(SaveTaskCmd.class, "task", TaskEntity.class);
    private final EngineField<String> taskId = EngineField.of(AbstractSetTaskPropertyCmd.class, "taskId", String.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof ClaimTaskCmd) {
            checkClaimedFor(claimedFor.of(command));
        } else if (command instanceof AssignTaskCmd && assignedTo.of(command) == null) {
            CurrentUser currentUser = CurrentUser.current();
            TaskEntity task = Context.getCommandContext().getTaskManager().findTaskById(taskId.of(command));
            if (currentUser != null && task != null && UnclaimPermission.isOpenTo(currentUser, task)) {
                return Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command));
            }
            if (currentUser != null && !currentUser.isAdministrator()) {
                throw CurrentUser.refused("Chỉ người xử lý và thủ trưởng đơn vị được bỏ nhận việc.");
            }
        } else if (command instanceof AssignTaskCmd) {
            checkIsThere(assignedTo.of(command));
        } else if (command instanceof DelegateTaskCmd) {
            checkIsThere(delegatedTo.of(command));
        } else if (command instanceof SaveTaskCmd) {
            checkIsThere(saved.of(command).getAssignee());
        }
        return next.execute(command);
    }

    private static void checkIsThere(String userId) {
        CurrentUser currentUser = CurrentUser.current();
        if (currentUser != null && currentUser.isAdministrator() && userId != null && !isThere(userId)) {
            throw new Refusal("Không có tài khoản \"%s\"; được phép: mã của một tài khoản đang có.".formatted(userId));
        }
    }

    private static boolean isThere(String userId) {
        CommandContext command = Context.getCommandContext();
        return command.runWithoutAuthorization(
                        () -> command.getReadOnlyIdentityProvider().findUserById(userId))
                != null;
    }

    private static void checkClaimedFor(String userId) {
        CurrentUser currentUser = CurrentUser.current();
        if (currentUser != null && userId != null && !userId.equals(currentUser.id())) {
            throw CurrentUser.refused("Chỉ nhận được việc cho chính tài khoản đang đăng nhập.");
        }
    }
}
