package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.I.9: the technical rules of a database that goes live, which the Ministry or the owner issues. */
class I9TechnicalRulesTest extends IssuingStage {

    private static final String CHOOSE = "userTask_chooseIssuer";
    private static final String CONFIRM = "userTask_confirmNotCovered";

    @Override
    String clause() {
        return "PL.I.9";
    }

    @BeforeEach
    void aDatabaseGoesLive() {
        installedAt("1/10/2026 08:00");
        player.when("userTask_planRules").never();
        message("database-goes-live", Map.of("database", "st-tasks", "plannedLiveAt", "2026-12-31T09:00+07:00"));
    }

    @Test
    void whatTheMinistryIssuesTheMinisterSignsAfterTheLegalCheck() {
        player.playUntil("31/12/2026 08:00");

        assertThat(player.done(CHOOSE)).extracting(Done::due).containsExactly("8/10/2026 17:00");
        assertThat(player.done(COMMENT))
                .extracting(Done::unit)
                .containsExactlyInAnyOrder("it-center", "ministry-office");
        assertThat(player.done(LEGAL)).hasSize(1);
        assertThat(player.done(SIGN)).singleElement().satisfies(done -> assertThat(done.by())
                .isIn("minister", "deputy-minister-1", "deputy-minister-2"));
        assertThat(states("technical-rules")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void theCardOfEachTaskSaysWhichDatabaseItIsFor() {
        message("database-goes-live", Map.of("database", "st-researchers", "plannedLiveAt", "2026-12-31T09:00+07:00"));
        player.when(SIGN).never();

        player.playUntil("31/12/2026 08:00");

        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(SIGN)
                        .list())
                .extracting(task -> engine.getTaskService().getVariableLocal(task.getId(), "databaseName"))
                .containsExactlyInAnyOrder(
                        "CSDL quốc gia về KH&CN: nhiệm vụ KH&CN", "CSDL quốc gia về KH&CN: cán bộ nghiên cứu");
    }

    @Test
    void theMailOfANewTaskSaysWhichDatabaseItIsFor() {
        peopleAreTold();
        player.when(CHOOSE).never();

        player.playUntil("1/10/2026 09:00");

        assertThat(jdbc.sql("select plain_text from dp_mail where person = 'nasati-staff-1'")
                        .query(String.class)
                        .list())
                .anySatisfy(mail -> assertThat(mail)
                        .contains(
                                "Nhiệm vụ: Xây dựng quy định kỹ thuật, quy trình chia sẻ dữ liệu, Mục I.9 Phụ lục, CSDL quốc"
                                        + " gia về KH&CN: nhiệm vụ KH&CN"));
    }

    @Test
    void whatTheOwnerIssuesItsHeadSigns() {
        player.when(CHOOSE).answer("issuer", "unit");

        player.playUntil("31/12/2026 08:00");

        assertThat(player.done(LEGAL)).isEmpty();
        assertThat(player.done(SIGN)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(states("technical-rules")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void dataThatAreNotSpecialisedAreNotCovered() {
        player.when(CHOOSE).answer("specialised", "no").answer("notSpecialisedReason", "Dữ liệu dùng chung.");

        player.playUntil("31/12/2026 08:00");

        assertThat(player.done(DRAFT)).isEmpty();
        assertThat(player.done(CONFIRM)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(states("technical-rules")).containsExactly("NOT_APPLICABLE");
        assertThat(products()).singleElement().asString().contains("Dữ liệu dùng chung.");
        assertNoIncident();
    }

    @Test
    void thatTheClauseDoesNotApplyIsForTheHeadToSay() {
        player.when(CHOOSE).time(1).answer("specialised", "no").answer("notSpecialisedReason", "Dữ liệu dùng chung.");
        player.when(CONFIRM).answer("confirmDecision", "return").answer("returnReason", "Dữ liệu chuyên ngành.");
        player.when(CHOOSE).time(2).never();

        player.playUntil("31/12/2026 08:00");

        assertThat(player.done(CONFIRM)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(variable("PL.I.9/st-tasks", "mendReason")).isEqualTo("Dữ liệu chuyên ngành.");
        assertThat(states("technical-rules")).containsExactly("OPEN");
        assertThat(dueDates(CHOOSE)).hasSize(1);
        assertNoIncident();
    }

    @Test
    void aDraftThatIsRejectedIsChosenAnew() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Thuộc thẩm quyền đơn vị.");
        player.when(CHOOSE).time(2).never();

        player.playUntil("31/12/2026 08:00");

        assertThat(variable("PL.I.9/st-tasks", "mendReason")).isEqualTo("Thuộc thẩm quyền đơn vị.");
        assertThat(states("technical-rules")).containsExactly("OPEN");
        assertNoIncident();
    }
}
