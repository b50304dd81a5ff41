package vn.gov.most.dataplan.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.context.ApplicationEventPublisher;

/**
 * When a user leaves a group, unclaims their tasks of that group, unless another of their groups may work on them:
 * otherwise nobody could continue them. When a user is deleted, deletes their authorizations, so that another person
 * with the same id starts with none.
 */
final class LeaverCleanup extends CommandInterceptor {

    private final EngineField<String> leaver = EngineField.of(DeleteMembershipCmd.class, "userId", String.class);
    private final EngineField<String> left = EngineField.of(DeleteMembershipCmd.class, "groupId", String.class);
    private final EngineField<String> deletedUser = EngineField.of(DeleteUserCmd.class, "userId", String.class);
    private final EngineField<String> deletedGroup = EngineField.of(DeleteGroupCmd.class, "groupId", String.class);

    private final ApplicationEventPublisher events;

    LeaverCleanup(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public <T> T execute(Command<T> command) {
        List<String> leaving = leaving(command);
        T done = next.execute(command);
        if (command instanceof DeleteMembershipCmd) {
            String person = leaver.of(command);
            giveBack(left.of(command), person::equals);
        } else if (command instanceof DeleteGroupCmd) {
            giveBack(deletedGroup.of(command), anybody -> true);
        } else if (command instanceof DeleteUserCmd) {
            String person = deletedUser.of(command);
            withoutAuthorization(() -> {
                held(tasks -> tasks.taskAssignee(person)).forEach(LeaverCleanup::giveBack);
                held(tasks -> tasks.taskOwner(person)).forEach(LeaverCleanup::disown);
                removeGrants(person);
            });
        }
        leaving.forEach(person -> events.publishEvent(new PersonLeft(person)));
        return done;
    }

    private List<String> leaving(Command<?> command) {
        String person = null;
        if (command instanceof DeleteMembershipCmd) {
            person = leaver.of(command);
        } else if (command instanceof DeleteUserCmd) {
            person = deletedUser.of(command);
        } else if (command instanceof DeleteGroupCmd && deletedGroup.of(command) != null) {
            return Context.getCommandContext()
                    .runWithoutAuthorization(
                            () -> engine()
                                    .getIdentityService()
                                    .createUserQuery()
                                    .memberOfGroup(deletedGroup.of(command))
                                    .list()
                                    .stream()
                                    .map(User::getId)
                                    .toList());
        }
        return person == null ? List.of() : List.of(person);
    }

    private static void giveBack(String group, Predicate<String> leaves) {
        withoutAuthorization(() -> {
            for (TaskEntity task : held(tasks -> tasks.taskCandidateGroup(group).includeAssignedTasks())) {
                if (isLeft(task, task.getAssignee(), group, leaves)) {
                    giveBack(task);
                }
                if (isLeft(task, task.getOwner(), group, leaves)) {
                    disown(task);
                }
            }
        });
    }

    private static boolean isLeft(TaskEntity task, String person, String group, Predicate<String> leaves) {
        if (person == null || !leaves.test(person)) {
            return false;
        }
        List<String> stillIn = groups(person);
        // The command's deletion is flushed only when it ends
        stillIn.remove(group);
        return candidates(task).noneMatch(stillIn::contains);
    }

    private static List<TaskEntity> held(UnaryOperator<TaskQuery> which) {
        TaskQuery all = engine().getTaskService().createTaskQuery();
        return which.apply(all).list().stream().map(TaskEntity.class::cast).toList();
    }

    private static Stream<String> candidates(TaskEntity task) {
        return task.getIdentityLinks().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull);
    }

    private static List<String> groups(String person) {
        return engine().getIdentityService().createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void giveBack(TaskEntity task) {
        change(task, () -> task.setAssignee(null));
    }

    /** Otherwise a delegated task would return to them as its owner. */
    private static void disown(TaskEntity task) {
        change(task, () -> task.setOwner(null));
    }

    /** Changes a suspended task too, although the engine would refuse it: it will be resumed without this user. */
    private static void change(TaskEntity task, Runnable change) {
        int state = task.getSuspensionState();
        task.setSuspensionState(SuspensionState.ACTIVE.getStateCode());
        change.run();
        task.triggerUpdateEvent();
        task.logUserOperation(UserOperationLogEntry.OPERATION_TYPE_ASSIGN);
        task.setSuspensionState(state);
    }

    private static void removeGrants(String person) {
        AuthorizationManager grants = Context.getCommandContext().getAuthorizationManager();
        engine().getAuthorizationService().createAuthorizationQuery().userIdIn(person).list().stream()
                .map(AuthorizationEntity.class::cast)
                // The command itself deletes the user's grant on their own account
                .filter(grant -> grant.getResourceType() != Resources.USER.resourceType()
                        || !person.equals(grant.getResourceId()))
                .forEach(grants::delete);
    }

    private static ProcessEngineConfigurationImpl engine() {
        return Context.getProcessEngineConfiguration();
    }

    private static void withoutAuthorization(Runnable what) {
        Context.getCommandContext().runWithoutAuthorization(() -> {
            what.run();
            return null;
        });
    }
}
