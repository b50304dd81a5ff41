package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.gov.most.dataplan.processes.IssuingStage.ANSWER;
import static vn.gov.most.dataplan.processes.IssuingStage.COMMENT;
import static vn.gov.most.dataplan.processes.IssuingStage.DRAFT;
import static vn.gov.most.dataplan.processes.IssuingStage.FIX;
import static vn.gov.most.dataplan.processes.IssuingStage.ISSUE;
import static vn.gov.most.dataplan.processes.IssuingStage.LEGAL;
import static vn.gov.most.dataplan.processes.IssuingStage.SIGN;
import static vn.gov.most.dataplan.processes.IssuingStage.SUBMIT;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.I.3: the half-yearly review of the open data catalogue; the second half of 2026. */
class I3OpenDataTest extends CollectingStage implements CollectingContract {

    private static final String CONCLUDE = "userTask_concludeReview";
    private static final String UNCHANGED = "userTask_confirmUnchanged";
    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String CONFIRM = "userTask_confirmResult";

    @Override
    String clause() {
        return "PL.I.3";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.I.3/2026-H2",
                true,
                new Asked("1/11/2026 23:59", "2/11/2026 06:30", "18/11/2026 17:00"),
                new Returned("10/11/2026 09:00", "19/11/2026 09:00", "23/11/2026 17:00"),
                new CutOff("18/11/2026 23:59", "19/11/2026 00:00", CONCLUDE, "26/11/2026 17:00", "20/11/2026 09:00"),
                new End("31/12/2026 23:59", "catalogue", "DONE"));
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 08:00");
    }

    @Test
    void anAmendmentIsIssuedAsTheMinistersDecisionByTheEndOfTheHalfYear() {
        player.playUntil("31/12/2026 23:59");

        assertThat(player.done().stream()
                        .map(Done::task)
                        .filter(task -> !task.endsWith("Report"))
                        .distinct())
                .containsExactly(CONCLUDE, DRAFT, COMMENT, ANSWER, LEGAL, SUBMIT, SIGN, ISSUE);
        assertThat(player.done(LEGAL)).extracting(Done::due).containsExactly("18/12/2026 17:00");
        assertThat(player.done(SIGN)).extracting(Done::due).containsExactly("28/12/2026 17:00");
        assertThat(player.done(ISSUE)).extracting(Done::due).containsExactly("29/12/2026 17:00");
        assertThat(states("catalogue")).containsExactly("DONE");
        assertThat(late("catalogue")).isZero();
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void whoIsAskedForTheFirstTimeInLateNovemberHasTenWorkingDays() {
        player.when(PREPARE).never();
        installedAt("29/11/2026 08:00");

        assertThat(dueDates(PREPARE)).isNotEmpty().containsOnly("11/12/2026 17:00");
        player.when(CONCLUDE).never();
        player.playUntil("12/12/2026 00:00");
        assertThat(dueDates(CONCLUDE)).containsExactly("16/12/2026 17:00");
    }

    @Test
    void whereNothingChangesTheHeadOfTheItCenterSignsANote() {
        player.when(CONCLUDE).answer("amendment", "keep");
        player.when(UNCHANGED).time(1).answer("confirmDecision", "return").answer("returnReason", "Nêu rõ lý do.");

        player.playUntil("31/12/2026 23:59");

        assertThat(player.done(CONCLUDE)).extracting(Done::due).containsExactly("26/11/2026 17:00", "3/12/2026 17:00");
        assertThat(player.done(UNCHANGED)).extracting(Done::due).containsExactly("1/12/2026 17:00", "8/12/2026 17:00");
        assertThat(player.done(DRAFT)).isEmpty();
        assertThat(states("catalogue")).containsExactly("DONE");
        assertThat(products()).singleElement().asString().contains("noteNumber");
        assertNoIncident();
    }

    @Test
    void nothingChangesOnlyWhereNoRowIsTakenIn() {
        player.when(PREPARE).of("nasati").answer("datasets", List.of(dataset("Nhiệm vụ KH&CN")));
        player.when(CONCLUDE).never();
        player.playUntil("20/11/2026 08:00");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CONCLUDE)
                .singleResult();

        Map<String, Object> taken =
                player.filledIn(task, Map.of("amendment", "keep", "datasets", List.of(Map.of("conclusion", "accept"))));
        Map<String, Object> refused =
                player.filledIn(task, Map.of("amendment", "keep", "datasets", List.of(Map.of("conclusion", "refuse"))));

        player.as("it-center-head", () -> {
            engine.getTaskService().claim(task.getId(), "it-center-head");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task.getId(), taken))
                    .isInstanceOf(Refusal.class)
                    .hasMessage(
                            "Chưa gửi được biểu mẫu. \"Cần sửa đổi danh mục?\": chọn \"Có\", hoặc không tiếp thu dòng nào:"
                                    + " có dòng đã được tiếp thu.");
            engine.getFormService().submitTaskForm(task.getId(), refused);
        });
        assertThat(dueDates(UNCHANGED)).hasSize(1);
    }

    @Test
    void eachDatasetThatIsTakenInIsOrderedToBePublished() {
        player.when(PREPARE)
                .of("nasati")
                .answer("datasets", List.of(dataset("Nhiệm vụ KH&CN"), dataset("Tổ chức KH&CN")));
        player.when(CONCLUDE)
                .answer(
                        "datasets",
                        List.of(
                                Map.of("conclusion", "accept", "orderedFor", "2027-02-26"),
                                Map.of("conclusion", "refuse")));

        player.playUntil("15/2/2027 08:00");

        assertThat(openInstances("follow-up")).containsExactly("PL.I.3-publication/2026-H2/nasati/1");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CARRY_OUT)
                .singleResult();
        assertThat(task.getName()).isEqualTo("Thực hiện: Nhiệm vụ KH&CN");
        assertThat(dueDates(CARRY_OUT)).containsExactly("26/2/2027 17:00");

        player.when(CONFIRM).time(1).answer("confirmDecision", "return").answer("returnReason", "Thiếu đường dẫn.");
        player.playUntil("31/3/2027 08:00");
        assertThat(player.done(CARRY_OUT)).hasSize(2);
        assertThat(openInstances("follow-up")).isEmpty();
        assertThat(states("publication")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void whatIsLeftOutOfTheDecisionIsNotOrderedAndADayThatIsMendedIsTheOrders() {
        player.when(PREPARE)
                .of("nasati")
                .answer("datasets", List.of(dataset("Nhiệm vụ KH&CN"), dataset("Tổ chức KH&CN"), dataset("Sáng chế")));
        player.when(CONCLUDE)
                .answer(
                        "datasets",
                        List.of(
                                Map.of("conclusion", "accept", "orderedFor", "2027-02-26"),
                                Map.of("conclusion", "refuse"),
                                Map.of(
                                        "conclusion",
                                        "accept",
                                        "orderedFor",
                                        "2027-02-26",
                                        "conclusionNote",
                                        "Sửa tên")));
        player.when(COMMENT).of("nasati").answer("comment", "Chưa công bố được Nhiệm vụ KH&CN.");
        player.when(ANSWER)
                .answer(
                        "decidedRows",
                        List.of(
                                Map.of("kept", "drop", "dropReason", "Tiếp thu ý kiến của đơn vị"),
                                Map.of("kept", "keep", "orderedFor", "2027-03-31")));

        player.playUntil("31/12/2026 23:59");

        assertThat(openInstances("follow-up")).containsExactly("PL.I.3-publication/2026-H2/nasati/2");
        assertThat(dueDates(CARRY_OUT)).containsExactly("31/3/2027 17:00");
        assertThat(products())
                .singleElement()
                .asString()
                .contains("Tiếp thu ý kiến của đơn vị", "\"orderedFor\":\"2027-03-31\"")
                .doesNotContain("2027-02-26");
        assertNoIncident();
    }

    @Test
    void whoDraftsCommentsChecksSubmitsSignsAndNumbersSeesWhatWasTakenIn() {
        player.when(PREPARE).of("nasati").answer("datasets", List.of(dataset("Nhiệm vụ KH&CN"), dataset("Sáng chế")));
        player.when(CONCLUDE)
                .answer(
                        "datasets",
                        List.of(
                                Map.of("conclusion", "refuse"),
                                Map.of(
                                        "conclusion",
                                        "accept",
                                        "orderedFor",
                                        "2027-02-26",
                                        "conclusionNote",
                                        "Sửa tên")));

        player.when(SIGN).never();
        player.playUntil("31/12/2026 23:59");

        String sign = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(SIGN)
                .singleResult()
                .getId();
        assertThat(engine.getTaskService().getVariable(sign, "decidedRows").toString())
                .isEqualTo(
                        """
                        [{"unitName":"Cục Thông tin khoa học và công nghệ quốc gia","name":"Sáng chế",\
                        "decision":"Bổ sung. Sửa tên","kept":"keep","orderedFor":"2027-02-26","number":2,\
                        "taken":true,"ordered":true}]""");
        for (String form : List.of(
                "draftDocument", "commentDraft", "checkLegality", "submitDraft", "signDocument", "issueDocument")) {
            assertThat(Path.of("forms/issue-document/" + form + ".form"))
                    .content()
                    .contains("{{#loop decidedRows[");
        }
    }

    @Test
    void aDatasetIsOrderedForTheNextWorkingDayAtTheEarliestAndSoItIsSigned() {
        player.when(PREPARE).of("nasati").answer("datasets", List.of(dataset("Nhiệm vụ KH&CN")));
        player.when(CONCLUDE).never();
        player.playUntil("20/11/2026 08:00");
        Task conclude = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CONCLUDE)
                .singleResult();
        Map<String, Object> today = player.filledIn(
                conclude, Map.of("datasets", List.of(Map.of("conclusion", "accept", "orderedFor", "2026-11-20"))));
        player.as("it-center-head", () -> {
            engine.getTaskService().claim(conclude.getId(), "it-center-head");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(conclude.getId(), today))
                    .hasMessageEndingWith(
                            "dòng 1, \"Công bố chậm nhất ngày\": ngày 20/11/2026 không được trước ngày 23/11/2026.");
        });
        Map<String, Object> laterThanSigned = player.filledIn(
                conclude, Map.of("datasets", List.of(Map.of("conclusion", "accept", "orderedFor", "2026-12-28"))));
        player.as("it-center-head", () -> engine.getFormService().submitTaskForm(conclude.getId(), laterThanSigned));
        player.when(SIGN).never();
        player.playUntil("28/12/2026 09:00");

        Task sign = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(SIGN)
                .singleResult();
        Map<String, Object> signed = player.filledIn(sign, Map.of());
        Map<String, Object> returned =
                player.filledIn(sign, Map.of("signDecision", "return", "returnReason", "Sửa thời hạn."));
        player.as("minister", () -> {
            engine.getTaskService().claim(sign.getId(), "minister");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(sign.getId(), signed))
                    .hasMessage("Chưa gửi được biểu mẫu. \"Ý kiến của người ký\": chọn \"Trả lại\" để sửa thời hạn: có"
                            + " việc được giao với thời hạn sớm hơn ngày làm việc tiếp theo.");
            engine.getFormService().submitTaskForm(sign.getId(), returned);
        });
        player.when(FIX).answer("decidedRows", List.of(Map.of("orderedFor", "2027-01-29")));
        player.when(SIGN).at("29/12/2026 15:00");
        player.playUntil("31/12/2026 23:59");
        assertThat(dueDates(CARRY_OUT)).containsExactly("29/1/2027 17:00");
        assertNoIncident();
    }

    /** Somebody has had the form open since before the rows came. */
    @Test
    void aConclusionThatLacksRowsWhichCameMeanwhileIsRefusedAndKeepsWhatWasEntered() {
        player.when(PREPARE).of("legal").answer("datasets", List.of(dataset("Văn bản"), dataset("Hợp tác")));
        player.when(PREPARE).of("nasati").answer("datasets", List.of(dataset("Nhiệm vụ KH&CN")));
        player.when(SEND).of("nasati").at("20/11/2026 09:00");
        player.when(CONCLUDE).never();
        player.playUntil("19/11/2026 09:00");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CONCLUDE)
                .singleResult();
        Map<String, Object> entered = player.filledIn(
                task,
                Map.of(
                        "datasets",
                        List.of(
                                Map.of("conclusion", "accept", "orderedFor", "2027-02-26"),
                                Map.of("conclusion", "refuse"))));
        player.playUntil("20/11/2026 09:00");

        player.as("it-center-head", () -> {
            engine.getTaskService().claim(task.getId(), "it-center-head");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task.getId(), entered))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Chưa gửi được biểu mẫu. Trong lúc nhập có thêm 1 dòng: Cục Thông tin"
                            + " khoa học và công nghệ quốc gia: Nhiệm vụ KH&CN. Nội dung đã nhập ở các dòng khác được giữ lại;"
                            + " tải lại biểu mẫu để xem đủ các dòng.");
        });

        assertThat(rows("PL.I.3/2026-H2", "datasets"))
                .extracting(row -> row.get("name") + " " + row.get("conclusion") + " " + row.get("orderedFor"))
                .containsExactlyInAnyOrder(
                        "Văn bản accept 2027-02-26", "Hợp tác refuse null", "Nhiệm vụ KH&CN null null");
        Map<String, Object> complete = player.filledIn(task, Map.of());
        player.as("it-center-head", () -> engine.getFormService().submitTaskForm(task.getId(), complete));
        player.playUntil("31/12/2026 23:59");
        assertThat(states("catalogue")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void theReviewOfTheNextHalfYearShowsWhatWasOrderedAndHowItStands() {
        player.when(PREPARE).of("nasati").answer("datasets", List.of(dataset("Nhiệm vụ KH&CN")));
        player.when(CONCLUDE).answer("datasets", List.of(Map.of("conclusion", "accept", "orderedFor", "2027-02-26")));
        player.when(CARRY_OUT).at("15/2/2027 09:00");
        player.playUntil("31/12/2026 23:59");
        player.when(CONCLUDE).never();

        player.playUntil("30/6/2027 23:59");

        assertThat(variable("PL.I.3/2027-H1", "orderedBefore"))
                .hasToString(
                        """
                        [{"unitName":"Cục Thông tin khoa học và công nghệ quốc gia","name":"Nhiệm vụ KH&CN",\
                        "due":"26/02/2027","state":"Hoàn thành đúng hạn","evidence":"Nội dung: Tài liệu minh chứng"}]""");
        assertNoIncident();
    }

    @Test
    void theSynthesisOfThePublicsFeedbackOfTheHalfYearIsThereForTheConclusion() {
        kept(
                "PL.II.8",
                "synthesis",
                "2026-H1",
                "{\"synthesis\": \"Kỳ trước\", \"catalogueProposal\": \"Không\", \"feedback\": []}");
        kept(
                "PL.II.8",
                "synthesis",
                "2026-H2",
                "{\"synthesis\": \"Ưu tiên dữ liệu tổ chức KH&CN\", \"catalogueProposal\": \"Bổ sung dữ liệu sáng chế\","
                        + " \"feedback\": [{\"unit\": \"nasati\", \"name\": \"Tổ chức KH&CN\", \"answer\": \"accept\"}]}");
        player.when(CONCLUDE).never();

        player.playUntil("31/12/2026 23:59");

        assertThat(variable("PL.I.3/2026-H2", "synthesis")).isEqualTo("Ưu tiên dữ liệu tổ chức KH&CN");
        assertThat(variable("PL.I.3/2026-H2", "catalogueProposal")).isEqualTo("Bổ sung dữ liệu sáng chế");
        assertThat(variable("PL.I.3/2026-H2", "feedback").toString()).contains("nasati");
        assertNoIncident();
    }

    @Test
    void whereThereIsNoSynthesisTheConclusionSaysSo() {
        player.when(CONCLUDE).never();

        player.playUntil("31/12/2026 23:59");

        assertThat(variable("PL.I.3/2026-H2", "synthesis")).isNull();
        assertThat(variable("PL.I.3/2026-H2", "feedback")).isNull();
        JsonNode says = component(CONCLUDE, "field_noSynthesis");
        assertThat(says.path("text").asText())
                .isEqualTo("Chưa có tổng hợp ý kiến phản hồi của kỳ này (Mục II.8 Phụ lục).");
        assertThat(says.path("conditional").path("hide").asText()).isEqualTo("=synthesis != null");
        assertThat(component(CONCLUDE, "field_synthesis")
                        .path("conditional")
                        .path("hide")
                        .asText())
                .isEqualTo("=synthesis = null");
        assertNoIncident();
    }

    private JsonNode component(String task, String id) {
        String open = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(task)
                .singleResult()
                .getId();
        try (InputStream form = engine.getFormService().getDeployedTaskForm(open)) {
            return StreamSupport.stream(
                            FormFiller.read(new String(form.readAllBytes(), StandardCharsets.UTF_8))
                                    .path("components")
                                    .spliterator(),
                            false)
                    .filter(component -> component.path("id").asText().equals(id))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> dataset(String name) {
        return Map.of(
                "change", "add",
                "name", name,
                "database", "CSDL quốc gia về KH&CN",
                "content", "Danh sách",
                "format", "CSV",
                "updateCycle", "Hằng tháng",
                "sharing", "Cổng dữ liệu",
                "changeReason", "Có nhu cầu");
    }
}
