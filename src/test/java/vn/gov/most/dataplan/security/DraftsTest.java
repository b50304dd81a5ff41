package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.form.FormProbe;

/** Only the writer can read a draft. The newest one is kept, and it is removed with the task or the user. */
class DraftsTest extends AtTheDoor {

    private static final String FIELDS =
            """
            {"type": "textfield", "key": "content", "label": "Nội dung", "id": "field_content", "readonly": true},
            {"type": "textfield", "key": "secret", "label": "Mật", "id": "field_secret", "disabled": true},
            {"type": "expression", "key": "sum", "expression": "=1", "computeOn": "change", "id": "field_sum"},
            {"type": "textfield", "key": "title", "label": "Tên", "id": "field_title"},
            {"type": "textarea", "key": "reason", "label": "Lý do", "id": "field_reason"},
            {"type": "datetime", "subtype": "date", "key": "day", "dateLabel": "Ngày", "id": "field_day"},
            {"type": "group", "id": "group_plain", "components": [
                {"type": "textfield", "key": "inGroup", "label": "Trong nhóm", "id": "field_inGroup"}]},
            {"type": "group", "path": "sender", "id": "group_sender", "components": [
                {"type": "textfield", "key": "name", "label": "Người gửi", "id": "field_senderName"},
                {"type": "textfield", "key": "of", "label": "Thuộc", "id": "field_of", "readonly": true}]},
            {"type": "dynamiclist", "path": "rows", "id": "list_rows", "isRepeating": true, "allowAddRemove": true,
                "disableCollapse": true, "components": [
                {"type": "textfield", "key": "name", "label": "Tên", "id": "field_name"}]},
            {"type": "dynamiclist", "path": "fixed", "id": "list_fixed", "isRepeating": true, "allowAddRemove": false,
                "disableCollapse": true, "components": [
                {"type": "textfield", "key": "name", "label": "Tên", "id": "field_fixedName", "readonly": true},
                {"type": "textfield", "key": "note", "label": "Ghi", "id": "field_note"}]}""";

    @Override
    protected String fields() {
        return FIELDS;
    }

    @Override
    @AfterEach
    protected void clear() {
        super.clear();
        assertThat(rows()).as("with the instances their drafts have gone").isZero();
    }

    @Test
    void aDraftIsItsWritersAloneAndIsTheSameInEachOfTheirBrowsers() throws Exception {
        Task task = probe.task(Map.of());
        assertThat(stored(FormProbe.PERSON, task).isNull()).isTrue();

        HttpResponse<String> saved = save(FormProbe.PERSON, task, List.of(), "v1", "{\"reason\": \"Chậm số liệu\"}");

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(saved.body()).path("savedAt").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
        Browser another = new Browser(port);
        another.login(FormProbe.PERSON, "demo");
        JsonNode read = JSON.readTree(another.ask("GET", path(task)).body());
        assertThat(read.path("person").asText()).isEqualTo(FormProbe.PERSON);
        assertThat(read.at("/draft/version").asText()).isEqualTo("v1");
        assertThat(read.at("/draft/content")).hasToString("{\"reason\":\"Chậm số liệu\"}");
        assertThat(stored(COLLEAGUE, task).isNull()).as("may work on it too").isTrue();
        for (String person : List.of(FormProbe.STRANGER, "it-center-staff-1", "manager-1", "admin")) {
            assertThat(ask(person, "GET", task).body())
                    .as(person)
                    .doesNotContain("Chậm")
                    .doesNotContain("v1");
        }
    }

