package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.form.FormProbe;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;

/** The stored data of a completed step, and who reads it. */
class CompletedStepsTest extends AtTheDoor {

    private static final String FIELDS = "{\"type\": \"text\", \"text\": \"{{content}}\", \"id\": \"field_content\"},"
            + "{\"type\": \"textarea\", \"key\": \"reason\", \"label\": \"Lý do\", \"id\": \"field_reason\","
            + " \"validate\": {\"required\": true}}";

    @Autowired
    private Ledger ledger;

    @Override
    protected String fields() {
        return FIELDS;
    }

    @Test
    void whatTheFormShowedAndTookIsReadAsItWasThen() throws Exception {
        Task task = completed();
        engine.getRuntimeService()
                .setVariables(task.getProcessInstanceId(), Map.of("content", "sửa về sau", "reason", "khác"));

        JsonNode step = JSON.readTree(asked(FormProbe.PERSON, task).body());

        assertThat(step.path("completedBy").asText()).isEqualTo(FormProbe.PERSON);
        assertThat(step.path("shown").path("content").asText()).isEqualTo("như cũ");
        assertThat(step.path("entered")).hasToString("{\"reason\":\"Chậm số liệu\"}");
        assertThat(step.toString()).doesNotContain("bí mật", "sửa về sau");
    }

    @Test
    void itIsReadByWhoDidItTheGroupWhoseItWasAndWhoReadsAll() {
        Task task = completed();

        for (String person : new String[] {FormProbe.PERSON, COLLEAGUE, "nasati-head", "manager-1", "admin"}) {
            assertThat(asked(person, task).statusCode()).as(person).isEqualTo(200);
        }
        for (String person : new String[] {FormProbe.STRANGER, "legal-head", "it-center-staff-1", "minister"}) {
            assertThat(asked(person, task).statusCode()).as(person).isEqualTo(404);
        }
        engine.getIdentityService().deleteMembership(COLLEAGUE, "nasati");
        engine.getIdentityService().deleteMembership(FormProbe.PERSON, "nasati");
        try {
            assertThat(asked(COLLEAGUE, task).statusCode())
                    .as("has left the unit")
                    .isEqualTo(404);
            assertThat(asked(FormProbe.PERSON, task).statusCode()).as("did it").isEqualTo(200);
        } finally {
            engine.getIdentityService().createMembership(COLLEAGUE, "nasati");
            engine.getIdentityService().createMembership(FormProbe.PERSON, "nasati");
        }
    }

    /** A new user with the id of a deleted account has none of its steps. */
    @Test
    void anAccountThatIsMadeAnewHasCompletedNothing() {
        newcomer(null, null, "nasati");
        try {
            Task task = probe.task(Map.of());
            probe.does(NEWCOMER, () -> engine.getTaskService().complete(task.getId(), Map.of("reason", "Chậm")));
            engine.getIdentityService().deleteMembership(NEWCOMER, "nasati");
            assertThat(asked(NEWCOMER, task).statusCode()).as("did it").isEqualTo(200);

            engine.getIdentityService().deleteUser(NEWCOMER);
            newcomer(null, null);

            assertThat(asked(NEWCOMER, task).statusCode()).isEqualTo(404);
            assertThat(asked("manager-1", task).body()).contains(NEWCOMER, "Chậm");
            engine.getIdentityService().createMembership(NEWCOMER, "nasati");
            assertThat(asked(NEWCOMER, task).statusCode()).as("their unit's").isEqualTo(200);
            assertThat(browser(NEWCOMER)
                            .ask("GET", "/api/steps/" + task.getId() + "/next")
                            .statusCode())
                    .as("where it went is for who did it")
                    .isEqualTo(404);
        } finally {
            engine.getIdentityService().deleteUser(NEWCOMER);
        }
    }

    /** The stored name stays that of the person who did it, although another person has the id now. */
    @Test
    void theNameIsThatOfWhoDidItThoughTheIdIsAnothersNow() {
        probe.clear();
        probe.deploy(FIELDS
                + ",{\"type\": \"select\", \"key\": \"checkDecision\", \"label\": \"Quyết định\", \"id\": \"field_decision\","
                + " \"values\": [{\"label\": \"Trả lại\", \"value\": \"return\"}]}");
        newcomer("Nguyễn Văn", "Trước", "nasati");
        Task done = probe.task(Map.of());
        probe.does(NEWCOMER, () -> engine.getTaskService()
                .complete(done.getId(), Map.of("reason", "Chậm", "checkDecision", "return")));
        String instance = done.getProcessInstanceId();
        ObligationKey key = new ObligationKey("PL.II.4", "unit-report", "2026", "nasati", "");
        ledger.open(key, "kept/nasati", instance, Optional.empty(), Instant.EPOCH, Optional.empty());
        try {
            engine.getIdentityService().deleteUser(NEWCOMER);
            newcomer("Trần Thị", "Sau");

            long id = ledger.find(key).orElseThrow().id();
            Browser colleague = browser(COLLEAGUE);
            Browser manager = browser("manager-1");
            String open = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult()
                    .getId();
            Map<String, HttpResponse<String>> pages = new LinkedHashMap<>();
            pages.put("list", colleague.open("/viec-da-xu-ly?tim=van+truoc"));
            pages.put("step", colleague.open("/viec-da-xu-ly/" + done.getId()));
            pages.put("ground", colleague.ask("GET", "/api/ground/" + open));
            pages.put("obligation", manager.open("/ke-hoach/viec/" + id));
            pages.put("obligation's step", manager.open("/ke-hoach/viec/" + id + "/buoc/" + done.getId()));
            pages.put("course", manager.open("/ke-hoach/viec/" + id + "/quy-trinh"));
            pages.put("kept", manager.ask("GET", "/api/steps/" + done.getId()));
            Task deciding = probe.task(Map.of());
            jdbc.sql("update dp_completed_step set process_instance = :instance where task = :task")
                    .param("instance", deciding.getProcessInstanceId())
                    .param("task", done.getId())
                    .update();
            pages.put("told", colleague.ask("GET", "/api/told/task/" + deciding.getId()));
            pages.put("card", colleague.ask("GET", "/api/cards?task=" + deciding.getId()));
            pages.forEach((name, page) -> {
                assertThat(page.statusCode()).as(name).isEqualTo(200);
                assertThat(page.body()).as(name).contains("Nguyễn Văn Trước").doesNotContain("Trần Thị Sau");
            });
            jdbc.sql("update dp_completed_step set process_instance = :instance where task = :task")
                    .param("instance", instance)
                    .param("task", done.getId())
                    .update();
            String found = "/ke-hoach/danh-sach?nam=2026&muc=PL.II.4&don-vi=nasati&tim=";
            assertThat(manager.open(found + "van+truoc").body()).contains("1 nhiệm vụ.");
            assertThat(manager.open(found + "thi+sau").body()).contains("0 nhiệm vụ.");
        } finally {
            engine.getIdentityService().deleteUser(NEWCOMER);
            jdbc.sql("delete from dp_obligation where business_key = 'kept/nasati'")
                    .update();
            jdbc.sql("delete from dp_completed_step where task = :task")
                    .param("task", done.getId())
                    .update();
        }
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
        engine.getTaskService().delegateTask(task.getId(), COLLEAGUE);

        probe.does(COLLEAGUE, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of("reason", "Chậm")));
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
        return sent(person, "GET", "/api/steps/" + task.getId(), null);
    }

    private int kept(Task task) {
        return jdbc.sql("select count(*) from dp_completed_step where task = :task")
                .param("task", task.getId())
                .query(Integer.class)
                .single();
    }
}
