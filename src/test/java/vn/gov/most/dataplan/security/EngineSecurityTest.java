package vn.gov.most.dataplan.security;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.engine.ModelBean;

/**
 * The real engine with two units, a body, a follow-up unit, managers, and people in them. All tests share one context.
 */
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:engine-security;DB_CLOSE_ON_EXIT=FALSE",
            "camunda.bpm.job-execution.enabled=false",
            "dataplan.open-at-start=false",
            "dataplan.admin.id=quan-tri",
            "dataplan.admin.password=Mat-khau-1-manh"
        })
@Import(EngineSecurityTest.Beans.class)
abstract class EngineSecurityTest {

    static final String PROCESS = "securityProbe";

    /** Two staff and the head of the unit alpha, and one of the unit beta. */
    static final String AN = "an", BINH = "binh", HEAD = "head", OTHER = "other";

    static final String LEADER = "leader", SECOND_LEADER = "second-leader";
    static final String FOLLOWER = "follower", WATCHER = "watcher", ADMIN = "admin-probe", SYSTEM = "system-probe";

    @Autowired
    ProcessEngine engine;

    @Autowired
    Authorizations authorizations;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void peopleAndGrants() {
        person(AN, "Nguyễn Thị", "An", "alpha");
        person(BINH, "Trần Văn", "Bình", "alpha");
        person(HEAD, "Lê Thị", "Cúc", "alpha", "alpha-head");
        person(OTHER, "Phạm Văn", "Dũng", "beta");
        person(LEADER, "Đỗ Thị", "Giang", "body");
        person(SECOND_LEADER, "Vũ Văn", "Hải", "body");
        person(FOLLOWER, "Bùi Thị", "Lan", "follow-up");
        person(WATCHER, "Hồ Văn", "Minh", "watch");
        person(ADMIN, "Ngô Thị", "Nga", "camunda-admin");
        person(SYSTEM, "Hệ thống", "Chia sẻ", "system");
        authorizations.grant(new Authorizations.Roles(
                List.of("alpha", "alpha-head", "beta", "body", "follow-up"), "follow-up", "watch"));
    }

    private void person(String id, String familyAndMiddleName, String givenName, String... groups) {
        var identity = engine.getIdentityService();
        if (identity.createUserQuery().userId(id).count() == 0) {
            User user = identity.newUser(id);
            user.setFirstName(familyAndMiddleName);
            user.setLastName(givenName);
            user.setPassword("a-Long-Enough-1-password");
            identity.saveUser(user);
        }
        for (String group : groups) {
            if (identity.createGroupQuery().groupId(group).count() == 0) {
                Group created = identity.newGroup(group);
                created.setName(group);
                identity.saveGroup(created);
            }
            if (identity.createUserQuery().userId(id).memberOfGroup(group).count() == 0) {
                identity.createMembership(id, group);
            }
        }
    }

    @AfterEach
    void nobodyAsksAndNothingIsLeft() {
        engine.getIdentityService().clearAuthentication();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(PROCESS)
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
        engine.getAuthorizationService()
                .createAuthorizationQuery()
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId(PROCESS)
                .list()
                .forEach(grant -> engine.getAuthorizationService().deleteAuthorization(grant.getId()));
        jdbc.sql("delete from dp_granted where resource_id = :process")
                .param("process", PROCESS)
                .update();
        engine.getFilterService()
                .createFilterQuery()
                .filterNameLike("probe%")
                .list()
                .forEach(filter -> engine.getFilterService().deleteFilter(filter.getId()));
    }

    <T> T as(String person, Callable<T> question) {
        return Acting.as(engine, person, question);
    }

    void does(String person, ThrowingCallable action) {
        as(person, () -> {
            try {
                action.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
    }

    void deploy(BpmnModelInstance model) {
        // The builder writes a period of its own, which no model may have
        model.getModelElementsByType(Process.class).forEach(process -> process.setCamundaHistoryTimeToLiveString(null));
        engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addModelInstance(PROCESS + ".bpmn", model)
                .deploy();
    }

    /** A task that these groups may work on, in an instance of its own. */
    Task taskOf(String... groups) {
        deploy(Bpmn.createExecutableProcess(PROCESS)
                .startEvent()
                .userTask("userTask_work")
                .name("Lập báo cáo")
                .camundaCandidateGroups(String.join(",", groups))
                .endEvent()
                .done());
        return start();
    }

    Task start() {
        var instance = engine.getRuntimeService()
                .createProcessInstanceByKey(PROCESS)
                .businessKey("probe")
                .setVariable("content", "draft")
                .execute();
        return task(instance.getProcessInstanceId());
    }

    Task task(String processInstanceId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(processInstanceId)
                .singleResult();
    }

    Task again(Task task) {
        return engine.getTaskService().createTaskQuery().taskId(task.getId()).singleResult();
    }

    static final Class<? extends Throwable> REFUSED = AuthorizationException.class;

    @TestConfiguration
    static class Beans {

        @Bean
        PublicProbe publicProbe() {
            return new PublicProbe();
        }

        @Bean
        HiddenProbe hiddenProbe() {
            return new HiddenProbe();
        }
    }

    /** A bean that models may name. */
    @ModelBean
    public static class PublicProbe {

        public String answer() {
            return "answered";
        }

        public HiddenProbe hidden() {
            return new HiddenProbe();
        }

        public List<String> names() {
            return Arrays.asList("a", "b");
        }
    }

    /** A bean that models may not name. */
    public static class HiddenProbe {

        public String answer() {
            return "hidden";
        }
    }
}