    @Test
    void whoMayNotWorkOnATaskHasNoDraftOfIt() throws Exception {
        Task task = probe.task(Map.of());
        for (String person : List.of(FormProbe.STRANGER, "it-center-staff-1", "manager-1", "minister")) {
            assertThat(ask(person, "GET", task).statusCode()).as(person).isEqualTo(403);
            assertThat(save(person, task, List.of(), "v1", "{\"reason\": \"x\"}")
                            .statusCode())
                    .as(person)
                    .isEqualTo(403);
            assertThat(ask(person, "DELETE", task).statusCode()).as(person).isEqualTo(403);
        }
        assertThat(rows()).isZero();
        assertThat(new Browser(port).ask("GET", path(task)).statusCode()).isEqualTo(401);

        engine.getTaskService().setAssignee(task.getId(), COLLEAGUE);
        HttpResponse<String> refused = save(FormProbe.PERSON, task, List.of(), "v1", "{\"reason\": \"x\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(refused.body()).path("message").asText())
                .startsWith("Công việc này đã có người xử lý: ");
        assertThat(ask(FormProbe.PERSON, "GET", task).statusCode()).isEqualTo(403);
    }

    @Test
    void nothingIsSavedForWhoeverHasLoggedInInTheSameBrowserMeanwhile() throws Exception {
        Task task = probe.task(Map.of());
        ObjectNode of = given(FormProbe.PERSON, List.of(), "v1", "{\"reason\": \"của người trước\"}");

        assertThat(put(COLLEAGUE, task, of.toString()).statusCode()).isEqualTo(403);
        assertThat(rows()).isZero();
    }

    @Test
    void ofTwoBrowsersTheOneThatDoesNotKnowOfTheOtherIsTold() throws Exception {
        Task task = probe.task(Map.of());
        save(FormProbe.PERSON, task, List.of(), "v1", "{\"reason\": \"một\"}");
        save(FormProbe.PERSON, task, List.of("v1"), "v2", "{\"reason\": \"hai\"}");

        HttpResponse<String> older = save(FormProbe.PERSON, task, List.of("v1"), "v3", "{\"reason\": \"khác\"}");

        assertThat(older.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(older.body()).at("/draft/content/reason").asText())
                .isEqualTo("hai");
        assertThat(stored(FormProbe.PERSON, task).at("/content/reason").asText())
                .isEqualTo("hai");
        // If a response was lost, the client still knows what it sent
        assertThat(save(FormProbe.PERSON, task, List.of("v1", "v2"), "v3", "{\"reason\": \"ba\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask(FormProbe.PERSON, "DELETE", task).statusCode()).isEqualTo(204);
        assertThat(stored(FormProbe.PERSON, task).isNull()).isTrue();
    }

    @Test
    void whatTheFormTakesIsKeptAsItIsTypedAndStoredAndNothingElse() throws Exception {
        Task task = probe.task(Map.of());
        save(
                FormProbe.PERSON,
                task,
                List.of(),
                "v1",
                """
                {"content": "chỉ xem", "secret": "mật", "sum": 7, "unknown": "không có",
                 "title": "Tie\u0302\u0301ng \u00a0 Vie\u0323\u0302t\u200b", "reason": "một\\r\\n  hai", "day": "31/02/2026", "inGroup": "a",
                 "sender": {"name": "b", "of": "c"},
                 "rows": [{"name": " d ", "other": 1}, {"$row": "x"}],
                 "fixed": [{"name": "chỉ xem", "note": "e", "$row": "1a2b"}, {"$row": "%s"}]}"""
                        .formatted("x".repeat(33)));

        assertThat(stored(FormProbe.PERSON, task).path("content"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"title": "Tiếng Việt", "reason": "một\\n  hai", "day": "31/02/2026", "inGroup": "a",
                         "sender": {"name": "b"}, "rows": [{"name": "d"}, {}], "fixed": [{"note": "e", "$row": "1a2b"}, {}]}"""));
    }

    @Test
    void whatIsNoDraftIsRefused() {
        Task task = probe.task(Map.of());
        for (String body : List.of(
                "null",
                "[]",
                "{\"person\": \"nasati-staff-1\"}",
                "{\"person\": \"nasati-staff-1\", \"from\": [], \"version\": \"a b\", \"content\": {}}",
                "{\"person\": \"nasati-staff-1\", \"from\": [], \"version\": \"a\", \"content\": []}",
                "{\"person\": \"nasati-staff-1\", \"from\": [], \"version\": \"a\", \"content\": {\"reason\": \"\\u0000\"}}",
                "{\"person\": \"nasati-staff-1\", \"from\": [], \"version\": \"a\", \"content\": {\"reason\": "
                        + "[".repeat(60) + "]".repeat(60) + "}}")) {
            assertThat(put(FormProbe.PERSON, task, body).statusCode())
                    .as(body.substring(0, Math.min(90, body.length())))
                    .isEqualTo(400);
        }
        Browser browser = browser(FormProbe.PERSON);
        try (Line line = new Line(port)) {
            line.send("PUT " + path(task) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\n"
                    + "Content-Type: application/json\r\nCookie: " + browser.cookies() + "\r\nX-XSRF-TOKEN: "
                    + browser.camundaToken() + "\r\n\r\n");
            assertThat(line.firstLine()).startsWith("HTTP/1.1 413");
        }
        assertThat(browser.send("PUT", path(task), "{}", "Content-Type", "application/json")
                        .statusCode())
                .as("without the token of the page")
                .isEqualTo(403);
        assertThat(rows()).isZero();
    }

    @Test
    void whenTheTaskEndsAllDraftsOfItAreGoneAndNoneIsSavedAnyMore() throws Exception {
        Task completed = withTwoDrafts();
        Task cancelled = withTwoDrafts();
        Task refused = withTwoDrafts();

        probe.does(FormProbe.PERSON, () -> engine.getFormService()
                .submitTaskForm(completed.getId(), Map.of("reason", "Xong")));
        engine.getRuntimeService().deleteProcessInstance(cancelled.getProcessInstanceId(), "nhầm", true, false, true);
        probe.does(FormProbe.PERSON, () -> assertThatThrownBy(
                        () -> engine.getFormService().submitTaskForm(refused.getId(), Map.of("unknown", "x")))
                .isInstanceOf(Refusal.class));

        assertThat(rows()).as("those of what was refused").isEqualTo(2);
        for (Task task : List.of(completed, cancelled)) {
            assertThat(save(FormProbe.PERSON, task, List.of("v1"), "v2", "{\"reason\": \"x\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(ask(FormProbe.PERSON, "GET", task).statusCode()).isEqualTo(404);
        }
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void whoLeavesTheUnitOrIsGoneLeavesNoDraft() throws Exception {
        Task task = withTwoDrafts();
        IdentityService identity = engine.getIdentityService();
        identity.saveGroup(identity.newGroup("gamma"));
        identity.createMembership(COLLEAGUE, "gamma");
        try {
            identity.deleteMembership(COLLEAGUE, "gamma");
            assertThat(rows()).as("it was another group's").isEqualTo(2);
            identity.createMembership(COLLEAGUE, "gamma");
            engine.getTaskService().addCandidateGroup(task.getId(), "gamma");
            identity.deleteMembership(COLLEAGUE, "nasati");
            assertThat(rows()).as("another group of theirs may").isEqualTo(2);
            engine.getTaskService().setAssignee(task.getId(), COLLEAGUE);
            identity.deleteGroup("gamma");
            assertThat(rows()).isOne();
            assertThat(stored(FormProbe.PERSON, task).isNull()).isFalse();
        } finally {
            identity.deleteGroup("gamma");
            identity.createMembership(COLLEAGUE, "nasati");
        }

        newcomer(null, null);
        jdbc.sql("insert into dp_draft (task, person, version, saved_at, content)"
                        + " select task, 'newcomer', version, saved_at, content from dp_draft")
                .update();
        engine.getTaskService().addCandidateUser(task.getId(), NEWCOMER);
        identity.deleteUser(NEWCOMER);
        assertThat(rows()).isOne();
    }

    @Test
    void whatTheHolderPassesOnIsWhatTheNextOneBeginsWith() throws Exception {
        Task task = probe.task(Map.of());
        engine.getTaskService().setAssignee(task.getId(), FormProbe.PERSON);
        save(FormProbe.PERSON, task, List.of(), "v1", "{\"reason\": \"Chậm số liệu\"}");
        assertThat(passOn(FormProbe.PERSON, task, "v0"))
                .as("not what they have seen")
                .isEqualTo(409);
        assertThat(passOn(FormProbe.PERSON, task, "v1")).isEqualTo(204);
        assertThat(ask(COLLEAGUE, "GET", task).statusCode())
                .as("not given back yet")
                .isEqualTo(403);
        engine.getTaskService().setAssignee(task.getId(), null);

        JsonNode passedOn = stored(COLLEAGUE, task);
        assertThat(passedOn.path("passedOnBy").asText()).isEqualTo("Trần Văn Mẫu Ba");
        assertThat(passedOn.at("/content/reason").asText()).isEqualTo("Chậm số liệu");
        for (String person : List.of(FormProbe.STRANGER, "it-center-staff-1", "manager-1", "admin")) {
            assertThat(ask(person, "GET", task).body()).as(person).doesNotContain("Chậm");
        }
        assertThat(save(COLLEAGUE, task, List.of(), "c1", "{\"reason\": \"khác\"}")
                        .statusCode())
                .as("whose browser has not seen it")
                .isEqualTo(409);
        save(COLLEAGUE, task, List.of("v1"), "c1", "{\"reason\": \"Chậm số liệu, đã sửa\"}");

        assertThat(stored(COLLEAGUE, task).path("passedOnBy").isNull()).isTrue();
        assertThat(stored("nasati-head", task).at("/content/reason").asText()).isEqualTo("Chậm số liệu");
        assertThat(passOn(COLLEAGUE, task, "c1")).isEqualTo(204);
        for (String person : List.of(FormProbe.PERSON, "nasati-head")) {
            assertThat(stored(person, task).at("/content/reason").asText())
                    .as("the last one, " + person)
                    .isEqualTo("Chậm số liệu, đã sửa");
        }
        save(FormProbe.PERSON, task, List.of("c1"), "v2", "{\"reason\": \"lại của tôi\"}");
        assertThat(stored("nasati-head", task).at("/content/reason").asText()).isEqualTo("Chậm số liệu, đã sửa");
    }

    @Test
    void onlyItsWriterPassesADraftOn() throws Exception {
        Task task = probe.task(Map.of());
        save(FormProbe.PERSON, task, List.of(), "v1", "{\"reason\": \"Chậm\"}");

        for (String person : List.of(COLLEAGUE, "nasati-head", "admin")) {
            assertThat(passOn(person, task, "v1")).as(person).isEqualTo(409);
            assertThat(passOn(person, FormProbe.PERSON, task, "v1")).as(person).isEqualTo(403);
        }
        assertThat(passOn(FormProbe.STRANGER, task, "v1")).isEqualTo(403);
        engine.getTaskService().setAssignee(task.getId(), FormProbe.PERSON);
        probe.does("nasati-head", () -> engine.getTaskService().setAssignee(task.getId(), null));
        assertThat(stored(COLLEAGUE, task).isNull())
                .as("the head gives the task back, not what the holder has typed")
                .isTrue();
        assertThat(stored(FormProbe.PERSON, task).at("/content/reason").asText())
                .isEqualTo("Chậm");
    }

    @Test
    void whatWasPassedOnStaysWhereItsWriterLeavesTheUnitAndGoesWithTheTask() throws Exception {
        Task task = withTwoDrafts();
        assertThat(passOn(COLLEAGUE, task, "v1")).isEqualTo(204);
        engine.getIdentityService().deleteMembership(COLLEAGUE, "nasati");
        try {
            assertThat(rows()).isEqualTo(2);
            assertThat(ask(COLLEAGUE, "GET", task).statusCode()).isEqualTo(403);
            assertThat(stored("nasati-head", task).path("passedOnBy").asText()).isNotEmpty();
        } finally {
            engine.getIdentityService().createMembership(COLLEAGUE, "nasati");
        }
        probe.does(
                FormProbe.PERSON, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of("reason", "Xong")));
        assertThat(rows()).isZero();
        assertThat(passOn(COLLEAGUE, task, "v1")).isEqualTo(404);
    }

    /** It keeps the name of that time, and a new user with the same id cannot read it. */
    @ParameterizedTest
    @CsvSource({"Lê Thị Cũ, Lê Thị Cũ", "'', newcomer"})
    void whatAnAccountHasPassedOnOutlivesIt(String name, String said) throws Exception {
        Task task = probe.task(Map.of());
        IdentityService identity = engine.getIdentityService();
        newcomer(name, null, "nasati");
        try {
            save(NEWCOMER, task, List.of(), "v1", "{\"reason\": \"Chậm số liệu\"}");
            assertThat(passOn(NEWCOMER, task, "v1")).isEqualTo(204);
            identity.deleteUser(NEWCOMER);
            assertThat(stored(COLLEAGUE, task).path("passedOnBy").asText()).isEqualTo(said);

            newcomer("Lê Thị Mới", null, "nasati");
            assertThat(stored(NEWCOMER, task).path("passedOnBy").asText()).isEqualTo(said);
            save(NEWCOMER, task, List.of("v1"), "v2", "{\"reason\": \"khác\"}");
            ask(NEWCOMER, "DELETE", task);

            assertThat(stored(COLLEAGUE, task).at("/content/reason").asText()).isEqualTo("Chậm số liệu");
        } finally {
            identity.deleteUser(NEWCOMER);
        }
    }

    /** Otherwise the draft would hide the rows that the refusal has named, and the next submission would drop them. */
    @Test
    void rowsThatCameMeanwhileJoinTheListOfTheDraftToo() throws Exception {
        Task task = probe.task(Map.of(
                "gathers",
                "rows",
                "rows",
                SpinValues.jsonValue("[{\"name\": \"cũ\"}, {\"name\": \"mới\", \"unseen\": true}]")
                        .create()));
        save(FormProbe.PERSON, task, List.of(), "v1", "{\"reason\": \"x\", \"rows\": [{\"name\": \"cũ, đã sửa\"}]}");
        save(COLLEAGUE, task, List.of(), "v1", "{\"reason\": \"y\"}");

        probe.does(FormProbe.PERSON, () -> assertThatThrownBy(() -> engine.getFormService()
                        .submitTaskForm(
                                task.getId(),
                                Map.of(
                                        "rows",
                                        SpinValues.jsonValue("[{\"name\": \"cũ, đã sửa\"}]")
                                                .create())))
                .hasMessageContaining("Trong lúc nhập có thêm 1 dòng: mới."));

        assertThat(stored(FormProbe.PERSON, task).path("content"))
                .hasToString("{\"reason\":\"x\",\"rows\":[{\"name\":\"cũ, đã sửa\"},{\"name\":\"mới\"}]}");
        assertThat(save(FormProbe.PERSON, task, List.of("v1"), "v2", "{\"rows\": []}")
                        .statusCode())
                .as("the browser that has not seen them")
                .isEqualTo(409);
        assertThat(stored(COLLEAGUE, task).path("content")).hasToString("{\"reason\":\"y\"}");
    }

    private Task withTwoDrafts() throws IOException {
        Task task = probe.task(Map.of());
        for (String person : List.of(FormProbe.PERSON, COLLEAGUE)) {
            assertThat(save(person, task, List.of(), "v1", "{\"reason\": \"Chậm\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        return task;
    }

    private HttpResponse<String> save(String person, Task task, List<String> from, String version, String content)
            throws IOException {
        return put(person, task, given(person, from, version, content).toString());
    }

    private static ObjectNode given(String person, List<String> from, String version, String content)
            throws IOException {
        ObjectNode given = JSON.createObjectNode().put("person", person).put("version", version);
        ArrayNode versions = given.putArray("from");
        from.forEach(versions::add);
        return given.set("content", JSON.readTree(content));
    }

    private HttpResponse<String> put(String person, Task task, String body) {
        return sent(person, "PUT", path(task), body);
    }

    private HttpResponse<String> ask(String person, String method, Task task) {
        return sent(person, method, path(task), null);
    }

    private int passOn(String person, Task task, String version) {
        return passOn(person, person, task, version);
    }

    private int passOn(String person, String writer, Task task, String version) {
        return sent(person, "POST", path(task) + "/pass-on?person=" + writer + "&version=" + version, "")
                .statusCode();
    }

    /** The user's draft; a JSON null if there is none. */
    private JsonNode stored(String person, Task task) throws IOException {
        return JSON.readTree(ask(person, "GET", task).body()).path("draft");
    }

    private static String path(Task task) {
        return "/api/drafts/" + task.getId();
    }

    private int rows() {
        return jdbc.sql("select count(*) from dp_draft").query(Integer.class).single();
    }
}
