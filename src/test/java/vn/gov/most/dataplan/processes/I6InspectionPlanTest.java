package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * PL.I.6: the yearly plan of inspections, which the e-government committee signs by the last working day of March; the
 * year 2027 unless a test says another.
 */
class I6InspectionPlanTest extends IssuingStage {

    private static final String PLAN_INSPECTIONS = "userTask_planInspections";

    @Override
    String clause() {
        return "PL.I.6";
    }

    @BeforeEach
    void inDecember() {
        installedAt("1/12/2026 08:00");
    }

    @Test
    void thePlanIsOpenedOnTheFirstWorkingDayOfTheYear() {
        player.when(PLAN_INSPECTIONS).never();

        player.playUntil("3/1/2027 23:59");
        assertThat(openInstances(process())).isEmpty();

        player.playUntil("4/1/2027 06:30");
        assertThat(openInstances(process())).containsExactly("PL.I.6/2027");
        assertThat(dueDates(PLAN_INSPECTIONS)).containsExactly("17/2/2027 17:00");
    }

    @Test
    void theUsualWayEndsWithTheCommitteesDecisionBeforeTheEndOfMarch() {
        player.playUntil("31/3/2027 23:59");

        assertThat(player.done().stream().filter(done -> !done.task().equals(COMMENT)))
                .extracting(Done::task, Done::due)
                .containsExactly(
                        tuple(PLAN_INSPECTIONS, "17/2/2027 17:00"),
                        tuple(DRAFT, "24/2/2027 17:00"),
                        tuple(ANSWER, "8/3/2027 17:00"),
                        tuple(SUBMIT, "11/3/2027 17:00"),
                        tuple(SIGN, "16/3/2027 17:00"),
                        tuple(ISSUE, "17/3/2027 17:00"));
        assertThat(player.done(COMMENT)).hasSize(6).extracting(Done::due).containsOnly("3/3/2027 17:00");
        assertThat(states("inspection-plan")).containsExactly("DONE");
        assertThat(products()).singleElement().asString().contains("inspections", "documentNumber", "plannedFrom");
        assertThat(openInstances("issue-document")).isEmpty();
        assertNoIncident();
    }

    /** The inspection (IV.2) and the evaluation (II.4) begin with the kept list. */
    @Test
    void whatIsLeftOutOfThePlanIsNotInspected() {
        player.when(PLAN_INSPECTIONS)
                .answer("inspections", List.of(Map.of("object", "Kho lưu trữ"), Map.of("object", "CSDL sáng chế")));
        player.when(ANSWER)
                .answer(
                        "decidedRows",
                        List.of(Map.of("kept", "drop", "dropReason", "Đã kiểm tra năm trước"), Map.of()));

        player.playUntil("31/3/2027 23:59");

        Map<String, Object> product = Json.map(products().get(0));
        assertThat(product.get("inspections"))
                .asList()
                .singleElement()
                .asString()
                .contains("CSDL sáng chế");
        assertThat(product.get("decidedRows")).asString().contains("Kho lưu trữ", "Đã kiểm tra năm trước");
        assertNoIncident();
    }

    @Test
    void whatTheCommitteeRejectsIsPlannedAnewWithItsReasons() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Chưa phù hợp.");
        player.when(PLAN_INSPECTIONS).time(2).never();

        player.playUntil("31/3/2027 23:59");

        assertThat(dueDates(PLAN_INSPECTIONS)).containsExactly("18/3/2027 17:00");
        assertThat(variable("PL.I.6/2027", "mendReason")).isEqualTo("Chưa phù hợp.");
        assertThat(states("inspection-plan")).containsExactly("OPEN");
        assertThat(products()).isEmpty();
        assertNoIncident();
    }
}
