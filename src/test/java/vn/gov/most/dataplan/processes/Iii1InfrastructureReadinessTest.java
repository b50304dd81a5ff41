package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * PL.III.1: the yearly report on the readiness of systems and infrastructure, due before 1/12 unless another day is
 * requested; the year 2026. The year's plan of works is opened late, by hand.
 */
class Iii1InfrastructureReadinessTest extends CollectingStage implements CollectingContract {

    private static final String FORWARD = "userTask_forwardReport";
    private static final String PLAN_WORKS = "userTask_planWorks";

    @Override
    String clause() {
        return "PL.III.1";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.III.1/2026",
                true,
                new Asked("30/9/2026 23:59", "1/10/2026 06:30", "20/11/2026 17:00"),
                new Returned("2/11/2026 09:00", "23/11/2026 09:00", "26/11/2026 17:00"),
                new CutOff("20/11/2026 23:59", "21/11/2026 00:00", CONSOLIDATE, "26/11/2026 17:00", "23/11/2026 09:00"),
                new End("30/11/2026 23:59", "ministry-report", "DONE"));
    }

    @BeforeEach
    void inSeptember() {
        installedAt("1/9/2026 08:00");
        startByHand("iii1-infrastructure-works", Map.of());
    }

    @Test
    void whenAllSendInTimeTheReportIsSignedAndSentBefore1December() {
        player.playUntil("30/11/2026 23:59");

        // 24/11/2026 is a holiday
        assertThat(player.done(CHECK)).extracting(Done::due).containsOnly("26/11/2026 17:00");
        assertThat(player.done(CONSOLIDATE)).extracting(Done::due).containsExactly("26/11/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("30/11/2026 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(states("ministry-report")).containsExactly("DONE");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(late("ministry-report")).isZero();
        assertThat(player.done(FORWARD)).singleElement().satisfies(done -> {
            assertThat(done.by()).startsWith("it-center-");
            assertThat(done.due()).isEqualTo("30/11/2026 17:00");
        });
        assertThat(products())
                .last()
                .asString()
                .contains("readiness", "measures", "documentNumber", "documentDate", "receiver");
        assertThat(openReports()).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsSignedWaitsToBeSent() {
        player.when(FORWARD).never();

        player.playUntil("1/12/2026 08:00");

        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(dueDates(FORWARD)).containsExactly("30/11/2026 17:00");
        assertThat(openReports()).containsExactly("PL.III.1/2026");
        assertNoIncident();
    }

    @Test
    void theReportShowsWhatIsNotReadyAndTheYearsWorks() {
        player.when(PLAN_WORKS).answer("works", List.of(Map.of("name", "Nâng cấp đường truyền")));
        player.when(PREPARE)
                .of("nasati")
                .answer("supportNeeds", "Cần đường truyền.")
                .answer(
                        "databases",
                        List.of(Map.of("useState", "notReady", "gaps", "Thiếu đường truyền", "readyBy", "2027-01-29")));
        player.when(CONSOLIDATE).never();

        player.playUntil("26/11/2026 23:59");

        assertThat(variable("PL.III.1/2026", "works").toString()).contains("Nâng cấp đường truyền");
        assertThat(unitReport("nasati")).containsEntry("supportNeeds", "Cần đường truyền.");
        assertThat(unitReport("nasati").get("databases"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .hasSize(3)
                .anySatisfy(database -> assertThat(database)
                        .containsEntry("provideState", "ready")
                        .containsEntry("useState", "notReady")
                        .containsEntry("gaps", "Thiếu đường truyền"))
                .anySatisfy(database ->
                        assertThat(database).containsEntry("useState", "ready").doesNotContainKey("readyBy"));
    }

    @Test
    void whereThereIsNoPlanOfWorksNoneIsShown() {
        player.when(PLAN_WORKS).never();
        player.when(CONSOLIDATE).never();

        player.playUntil("26/11/2026 23:59");

        assertThat(dueDates(CONSOLIDATE)).hasSize(1);
        assertThat(variable("PL.III.1/2026", "works")).isNull();
        assertNoIncident();
    }

    @Test
    void aReportThatComesAfterTheConsolidationSaysSo() {
        player.when(SEND).of("nasati").at("27/11/2026 09:00");

        player.playUntil("27/11/2026 12:00");
        assertThat(unitReport("nasati"))
                .containsEntry("timeliness", "Quá hạn")
                .containsEntry("note", "Gửi sau khi tổng hợp");

        player.playUntil("30/11/2026 23:59");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsConsolidatedAgain() {
        player.when(CONSOLIDATE).time(1).at("23/11/2026 09:00");
        player.when(APPROVE)
                .time(1)
                .at("25/11/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Bổ sung biện pháp.");

        player.playUntil("30/11/2026 23:59");

        assertThat(player.done(CONSOLIDATE))
                .extracting(Done::due)
                .containsExactly("26/11/2026 17:00", "27/11/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("30/11/2026 17:00", "30/11/2026 17:00");
        assertThat(states("ministry-report")).containsExactly("DONE");
        assertNoIncident();
    }
}
