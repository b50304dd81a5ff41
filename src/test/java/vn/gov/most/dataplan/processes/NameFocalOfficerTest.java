package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.organisation.FocalOfficer;
import vn.gov.most.dataplan.organisation.FocalOfficers;
import vn.gov.most.dataplan.processes.Player.Done;

/** How a unit names its focal officer, as PL.II.7 calls it. */
class NameFocalOfficerTest extends Stage {

    private static final String NAME = "userTask_nameOfficer";
    private static final String SIGN_LETTER = "userTask_signLetter";
    private static final String RECORD = "userTask_recordOfficer";

    @Autowired
    FocalOfficers focalOfficers;

    @Override
    String clause() {
        return "PL.II.7";
    }

    @BeforeEach
    void openedInDecember() {
        installedAt("1/12/2026 08:00");
        player.when("userTask_statePastDuty").at("1/12/2026 09:00");
        startByHand(Map.of("unit", "nasati"));
    }

    @Test
    void theUnitNamesTheHeadSignsAndTheItCenterRecords() {
        player.when(NAME).answer("officerName", "Trần Thị Mai").answer("officerEmail", "mai@nasati.example");

        player.playUntil("31/12/2026 23:59");

        assertThat(player.done())
                .extracting(Done::task, Done::by, Done::due)
                .contains(
                        tuple(NAME, "nasati-staff-2", "8/12/2026 17:00"),
                        tuple(SIGN_LETTER, "nasati-head", "11/12/2026 17:00"),
                        tuple(RECORD, "it-center-staff-4", "14/12/2026 17:00"));
        assertThat(focalOfficers.current())
                .extracting(FocalOfficer::unit, FocalOfficer::name, FocalOfficer::email)
                .containsExactly(tuple("nasati", "Trần Thị Mai", "mai@nasati.example"));
        assertNoIncident();
    }

    @Test
    void whatTheHeadReturnsIsNamedAgainInTwoWorkingDaysAndNobodyIsRecordedMeanwhile() {
        player.when(SIGN_LETTER).time(1).answer("signDecision", "return").answer("returnReason", "Đã chuyển công tác.");
        player.when(NAME).time(2).never();

        player.playUntil("31/12/2026 23:59");

        assertThat(dueDates(NAME)).containsExactly("15/12/2026 17:00");
        assertThat(focalOfficers.current()).isEmpty();
        assertThat(states("naming")).containsExactly("OPEN");
        assertNoIncident();
    }
}
