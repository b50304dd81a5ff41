package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.8: an owner records the public's feedback when it comes, within five working days. */
class Ii8FeedbackTest extends Stage {

    private static final String FEEDBACK = "ii8-feedback";
    private static final String MESSAGE = "open-data-feedback";

    private static final String TAKE_IN = "userTask_takeInFeedback";

    @Override
    String clause() {
        return "PL.II.8";
    }

    @BeforeEach
    void inFebruary() {
        installedAt("27/2/2026 15:00");
    }

    @Test
    void theHeadOpensItForTheOwnUnitAndItsStaffTakeItIn() {
        player.when(TAKE_IN)
                .answer("senderKind", "person")
                .answer("name", "Chuyên gia KH&CN")
                .answer("inCatalogue", "no")
                .answer("priority", "medium")
                .answer("priorityReason", "Nhiều người cần")
                .answer("proposedAnswer", "explain")
                .answer("proposedText", "Sẽ xem xét khi rà soát Danh mục");
        Map<String, Object> form = feedback("Nguyễn Văn An", "2026-02-27T10:00+07:00");
        form.remove("unit");

        player.as("nasati-head", () -> startByHand(FEEDBACK, form));
        assertThat(openInstances(FEEDBACK))
                .containsExactly("PL.II.8-feedback/nasati/2026-02-27/Nguyễn Văn An/8b96643e");
        player.playUntil("31/3/2026 23:59");

        assertThat(player.done())
                .extracting(Done::task, Done::unit, Done::due)
                .containsExactly(tuple(TAKE_IN, "nasati", "6/3/2026 17:00"));
        assertThat(player.done(TAKE_IN)).extracting(Done::by).containsExactly("nasati-staff-2");
        assertThat(products())
                .containsExactly(
                        """
                        {"senderKind":"person","sender":"Nguyễn Văn An","receivedOn":"2026-02-27",\
                        "name":"Chuyên gia KH&CN","inCatalogue":"no","feedbackContent":"Đề nghị công bố",\
                        "priority":"medium","priorityReason":"Nhiều người cần",\
                        "proposedAnswer":"explain","proposedText":"Sẽ xem xét khi rà soát Danh mục"}""");
        assertThat(states("feedback")).containsExactly("DONE");
        assertThat(late("feedback")).isZero();
        assertThat(openInstances(FEEDBACK)).isEmpty();
        assertNoIncident();
    }

    @ParameterizedTest
    @CsvSource({
        "13/2/2026, 2026-02-13, 27/2/2026",
        "24/4/2026, 2026-04-24, 6/5/2026",
        "28/8/2026, 2026-08-28, 9/9/2026",
        "31/12/2026, 2026-12-31, 8/1/2027",
        "30/1/2026, 2026-01-26, 2/2/2026"
    })
    void itIsDueFiveWorkingDaysAfterTheUnitHasReceivedIt(String today, String receivedOn, String due) {
        installedAt(today + " 15:00");

        message(MESSAGE, feedback("Hội Tin học", receivedOn + "T10:00+07:00"));

        assertThat(dueDates(TAKE_IN)).containsExactly(due + " 17:00");
        assertThat(due("feedback")).isEqualTo(due + " 17:00");
    }

    @Test
    void theStaffReadWhatWasReceived() {
        message(MESSAGE, feedback("Hội Tin học", "2026-02-27T05:00+07:00"));

        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(TAKE_IN)
                .taskCandidateGroup("nasati")
                .singleResult();
        assertThat(engine.getTaskService().getVariables(task.getId()))
                .containsEntry("unitName", "Cục Thông tin khoa học và công nghệ quốc gia")
                .containsEntry("sender", "Hội Tin học")
                .containsEntry("receivedOn", "2026-02-27")
                .containsEntry("feedbackContent", "Đề nghị công bố");
    }

    @Test
    void theStaffOfAnOwnerRecordItForTheOwnUnit() {
        player.as("nasati-staff-1", () -> startByHand(FEEDBACK, feedback("Hội Tin học", "2026-02-27T10:00+07:00")));
        assertThat(openInstances(FEEDBACK)).hasSize(1);

        player.as("personnel-staff-1", () -> assertThatThrownBy(
                        () -> startByHand(FEEDBACK, feedback("Hội Tự động hóa", "2026-02-27T10:00+07:00")))
                .isInstanceOf(Refusal.class));
        assertThat(openInstances(FEEDBACK)).hasSize(1);
    }

    @Test
    void theHeadMayOpenItForTheOwnUnitAlone() {
        player.as("legal-head", () -> assertThatThrownBy(
                        () -> startByHand(FEEDBACK, feedback("Hội Tin học", "2026-02-27T10:00+07:00")))
                .hasMessageContaining("phải chọn trong danh sách: Vụ Pháp chế."));
        assertThat(openInstances(FEEDBACK)).isEmpty();
    }

