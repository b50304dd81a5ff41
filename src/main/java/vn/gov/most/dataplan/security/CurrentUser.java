package vn.gov.most.dataplan.security;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * The authenticated user of the running command. There is none where the engine works by itself: in jobs, at the
 * start, and in beans that a model calls, which run without authorization checks.
 */
public record CurrentUser(String id, List<String> groups) {

    /** The current user, or null. */
    public static CurrentUser current() {
        CommandContext command = Context.getCommandContext();
        Authentication authentication = command.getAuthentication();
        if (!command.isAuthorizationCheckEnabled() || authentication == null || authentication.getUserId() == null) {
            return null;
        }
        List<String> groups = authentication.getGroupIds();
        return new CurrentUser(authentication.getUserId(), groups == null ? List.of() : groups);
    }

    boolean isIn(String group) {
        return groups.contains(group);
    }

    public boolean isAdministrator() {
        CommandContext command = Context.getCommandContext();
        return command.getAuthorizationManager().isCamundaAdmin(command.getAuthentication());
    }

    /** Whether the current user may read the work of all units. */
    static boolean readsAll() {
        return Context.getCommandContext()
                .getAuthorizationManager()
                .isAuthorized(
                        ProcessDefinitionPermissions.READ_INSTANCE, Resources.PROCESS_DEFINITION, Authorization.ANY);
    }

    /** This type is answered with 403 on every path; other types become 500 on some. */
    static AuthorizationException refused(String reason) {
        return new Refused(reason);
    }

    /** A refusal of ours, whose reason may be shown; the engine's own messages name its tables and permissions. */
    static final class Refused extends AuthorizationException {

        Refused(String reason) {
            super(reason);
        }
    }
}
