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
 * What comes with being somebody, or with a task, without anybody granting it. What people may do with a task comes from its
 * candidate groups, and ends with the group: the engine would give whoever claims a task a right of their own, and never
 * take it away. A new user may read himself; the engine would let him change himself, his email address too, which
 * reminders follow.
 */
final class DefaultGrants extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newUser(User user) {
        return new AuthorizationEntity[] {
            createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(), Permissions.READ)
        };
    }

    /** Administrators may all the same, and who is none any more may not. */
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

    /** With a task that ends all its links end, and who had it may still read what was done. */
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