    @Test
    void whatAMessageSaysIsChecked() {
        assertRefused(
                "receivedAt",
                "2026-02-28T10:00+07:00",
                "\"Thời điểm nhận ý kiến\" (receivedAt): ngày 28/02/2026 không được sau ngày 27/02/2026.");
        assertRefused("unit", "personnel", "\"personnel\" không phải là đơn vị chủ quản CSDL");
        assertRefused(
                "sender", " ", "\"Tổ chức, cá nhân gửi ý kiến\" (sender): còn thiếu; được phép: phải có nội dung.");
        assertRefused(
                "feedbackContent",
                "a".repeat(4001),
                "\"Nội dung ý kiến\" (feedbackContent): dài 4001 ký tự; được phép: tối đa 4000 ký tự.");
        assertRefused("priority", "high", "Không nhận nội dung: priority.");
        assertThat(openInstances(FEEDBACK)).isEmpty();
    }

    @Test
    void whatHasTheGreatestLengthIsTakenAndItsKeyIsCut() {
        Map<String, Object> longest = feedback("a".repeat(500), "2026-02-27T10:00+07:00");
        longest.put("feedbackContent", "a".repeat(4000));

        message(MESSAGE, longest);

        assertThat(openInstances(FEEDBACK))
                .containsExactly("PL.II.8-feedback/nasati/2026-02-27/" + "a".repeat(101) + "/4db140d7");
    }

    @Test
    void severalFeedbacksOfOneSenderInOneMinuteAreSeveralInWhicheverWayTheyCome() {
        message(MESSAGE, saying("Đề nghị công bố dữ liệu nhiệm vụ"));
        message(MESSAGE, saying("Đề nghị công bố dữ liệu tổ chức"));
        player.as("nasati-head", () -> startByHand(FEEDBACK, saying("Đề nghị công bố dữ liệu sáng chế")));
        player.as("nasati-head", () -> engine.getRuntimeService()
                .startProcessInstanceByKey(FEEDBACK, saying("Đề nghị công bố dữ liệu chuyên gia")));

        assertThat(openInstances(FEEDBACK))
                .hasSize(4)
                .allMatch(key -> key.startsWith("PL.II.8-feedback/nasati/2026-02-27/Hội Tin học/"))
                .doesNotHaveDuplicates();
        assertThat(states("feedback")).containsExactly("OPEN", "OPEN", "OPEN", "OPEN");
    }

    @Test
    void ofAnotherMinuteOfTheDayItIsAnotherFeedback() {
        message(MESSAGE, feedback("Hội Tin học", "2026-02-27T10:00+07:00"));
        message(MESSAGE, feedback("Hội Tin học", "2026-02-27T10:01+07:00"));
        message(MESSAGE, feedback("Hội Tin học", "2026-02-26T10:00+07:00"));
        message(MESSAGE, feedback("Hội Tự động hóa", "2026-02-27T10:00+07:00"));

        assertThat(openInstances(FEEDBACK)).hasSize(4);
    }

    @Test
    void theSameFeedbackIsRefusedInWhicheverWayItIsToldAgain() {
        message(MESSAGE, saying("Đề nghị công bố\ndữ liệu nhiệm vụ"));
        Map<String, Object> again =
                saying(Normalizer.normalize("  Đề nghị công bố\r\ndữ liệu nhiệm vụ ", Normalizer.Form.NFD));
        again.put("sender", Normalizer.normalize("Hội Tin học ", Normalizer.Form.NFD));
        again.put("receivedAt", "2026-02-27T03:00:59Z");

        assertAlreadyOpen(() -> message(MESSAGE, again));
        Map<String, Object> inCapitals = saying("ĐỀ NGHỊ CÔNG BỐ dữ liệu nhiệm vụ");
        inCapitals.put("sender", "HỘI TIN HỌC");
        assertAlreadyOpen(() -> message(MESSAGE, inCapitals));
        assertAlreadyOpen(() -> player.as("nasati-head", () -> startByHand(FEEDBACK, again)));
        assertAlreadyOpen(() ->
                player.as("nasati-head", () -> engine.getRuntimeService().startProcessInstanceByKey(FEEDBACK, again)));
        assertThat(openInstances(FEEDBACK)).hasSize(1);
    }

    private static void assertAlreadyOpen(ThrowingCallable told) {
        assertThatThrownBy(told)
                .isInstanceOf(Refusal.class)
                .hasMessageMatching("Mục II\\.8 Phụ lục đã được mở cho (?iu:Hội Tin học), ngày 27/02/2026;"
                        + " mỗi việc chỉ mở một lần\\.");
    }

    private void assertRefused(String name, String value, String message) {
        Map<String, Object> wrong = feedback("Hội Tin học", "2026-02-27T10:00+07:00");
        wrong.put(name, value);
        assertThatThrownBy(() -> message(MESSAGE, wrong))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
    }

    private static Map<String, Object> saying(String content) {
        Map<String, Object> feedback = feedback("Hội Tin học", "2026-02-27T10:00+07:00");
        feedback.put("feedbackContent", content);
        return feedback;
    }

    private static Map<String, Object> feedback(String sender, String receivedAt) {
        return new HashMap<>(Map.of(
                "unit", "nasati", "receivedAt", receivedAt, "sender", sender, "feedbackContent", "Đề nghị công bố"));
    }
}
