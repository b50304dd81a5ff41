package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;

/** The state of a clause from a past year, which PL.II.1 asks for first; due in 2020. */
class PastDutyTest extends Stage {

    private static final String STATE = PastYearStage.STATE;
    private static final String PART = "unit-report";
    private static final String PREPARE_SURVEY = "userTask_prepareSurvey";

    @Override
    String clause() {
        return "PL.II.1";
    }

    private void open() {
        openedOn("1/12/2026 08:00");
    }

    private void openedOn(String moment) {
        installedAt(moment);
        startByHand(new HashMap<>(Map.of("unit", "nasati")));
    }

    @Test
    void theHeadWhoLeadsSaysItWithinThreeWorkingDays() {
        open();

        assertThat(groupsOf(STATE)).containsExactly("nasati-head");
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
        assertThat(states(PART)).containsExactly("OPEN");
    }

    @Test
    void whatIsStillToBeDoneIsDoneAndLate() {
        open();
        player.when(STATE).answer("pastState", "open");

        player.playUntil("31/12/2026 23:59");

        assertThat(player.done(PREPARE_SURVEY)).hasSize(1);
        assertThat(standing(PART)).isEqualTo("DONE late");
    }

    @Test
    void whatIsOpenedWithinItsTimeIsSimplyToBeDone() {
        openedOn("31/12/2020 08:00");
        player.when(PREPARE_SURVEY).never();

        player.playUntil("31/12/2020 12:00");

        assertThat(player.done(STATE)).isEmpty();
        assertThat(dueDates(STATE)).isEmpty();
        assertThat(dueDates(PREPARE_SURVEY)).hasSize(1);
    }

    @Test
    void whatIsOpenedInTheFirstMomentAfterItsTimeIsPast() {
        openedOn("1/1/2021 00:00");

        assertThat(dueDates(STATE)).hasSize(1);
        assertThat(dueDates(PREPARE_SURVEY)).isEmpty();
    }

    @Test
    void whatWasDoneAfterItsTimeWasDoneLate() {
        open();
        player.when(STATE)
                .answer("pastState", "done")
                .answer("doneOn", "2021-01-01")
                .answer("evidence", "Công văn");

        player.playUntil("7/12/2026 08:00");

        assertThat(standing(PART)).isEqualTo("DONE late");
    }

    @Test
    void whatWasDoneIsNotOpenedAgain() {
        open();
        player.when(STATE)
                .answer("pastState", "done")
                .answer("doneOn", "2020-08-14")
                .answer("evidence", "Báo cáo số 45/BC-TTKHCN");

        player.playUntil("7/12/2026 08:00");

        assertThatThrownBy(() -> startByHand(new HashMap<>(Map.of("unit", "nasati"))))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục II.1 Phụ lục, năm 2020 đã hoàn thành ngày 14/08/2020; không mở lại.");
    }

    @Test
    void aDayOfDoingThatIsStillToComeIsRefused() {
        open();
        player.when(STATE)
                .answer("pastState", "done")
                .answer("doneOn", "2026-12-05")
                .answer("evidence", "Công văn");

        assertThatThrownBy(() -> player.playUntil("7/12/2026 08:00"))
                .hasMessageContaining("\"Ngày hoàn thành\": ngày 05/12/2026 không được sau ngày 04/12/2026");
        assertThat(dueDates(STATE)).hasSize(1);
    }
}
