package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.2: the report on the result of an improvement, due on the day in its approved plan. */
class Ii2DataImprovementReportTest extends Stage {

    private static final String PLAN = "userTask_planImprovement";
    private static final String REPORT = "userTask_reportImplementation";
    private static final String APPROVE_REPORT = "userTask_approveImplementation";

    @Override
    String clause() {
        return "PL.II.2";
    }

    @Override
    String process() {
        return "ii2-data-improvement-report";
    }

    @BeforeEach
    void aPlanIsApprovedInOctober() {
        installedAt("1/10/2026 11:00");
        message(Ii2DataImprovementTest.REQUESTED, Ii2DataImprovementTest.request("2026-10-01T09:00+07:00"));
        player.when(PLAN).at("19/10/2026 09:00").answer("reportDueDate", "2027-06-30");
    }

    @Test
    void theApprovedPlanOpensItWithADateOfItsOwn() {
        player.playUntil("31/10/2026 08:00");

        assertThat(openInstances(process())).containsExactly("PL.II.2-implementation-report/st-tasks/2026-10-01");
        assertThat(dueDates(REPORT)).containsExactly("30/6/2027 17:00");
        assertThat(due("implementation-report")).isEqualTo("30/6/2027 17:00");
    }

    @Test
    void theHeadApprovesItByThatDay() {
        player.when(REPORT).at("1/6/2027 09:00");

        player.playUntil("30/6/2027 23:59");

        assertThat(player.done(APPROVE_REPORT)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(states("implementation-report")).containsExactly("DONE");
        assertThat(late("implementation-report")).isZero();
        // The approved plan, the answer to the requester, and the report
        assertThat(products()).hasSize(3);
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatTheHeadReturnsIsMendedInTwoWorkingDaysWithTheReasons() {
        player.when(REPORT).time(1).at("1/6/2027 09:00");
        player.when(REPORT).time(2).never();
        player.when(APPROVE_REPORT)
                .time(1)
                .at("2/6/2027 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Thiếu kết quả.");

        player.playUntil("30/6/2027 23:59");

        assertThat(dueDates(REPORT)).containsExactly("4/6/2027 17:00");
        assertThat(variable("PL.II.2-implementation-report/st-tasks/2026-10-01", "mendReason"))
                .isEqualTo("Thiếu kết quả.");
        assertThat(states("implementation-report")).containsExactly("OPEN");
        assertNoIncident();
    }

    @Test
    void whatIsApprovedAfterThatDayIsLate() {
        player.when(REPORT).at("1/7/2027 09:00");

        player.playUntil("31/7/2027 08:00");

        assertThat(states("implementation-report")).containsExactly("DONE");
        assertThat(late("implementation-report")).isOne();
        assertNoIncident();
    }
}
