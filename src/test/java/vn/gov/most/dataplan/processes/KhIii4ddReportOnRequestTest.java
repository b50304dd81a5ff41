package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * KH.III.4.đ: how the Decree is carried out, reported by the date that a request sets; asked for on 2/3/2026 until
 * 31/3.
 */
class KhIii4ddReportOnRequestTest extends CollectingStage implements CollectingContract {

    private static final String MESSAGE = "report-requested";
    private static final String MINISTRY = "Bộ Thông tin và Truyền thông";
    private static final String KEY = "KH.III.4.đ/2026-03-31-8c68c269";

    private static final String FORWARD = "userTask_forwardReport";

    @Override
    String clause() {
        return "KH.III.4.đ";
    }

    @Override
    public Dates dates() {
        return new Dates(
                KEY,
                false,
                new Asked("2/3/2026 08:59", "2/3/2026 09:00", "24/3/2026 17:00"),
                new Returned("16/3/2026 09:00", "25/3/2026 09:00", "27/3/2026 17:00"),
                new CutOff("24/3/2026 23:59", "25/3/2026 00:00", CONSOLIDATE, "27/3/2026 17:00", "26/3/2026 09:00"),
                new End("31/3/2026 23:59", "ministry-report", "DONE"));
    }

    @Override
    public void begin() {
        message(MESSAGE, request(MINISTRY, "2026-03-31"));
    }

    @BeforeEach
    void inMarch() {
        installedAt("2/3/2026 08:00");
        player.when(FORWARD).answer("receiver", MINISTRY);
    }

    @Test
    void theLeadershipAndWhoeverStandsForTheMinistryGetItEachWithNumberAndDay() {
        begin();
        player.when(APPROVE).time(1).answer("approvalDecision", "return").answer("returnReason", "Thiếu số liệu.");
        player.when(FORWARD)
                .answer("leadershipNumber", "12/BC-TTCNTT")
                .answer("leadershipDate", "2026-03-30")
                .answer("receiver", MINISTRY)
                .answer("documentNumber", "45/BC-BKHCN")
                .answer("documentDate", "2026-03-31");

        player.playUntil("31/3/2026 23:59");

        assertThat(player.done()).extracting(Done::task).endsWith(CONSOLIDATE, APPROVE, CONSOLIDATE, APPROVE, FORWARD);
        assertThat(products())
                .last()
                .asString()
                .contains(
                        "\"requester\":\"Bộ Thông tin và Truyền thông\"",
                        "\"leadershipNumber\":\"12/BC-TTCNTT\"",
                        "\"leadershipDate\":\"2026-03-30\"",
                        "\"receiver\":\"Bộ Thông tin và Truyền thông\"",
                        "\"documentNumber\":\"45/BC-BKHCN\"",
                        "\"documentDate\":\"2026-03-31\"",
                        "\"answerNumber\":null");
        assertThat(standing("ministry-report")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void anotherRequesterIsAnswered() {
        message(MESSAGE, request("Văn phòng Chính phủ", "2026-03-31"));
        player.when(FORWARD)
                .answer("receiver", MINISTRY)
                .answer("answerNumber", "46/BKHCN-TTCNTT")
                .answer("answerDate", "2026-03-31");

        player.playUntil("31/3/2026 23:59");

        assertThat(products())
                .last()
                .asString()
                .contains("\"answerNumber\":\"46/BKHCN-TTCNTT\"", "\"answerDate\":\"2026-03-31\"");
        assertNoIncident();
    }

    @Test
    void whatIsSentToSomebodyWhoDoesNotStandForItIsRefused() {
        begin();
        player.when(FORWARD).never();
        player.playUntil("31/3/2026 16:00");
        var task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(FORWARD)
                .singleResult();
        Map<String, Object> form = player.filledIn(task, Map.of("receiver", "Bộ Tài chính"));

        player.as("it-center-head", () -> {
            engine.getTaskService().claim(task.getId(), "it-center-head");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task.getId(), form))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("phải chọn trong danh sách: " + MINISTRY);
        });
    }

    /** Reports open as soon as the request comes. */
    @Override
    @Test
    public void everyUnitIsAskedWhenThePeriodOpensAndNotBefore() {
        player.when(PREPARE).never();
        player.playUntil("2/3/2026 08:59");
        assertThat(openReports()).isEmpty();
        assertThat(openUnitReports()).isEmpty();

        begin();
        player.playUntil("2/3/2026 09:00");

        assertThat(openReports()).containsExactly(KEY);
        assertThat(openUnitReports())
                .containsExactlyInAnyOrderElementsOf(
                        owing().stream().map(unit -> KEY + "/" + unit).toList())
                .hasSize(8);
        assertNoIncident();
    }

