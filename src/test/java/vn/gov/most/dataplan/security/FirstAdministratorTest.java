package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import vn.gov.most.dataplan.engine.StartRefused;
import vn.gov.most.dataplan.engine.UserId;

class FirstAdministratorTest {

    private final MockEnvironment settings = new MockEnvironment();
    private final ProcessEngine engine = engine();
    private final IdentityService identity = engine.getIdentityService();
    private final FirstAdministrator first = new FirstAdministrator(engine, settings);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void isRefusedWithoutIdOrPassword() {
        assertRefused("Chưa có quản trị viên");
        set("quan-tri", "");
        assertRefused("Chưa có quản trị viên");
        set("", "Mat-khau-1-manh");
        assertRefused("Chưa có quản trị viên");
    }

    @Test
    void isRefusedWithAWeakPassword() {
        for (String weak : new String[] {"x", "demo", "matkhaurat dai", "Quan-tri-12345", "quantri12345"}) {
            set("quan-tri", weak);
            assertRefused("quá yếu");
        }
    }

    @Test
    void isRefusedWithAnIdThatTheEngineDoesNotTake() {
        set("Quản trị", "Mat-khau-1-manh");
        assertRefused("DATAPLAN_ADMIN_ID");
    }

    @Test
    void isRefusedWithTheIdOfSomebodyElse() {
        identity.saveUser(identity.newUser("an"));
        set("an", "Mat-khau-1-manh");
        assertRefused("không phải quản trị viên");
    }

    @Test
    void getsAllRightsAndIsCreatedOnce() {
        set("quan-tri", "Mat-khau-1-manh");
        first.createOnce();

        assertThat(identity.checkPassword("quan-tri", "Mat-khau-1-manh")).isTrue();
        assertThat(identity.createGroupQuery().groupMember("quan-tri").list())
                .extracting("id", "name", "type")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("camunda-admin", "Quản trị viên", "SYSTEM"));
        for (Resources resource : Resources.values()) {
            assertThat(engine.getAuthorizationService()
                            .createAuthorizationQuery()
                            .groupIdIn("camunda-admin")
                            .resourceType(resource)
                            .resourceId("*")
                            .count())
                    .as(resource.resourceName())
                    .isEqualTo(1);
        }

        set("", "");
        first.createOnce();
        set("another", "weak");
        first.createOnce();
        assertThat(identity.createUserQuery().count()).isEqualTo(1);
    }

    @Test
    void mayHaveAnAddressAsItsIdInAnyCapitals() {
        set(" Quan.Tri@most.gov.vn", "Mat-khau-1-manh");
        first.createOnce();

        assertThat(identity.createUserQuery().singleResult().getId()).isEqualTo("quan.tri@most.gov.vn");
    }

    @Test
    void isAdminWithThePasswordDemoInTheDemo() {
        settings.setActiveProfiles("demo");
        first.createOnce();
        assertThat(identity.checkPassword("admin", "demo")).isTrue();
    }

    private void set(String id, String password) {
        settings.setProperty("dataplan.admin.id", id);
        settings.setProperty("dataplan.admin.password", password);
    }

    private void assertRefused(String message) {
        long before = identity.createUserQuery().count();
        assertThatThrownBy(first::createOnce).isInstanceOf(StartRefused.class).hasMessageContaining(message);
        assertThat(identity.createUserQuery().count()).isEqualTo(before);
    }

    private static ProcessEngine engine() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("first-administrator-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setGeneralResourceWhitelistPattern("[a-z0-9]+(-[a-z0-9]+)*");
        configuration.setUserResourceWhitelistPattern(UserId.PATTERN);
        return configuration.buildProcessEngine();
    }
}
