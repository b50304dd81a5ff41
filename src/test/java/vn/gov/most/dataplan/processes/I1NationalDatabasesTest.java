package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.I.1: the dossier of the Ministry's national databases, due in 2020 and opened by hand on 1/12/2026. */
class I1NationalDatabasesTest extends PastYearStage implements CollectingContract {

    private static final String COMPLETE = "userTask_completeDossier";
    private static final String APPROVE_DOSSIER = "userTask_approveDossier";
    private static final String SEND_DOSSIER = "userTask_sendDossier";

    @Override
    String clause() {
        return "PL.I.1";
    }

    @Override
    String part() {
        return "dossier";
    }

    @Override
    String lastDay() {
        return "2020-12-31";
    }

    @Override
    public Dates dates() {
        return Dates.ofAPastYear("PL.I.1/2020", COMPLETE, part());
    }

    @Override
    public void begin() {
        player.when(SEND_DOSSIER).answer("resultDate", "2027-06-30");
    }

    @BeforeEach
    void openedInDecember() {
        installedAt("1/12/2026 08:00");
        startByHand(Map.of());
    }

    @Test
    void nobodyOpensItButAHand() {
        assertThat(openInstances(process())).containsExactly("PL.I.1/2020");
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
        assertThat(openUnitReports()).isEmpty();
        assertThat(due("dossier")).isEqualTo("31/12/2020 17:00");
    }

    @Test
    void theUsualWayEndsWithTheDossierSentLateAndItsResultOrdered() {
        player.when(CHECK).never();
        player.when(SEND_DOSSIER).answer("resultDate", "2027-06-30");

        player.playUntil("31/1/2027 23:59");

        assertThat(player.done().stream()
                        .filter(done ->
                                !done.task().equals(PREPARE) && !done.task().equals(SEND)))
                .extracting(Done::task, Done::due)
                .containsExactly(
                        tuple(STATE, "4/12/2026 17:00"),
                        tuple(COMPLETE, "11/1/2027 17:00"),
                        tuple(APPROVE_DOSSIER, "14/1/2027 17:00"),
                        tuple(SEND_DOSSIER, "18/1/2027 17:00"));
        assertThat(states("dossier")).containsExactly("DONE");
        assertThat(standing("dossier")).isEqualTo("DONE late");
        assertThat(products()).singleElement().asString().contains("proposals", "dossierSummary", "receiver");
        assertThat(openInstances("follow-up")).containsExactly("PL.I.1-result/2020/nasati");
        assertNoIncident();
    }

    @Test
    void everyUnitProposesWithinFifteenWorkingDays() {
        player.when(SEND).never();

        player.playUntil("7/12/2026 08:00");

        assertThat(openUnitReports()).hasSize(8).contains("PL.I.1/2020/legal", "PL.I.1/2020/nasati");
        assertThat(dueDates(PREPARE)).hasSize(8).containsOnly("25/12/2026 17:00");
    }

    @Test
    void theLeadChecksWhatAUnitHasSent() {
        player.when(CHECK).never();

        player.playUntil("26/12/2026 08:00");

        assertThat(groupsOf(CHECK)).containsExactly("nasati");
    }

    /** It has no number, being the only one: what says that it is an order is its part. */
    @Test
    void whoeverIsToRecordTheResultIsToldSo() {
        player.when(SEND_DOSSIER).answer("resultDate", "2027-06-30");
        player.when("userTask_carryOut").never();
        player.playUntil("10/6/2027 23:59");
        peopleAreTold();

        player.playUntil("30/6/2027 17:01");

        assertThat(jdbc.sql("select distinct person from dp_mail where plain_text like"
                                + " '%Ghi nhận kết quả phê duyệt danh mục CSDL quốc gia%' and occasion = 'reminder'")
                        .query(String.class)
                        .list())
                .contains("nasati-head", "nasati-staff-1");
    }

    @Test
    void whatTheLeadershipReturnsIsMendedWithItsReasons() {
        player.when(APPROVE_DOSSIER)
                .time(1)
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ nguồn.");
        player.when(COMPLETE).time(2).never();

        player.playUntil("15/1/2027 23:59");

        assertThat(dueDates(COMPLETE)).containsExactly("18/1/2027 17:00");
        assertThat(variable("PL.I.1/2020", "mendReason")).isEqualTo("Nêu rõ nguồn.");
        assertThat(states("dossier")).containsExactly("OPEN");
    }
}
