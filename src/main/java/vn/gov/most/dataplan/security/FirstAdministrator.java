package vn.gov.most.dataplan.security;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;
import static org.camunda.bpm.engine.authorization.Groups.CAMUNDA_ADMIN;
import static org.camunda.bpm.engine.authorization.Groups.GROUP_TYPE_SYSTEM;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.StartRefused;
import vn.gov.most.dataplan.engine.UserId;

/**
 * Creates the first administrator: {@code admin} with the password {@code demo} in the demo, otherwise the one from
 * {@code DATAPLAN_ADMIN_ID} and {@code DATAPLAN_ADMIN_PASSWORD}.
 */
@Component
public class FirstAdministrator {

    private static final String REMEDY = "Đặt hai biến môi trường DATAPLAN_ADMIN_ID và DATAPLAN_ADMIN_PASSWORD"
            + " cho lần khởi động đầu tiên; sau đó có thể bỏ.";

    private final ProcessEngineConfigurationImpl engine;
    private final Environment settings;

    FirstAdministrator(ProcessEngine processEngine, Environment settings) {
        this.engine = (ProcessEngineConfigurationImpl) processEngine.getProcessEngineConfiguration();
        this.settings = settings;
    }

    /**
     * Does nothing if an administrator exists, whatever the settings say; otherwise creates one in one transaction.
     *
     * @throws RuntimeException that stops the start with a message for the operator, if the id or password is
     *     missing, the password is weak, or the id belongs to somebody else
     */
    public void createOnce() {
        IdentityService identity = engine.getIdentityService();
        if (identity.createUserQuery().memberOfGroup(CAMUNDA_ADMIN).count() > 0) {
            return;
        }
        boolean demo = settings.acceptsProfiles(Profiles.of("demo"));
        User user = identity.newUser(demo ? "admin" : UserId.of(settings.getProperty("dataplan.admin.id", "")));
        String password = demo ? "demo" : settings.getProperty("dataplan.admin.password", "");
        if (!demo) {
            refuse(user, password);
        }
        // Camunda shows the first name before the last name.
        user.setFirstName("Quản trị");
        user.setLastName("viên");
        user.setPassword(password);
        engine.getCommandExecutorTxRequired().execute(context -> {
            create(user);
            return null;
        });
    }

    private void create(User user) {
        IdentityService identity = engine.getIdentityService();
        identity.saveUser(user);
        if (identity.createGroupQuery().groupId(CAMUNDA_ADMIN).count() == 0) {
            Group group = identity.newGroup(CAMUNDA_ADMIN);
            group.setName("Quản trị viên");
            group.setType(GROUP_TYPE_SYSTEM);
            identity.saveGroup(group);
        }
        identity.createMembership(user.getId(), CAMUNDA_ADMIN);
        for (Resource resource : Resources.values()) {
            grantAll(resource);
        }
    }

    private void refuse(User user, String password) {
        if (user.getId().isBlank() || password.isBlank()) {
            throw new StartRefused(
                    "Chưa có quản trị viên và chưa đặt tên đăng nhập, mật khẩu cho người đầu tiên.", REMEDY);
        }
        if (!UserId.isAllowed(user.getId())) {
            throw new StartRefused("DATAPLAN_ADMIN_ID không hợp lệ; được phép: %s.".formatted(UserId.ALLOWED), REMEDY);
        }
        IdentityService identity = engine.getIdentityService();
        if (identity.createUserQuery().userId(user.getId()).count() > 0) {
            throw new StartRefused(
                    "Tài khoản \"" + user.getId() + "\" đã có nhưng không phải quản trị viên.",
                    "Đặt DATAPLAN_ADMIN_ID là một tên đăng nhập chưa dùng.");
        }
        if (!identity.checkPasswordAgainstPolicy(new NewPasswordPolicy(), password, user)
                .isValid()) {
            throw new StartRefused(
                    "Mật khẩu trong DATAPLAN_ADMIN_PASSWORD quá yếu: phải có ít nhất 10 ký tự, gồm chữ thường, chữ hoa,"
                            + " chữ số và ký tự đặc biệt, không chứa tên đăng nhập.",
                    "Đặt mật khẩu mạnh hơn rồi khởi động lại.");
        }
    }

    private void grantAll(Resource resource) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        if (authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(CAMUNDA_ADMIN)
                        .resourceType(resource)
                        .resourceId(ANY)
                        .count()
                == 0) {
            Authorization all = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            all.setGroupId(CAMUNDA_ADMIN);
            all.setResource(resource);
            all.setResourceId(ANY);
            all.addPermission(Permissions.ALL);
            authorizations.saveAuthorization(all);
        }
    }
}
