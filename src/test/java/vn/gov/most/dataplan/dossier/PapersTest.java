package vn.gov.most.dataplan.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.form.FormProbe;
import vn.gov.most.dataplan.security.AtTheDoor;
import vn.gov.most.dataplan.security.Browser;

/** An upload at a task is stored completely or not at all, and only authorized users can read it. */
class PapersTest extends AtTheDoor {

    private static final int LARGEST = 20 << 20;
    private static final String FIELDS =
            """
            {"type": "textarea", "key": "evidence", "label": "Tài liệu minh chứng", "id": "field_evidence",
                "properties": {"papers": "true"}},
            {"type": "textfield", "key": "place", "label": "Nơi lưu", "id": "field_place",
                "properties": {"papers": "true"}}""";

    @Override
    protected String fields() {
        return FIELDS;
    }

    @Override
    @AfterEach
    protected void clear() {
        super.clear();
        jdbc.sql("delete from dp_paper_content").update();
        jdbc.sql("delete from dp_paper").update();
        jdbc.sql("delete from dp_dossier").update();
    }

    @Test
    void aPaperIsKeptAsItWasGivenWithWhoAndWhen() throws Exception {
        Task task = probe.task(Map.of());
        byte[] pdf = PaperFiles.pdf(2);

        JsonNode stored = JSON.readTree(upload(FormProbe.PERSON, task, "Báo cáo (quý 1), bản ký.pdf", pdf)
                .body());

        assertThat(stored.path("name").asText()).isEqualTo("Báo cáo (quý 1), bản ký.pdf");
        assertThat(stored.path("version").asInt()).isOne();
        assertThat(stored.path("by").asText())
                .isEqualTo("Trần Văn Mẫu Ba, Cục Thông tin khoa học và công nghệ quốc gia");
        assertThat(stored.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
        assertThat(stored.path("pages").asInt()).isEqualTo(2);
        HttpResponse<byte[]> read = browser(COLLEAGUE).download(path(stored));
        assertThat(read.body()).isEqualTo(pdf);
        assertThat(read.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%28qu%C3%BD%201%29%2C%20b%E1%BA%A3n%20k%C3%BD.pdf");
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        HttpResponse<byte[]> page = browser(COLLEAGUE).download(path(stored) + "/pages/2");
        assertThat(page.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(page.body()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(browser(COLLEAGUE).download(path(stored) + "/pages/3").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theSameNameIsTheNextVersionHoweverManySendItAtOnce() throws Exception {
        Task task = probe.task(Map.of());
        Task other = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        ExecutorService people = Executors.newFixedThreadPool(8);
        browser(FormProbe.PERSON);
        browser(COLLEAGUE);
        List<Callable<HttpResponse<String>>> uploads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String person = i % 2 == 0 ? FormProbe.PERSON : COLLEAGUE;
            String name = i % 3 == 0 ? "BÁO CÁO.docx" : "Báo cáo.docx";
            byte[] content = PaperFiles.docx("Lần " + i);
            uploads.add(() -> upload(person, other, name, content));
        }
        for (Future<HttpResponse<String>> answer : people.invokeAll(uploads)) {
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
        }
        people.shutdown();

        List<JsonNode> papers = papers(COLLEAGUE, task);
        assertThat(papers)
                .extracting(paper -> paper.path("version").asInt())
                .containsExactly(
                        IntStream.rangeClosed(1, 16).mapToObj(n -> 17 - n).toArray(Integer[]::new));
        for (JsonNode paper : papers) {
            byte[] content = browser(COLLEAGUE).download(path(paper)).body();
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                    .isEqualTo(paper.path("sha256").asText());
        }
        assertThat(papers.stream().map(paper -> paper.path("sha256").asText()).distinct())
                .hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({
        "nasati-staff-2, 200, 200, 200",
        "nasati-head, 200, 200, 200",
        "it-center-staff-1, 200, 403, 200",
        "manager-1, 200, 403, 200",
        "minister, 404, 403, 200",
        "admin, 200, 400, 200",
        "legal-staff-1, 404, 403, 404",
        "legal-head, 404, 403, 404"
    })
    void whoListsUploadsAndReadsWhileTheTaskIsOpen(String person, int lists, int uploads, int reads) throws Exception {
        Task task = probe.task(Map.of());
        JsonNode paper = JSON.readTree(
                upload(FormProbe.PERSON, task, "a.docx", PaperFiles.docx("a")).body());

        assertThat(sent(person, "GET", path(task), null).statusCode()).isEqualTo(lists);
        assertThat(upload(person, task, "b.docx", PaperFiles.docx("b")).statusCode())
                .isEqualTo(uploads);
        assertThat(browser(person).open(path(paper)).statusCode()).isEqualTo(reads);
    }

    @Test
    void withoutALoginOrThePagesTokenNothingIsGivenOrTaken() throws Exception {
        Task task = probe.task(Map.of());
        JsonNode paper = JSON.readTree(
                upload(FormProbe.PERSON, task, "a.docx", PaperFiles.docx("a")).body());
        Browser nobody = new Browser(port);

        assertThat(nobody.location(nobody.open(path(paper)))).isEqualTo("/login");
        assertThat(nobody.open(path(paper) + "/pages/1").statusCode()).isEqualTo(401);
        assertThat(nobody.open(path(task)).statusCode()).isEqualTo(401);
        assertThat(nobody.upload(path(task) + "?name=b.docx", PaperFiles.docx("b"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser(FormProbe.PERSON)
                        .send("POST", path(task) + "?name=b.docx", "x", "Content-Type", "application/octet-stream")
                        .statusCode())
                .isEqualTo(403);
        assertThat(rows()).isOne();
    }

    @Test
    void whatSomebodyElseHasTakenTheyAloneAddTo() {
        Task task = probe.task(Map.of());
        engine.getTaskService().setAssignee(task.getId(), COLLEAGUE);

        HttpResponse<String> refused = upload(FormProbe.PERSON, task, "a.docx", PaperFiles.docx("a"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Công việc này đã có người xử lý: ");
        assertThat(upload(COLLEAGUE, task, "a.docx", PaperFiles.docx("a")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void twentyMegabytesAreTakenAndAByteMoreIsRefusedWithoutATrace() throws Exception {
        Task task = probe.task(Map.of());
        byte[] largest = PaperFiles.zipOf(LARGEST, "0123456789");

        JsonNode stored = JSON.readTree(
                upload(FormProbe.PERSON, task, "lớn nhất.zip", largest).body());
        HttpResponse<String> refused =
                upload(FormProbe.PERSON, task, "quá lớn.zip", PaperFiles.zipOf(LARGEST + 1, "0123456789"));

        assertThat(stored.path("size").asText()).isEqualTo("20 MB");
        assertThat(browser(COLLEAGUE).download(path(stored)).body()).isEqualTo(largest);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(refused.body()).path("message").asText())
                .isEqualTo("Tệp \"quá lớn.zip\" lớn hơn 20 MB; tối đa 20 MB một tệp.");
        assertThat(rows()).isOne();
        assertThat(jdbc.sql("select count(*) from dp_paper_content")
                        .query(Integer.class)
                        .single())
                .isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..\\..\\x.docx", "a\"b.docx", "a\nb.docx", "a\u202ecod.docx", "x.pdf", "mật.docx", ""})
    void whatIsRefusedLeavesNothing(String name) throws Exception {
        Task task = probe.task(Map.of());

        HttpResponse<String> refused = upload(FormProbe.PERSON, task, name, PaperFiles.docx("a"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(refused.body()).path("message").asText())
                .containsAnyOf("Tên tệp", "Không nhận tệp")
                .doesNotContain("\u202e");
        assertThat(rows()).isZero();
    }

    @Test
    void whoUploadedMayWithdrawUntilTheStepIsCompleted() throws Exception {
        Task task = probe.task(Map.of());
        JsonNode first = JSON.readTree(
                upload(FormProbe.PERSON, task, "a.docx", PaperFiles.docx("1")).body());
        JsonNode second = JSON.readTree(
                upload(FormProbe.PERSON, task, "a.docx", PaperFiles.docx("2")).body());

        assertThat(delete(COLLEAGUE, first).statusCode()).isEqualTo(403);
        assertThat(delete(FormProbe.STRANGER, first).statusCode()).isEqualTo(404);
        assertThat(delete(FormProbe.PERSON, first).statusCode()).isEqualTo(204);
        assertThat(delete(FormProbe.PERSON, first).statusCode()).isEqualTo(400);

        assertThat(browser(COLLEAGUE).open(path(first)).statusCode()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from dp_paper_content where paper = :paper")
                        .param("paper", first.path("id").asText())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(papers(COLLEAGUE, task)).hasSize(2);
        assertThat(papers(COLLEAGUE, task).get(1).path("withdrawn").asText()).isNotEmpty();
        complete(task, "Ở văn thư");
        HttpResponse<String> late = delete(FormProbe.PERSON, second);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("Bước này đã hoàn thành hoặc đã hủy, nên không rút tệp được nữa.");
        Task next = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        assertThat(JSON.readTree(upload(COLLEAGUE, next, "A.docx", PaperFiles.docx("3"))
                                .body())
                        .path("version")
                        .asInt())
                .as("also behind what was withdrawn")
                .isEqualTo(3);
    }

    @Test
    void aFormThatMayNameWhatIsWithdrawnAtTheSameMomentIsSentAnew() {
        Task task = probe.task(Map.of());
        JsonNode paper = read(upload(FormProbe.PERSON, task, "a.docx", PaperFiles.docx("1")));
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        Command<Void> completion = command -> {
            TaskEntity checked = command.getTaskManager().findTaskById(task.getId());
            assertThat(delete(FormProbe.PERSON, paper).statusCode()).isEqualTo(204);
            checked.delete("completed", false);
            return null;
        };

        assertThatThrownBy(() -> executor.execute(completion)).isInstanceOf(OptimisticLockingException.class);
    }

    @Test
    void whoGetsTheIdOfAnAccountThatHasGoneWithdrawsNothingOfIt() {
        Task task = probe.task(Map.of());
        IdentityService identity = engine.getIdentityService();
        newcomer("Lê Thị", "Mới", "nasati");
        try {
            JsonNode paper = read(upload(NEWCOMER, task, "a.docx", PaperFiles.docx("1")));
            identity.deleteUser(NEWCOMER);
            newcomer("Lê Thị", "Mới", "nasati");

            assertThat(delete(NEWCOMER, paper).statusCode()).isEqualTo(403);
            assertThat(read(sent(NEWCOMER, "GET", path(task), null))
                            .at("/papers/0/by")
                            .asText())
                    .startsWith("Lê Thị Mới, Cục Thông tin");
        } finally {
            identity.deleteUser(NEWCOMER);
        }
    }

    @Test
    void whatIsOverTakesNothingMoreAndIsStillRead() throws Exception {
        Task completed = probe.task(Map.of());
        JsonNode paper = JSON.readTree(upload(FormProbe.PERSON, completed, "a.docx", PaperFiles.docx("1"))
                .body());
        complete(completed, "Hồ sơ: a.docx (bản 1)");
        HttpResponse<String> refused = upload(FormProbe.PERSON, completed, "b.docx", PaperFiles.docx("2"));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("Công việc này đã hoàn thành hoặc không còn, nên không nhận thêm tệp.");

        engine.getRuntimeService().deleteProcessInstance(completed.getProcessInstanceId(), "nhầm", true, false, true);

        for (String person : List.of(FormProbe.PERSON, COLLEAGUE, "manager-1", "minister", "it-center-staff-1")) {
            assertThat(browser(person).open(path(paper)).statusCode())
                    .as(person)
                    .isEqualTo(200);
        }
        for (String person : List.of(FormProbe.STRANGER, "legal-head", "admin")) {
            assertThat(browser(person).open(path(paper)).statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
        Task paused = probe.task(Map.of());
        engine.getRuntimeService().suspendProcessInstanceById(paused.getProcessInstanceId());
        assertThat(upload(FormProbe.PERSON, paused, "b.docx", PaperFiles.docx("2"))
                        .body())
                .contains("Quy trình đang tạm dừng nên chưa nhận tệp.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hồ sơ: a.docx (bản 1)",
                "Công văn số 12\nHồ sơ: a.docx (bản 1)\nHồ sơ: b; c.docx (bản 1)",
                "Ở văn thư; trong hồ sơ: a"
            })
    void aFormNamesPapersOfItsInstance(String evidence) {
        Task task = withPapers();

        complete(task, evidence);

        assertThat(probe.isOpen(task)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hồ sơ: a.docx (bản 2)",
                "Công văn\nHồ sơ: khác.docx (bản 1)",
                "Hồ sơ: rút.docx (bản 1)",
                "Hồ sơ: a.docx (bản 1)x",
                "Hồ sơ: lưu ở văn thư",
                "Hồ sơ: a.docx (bản 1); Hồ sơ: d.docx (bản 1)"
            })
    void aFormNamesNoPaperThatIsNotThere(String evidence) {
        Task task = withPapers();

        probe.does(FormProbe.PERSON, () -> assertThatThrownBy(
                        () -> engine.getFormService().submitTaskForm(task.getId(), Map.of("evidence", evidence)))
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.places())
                        .extracting(Refusal.Place::at)
                        .containsExactly(List.of("evidence")))
                .hasMessageContaining("\"Tài liệu minh chứng\": hồ sơ của việc này không có"));
    }

    @Test
    void ofOneLineSeveralStandBehindEachOther() {
        Task task = withPapers();

        probe.does(FormProbe.PERSON, () -> engine.getFormService()
                .submitTaskForm(
                        task.getId(), Map.of("place", "Văn thư; Hồ sơ: a.docx (bản 1); Hồ sơ: b; c.docx (bản 1)")));

        assertThat(probe.isOpen(task)).isFalse();
    }

    private Task withPapers() {
        Task other = probe.task(Map.of());
        assertThat(upload(FormProbe.PERSON, other, "khác.docx", PaperFiles.docx("x"))
                        .statusCode())
                .isEqualTo(200);
        Task task = probe.task(Map.of());
        for (String name : List.of("a.docx", "b; c.docx", "rút.docx")) {
            HttpResponse<String> stored = upload(FormProbe.PERSON, task, name, PaperFiles.docx(name));
            assertThat(stored.statusCode()).isEqualTo(200);
            if (name.startsWith("rút")) {
                delete(FormProbe.PERSON, read(stored));
            }
        }
        return task;
    }

    // ---- asking

    private void complete(Task task, String evidence) {
        probe.does(FormProbe.PERSON, () -> engine.getFormService()
                .submitTaskForm(task.getId(), Map.of("evidence", evidence)));
    }

    private HttpResponse<String> upload(String person, Task task, String name, byte[] content) {
        return browser(person).upload(path(task) + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8), content);
    }

    private HttpResponse<String> delete(String person, JsonNode paper) {
        return sent(person, "DELETE", path(paper), null);
    }

    private List<JsonNode> papers(String person, Task task) throws Exception {
        List<JsonNode> papers = new ArrayList<>();
        JSON.readTree(sent(person, "GET", path(task), null).body())
                .path("papers")
                .forEach(papers::add);
        return papers;
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(Task task) {
        return "/api/tasks/" + task.getId() + "/papers";
    }

    private static String path(JsonNode paper) {
        return "/api/papers/" + paper.path("id").asText();
    }

    private int rows() {
        return jdbc.sql("select count(*) from dp_paper").query(Integer.class).single();
    }
}
