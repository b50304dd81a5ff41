package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.form.FormProbe;

/** What is kept of a completed step, and who reads it. */
@DemoServerTest
class CompletedStepsTest {

    private static final String NEWCOMER = "newcomer";
    private static final String PASSWORD = "a-Long-Enough-1-password";
    private static final String FIELDS = "{\"type\": \"text\", \"text\": \"{{content}}\", \"id\": \"field_content\"},"
            + "{\"type\": \"textarea\", \"key\": \"reason\", \"label\": \"Lý do\", \"id\": \"field_reason\","
            + " \"validate\": {\"required\": true}}";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private JdbcClient jdbc;

    private FormProbe probe;

    @BeforeEach
    void probe() {
        probe = new FormProbe(engine, authorizations);
        probe.deploy(FIELDS);
    }

    @AfterEach
    void clear() {
        probe.clear();
    }

    @Test
    void whatTheFormShowedAndTookIsReadAsItWasThen() throws Exception {
        Task task = completed();
        engine.getRuntimeService()
                .setVariables(task.getProcessInstanceId(), Map.of("content", "sửa về sau", "reason", "khác"));

        JsonNode step =
                new ObjectMapper().readTree(asked(FormProbe.PERSON, task).body());

        assertThat(step.path("completedBy").asText()).isEqualTo(FormProbe.PERSON);
        assertThat(step.path("shown").path("content").asText()).isEqualTo("như cũ");
        assertThat(step.path("entered")).hasToString("{\"reason\":\"Chậm số liệu\"}");
        assertThat(step.toString()).doesNotContain("bí mật", "sửa về sau");
    }

    @Test
    void itIsReadByWhoDidItTheGroupWhoseItWasAndWhoReadsAll() {
        Task task = completed();

        for (String person : new String[] {FormProbe.PERSON, "nasati-staff-2", "nasati-head", "manager-1", "admin"}) {
            assertThat(asked(person, task).statusCode()).as(person).isEqualTo(200);
        }
        for (String person : new String[] {FormProbe.STRANGER, "legal-head", "it-center-staff-1", "minister"}) {
            assertThat(asked(person, task).statusCode()).as(person).isEqualTo(404);
        }
        engine.getIdentityService().deleteMembership("nasati-staff-2", "nasati");
        engine.getIdentityService().deleteMembership(FormProbe.PERSON, "nasati");
        try {
            assertThat(asked("nasati-staff-2", task).statusCode())
                    .as("has left the unit")
                    .isEqualTo(404);
            assertThat(asked(FormProbe.PERSON, task).statusCode()).as("did it").isEqualTo(200);
        } finally {
            engine.getIdentityService().createMembership("nasati-staff-2", "nasati");
            engine.getIdentityService().createMembership(FormProbe.PERSON, "nasati");
        }
    }

    /** Whoever gets the id of an account that has gone did nothing of what it did. */
    @Test
    void anAccountThatIsMadeAnewHasCompletedNothing() {
        newcomer();
        try {
            engine.getIdentityService().createMembership(NEWCOMER, "nasati");
            Task task = probe.task(Map.of());
            probe.does(NEWCOMER, () -> engine.getTaskService().complete(task.getId(), Map.of("reason", "Chậm")));
            engine.getIdentityService().deleteMembership(NEWCOMER, "nasati");
            assertThat(asked(NEWCOMER, PASSWORD, task).statusCode())
                    .as("did it")
                    .isEqualTo(200);

            engine.getIdentityService().deleteUser(NEWCOMER);
            newcomer();

            assertThat(asked(NEWCOMER, PASSWORD, task).statusCode()).isEqualTo(404);
            assertThat(asked("manager-1", task).body()).contains(NEWCOMER, "Chậm");
            engine.getIdentityService().createMembership(NEWCOMER, "nasati");
            assertThat(asked(NEWCOMER, PASSWORD, task).statusCode())
                    .as("their unit's")
                    .isEqualTo(200);
            assertThat(browser(NEWCOMER, PASSWORD)
                            .ask("GET", "/api/steps/" + task.getId() + "/next")
                            .statusCode())
                    .as("where it went is for who did it")
                    .isEqualTo(404);
        } finally {
            engine.getIdentityService().deleteUser(NEWCOMER);
        }
    }

    private void newcomer() {
        User newcomer = engine.getIdentityService().newUser(NEWCOMER);
        newcomer.setPassword(PASSWORD);
        engine.getIdentityService().saveUser(newcomer);
    }

    @Test
    void whatWasNotCompletedIsNotKept() {
        Task task = probe.task(Map.of());

        probe.does(FormProbe.PERSON, () -> assertThatThrownBy(
                        () -> engine.getFormService().submitTaskForm(task.getId(), Map.of("reason", " ")))
                .isInstanceOf(Refusal.class));
        probe.does(
                FormProbe.STRANGER,
                () -> assertThatThrownBy(
                        () -> engine.getTaskService().complete(task.getId(), Map.of("reason", "Chậm"))));

        assertThat(kept(task)).isZero();
        probe.does(FormProbe.PERSON, () -> engine.getTaskService().complete(task.getId(), Map.of("reason", "Chậm")));
        assertThat(kept(task)).isOne();
    }

    /** It would be kept twice, and the task never completed. */
    @Test
    void whatADelegateHandsBackIsCompletedByWhoGetsIt() {
        Task task = probe.task(Map.of());
        engine.getTaskService().setAssignee(task.getId(), FormProbe.PERSON);
        engine.getTaskService().delegateTask(task.getId(), "nasati-staff-2");

        probe.does(
                "nasati-staff-2", () -> engine.getFormService().submitTaskForm(task.getId(), Map.of("reason", "Chậm")));
        assertThat(probe.isOpen(task)).isTrue();
        assertThat(kept(task)).isZero();

        probe.does(
                FormProbe.PERSON, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of("reason", "Chậm")));
        assertThat(probe.isOpen(task)).isFalse();
        assertThat(kept(task)).isOne();
    }

    private Task completed() {
        Task task = probe.task(Map.of("content", "như cũ", "secret", "bí mật"));
        probe.does(FormProbe.PERSON, () -> engine.getFormService()
                .submitTaskForm(task.getId(), Map.of("reason", "Chậm số liệu")));
        return task;
    }

    private HttpResponse<String> asked(String person, Task task) {
        return asked(person, "demo", task);
    }

    private HttpResponse<String> asked(String person, String password, Task task) {
        return browser(person, password).ask("GET", "/api/steps/" + task.getId());
    }

    private Browser browser(String person, String password) {
        Browser browser = new Browser(port);
        browser.login(person, password);
        return browser;
    }

    private int kept(Task task) {
        return jdbc.sql("select count(*) from dp_completed_step where task = :task")
                .param("task", task.getId())
                .query(Integer.class)
                .single();
    }
}
