package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.2: on request a plan of improving a database's data, and later the report on how it was carried out. */
class Ii2DataImprovementTest extends Stage {

    static final String REQUESTED = "data-improvement-requested";
    private static final String PLAN = "userTask_planImprovement";
    private static final String COMMENT_PLAN = "userTask_commentPlan";
    private static final String APPROVE_PLAN = "userTask_approvePlan";
    private static final String ANSWER_REQUESTER = "userTask_answerRequester";
    private static final String REPORT = "userTask_reportImplementation";
    private static final String KEY = "PL.II.2/st-tasks/2026-10-01";

    @Override
    String clause() {
        return "PL.II.2";
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 11:00");
    }

    @Test
    void aRequestOpensThePlanWithTheDateOfTheRequest() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));

        assertThat(openInstances("ii2-data-improvement")).containsExactly("PL.II.2/st-tasks/2026-10-01");
        assertThat(dueDates(PLAN)).containsExactly("23/10/2026 17:00");
        assertThat(due("improvement-plan")).isEqualTo("30/10/2026 17:00");
    }

    @Test
    void theHeadReturnsThePlanOrApprovesIt() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(PLAN).time(1).at("19/10/2026 09:00");
        player.when(APPROVE_PLAN)
                .time(1)
                .at("20/10/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Thiếu tiến độ.");

        player.when(COMMENT_PLAN).at("19/10/2026 15:00");

        player.playUntil("31/10/2026 08:00");

        assertThat(player.done(PLAN)).extracting(Done::due).containsExactly("23/10/2026 17:00", "22/10/2026 17:00");
        assertThat(player.done(APPROVE_PLAN)).extracting(Done::by).containsOnly("nasati-head");
        // A returned plan is not commented again
        assertThat(player.done(COMMENT_PLAN)).hasSize(1);
        assertThat(states("improvement-plan")).containsExactly("DONE");
        assertThat(openInstances("ii2-data-improvement")).isEmpty();
        assertNoIncident();
    }

    @Test
    void theUsualWayIsCommentedApprovedReportedOnAndAnswered() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(REPORT).never();
        player.when(COMMENT_PLAN).answer("planComment", "Bổ sung từ điển dữ liệu.");
        player.when(ANSWER_REQUESTER).answer("answerNumber", "12/TTKHCN-VP").answer("answerDate", "2026-10-30");

        player.playUntil("10/11/2026 08:00");

        assertThat(player.done())
                .extracting(Done::task, Done::by, Done::due)
                .containsExactly(
                        tuple(PLAN, "nasati-staff-2", "23/10/2026 17:00"),
                        tuple(COMMENT_PLAN, "it-center-staff-4", "28/10/2026 17:00"),
                        tuple(APPROVE_PLAN, "nasati-head", "30/10/2026 17:00"),
                        tuple(ANSWER_REQUESTER, "nasati-staff-2", "4/11/2026 17:00"));
        assertThat(standing("improvement-plan")).isEqualTo("DONE");
        assertThat(products())
                .last()
                .asString()
                .contains("Bổ sung từ điển dữ liệu.", "12/TTKHCN-VP", "2026-10-30", "\"answerMethod\":\"document\"");
        assertThat(openInstances("ii2-data-improvement")).isEmpty();
        assertNoIncident();
    }

    @Test
    void theHeadSeesWhatTheItCenterSaysOrThatItAgrees() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(APPROVE_PLAN).never();
        player.playUntil("29/10/2026 08:00");

        assertThat(variable(KEY, "planComment")).isEqualTo("Nhất trí");
        assertThat(dueDates(APPROVE_PLAN)).containsExactly("30/10/2026 17:00");
    }

    @Test
    void aSilentItCenterIsRecordedSoAndHoldsNobodyUp() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(PLAN).at("5/10/2026 09:00");
        player.when(COMMENT_PLAN).never();
        player.when(APPROVE_PLAN).never();

        player.playUntil("12/10/2026 23:59");
        assertThat(dueDates(COMMENT_PLAN)).containsExactly("12/10/2026 17:00");
        assertThat(dueDates(APPROVE_PLAN)).isEmpty();

        player.playUntil("13/10/2026 00:00");
        assertThat(dueDates(COMMENT_PLAN)).isEmpty();
        assertThat(dueDates(APPROVE_PLAN)).containsExactly("30/10/2026 17:00");
        assertThat(variable(KEY, "planComment")).isEqualTo("Không có ý kiến trong thời hạn");
        assertNoIncident();
    }

    /** How the steps divide the days from the request to its date. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 24/12/2026 17:00, 29/12/2026 17:00",
        "2026-10-14, 7/10/2026 17:00, 12/10/2026 17:00",
        "2026-10-08, 6/10/2026 17:00, 7/10/2026 17:00",
        "2026-10-05, 5/10/2026 17:00, 5/10/2026 17:00"
    })
    void aShortRequestLeavesShorterSteps(String dueDate, String plan, String comment) {
        Map<String, Object> request = new HashMap<>(request("2026-10-01T09:00+07:00"));
        request.put("dueDate", dueDate);
        message(REQUESTED, request);
        player.when(COMMENT_PLAN).never();
        assertThat(dueDates(PLAN)).containsExactly(plan);

        player.playUntil(plan.replace("17:00", "16:00"));

        assertThat(dueDates(COMMENT_PLAN)).containsExactly(comment);
        assertNoIncident();
    }

    @Test
    void onceTheDateHasPassedTheItCenterHasADayAllTheSame() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(PLAN).at("2/11/2026 09:00");
        player.when(COMMENT_PLAN).never();

        player.playUntil("2/11/2026 10:00");

        assertThat(dueDates(COMMENT_PLAN)).containsExactly("3/11/2026 17:00");
    }

    @Test
    void theItCenterDoesNotCommentOnItsOwnPlan() {
        Map<String, Object> request = new HashMap<>(request("2026-10-01T09:00+07:00"));
        request.put("database", "lgsp");
        message(REQUESTED, request);
        player.when(PLAN).at("5/10/2026 09:00");
        player.when(APPROVE_PLAN).never();

        player.playUntil("5/10/2026 10:00");

        assertThat(groupsOf(APPROVE_PLAN)).containsExactly("it-center-head");
        assertThat(variable("PL.II.2/lgsp/2026-10-01", "planComment")).isNull();
        assertNoIncident();
    }

    @Test
    void theReportGoesOnWhileTheRequesterIsNotAnswered() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(PLAN).at("19/10/2026 09:00").answer("reportDueDate", "2027-06-30");
        player.when(ANSWER_REQUESTER).never();

        player.playUntil("1/7/2027 08:00");

        assertThat(standing("improvement-plan")).isEqualTo("SENT");
        assertThat(late("improvement-plan")).isZero();
        assertThat(states("implementation-report")).containsExactly("DONE");
        assertThat(dueDates(ANSWER_REQUESTER)).hasSize(1);
        assertNoIncident();
    }

    @Test
    void howTheRequesterWasAnsweredOtherwiseIsKept() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(ANSWER_REQUESTER).answer("answerMethod", "other").answer("answerNote", "Trao đổi tại cuộc họp.");

        player.playUntil("10/11/2026 08:00");

        assertThat(products().stream().filter(product -> product.contains("answerMethod")))
                .singleElement()
                .asString()
                .contains("Trao đổi tại cuộc họp.", "\"answerNumber\":null");
        assertNoIncident();
    }

    @Test
    void whatIsCancelledWhileTheItCenterCommentsIsToldAgain() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(PLAN).time(1).at("5/10/2026 09:00");
        player.when(COMMENT_PLAN).never();
        player.playUntil("5/10/2026 10:00");
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey(KEY)
                                .singleResult()
                                .getId(),
                        "Báo nhầm",
                        true,
                        true,
                        true,
                        false));
        assertThat(dueDates(COMMENT_PLAN)).isEmpty();

        message(REQUESTED, request("2026-10-01T09:00+07:00"));

        assertThat(dueDates(PLAN)).hasSize(1);
        assertThat(variable(KEY, "planComment")).isNull();
        assertNoIncident();
    }

    @Test
    void whatIsCancelledBeforeTheRequesterIsAnsweredIsRestartedThereAndOpensNoSecondReport() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        player.when(PLAN).at("5/10/2026 09:00");
        player.when(ANSWER_REQUESTER).time(1).never();
        player.when(REPORT).never();
        player.playUntil("31/10/2026 08:00");
        ProcessInstance first = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(KEY)
                .singleResult();
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(first.getId(), "Nhầm", true, true, true, false));
        player.as("admin", () -> engine.getRuntimeService()
                .restartProcessInstances(first.getProcessDefinitionId())
                .startBeforeActivity(ANSWER_REQUESTER)
                .processInstanceIds(first.getId())
                // A restart does not send the event again
                .skipCustomListeners()
                .execute());
        player.when(ANSWER_REQUESTER).at("3/11/2026 09:00");

        player.playUntil("4/11/2026 08:00");

        assertThat(standing("improvement-plan")).isEqualTo("DONE");
        assertThat(openInstances("ii2-data-improvement-report")).hasSize(1);
        assertNoIncident();
    }

    @Test
    void theReportOfAPlanOfBeforeIsAboutTheSubjectInTheOneForm() {
        message(REQUESTED, request("2026-10-01T09:00+07:00"));
        engine.getRuntimeService()
                .setVariable(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey("PL.II.2/st-tasks/2026-10-01")
                                .singleResult()
                                .getId(),
                        "subject",
                        "st-tasks\u200B/2026-10-01");
        player.when(REPORT).never();

        player.playUntil("31/10/2026 08:00");

        assertThat(jdbc.sql("select subject from dp_obligation where clause = 'PL.II.2' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("st-tasks/2026-10-01", "st-tasks/2026-10-01");
        assertNoIncident();
    }

    @Test
    void aDatabaseMayHaveSeveralRequestsButNotTheSameTwice() {
        message(REQUESTED, request("2026-09-30T09:00+07:00"));
        message(REQUESTED, request("2026-10-01T09:00+07:00"));

        assertThatThrownBy(() -> message(REQUESTED, request("2026-10-01T10:00+07:00")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "Mục II.2 Phụ lục đã được mở cho CSDL quốc gia về KH&CN: nhiệm vụ KH&CN, ngày 01/10/2026; mỗi"
                                + " việc chỉ mở một lần.");
        assertThat(openInstances("ii2-data-improvement")).hasSize(2);
    }

    @Test
    void aRequestWithoutWhoAndUntilWhenIsRefused() {
        Map<String, Object> request = new HashMap<>(request("2026-10-01T09:00+07:00"));
        request.put("dueDate", "30/10/2026");
        assertThatThrownBy(() -> message(REQUESTED, request))
                .hasMessage(
                        "\"Hạn hoàn thành\" (dueDate): \"30/10/2026\" không phải là ngày; được phép: năm-tháng-ngày, ví dụ 2026-11-23.");
        request.put("dueDate", "2026-10-30");
        request.remove("requester");
        assertThatThrownBy(() -> message(REQUESTED, request))
                .hasMessage("\"Cơ quan yêu cầu\" (requester): còn thiếu; được phép: phải có nội dung.");
        assertThat(openInstances("ii2-data-improvement")).isEmpty();
    }

    static Map<String, Object> request(String requestedAt) {
        return Map.of(
                "database", "st-tasks",
                "requester", "Văn phòng Chính phủ",
                "requestedAt", requestedAt,
                "dueDate", "2026-10-30");
    }
}
