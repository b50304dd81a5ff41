package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.form.FormProbe;

/**
 * A head assigns a task to an officer by name, with an instruction. Nobody else can, and an assignment is never left
 * half done.
 */
class AssignmentTest extends AtTheDoor {

    private static final String HEAD = "nasati-head";
    private static final String OFFICER = FormProbe.PERSON;
    private static final String REASON =
            "{\"type\": \"textarea\", \"key\": \"reason\", \"label\": \"Lý do\", \"id\": \"field_reason\"}";

    private TaskService tasks;

    @BeforeEach
    void tasks() {
        tasks = engine.getTaskService();
    }

    @Override
    protected String fields() {
        return REASON;
    }

    @Override
    @AfterEach
    protected void clear() {
        super.clear();
        assertThat(jdbc.sql("select count(*) from dp_assignment where ended_at is null")
                        .query(Integer.class)
                        .single())
                .as("with the tasks their givings have ended")
                .isZero();
        jdbc.sql("delete from dp_assignment").update();
        jdbc.sql("delete from dp_mail where occasion like 'given%'").update();
    }

    @Test
    void theOfficerHasTheTaskTheHeadIsItsOwnerAndBothReadTheInstruction() throws IOException {
        Task task = probe.task(Map.of());

        assertThat(give(HEAD, task, OFFICER, "  Chú ý số liệu quý III <b>\n  gửi trước thứ Sáu ")
                        .statusCode())
                .isEqualTo(204);

        assertThat(now(task).getAssignee()).isEqualTo(OFFICER);
        assertThat(now(task).getOwner()).isEqualTo(HEAD);
        for (String person : List.of(OFFICER, HEAD)) {
            JsonNode given = told(person, task).path("given");
            assertThat(given.path("by").asText()).isEqualTo("Trần Văn Mẫu Một");
            assertThat(given.path("instruction").asText()).isEqualTo("Chú ý số liệu quý III <b>\n  gửi trước thứ Sáu");
        }
        assertThat(told("it-center-staff-1", task).has("given"))
                .as("reads all tasks, and not what a head says to an officer")
                .isFalse();
        assertThat(mails()).containsExactly("given to nasati-staff-1");
        probe.does(OFFICER, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of()));
        assertThat(probe.isOpen(task)).isFalse();
    }

    @Test
    void theDialogSaysWhoHasHowManyAndByWhen() throws IOException {
        Task task = probe.task(Map.of());
        Task other = probe.task(Map.of());
        other.setDueDate(java.sql.Timestamp.valueOf("2026-12-24 17:00:00"));
        tasks.saveTask(other);
        tasks.setAssignee(other.getId(), OFFICER);
        tasks.setAssignee(probe.task(Map.of()).getId(), OFFICER);

        JsonNode choice = json(ask(HEAD, "GET", task, null));

        assertThat(officers(choice))
                .containsExactly(
                        "Trần Văn Mẫu Ba, cán bộ, 2, 24/12/2026",
                        "Trần Thị Mẫu Bốn, cán bộ, 0, ",
                        "Trần Thị Mẫu Hai, lãnh đạo đơn vị, 0, ",
                        "Trần Văn Mẫu Một, lãnh đạo đơn vị, 0, ");
    }

    @Test
    void onlyTheHeadGivesATask() {
        Task task = probe.task(Map.of());
        tasks.setAssignee(task.getId(), OFFICER);
        for (String person : List.of(OFFICER, COLLEAGUE, "it-center-head", "admin", "manager-1")) {
            assertThat(ask(person, "GET", task, null).statusCode()).as(person).isEqualTo(403);
            assertThat(give(person, task, COLLEAGUE, "").statusCode())
                    .as(person)
                    .isEqualTo(403);
        }
        for (String person : List.of(FormProbe.STRANGER, "legal-head", "minister")) {
            assertThat(ask(person, "GET", task, null).statusCode()).as(person).isEqualTo(404);
            assertThat(give(person, task, COLLEAGUE, "").statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
        assertThat(new Browser(port).ask("GET", path(task)).statusCode()).isEqualTo(401);
        assertThat(now(task).getAssignee()).isEqualTo(OFFICER);
    }

    @Test
    void whatOneMayDoWithATaskIsSaid() throws IOException {
        Task task = probe.task(Map.of());
        assertThat(told(OFFICER, task).path("mayWork").asBoolean()).isTrue();
        assertThat(told(OFFICER, task).path("mayGive").asBoolean()).isFalse();
        assertThat(told(HEAD, task).path("mayGive").asBoolean()).isTrue();
        assertThat(told("it-center-head", task).path("mayWork").asBoolean())
                .as("reads it")
                .isFalse();
        assertThat(told("it-center-head", task).path("mayGive").asBoolean()).isFalse();
        assertThat(browser(FormProbe.STRANGER)
                        .ask("GET", "/api/told/task/" + task.getId())
                        .statusCode())
                .isEqualTo(404);

        probe.does(OFFICER, () -> tasks.claim(task.getId(), OFFICER));

        assertThat(told(OFFICER, task).path("mayWork").asBoolean()).isTrue();
        assertThat(told(COLLEAGUE, task).path("mayWork").asBoolean()).isFalse();
        assertThat(told(HEAD, task).path("mayWork").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legal-staff-1", "nobody", "", "NASATI-STAFF-1", "nasati"})
    void itIsGivenToNobodyButThoseWhoseTaskItIs(String other) throws IOException {
        Task task = probe.task(Map.of());

        HttpResponse<String> refused = give(HEAD, task, other, "");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("message").asText()).startsWith("\"Người được giao\": chọn một cán bộ");
        assertThat(now(task).getAssignee()).isNull();
    }

    @Test
    void anInstructionIsAsLongAsOneMayBeInWhateverCharacters() throws IOException {
        Task task = probe.task(Map.of());

        HttpResponse<String> refused = give(HEAD, task, OFFICER, "a".repeat(1001));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("message").asText())
                .isEqualTo("\"Ý kiến chỉ đạo\": không được dài quá 1.000 ký tự.");
        assertThat(now(task).getAssignee()).isNull();
        assertThat(ask(HEAD, "POST", task, "[]").statusCode()).isEqualTo(400);
        assertThat(ask(HEAD, "POST", task, "{\"to\": \"nasati-staff-1\", \"draft\": \"KEEP\"}")
                        .statusCode())
                .isEqualTo(400);

        // A keyboard that sends accents as characters of their own
        assertThat(give(HEAD, task, OFFICER, "e\u0302\u0301".repeat(1000)).statusCode())
                .isEqualTo(204);
        assertThat(told(OFFICER, task).at("/given/instruction").asText()).isEqualTo("ế".repeat(1000));
    }

    @Test
    void whatIsGivenBackIsNobodysAgainAndItsInstructionIsHistory() throws IOException {
        Task task = probe.task(Map.of());
        give(HEAD, task, OFFICER, "Làm ngay");

        probe.does(OFFICER, () -> tasks.setAssignee(task.getId(), null));

        assertThat(now(task).getOwner()).isNull();
        assertThat(told(HEAD, task).has("given")).isFalse();
        probe.does(OFFICER, () -> tasks.claim(task.getId(), OFFICER));
        assertThat(told(OFFICER, task).has("given")).as("taken by themselves").isFalse();
        JsonNode done =
                json(browser(OFFICER).ask("GET", "/api/ground/" + task.getId())).path("done");
        assertThat(done).hasSize(1);
        assertThat(done.path(0).path("name").asText()).startsWith("Giao việc: ");
        assertThat(done.path(0).path("by").asText()).isEqualTo("Trần Văn Mẫu Một");
        assertThat(done.path(0).path("given").asText()).isEqualTo("Trần Văn Mẫu Ba");
        assertThat(done.path(0).path("instruction").asText()).isEqualTo("Làm ngay");
    }

    @Test
    void whoHadItIsToldThatAnotherHasItNowAndOnlyTheLastInstructionHolds() throws IOException {
        Task task = probe.task(Map.of());
        give(HEAD, task, OFFICER, "một");

        assertThat(give(HEAD, task, COLLEAGUE, "hai").statusCode()).isEqualTo(204);

        assertThat(told(COLLEAGUE, task).at("/given/instruction").asText()).isEqualTo("hai");
        assertThat(mails())
                .containsExactly(
                        "given to nasati-staff-1", "given to nasati-staff-2", "given-to-another to nasati-staff-1");
        assertThat(ask(OFFICER, "GET", task, null).statusCode()).isEqualTo(403);
    }

    @Test
    void nobodyIsWrittenToOfWhatTheyTakeThemselves() {
        Task task = probe.task(Map.of());

        assertThat(give(HEAD, task, HEAD, "").statusCode()).isEqualTo(204);

        assertThat(now(task).getAssignee()).isEqualTo(HEAD);
        assertThat(mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASS_ON", "DISCARD"})
    void whatTheOneBeforeHasTypedIsPassedOnOrThrownAwayByChoice(String choice) throws IOException {
        Task task = probe.task(Map.of());
        probe.does(OFFICER, () -> tasks.claim(task.getId(), OFFICER));
        assertThat(save(OFFICER, task, "Chậm số liệu").statusCode()).isEqualTo(200);
        assertThat(json(ask(HEAD, "GET", task, null)).path("draftSavedAt").asText())
                .matches("\\d\\d:\\d\\d \\d\\d/\\d\\d/\\d{4}");

        HttpResponse<String> unanswered = give(HEAD, task, COLLEAGUE, "");
        assertThat(unanswered.statusCode()).isEqualTo(400);
        assertThat(json(unanswered).path("message").asText()).startsWith("\"Nội dung đang nhập\": Trần Văn Mẫu Ba");
        assertThat(now(task).getAssignee()).isEqualTo(OFFICER);

        assertThat(ask(
                                HEAD,
                                "POST",
                                task,
                                given(task, COLLEAGUE, "").put("draft", choice).toString())
                        .statusCode())
                .isEqualTo(204);

        JsonNode draft = json(browser(COLLEAGUE).ask("GET", "/api/drafts/" + task.getId()))
                .path("draft");
        assertThat(draft.at("/content/reason").asText()).isEqualTo(choice.equals("PASS_ON") ? "Chậm số liệu" : "");
        probe.does(COLLEAGUE, () -> tasks.setAssignee(task.getId(), null));
        assertThat(json(browser(OFFICER).ask("GET", "/api/drafts/" + task.getId()))
                        .at("/draft/content/reason")
                        .asText())
                .as("what was thrown away comes back to nobody")
                .isEqualTo(choice.equals("PASS_ON") ? "Chậm số liệu" : "");
    }

    @Test
    void theSameOfficerIsToldMoreAndKeepsWhatTheyHaveTyped() throws IOException {
        Task task = probe.task(Map.of());
        give(HEAD, task, OFFICER, "một");
        save(OFFICER, task, "Chậm số liệu");

        assertThat(give(HEAD, task, OFFICER, "hai").statusCode()).isEqualTo(204);

        assertThat(told(OFFICER, task).at("/given/instruction").asText()).isEqualTo("hai");
        assertThat(json(browser(OFFICER).ask("GET", "/api/drafts/" + task.getId()))
                        .at("/draft/content/reason")
                        .asText())
                .isEqualTo("Chậm số liệu");
        assertThat(mails()).containsExactly("given to nasati-staff-1", "given to nasati-staff-1");
    }

    @Test
    void whoeverClaimedItMeanwhileIsNotPassedOver() throws IOException {
        Task task = probe.task(Map.of());
        String seen = given(task, OFFICER, "").toString();
        probe.does(COLLEAGUE, () -> tasks.claim(task.getId(), COLLEAGUE));

        HttpResponse<String> refused = ask(HEAD, "POST", task, seen);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("message").asText())
                .isEqualTo("Chưa giao: công việc vừa có người xử lý khác, Trần Thị Mẫu Bốn. Xem lại rồi giao.");
        assertThat(now(task).getAssignee()).isEqualTo(COLLEAGUE);
    }

    @Test
    void ofTwoHeadsAtOnceOneGivesTheTask() throws Exception {
        Task task = probe.task(Map.of());
        browser(HEAD);
        browser("nasati-deputy");
        String seen = given(task, OFFICER, "").toString();
        String other = given(task, COLLEAGUE, "").toString();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Integer> answers = two
                    .invokeAll(List.<Callable<Integer>>of(
                            () -> ask(HEAD, "POST", task, seen).statusCode(),
                            () -> ask("nasati-deputy", "POST", task, other).statusCode()))
                    .stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception failed) {
                            throw new IllegalStateException(failed);
                        }
                    })
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(204, 400);
        } finally {
            two.shutdownNow();
        }
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatIsDoneOrPausedIsNotGiven() throws IOException {
        Task task = probe.task(Map.of());
        engine.getRuntimeService().suspendProcessInstanceById(task.getProcessInstanceId());
        assertThat(json(give(HEAD, task, OFFICER, "")).path("message").asText())
                .isEqualTo("Công việc đang tạm dừng nên chưa giao được.");
        engine.getRuntimeService().activateProcessInstanceById(task.getProcessInstanceId());
        probe.does(OFFICER, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of()));

        assertThat(ask(HEAD, "POST", task, "{\"to\": \"%s\"}".formatted(OFFICER))
                        .statusCode())
                .isEqualTo(404);
        assertThat(mails()).isEmpty();
    }

    @Test
    void whatWasDelegatedIsTheOfficersAloneWhenItIsGiven() {
        Task task = probe.task(Map.of());
        tasks.claim(task.getId(), OFFICER);
        tasks.delegateTask(task.getId(), COLLEAGUE);
        assertThat(now(task).getOwner()).as("comes back to them").isEqualTo(OFFICER);

        give(HEAD, task, COLLEAGUE, "");

        assertThat(now(task).getDelegationState()).isNull();
        assertThat(now(task).getOwner()).isEqualTo(HEAD);
        probe.does(COLLEAGUE, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of()));
        assertThat(probe.isOpen(task)).isFalse();
    }

    @Test
    void whatIsGivenMayBeDelegatedAndComesBackToWhoeverHadIt() {
        Task task = probe.task(Map.of());
        give(HEAD, task, OFFICER, "");

        tasks.delegateTask(task.getId(), COLLEAGUE);
        tasks.resolveTask(task.getId());

        assertThat(now(task).getDelegationState()).isEqualTo(DelegationState.RESOLVED);
        assertThat(now(task).getAssignee()).isEqualTo(HEAD);
    }

    @Test
    void anOfficerWhoLeavesOrGoesHasItNoMore() throws IOException {
        IdentityService identity = engine.getIdentityService();
        newcomer("Trần Văn Mẫu", "Năm", "nasati");
        Task task = probe.task(Map.of());
        give(HEAD, task, NEWCOMER, "Làm ngay");

        identity.deleteMembership(NEWCOMER, "nasati");

        assertThat(now(task).getAssignee()).isNull();
        assertThat(told(HEAD, task).has("given")).isFalse();
        identity.createMembership(NEWCOMER, "nasati");
        give(HEAD, task, NEWCOMER, "Làm tiếp");
        identity.deleteUser(NEWCOMER);
        assertThat(now(task).getAssignee()).isNull();
        newcomer("Trần Văn Mẫu", "Năm", "nasati");
        assertThat(told(NEWCOMER, task).has("given"))
                .as("another of the same id")
                .isFalse();
        identity.deleteUser(NEWCOMER);
    }

    @Test
    void whoPreparedItIsNotOfferedItsCheckAndNotGivenItEither() throws IOException {
        probe.deployWithCheck(REASON);
        Task prepare = probe.task(Map.of());
        probe.does(OFFICER, () -> engine.getFormService().submitTaskForm(prepare.getId(), Map.of()));
        Task check = tasks.createTaskQuery()
                .processInstanceId(prepare.getProcessInstanceId())
                .singleResult();
        engine.getRuntimeService().setVariable(check.getProcessInstanceId(), "preparedBy", OFFICER);

        assertThat(json(ask(HEAD, "GET", check, null)).path("officers"))
                .filteredOn(officer -> officer.path("id").asText().equals(OFFICER))
                .extracting(officer -> officer.path("cannot").asText())
                .containsExactly("đã tham gia bước trước");
        HttpResponse<String> refused = give(HEAD, check, OFFICER, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("message").asText()).contains("đã tham gia bước trước");
    }

    @Test
    void aUnitOfSixtyHasAllOfThemInTheOrderOfTheirNames() throws IOException {
        IntStream.range(0, 60).forEach(number -> account("officer-%02d".formatted(number), "nasati"));
        try {
            Task task = probe.task(Map.of());
            assertThat(json(ask(HEAD, "GET", task, null)).path("officers")).hasSize(64);
            assertThat(give(HEAD, task, "officer-59", "").statusCode()).isEqualTo(204);
        } finally {
            IntStream.range(0, 60)
                    .forEach(number -> engine.getIdentityService().deleteUser("officer-%02d".formatted(number)));
        }
    }

    private void account(String id, String group) {
        IdentityService identity = engine.getIdentityService();
        User user = identity.newUser(id);
        user.setFirstName("Trần Văn Mẫu");
        user.setLastName("Năm");
        identity.saveUser(user);
        identity.createMembership(id, group);
    }

    private static List<String> officers(JsonNode choice) {
        return StreamSupport.stream(choice.path("officers").spliterator(), false)
                .map(officer -> String.join(
                        ", ",
                        officer.path("name").asText(),
                        officer.path("position").asText(),
                        officer.path("tasks").asText(),
                        officer.path("nextDue").asText()))
                .toList();
    }

    private List<String> mails() {
        return jdbc
                .sql("select occasion, person from dp_mail where occasion like 'given%' order by occasion, id")
                .query((row, n) -> row.getString(1).replaceFirst("/.*", "") + " to " + row.getString(2))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private Task now(Task task) {
        return tasks.createTaskQuery().taskId(task.getId()).singleResult();
    }

    private JsonNode told(String person, Task task) throws IOException {
        HttpResponse<String> answer = browser(person).ask("GET", "/api/told/task/" + task.getId());
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> save(String person, Task task, String reason) {
        ObjectNode body = JSON.createObjectNode().put("person", person).put("version", "v" + reason.length());
        body.putArray("from");
        body.putObject("content").put("reason", reason);
        return sent(person, "PUT", "/api/drafts/" + task.getId(), body.toString());
    }

    private ObjectNode given(Task task, String to, String instruction) {
        String holder = now(task).getAssignee();
        return JSON.createObjectNode()
                .put("to", to)
                .put("instruction", instruction)
                .put("holder", holder == null ? "" : holder);
    }

    private HttpResponse<String> give(String person, Task task, String to, String instruction) {
        return ask(person, "POST", task, given(task, to, instruction).toString());
    }

    private static String path(Task task) {
        return "/api/tasks/" + task.getId() + "/assignment";
    }

    private HttpResponse<String> ask(String person, String method, Task task, String body) {
        return sent(person, method, path(task), body);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
