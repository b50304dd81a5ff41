package vn.gov.most.dataplan.security;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;

/** Who may unclaim a task: its assignee, and the head of the unit, who may also assign it to another person. */
public final class UnclaimPermission {

    private static final String HEAD = "-head";

    private UnclaimPermission() {}

    /** Call it inside a command. */
    public static boolean isOpenTo(CurrentUser currentUser, TaskEntity task) {
        return currentUser.id().equals(task.getAssignee()) || isDirectedBy(currentUser, task);
    }

    /** Whether the current user is head of the unit that has the task. Call it inside a command. */
    public static boolean isDirectedBy(CurrentUser currentUser, TaskEntity task) {
        return task.getIdentityLinks().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                .anyMatch(link -> isHead(currentUser, link.getGroupId()));
    }

    /**
     * A body, such as the leadership, has no group of heads: each of its members may act for all, and so may each
     * member of a group of heads.
     */
    private static boolean isHead(CurrentUser currentUser, String group) {
        return currentUser.isIn(group + HEAD) || currentUser.isIn(group) && (group.endsWith(HEAD) || !hasHeads(group));
    }

    private static boolean hasHeads(String group) {
        CommandContext command = Context.getCommandContext();
        return command.runWithoutAuthorization(
                () -> command.getReadOnlyIdentityProvider().findGroupById(group + HEAD) != null);
    }
}
