package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The program as the network sees it, with its own login: an administrator, a member of staff, a manager. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:web-security;DB_CLOSE_ON_EXIT=FALSE",
            "camunda.bpm.job-execution.enabled=false",
            "dataplan.open-at-start=false",
            "dataplan.connections-an-address=" + OverHttp.CONNECTIONS,
            "dataplan.proxies=" + OverHttp.PROXY,
            "dataplan.admin.id=quan-tri",
            "dataplan.admin.password=" + OverHttp.PASSWORD
        })
abstract class OverHttp {
    static final int CONNECTIONS = 400;
    static final String PROXY = "127.0.0.9";
    static final String PASSWORD = "Mat-khau-1-manh";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    FirstAdministrator firstAdministrator;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void people() {
        firstAdministrator.createOnce();
        group("staff", "tasklist");
        group("watch", "cockpit");
        user("an", "staff");
        user("minh", "watch");
    }

    Browser loggedIn(String id) {
        Browser browser = new Browser(port);
        assertThat(browser.login(id, PASSWORD)).isEqualTo("/");
        return browser;
    }

    HttpResponse<String> rest(String method, String path, String id, String password) {
        return new Browser(port).ask(method, path, "Authorization", Browser.basic(id, password));
    }

    static String cookie(HttpResponse<?> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElse("");
    }

    void user(String id, String... groups) {
        if (identity.createUserQuery().userId(id).count() == 0) {
            User user = identity.newUser(id);
            user.setPassword(PASSWORD);
            identity.saveUser(user);
            for (String group : groups) {
                identity.createMembership(id, group);
            }
        }
    }

    void group(String id, String application) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            identity.saveGroup(identity.newGroup(id));
            Authorization access = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            access.setGroupId(id);
            access.setResource(Resources.APPLICATION);
            access.setResourceId(application);
            access.addPermission(Permissions.ACCESS);
            authorizations.saveAuthorization(access);
        }
    }
}
