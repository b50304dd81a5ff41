package vn.gov.most.dataplan.security;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import vn.gov.most.dataplan.engine.PersonName;

/**
 * Checks who may work on a task, in addition to the permission TASK_WORK of its candidate groups: a claimed task
 * belongs to its assignee, and participants of an earlier step may be excluded from a later one. It applies to
 * claiming, completing, submitting, resolving, BPMN errors and escalations.
 */
final class TaskGuard extends AuthorizationCommandChecker {

    @Override
    public void checkTaskWork(TaskEntity task) {
        try {
            super.checkTaskWork(task);
        } catch (AuthorizationException inEnglish) {
            throw CurrentUser.refused(RestErrors.NO_RIGHT);
        }
        CurrentUser currentUser = CurrentUser.current();
        if (currentUser == null) {
            return;
        }
        String assignee = task.getAssignee();
        if (assignee != null && !assignee.equals(currentUser.id())) {
            throw CurrentUser.refused("Công việc này đã có người xử lý: %s.".formatted(fullName(assignee)));
        }
        if (EarlierSteps.shutOut(currentUser.id(), task)) {
            throw CurrentUser.refused(
                    "Tài khoản này đã tham gia bước trước của công việc nên không được xử lý bước này.");
        }
    }

    private static String fullName(String userId) {
        CommandContext command = Context.getCommandContext();
        User user = command.runWithoutAuthorization(
                () -> command.getReadOnlyIdentityProvider().findUserById(userId));
        return user == null ? userId : PersonName.of(user);
    }
}
