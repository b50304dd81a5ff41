package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** KH.III.3: a unit reads its approved budget and may answer; nobody waits for it. */
class KhIii3BudgetNoticeTest extends CollectingStage {

    private static final String NOTICE = "kh-iii3-budget-notice";
    private static final String RECEIVE = "userTask_receiveFunding";

    @Override
    String clause() {
        return "KH.III.3";
    }

    @BeforeEach
    void fundingIsApprovedInJuly() {
        installedAt("1/4/2026 08:00");
        owing().stream()
                .filter(unit -> !unit.equals("legal"))
                .forEach(unit -> player.when(PREPARE).of(unit).answer("estimates", List.of()));
    }

    @Test
    void theUnitAnswersAndItsAnswerIsKept() {
        player.when(RECEIVE).at("20/7/2026 09:00").answer("fundingReply", "Đề nghị bổ sung trong năm.");

        player.playUntil("20/7/2026 09:00");

        assertThat(states("notice")).containsExactly("DONE");
        assertThat(jdbc.sql(
                                "select s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id where o.part = 'notice'")
                        .query(String.class)
                        .single())
                .contains("estimates", "Đề nghị bổ sung trong năm.");
        assertNoIncident();
    }

    @Test
    void aUnitThatIsLateHoldsUpNeitherTheAllocationNorTheNextPeriod() {
        player.when(RECEIVE).at("27/7/2026 09:00");

        player.playUntil("24/7/2026 23:59");
        assertThat(states("allocation")).containsExactly("DONE");
        assertThat(openReports()).isEmpty();
        assertThat(dueDates(RECEIVE)).containsExactly("24/7/2026 17:00");

        player.playUntil("27/7/2026 09:00");
        assertThat(standing("notice")).isEqualTo("DONE late");
        assertNoIncident();
    }

    @Test
    void itIsCancelledWithoutAnotherOneComing() {
        player.when(RECEIVE).never();
        player.playUntil("17/7/2026 15:00");

        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(NOTICE)
                                .singleResult()
                                .getId(),
                        "Đã thông báo bằng văn bản"));
        player.playUntil("31/7/2026 08:00");

        assertThat(openInstances(NOTICE)).isEmpty();
        assertThat(jdbc.sql("select cancelled_because from dp_obligation where part = 'notice'")
                        .query(String.class)
                        .list())
                .containsExactly("Đã thông báo bằng văn bản");
        assertNoIncident();
    }

    @Test
    void nobodyStartsItByHand() {
        assertThatThrownBy(() -> player.as("legal-head", () -> engine.getRuntimeService()
                        .startProcessInstanceByKey(NOTICE, Map.of("unit", "legal"))))
                .isInstanceOf(AuthorizationException.class);
        assertThat(openInstances(NOTICE)).isEmpty();
    }
}
