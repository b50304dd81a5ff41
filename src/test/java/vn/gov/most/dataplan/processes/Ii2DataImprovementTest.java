package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.2: on request a plan of improving a database's data, and later the report on how it was carried out. */
class Ii2DataImprovementTest extends Stage {

    static final String REQUESTED = "data-improvement-requested";
    private static final String PLAN = "userTask_planImprovement";
    private static final String APPROVE_PLAN = "userTask_approvePlan";

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
        assertThat(dueDates(PLAN)).containsExactly("30/10/2026 17:00");
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

        player.playUntil("31/10/2026 08:00");

        assertThat(player.done(PLAN)).extracting(Done::due).containsExactly("30/10/2026 17:00", "22/10/2026 17:00");
        assertThat(player.done(APPROVE_PLAN)).extracting(Done::by).containsOnly("nasati-head");
        assertThat(states("improvement-plan")).containsExactly("DONE");
        assertThat(openInstances("ii2-data-improvement")).isEmpty();
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
        player.when("userTask_reportImplementation").never();

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
