package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * PL.IV.1: the yearly training, planned from April on and reported by the last working day of September; the year 2026
 * unless a test says another.
 */
class Iv1TrainingTest extends CollectingStage implements CollectingContract {

    private static final String PLAN = "userTask_planTraining";
    private static final String HOLD = "userTask_holdTraining";
    private static final String REPORT = "userTask_reportTraining";

    @Override
    String clause() {
        return "PL.IV.1";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.IV.1/2026",
                false,
                new Asked("4/5/2026 08:59", "4/5/2026 09:00", "6/7/2026 17:00"),
                new Returned("12/5/2026 09:00", "7/7/2026 09:00", "9/7/2026 17:00"),
                new CutOff("6/7/2026 23:59", "7/7/2026 00:00", HOLD, "9/9/2026 17:00", "20/7/2026 09:00"),
                new End("30/9/2026 23:59", "training", "DONE"));
    }

    @Override
    public void begin() {
        player.when(PLAN).at("4/5/2026 09:00");
    }

    @BeforeEach
    void inMarch() {
        installedAt("2/3/2026 08:00");
    }

    @Test
    void theItCenterPlansFromAprilOnBeforeAnybodyIsAsked() {
        player.when(PLAN).never();

        player.playUntil("31/3/2026 23:59");
        assertThat(openReports()).isEmpty();

        player.playUntil("1/4/2026 06:30");
        assertThat(openReports()).containsExactly("PL.IV.1/2026");
        assertThat(dueDates(PLAN)).containsExactly("8/6/2026 17:00");
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    @Test
    void onceItIsPlannedEachUnitOfTheMinistryReadsTheInvitation() {
        player.when(PLAN)
                .at("4/5/2026 09:00")
                .answer("guidance", "Ngày 12/8/2026, Hội trường tầng 2, mỗi đơn vị 02 người.");
        player.when(PREPARE).never();

        player.playUntil("4/5/2026 09:00");

        assertThat(openUnitReports())
                .hasSize(8)
                .contains(
                        "PL.IV.1/2026/nasati",
                        "PL.IV.1/2026/legal",
                        "PL.IV.1/2026/ministry-office",
                        "PL.IV.1/2026/it-center");
        assertThat(dueDates(PREPARE)).containsOnly("6/7/2026 17:00");
        assertThat(variable("PL.IV.1/2026/legal", "guidance"))
                .isEqualTo("Ngày 12/8/2026, Hội trường tầng 2, mỗi đơn vị 02 người.");
        assertNoIncident();
    }

    @Test
    void theUsualWayEndsWithTheReportApprovedByTheEndOfSeptember() {
        player.playUntil("30/9/2026 23:59");

        assertThat(player.done(PLAN)).extracting(Done::due).containsExactly("8/6/2026 17:00");
        assertThat(player.done(PREPARE)).extracting(Done::due).containsOnly("6/7/2026 17:00");
        assertThat(player.done(SEND)).extracting(Done::due).containsOnly("6/7/2026 17:00");
        assertThat(player.done(CHECK)).extracting(Done::due).containsOnly("9/7/2026 17:00");
        assertThat(player.done(HOLD)).extracting(Done::due).containsExactly("9/9/2026 17:00");
        assertThat(player.done(REPORT)).extracting(Done::due).containsExactly("23/9/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("30/9/2026 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(states("training")).containsExactly("DONE");
        assertThat(late("training")).isZero();
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(openReports()).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    @Test
    void theTrainingCanBeHeldAsSoonAsAllHaveNamedWhoComes() {
        player.when(PLAN).at("4/5/2026 09:00");
        player.when(PREPARE).at("11/5/2026 09:00");
        player.when(SEND).at("12/5/2026 09:00");
        player.when(SEND).of("legal").at("13/5/2026 09:00");
        player.when(HOLD).never();

        player.playUntil("12/5/2026 23:59");
        assertThat(dueDates(HOLD)).isEmpty();

        player.playUntil("13/5/2026 09:00");
        assertThat(dueDates(HOLD)).containsExactly("9/9/2026 17:00");
        assertNoIncident();
    }

    @Test
    void aLateUnitHoldsNobodyUpAndWhomItNamesIsStillShown() {
        player.when(PREPARE)
                .of("nasati")
                .answer("attendees", List.of(person("Nguyễn Văn An")))
                .answer("unitWishes", "Hướng dẫn thêm về kết nối.");
        player.when(SEND).of("nasati").at("20/7/2026 09:00");
        player.when(HOLD).at("20/7/2026 10:00");
        player.when(REPORT).never();

        player.playUntil("6/7/2026 23:59");
        assertThat(dueDates(HOLD)).isEmpty();

        player.playUntil("7/7/2026 00:00");
        assertThat(dueDates(HOLD)).containsExactly("9/9/2026 17:00");
        assertThat(variable("PL.IV.1/2026", "attendees").toString())
                .contains("\"unit\":\"legal\"")
                .doesNotContain("Nguyễn Văn An");

        player.playUntil("20/7/2026 09:00");
        assertThat(unitReport("nasati"))
                .containsEntry("timeliness", "Quá hạn")
                .containsEntry("unitWishes", "Hướng dẫn thêm về kết nối.");
        assertThat(unitReport("nasati").get("attendees"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "Nguyễn Văn An")
                .containsEntry("phone", "0243 000 000");

        player.playUntil("20/7/2026 10:00");
        assertThat(dueDates(REPORT)).containsExactly("23/9/2026 17:00");
        assertThat(late("unit-report")).isOne();
        assertNoIncident();
    }

    @Test
    void aUnitMaySendNobodyAndSayWhy() {
        player.when(PREPARE).of("legal").answer("attendees", List.of()).answer("unitWishes", "Trùng lịch công tác.");

        player.playUntil("31/7/2026 23:59");

        assertThat(stateOf("legal", "2026")).isEqualTo("ACCEPTED");
        assertThat(unitReport("legal")).containsEntry("unitWishes", "Trùng lịch công tác.");
        assertThat(variable("PL.IV.1/2026", "attendees").toString())
                .contains("\"unit\":\"nasati\"")
                .doesNotContain("\"unit\":\"legal\"");
        assertNoIncident();
    }

    @Test
    void whoCameAndWhatWasHeldIsInTheReportThatIsKept() {
        player.when(PLAN)
                .answer(
                        "sessions",
                        List.of(
                                Map.of("topic", "Kết nối, chia sẻ dữ liệu", "kind", "training"),
                                Map.of("topic", "Phổ biến Nghị định", "kind", "dissemination")));
        player.when(PREPARE).of("legal").answer("attendees", List.of(person("Trần Thị Bình")));
        player.when(HOLD)
                .answer(
                        "sessions",
                        List.of(
                                Map.of("heldOn", "2026-08-12", "place", "Hội trường tầng 2"),
                                Map.of("outcome", "cancelled", "cancelReason", "Báo cáo viên bận.")))
                .answer(
                        "attendees",
                        List.of(
                                Map.of("unitName", "Vụ Pháp chế", "name", "Trần Thị Bình", "presence", "absent"),
                                Map.of("unitName", "Vụ Pháp chế", "name", "Lê Văn Cường", "presence", "present")));

        player.playUntil("30/9/2026 23:59");

        assertThat(products())
                .singleElement()
                .asString()
                .contains(
                        "2026-08-12",
                        "Hội trường tầng 2",
                        "Phổ biến Nghị định",
                        "Báo cáo viên bận.",
                        "Trần Thị Bình",
                        "absent",
                        "Lê Văn Cường",
                        "trainingResult",
                        "trainingAssessment",
                        "trainingProposals");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsReportedAgainAndNotHeldAgain() {
        player.when(REPORT).time(1).at("14/9/2026 09:00");
        player.when(APPROVE)
                .time(1)
                .at("15/9/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu ý kiến của người dự.");
        player.when(APPROVE)
                .time(2)
                .at("29/9/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Bổ sung đề xuất.");

        player.playUntil("15/9/2026 10:00");
        assertThat(variable("PL.IV.1/2026", "mendReason")).isEqualTo("Nêu ý kiến của người dự.");

        player.playUntil("30/9/2026 23:59");
        assertThat(player.done(HOLD)).hasSize(1);
        assertThat(player.done(REPORT))
                .extracting(Done::due)
                .containsExactly("23/9/2026 17:00", "17/9/2026 17:00", "30/9/2026 17:00");
        assertThat(player.done(APPROVE)).hasSize(3).extracting(Done::due).containsOnly("30/9/2026 17:00");
        assertThat(states("training")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void aUnitThatNeverAnswersIsClosedWhenTheNextYearsUnitsAreInvited() {
        player.when(PREPARE).of("nasati").time(1).never();

        player.playUntil("30/9/2026 23:59");
        assertThat(missingAtSigning()).isEqualTo("[\"nasati\"]");
        assertThat(states("training")).containsExactly("DONE");
        assertThat(openUnitReports()).containsExactly("PL.IV.1/2026/nasati");

        player.when(PLAN).at("3/5/2027 09:00");
        player.when(PREPARE).never();
        player.playUntil("1/4/2027 06:30");
        assertThat(stateOf("nasati", "2026")).isEqualTo("OPEN");

        player.playUntil("4/5/2027 09:00");
        assertThat(stateOf("nasati", "2026")).isEqualTo("NOT_SENT");
        assertThat(openUnitReports())
                .allMatch(key -> key.startsWith("PL.IV.1/2027/"))
                .contains("PL.IV.1/2027/nasati");
        assertNoIncident();
    }

    @Test
    void whereThePlanComesLateTheUnitsHaveTenWorkingDaysAndTheTrainingWaitsNoLonger() {
        player.when(PLAN).at("10/7/2026 09:00");
        player.when(PREPARE).never();
        player.when(HOLD).never();

        player.playUntil("10/7/2026 09:00");
        assertThat(dueDates(PREPARE)).hasSize(8).containsOnly("24/7/2026 17:00");
        player.playUntil("24/7/2026 23:59");
        assertThat(dueDates(HOLD)).isEmpty();
        player.playUntil("25/7/2026 00:00");

        assertThat(dueDates(HOLD)).containsExactly("9/9/2026 17:00");
        assertThat(openUnitReports()).contains("PL.IV.1/2026/legal");
        assertNoIncident();
    }

    private static Map<String, Object> person(String name) {
        return Map.of(
                "name", name, "position", "Chuyên viên", "phone", "0243 000 000", "chosenSessions", "Cả hai buổi");
    }
}
