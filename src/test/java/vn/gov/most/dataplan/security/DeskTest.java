package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.form.FormProbe;

/** The data on a task's card, above its form and beside it, and who gets it. */
class DeskTest extends AtTheDoor {

    private static final String DECISION = "{\"type\": \"radio\", \"key\": \"headDecision\", \"label\": \"Ý kiến\","
            + " \"id\": \"field_decision\", \"values\": [{\"label\": \"Gửi\", \"value\": \"send\"},"
            + " {\"label\": \"Trả lại\", \"value\": \"return\"}]},"
            + "{\"type\": \"textarea\", \"key\": \"returnReason\", \"label\": \"Lý do\", \"id\": \"field_reason\"}";

    @Override
    protected String fields() {
        return DECISION;
    }

    @Override
    @AfterEach
    protected void clear() {
        ClockUtil.reset();
        super.clear();
    }

    @Test
    void aCardSaysWhoHasTheTaskByNameAndNotToThoseWhoMayNotSeeIt() throws IOException {
        Task task = probe.task(Map.of("unitName", "Cục Thông tin"));
        probe.does(FormProbe.PERSON, () -> engine.getTaskService().claim(task.getId(), FormProbe.PERSON));

        assertThat(card(COLLEAGUE, task).path("holder").asText()).isEqualTo("Trần Văn Mẫu Ba");
        assertThat(card(COLLEAGUE, task).path("isMine").asBoolean()).isFalse();
        assertThat(card(FormProbe.PERSON, task).path("isMine").asBoolean()).isTrue();
        assertThat(card(FormProbe.PERSON, task).path("unit").asText()).isEqualTo("Cục Thông tin");
        assertThat(asked(FormProbe.STRANGER, "/api/cards?task=" + task.getId()).body())
                .isEqualTo("[]");
        assertThat(asked(FormProbe.STRANGER, "/api/ground/" + task.getId()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCardSaysWhetherItIsForWhoeverAsksToGiveTheTaskBack() throws IOException {
        Task task = probe.task(Map.of());
        assertThat(card("nasati-head", task).path("mayBeGivenBack").asBoolean()).isFalse();
        probe.does(FormProbe.PERSON, () -> engine.getTaskService().claim(task.getId(), FormProbe.PERSON));

        assertThat(card(FormProbe.PERSON, task).path("mayBeGivenBack").asBoolean())
                .isTrue();
        assertThat(card("nasati-head", task).path("mayBeGivenBack").asBoolean()).isTrue();
        assertThat(card(COLLEAGUE, task).path("mayBeGivenBack").asBoolean()).isFalse();
        assertThat(card("it-center-head", task).path("mayBeGivenBack").asBoolean())
                .isFalse();
    }

    @Test
    void whatCameBackSaysByWhomAndWhy() throws IOException {
        Task next = completed("return");

        assertThat(card(COLLEAGUE, next).path("returned").asText()).startsWith("Được trả lại, Trần Văn Mẫu Ba, ");
        JsonNode done = json(asked(COLLEAGUE, "/api/ground/" + next.getId())).path("done");
        assertThat(done).hasSize(1);
        assertThat(done.path(0).path("by").asText()).isEqualTo("Trần Văn Mẫu Ba");
        assertThat(done.path(0).path("reasons").asText()).isEqualTo("Thiếu số liệu");
    }

    @Test
    void whatCameBackIsInAListOfItsOwn() {
        String returned = engine.getFilterService()
                .createFilterQuery()
                .filterName("Được trả lại")
                .singleResult()
                .getId();
        completed("send");
        Task next = completed("return");

        assertThat(probe.as(COLLEAGUE, () -> engine.getFilterService().<Task>list(returned).stream()
                        .map(Task::getId)
                        .toList()))
                .containsExactly(next.getId());
        assertThat(probe.as("legal-staff-1", () -> engine.getFilterService().list(returned)))
                .isEmpty();
    }

    @Test
    void whatWentOnDidNotComeBack() throws IOException {
        Task next = completed("send");

        assertThat(card(COLLEAGUE, next).has("returned")).isFalse();
        assertThat(json(asked(COLLEAGUE, "/api/ground/" + next.getId()))
                        .path("done")
                        .path(0)
                        .has("reasons"))
                .isFalse();
    }

    @Test
    void whatWasDoneIsNotSaidToThoseWhoReadTheTaskAndHaveNoPartInIt() throws IOException {
        Task next = completed("return");

        assertThat(json(asked("manager-1", "/api/ground/" + next.getId())).has("done"))
                .isFalse();
    }

    @Test
    void ofAnEventTheGroundIsSaidAsOfAnyPeriod() throws IOException {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("ii8-feedback")
                .latestVersion()
                .singleResult()
                .getId();
        String instance = probe.as("nasati-head", () -> engine.getFormService()
                .submitStartForm(
                        definition,
                        Map.of(
                                "unit", "nasati",
                                "receivedAt", "2026-03-02T07:00+07:00",
                                "sender", "Hội",
                                "feedbackContent", "Đề nghị công bố"))
                .getId());
        try {
            Task task = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult();

            JsonNode answer = json(asked("nasati-head", "/api/ground/" + task.getId()));

            assertThat(answer.path("ground").path("remarks").toString())
                    .contains("Căn cứ này hết hiệu lực", "Do Bộ đặt");
            assertThat(answer.path("next")).isNotEmpty();
        } finally {
            engine.getRuntimeService().deleteProcessInstance(instance, "test");
        }
    }

    @Test
    void whereATaskWentIsSaidAtOnceToWhoeverCompletedIt() throws IOException {
        Task first = probe.task(Map.of());
        complete(first, "send");
        String where = "/api/steps/" + first.getId() + "/next";

        JsonNode said = json(asked(FormProbe.PERSON, where));
        assertThat(said.path("next")).hasSize(1);
        assertThat(said.path("next").path(0).path("whose").asText())
                .isEqualTo("Cục Thông tin khoa học và công nghệ quốc gia");
        assertThat(asked(COLLEAGUE, where).statusCode()).isEqualTo(404);
        ClockUtil.setCurrentTime(new Date(ClockUtil.getCurrentTime().getTime() + 61_000));
        assertThat(asked(FormProbe.PERSON, where).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quỹ PHÁT triển", "quy phat trien", "trien  quy", "Quy\u0303 pha\u0301t", "do dac"})
    void aTaskIsFoundByWordsWithOrWithoutTheirMarks(String words) throws IOException {
        Task task = probe.task(Map.of("unitName", "Quỹ Phát triển", "databaseName", "CSDL Đo đạc"));

        assertThat(found(COLLEAGUE, words)).containsExactly(task.getId());
        assertThat(found(FormProbe.STRANGER, words)).isEmpty();
        assertThat(found("manager-1", words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quỹ khác", "", "  ", "%", "\u0300"})
    void whatNoCardSaysIsNotFound(String words) throws IOException {
        probe.task(Map.of("unitName", "Quỹ Phát triển"));

        assertThat(found(COLLEAGUE, words)).isEmpty();
    }

    private List<String> found(String person, String words) throws IOException {
        JsonNode cards = json(asked(person, "/api/search?words=" + URLEncoder.encode(words, StandardCharsets.UTF_8)));
        return StreamSupport.stream(cards.spliterator(), false)
                .map(card -> card.path("task").asText())
                .toList();
    }

    /** The task that comes after the first. */
    private Task completed(String decision) {
        Task first = probe.task(Map.of());
        complete(first, decision);
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(first.getProcessInstanceId())
                .singleResult();
    }

    private void complete(Task task, String decision) {
        probe.does(FormProbe.PERSON, () -> engine.getFormService()
                .submitTaskForm(task.getId(), Map.of("headDecision", decision, "returnReason", "Thiếu số liệu")));
    }

    private JsonNode card(String person, Task task) throws IOException {
        JsonNode cards = json(asked(person, "/api/cards?task=" + task.getId()));
        assertThat(cards).hasSize(1);
        return cards.path(0);
    }

    @Override
    protected HttpResponse<String> asked(String person, String path) {
        return sent(person, "GET", path, null);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
