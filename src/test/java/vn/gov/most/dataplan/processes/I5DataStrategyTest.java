package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.duty.FirstStates;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * PL.I.5: the Ministry's data strategy, which waits for the national one. In the plan it is done since 12/10/2025; here
 * it is open, and the message about the national strategy comes on 1/12/2026.
 */
class I5DataStrategyTest extends PastYearStage {

    private static final String ISSUED = "national-strategy-issued";
    private static final Map<String, Object> NATIONAL = Map.of("issuedAt", "2024-02-02T10:00+07:00");

    private static final String CONFIRM = "userTask_confirmStrategy";
    private static final String OUTLINE = "userTask_outlineStrategy";

    @Autowired
    FirstStates firstStates;

    @Override
    String clause() {
        return "PL.I.5";
    }

    @Override
    String part() {
        return "strategy";
    }

    @Override
    String lastDay() {
        return "2025-12-31";
    }

    @Override
    void open() {
        message(ISSUED, NATIONAL);
    }

    @BeforeEach
    void inDecember() {
        installedAt("1/12/2026 08:00");
    }

    @Test
    void nothingIsOpenWhileThereIsNoNationalStrategy() {
        player.playUntil("31/12/2026 23:59");

        assertThat(openInstances(process())).isEmpty();
        assertThat(states("strategy")).isEmpty();
    }

    @Test
    void theMessageOpensItAndTheWindowsEndIsItsDate() {
        message(ISSUED, NATIONAL);

        assertThat(openInstances(process())).containsExactly("PL.I.5/2021-2025");
        assertThat(due("strategy")).isEqualTo("31/12/2025 17:00");
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
    }

    @Test
    void aHandOpensItWithTheSameStatement() {
        startByHand(NATIONAL);

        assertThat(openInstances(process())).containsExactly("PL.I.5/2021-2025");
    }

    @Test
    void theUsualWayEndsWithTheMinistersDecision() {
        message(ISSUED, NATIONAL);

        player.playUntil("28/2/2027 23:59");

        assertThat(player.done().stream().filter(done -> !done.task().equals(IssuingStage.COMMENT)))
                .extracting(Done::task, Done::due)
                .startsWith(
                        tuple(STATE, "4/12/2026 17:00"),
                        tuple(CONFIRM, "9/12/2026 17:00"),
                        tuple(OUTLINE, "30/12/2026 17:00"),
                        tuple(IssuingStage.DRAFT, "7/1/2027 17:00"))
                .extracting(done -> done.toList().get(0))
                .endsWith(IssuingStage.SIGN, IssuingStage.ISSUE);
        assertThat(standing("strategy")).isEqualTo("DONE late");
        assertThat(products()).singleElement().asString().contains("strategyGoals", "documentNumber");
        assertNoIncident();
    }

    @Test
    void aStrategyThatIsRejectedIsOutlinedAnewWithItsReasons() {
        player.when(IssuingStage.SIGN)
                .time(1)
                .answer("signDecision", "reject")
                .answer("returnReason", "Thiếu lộ trình.");
        player.when(OUTLINE).time(2).never();
        message(ISSUED, NATIONAL);

        player.playUntil("28/2/2027 23:59");

        assertThat(dueDates(OUTLINE)).hasSize(1);
        assertThat(player.done(CONFIRM)).hasSize(1);
        assertThat(variable("PL.I.5/2021-2025", "mendReason")).isEqualTo("Thiếu lộ trình.");
        assertThat(states("strategy")).containsExactly("OPEN");
        assertNoIncident();
    }

    @Test
    void whatAMessageSaysIsCheckedAndARepeatIsRefused() {
        assertThatThrownBy(() -> message(ISSUED, Map.of("issuedAt", "2027-02-02T10:00+07:00")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("(issuedAt): ngày 02/02/2027 không được sau ngày");
        assertThatThrownBy(() -> message(ISSUED, Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("(issuedAt): còn thiếu");
        assertThat(openInstances(process())).isEmpty();

        message(ISSUED, NATIONAL);
        assertThatThrownBy(() -> message(ISSUED, NATIONAL))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("đã được mở");
        assertThat(openInstances(process())).hasSize(1);
    }

    @Test
    void whatThePlanSaysWasDoneBeforeIsRecordedOnceAndNotOpenedAgain() {
        firstStates.record();
        firstStates.record();

        assertThat(standing("strategy")).isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains("Quyết định số 3152/QĐ-BKHCN ngày 12/10/2025");
        assertThatThrownBy(() -> message(ISSUED, NATIONAL))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục I.5 Phụ lục, giai đoạn 2021-2025 đã hoàn thành ngày 12/10/2025; không mở lại.");
    }

    @Test
    void whatHasBeenOpenedByHandStaysAsItIs() {
        message(ISSUED, NATIONAL);

        firstStates.record();

        assertThat(states("strategy")).containsExactly("OPEN");
    }
}
