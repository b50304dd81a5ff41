package vn.gov.most.dataplan.security;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Grants authorizations to groups. Rights to a task come from its candidate groups. Staff get no rights to process
 * definitions, which would show them the work of other units. Every method is idempotent: a grant that an
 * administrator has removed is not made again. Call it without authentication or as an administrator.
 */
@Component
public class Authorizations {

    private static final String TASKLIST = "tasklist";
    private static final String COCKPIT = "cockpit";

    private final AuthorizationService authorizations;
    private final JdbcClient jdbc;

    Authorizations(AuthorizationService authorizations, JdbcClient jdbc) {
        this.authorizations = authorizations;
        this.jdbc = jdbc;
    }

    /**
     * The groups by role.
     *
     * @param workers all groups that work on tasks: units, their heads, bodies such as the leadership
     * @param followUp the unit, one of the workers, that follows up the plan and reads every open task
     * @param watchers the people who read everything and change nothing
     */
    public record Roles(Collection<String> workers, String followUp, String watchers) {}

    public void grant(Roles roles) {
        roles.workers().forEach(group -> grant(group, Resources.APPLICATION, TASKLIST, Permissions.ACCESS));

        grant(roles.followUp(), Resources.APPLICATION, TASKLIST, Permissions.ACCESS);
        grant(roles.followUp(), Resources.TASK, ANY, Permissions.READ);

        grant(roles.watchers(), Resources.APPLICATION, COCKPIT, Permissions.ACCESS);
        grant(
                roles.watchers(),
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY);
        grant(roles.watchers(), Resources.TASK, ANY, Permissions.READ);
    }

    /** Lets the group use a filter of Tasklist. */
    public void mayUseFilter(String groupId, String filterId) {
        grant(groupId, Resources.FILTER, filterId, Permissions.READ);
    }

    /** Lets the group start a process by hand, in Tasklist or through REST. */
    public void mayStart(String groupId, String processDefinitionKey) {
        grant(
                groupId,
                Resources.PROCESS_DEFINITION,
                processDefinitionKey,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.CREATE_INSTANCE);
        grant(groupId, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
    }

    private void grant(String groupId, Resource resource, String resourceId, Permission... permissions) {
        List<Permission> first = Stream.of(permissions)
                .filter(permission -> isFirst(groupId, resource, resourceId, permission))
                .toList();
        if (first.isEmpty()) {
            return;
        }
        Authorization grant = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GRANT)
                .groupIdIn(groupId)
                .resourceType(resource)
                .resourceId(resourceId)
                .singleResult();
        if (grant == null) {
            grant = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            grant.setGroupId(groupId);
            grant.setResource(resource);
            grant.setResourceId(resourceId);
        }
        first.forEach(grant::addPermission);
        authorizations.saveAuthorization(grant);
    }

    private boolean isFirst(String groupId, Resource resource, String resourceId, Permission permission) {
        return jdbc.sql(
                                """
                        insert into dp_granted (group_id, resource_type, resource_id, permission)
                        select :group, :type, :id, :permission
                        where not exists (select 1 from dp_granted where group_id = :group and resource_type = :type
                            and resource_id = :id and permission = :permission)
                        """)
                        .param("group", groupId)
                        .param("type", resource.resourceType())
                        .param("id", resourceId)
                        .param("permission", permission.getName())
                        .update()
                == 1;
    }
}
