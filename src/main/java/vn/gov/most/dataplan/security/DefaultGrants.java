package vn.gov.most.dataplan.security;

import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;

/**
 * The authorizations that the engine creates by default, reduced. Rights to a task come from its candidate groups and
 * end with the group: the engine would grant the assignee a right of their own and never remove it. A new user may
 * read their own account. The engine would also allow updating it with the mail address, which receives the
 * reminders.
 */
final class DefaultGrants extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newUser(User user) {
        return new AuthorizationEntity[] {
            createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(), Permissions.READ)
        };
    }

    /** No grant for the author: administrators may read deployments anyway, and former ones may not. */
    @Override
    public AuthorizationEntity[] newDeployment(Deployment deployment) {
        return null;
    }

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String oldAssignee, String newAssignee) {
        return null;
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, String oldOwner, String newOwner) {
        return null;
    }

    @Override
    public AuthorizationEntity[] deleteTaskUserIdentityLink(Task task, String userId, String type) {
        return ofLink(task, userId, null);
    }

    @Override
    public AuthorizationEntity[] deleteTaskGroupIdentityLink(Task task, String groupId, String type) {
        return ofLink(task, null, groupId);
    }

    /** When a task ends, its links end too, but the people who had it may still read what was done. */
    private AuthorizationEntity[] ofLink(Task task, String userId, String groupId) {
        if (((TaskEntity) task).isDeleted()) {
            return null;
        }
        return Stream.of(Resources.TASK, Resources.HISTORIC_TASK)
                .map(resource -> getGrantAuthorization(task.getId(), userId, groupId, resource))
                .filter(Objects::nonNull)
                .toArray(AuthorizationEntity[]::new);
    }
}
