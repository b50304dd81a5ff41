package vn.gov.most.dataplan.security;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;

/** Who may give back a claimed task: whoever has claimed it, and the head for the unit, who may give it to another too. */
public final class UnclaimPermission {

    private static final String HEAD = "-head";

    private UnclaimPermission() {}

    /** To be asked inside a command. */
    public static boolean isOpenTo(CurrentUser currentUser, TaskEntity task) {
        return currentUser.id().equals(task.getAssignee()) || isDirectedBy(currentUser, task);
    }

    /** Whether the one who asks is head of those whose task it is. To be asked inside a command. */
    public static boolean isDirectedBy(CurrentUser currentUser, TaskEntity task) {
        return task.getIdentityLinks().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                .anyMatch(link -> isHead(currentUser, link.getGroupId()));
    }

    /** A body, such as the leadership, has no group of heads: there, and among heads, each member acts for all. */
    private static boolean isHead(CurrentUser currentUser, String group) {
        return currentUser.isIn(group + HEAD) || currentUser.isIn(group) && (group.endsWith(HEAD) || !hasHeads(group));
    }

    private static boolean hasHeads(String group) {
        CommandContext command = Context.getCommandContext();
        return command.runWithoutAuthorization(
                () -> command.getReadOnlyIdentityProvider().findGroupById(group + HEAD) != null);
    }
}