    @Test
    void unitsReadWhatIsAskedAndReportFiveWorkingDaysBefore() {
        begin();
        player.when(PREPARE).never();

        player.playUntil("2/3/2026 09:00");

        assertThat(dueDates(PREPARE)).hasSize(8).containsOnly("24/3/2026 17:00");
        assertThat(due("ministry-report")).isEqualTo("31/3/2026 17:00");
        assertThat(variable(KEY + "/legal", "requester")).isEqualTo(MINISTRY);
        assertThat(variable(KEY + "/legal", "requestSubject")).isEqualTo("Kết quả năm 2025");
        assertThat(variable(KEY + "/legal", "dueDate")).isEqualTo("2026-03-31");
    }

    /** Wednesday to Friday. */
    @Test
    void whereTheDateIsNearUnitsHaveThreeWorkingDaysOrTheDateItself() {
        timeMachine.jumpTo(Player.at("4/3/2026 09:00"));
        player.when(PREPARE).never();
        message(MESSAGE, request(MINISTRY, "2026-03-10"));
        player.playUntil("4/3/2026 09:00");
        assertThat(dueDates(PREPARE)).containsOnly("9/3/2026 17:00");

        message(MESSAGE, request("Văn phòng Chính phủ", "2026-03-05"));
        player.playUntil("4/3/2026 09:01");
        assertThat(dueDates(PREPARE)).containsOnly("9/3/2026 17:00", "5/3/2026 17:00");
        assertNoIncident();
    }

    @Test
    void severalRequestsRunBesideEachOtherAndEachHasItsOwnReports() {
        begin();
        message(MESSAGE, request("Văn phòng Chính phủ", "2026-03-31"));
        message(MESSAGE, request(MINISTRY, "2026-04-15"));
        player.when(PREPARE).of("nasati").never();

        player.playUntil("2/3/2026 09:00");
        assertThat(openReports()).hasSize(3).doesNotHaveDuplicates();
        assertThat(openUnitReports()).hasSize(3 * owing().size()).doesNotHaveDuplicates();

        player.playUntil("30/4/2026 23:59");
        assertThat(openReports()).isEmpty();
        assertThat(states("ministry-report")).containsExactly("DONE", "DONE", "DONE");
        assertThat(jdbc.sql(
                                "select missing_at_signing from dp_obligation where clause = :clause and part = 'ministry-report'")
                        .param("clause", clause())
                        .query(String.class)
                        .list())
                .containsOnly("[\"nasati\"]");
        assertNoIncident();
    }

    @Test
    void whatIsLeftOfARequestWhoseDateIsPastTheNextRequestCloses() {
        begin();
        player.when(PREPARE).of("nasati").never();
        message(MESSAGE, request("Văn phòng Chính phủ", "2026-05-29"));
        player.playUntil("2/4/2026 09:00");
        assertThat(openUnitReports().stream().filter(key -> key.endsWith("/nasati")))
                .hasSize(2)
                .contains(KEY + "/nasati");

        message(MESSAGE, request("Thanh tra Chính phủ", "2026-06-30"));
        player.playUntil("2/4/2026 09:01");

        assertThat(openUnitReports()).doesNotContain(KEY + "/nasati");
        assertThat(openUnitReports().stream().filter(key -> key.endsWith("/nasati")))
                .as("that of the request that is not over, and the new one")
                .hasSize(2);
        assertThat(stateOf("nasati", KEY.split("/")[1])).isEqualTo("NOT_SENT");
    }

    @Test
    void toldTwiceItIsRefused() {
        begin();
        Map<String, Object> again = request("BỘ thông tin và  Truyền thông ", "2026-03-31");

        assertThatThrownBy(() -> message(MESSAGE, again))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục III.4.đ Kế hoạch đã được mở cho Kết quả năm 2025; mỗi việc chỉ mở một lần.");
        assertThatThrownBy(() -> message(MESSAGE, request(MINISTRY, "2026-03-01")))
                .hasMessageContaining("(dueDate): ngày 01/03/2026 không được trước ngày 02/03/2026.");
        assertThat(openReports()).containsExactly(KEY);
    }

    @Test
    void theHeadOfTheItCenterOpensItByHandAndACancelledOneIsOpenedAgain() {
        player.as("it-center-head", () -> startByHand(request(MINISTRY, "2026-03-31")));
        assertThat(openReports()).containsExactly(KEY);
        message(MESSAGE, request("Văn phòng Chính phủ", "2026-04-30"));
        engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey(KEY)
                                .singleResult()
                                .getId(),
                        "Mở nhầm");

        player.as("it-center-head", () -> startByHand(request(MINISTRY, "2026-03-31")));

        assertThat(openReports()).hasSize(2).contains(KEY);
        assertNoIncident();
    }

    private static Map<String, Object> request(String requester, String dueDate) {
        return new HashMap<>(Map.of("requester", requester, "requestSubject", "Kết quả năm 2025", "dueDate", dueDate));
    }
}
