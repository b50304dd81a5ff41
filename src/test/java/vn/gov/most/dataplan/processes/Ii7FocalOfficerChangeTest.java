package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.organisation.FocalOfficer;
import vn.gov.most.dataplan.organisation.FocalOfficers;

/** PL.II.7: a unit's focal officer changes. */
class Ii7FocalOfficerChangeTest extends Stage {

    private static final String CHANGE = "ii7-focal-officer-change";
    private static final String CHANGED = "focal-officer-changed";

    private static final String NAME = "userTask_nameOfficer";

    @Autowired
    FocalOfficers focalOfficers;

    @Override
    String clause() {
        return "PL.II.7";
    }

    @BeforeEach
    void inDecember() {
        installedAt("1/12/2026 08:00");
    }

    @Test
    void anOfficerWhoChangesIsNamedAnewInFiveWorkingDaysAndTheNewOneCounts() {
        startByHand(Map.of("unit", "nasati"));
        player.playUntil("31/12/2026 23:59");
        player.when(NAME).answer("officerName", "Lê Văn Bình");

        message(CHANGED, Map.of("unit", "nasati", "changedAt", "2026-12-31T10:00+07:00"));

        assertThat(openInstances(CHANGE)).containsExactly("PL.II.7-change/nasati/2026-12-31");
        assertThat(due("change")).isEqualTo("8/1/2027 17:00");
        player.playUntil("31/1/2027 23:59");
        assertThat(focalOfficers.current()).extracting(FocalOfficer::name).containsExactly("Lê Văn Bình");
        assertThat(states("change")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void theHeadMayOpenTheChangeForTheOwnUnitAlone() {
        Map<String, Object> form = Map.of("changedAt", "2026-11-30T10:00+07:00");

        player.as("nasati-head", () -> startByHand(CHANGE, form));
        assertThat(openInstances(CHANGE)).containsExactly("PL.II.7-change/nasati/2026-11-30");
        player.as("nasati-head", () -> assertThatThrownBy(
                        () -> startByHand(CHANGE, Map.of("unit", "legal", "changedAt", "2026-11-30T10:00+07:00")))
                .hasMessageContaining("phải chọn trong danh sách: Cục Thông tin khoa học và công nghệ quốc gia."));
    }

    @Test
    void whatAMessageSaysIsChecked() {
        assertThatThrownBy(() -> message(CHANGED, Map.of("unit", "nasati", "changedAt", "2026-12-05T10:00+07:00")))
                .isInstanceOf(Refusal.class)
                .hasMessage("\"Thời điểm thay đổi\" (changedAt): ngày 05/12/2026 không được sau ngày 01/12/2026.");
        assertThatThrownBy(() -> message(CHANGED, Map.of("unit", "mars", "changedAt", "2026-11-30T10:00+07:00")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"mars\" không có trong danh bạ đơn vị");
        assertThat(openInstances(CHANGE)).isEmpty();
    }
}
