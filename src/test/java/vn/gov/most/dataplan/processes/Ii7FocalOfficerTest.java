package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.organisation.FocalOfficer;
import vn.gov.most.dataplan.organisation.FocalOfficers;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.7: each owner names its focal officer, in 2020 for the first time, and again when the officer changes. */
class Ii7FocalOfficerTest extends PastYearStage {

    private static final String NAME = "userTask_nameOfficer";
    private static final String SIGN_LETTER = "userTask_signLetter";
    private static final String RECORD = "userTask_recordOfficer";

    @Autowired
    FocalOfficers focalOfficers;

    @Override
    String clause() {
        return "PL.II.7";
    }

    @Override
    String part() {
        return "naming";
    }

    @Override
    String lastDay() {
        return "2020-12-31";
    }

    @Override
    void open() {
        startByHand(Map.of("unit", "nasati"));
    }

    @BeforeEach
    void inDecember() {
        installedAt("1/12/2026 08:00");
    }

    @Test
    void theHeadOpensItForTheOwnUnitAndNamesSignsAndTheOfficerIsRecorded() {
        player.when(NAME).answer("officerName", "Trần Thị Mai").answer("officerEmail", "mai@nasati.example");
        player.as("nasati-head", () -> startByHand(new HashMap<>()));
        assertThat(openInstances(process())).containsExactly("PL.II.7/2020/nasati");
        assertThat(due("naming")).isEqualTo("31/12/2020 17:00");

        player.playUntil("31/12/2026 23:59");

        assertThat(player.done())
                .extracting(Done::task, Done::unit, Done::due)
                .containsExactly(
                        tuple(STATE, "", "4/12/2026 17:00"),
                        tuple(NAME, "nasati", "11/12/2026 17:00"),
                        tuple(SIGN_LETTER, "nasati", "16/12/2026 17:00"),
                        tuple(RECORD, "nasati", "17/12/2026 17:00"));
        assertThat(player.done(STATE)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(player.done(RECORD)).extracting(Done::by).allMatch(by -> by.startsWith("it-center"));
        assertThat(standing("naming")).isEqualTo("DONE late");
        assertThat(focalOfficers.current())
                .extracting(FocalOfficer::unit, FocalOfficer::name, FocalOfficer::email)
                .containsExactly(tuple("nasati", "Trần Thị Mai", "mai@nasati.example"));
        assertNoIncident();
    }

    @Test
    void eachUnitOpensItOnce() {
        startByHand(Map.of("unit", "nasati"));
        startByHand(Map.of("unit", "legal"));

        assertThatThrownBy(() -> startByHand(Map.of("unit", "nasati")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("đã được mở");
        assertThat(openInstances(process())).containsExactlyInAnyOrder("PL.II.7/2020/nasati", "PL.II.7/2020/legal");
    }
}
