package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.1: each owner's survey of its data and systems, due in 2020 and opened by its head on 1/12/2026. */
class Ii1DataSurveyTest extends PastYearStage {

    private static final String PREPARE_SURVEY = "userTask_prepareSurvey";
    private static final String SIGN = "userTask_signSurvey";
    private static final String RECEIVE = "userTask_receiveCopy";
    private static final String KEY = "PL.II.1/2020/nasati";

    @Override
    String clause() {
        return "PL.II.1";
    }

    @Override
    String part() {
        return "unit-report";
    }

    @Override
    String lastDay() {
        return "2020-12-31";
    }

    @Override
    void open() {
        open("nasati-head", "");
    }

    @BeforeEach
    void inDecember() {
        installedAt("1/12/2026 08:00");
    }

    @Test
    void nobodyIsAskedUntilAHeadOpensItForTheOwnUnit() {
        assertThat(openInstances(process())).isEmpty();

        open("nasati-head", "");

        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(groupsOf(STATE)).containsExactly("nasati-head");
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
        assertThat(due("unit-report")).isEqualTo("31/12/2020 17:00");
    }

    @Test
    void theUnitPreparesTheHeadSignsAndTheItCenterGetsACopy() {
        open("nasati-head", "");

        player.playUntil("31/12/2026 23:59");

        assertThat(player.done())
                .extracting(Done::task, Done::due)
                .containsExactly(
                        tuple(STATE, "4/12/2026 17:00"),
                        tuple(PREPARE_SURVEY, "18/12/2026 17:00"),
                        tuple(SIGN, "23/12/2026 17:00"),
                        tuple(RECEIVE, "30/12/2026 17:00"));
        assertThat(player.done(SIGN)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(standing("unit-report")).isEqualTo("DONE late");
        assertThat(recorded())
                .singleElement()
                .asString()
                .contains("databases", "systems", "evaluation", "proposals", "documentNumber", "documentDate");
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void theSignatureIsWhatCountsAndTheCopyHoldsNothingUp() {
        open("nasati-head", "");
        player.when(RECEIVE).never();

        player.playUntil("23/12/2026 15:00");

        assertThat(states("unit-report")).containsExactly("DONE");
        assertThat(groupsOf(RECEIVE)).containsExactly("it-center");
    }

    @Test
    void whatTheHeadReturnsIsMendedWithItsReasonsAndIsNotFiled() {
        open("nasati-head", "");
        player.when(SIGN).time(1).answer("signDecision", "return").answer("returnReason", "Thiếu số liệu.");
        player.when(PREPARE_SURVEY).time(2).at("25/12/2026 09:00");

        player.playUntil("24/12/2026 08:00");
        assertThat(dueDates(PREPARE_SURVEY)).containsExactly("25/12/2026 17:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Thiếu số liệu.");
        assertThat(recorded()).isEmpty();

        player.playUntil("25/12/2026 10:00");
        assertThat(dueDates(SIGN)).containsExactly("30/12/2026 17:00");
        assertThat(variable(KEY, "mendReason")).isNull();
        assertNoIncident();
    }

    @Test
    void eachUnitHasAnInstanceOfItsOwnOnce() {
        open("nasati-head", "");
        startByHand(unit("legal"));

        assertThat(openInstances(process())).containsExactlyInAnyOrder(KEY, "PL.II.1/2020/legal");
        assertThatThrownBy(() -> startByHand(unit("nasati")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục II.1 Phụ lục, năm 2020 đã được mở; mỗi kỳ chỉ mở một lần.");
    }

    @Test
    void aUnitThatOwnsNoDatabaseOwesNoSurvey() {
        assertThatThrownBy(() -> open("personnel-head", ""))
                .hasMessage(
                        "\"Đơn vị\" (unit): \"personnel\" không phải là đơn vị chủ quản CSDL; được phép:"
                                + " it-center, nasati, planning-finance, legal, ministry-office, intellectual-property, accreditation.");
        assertThatThrownBy(() -> startByHand(unit("personnel")))
                .hasMessageContaining("phải chọn trong danh sách: Trung tâm Công nghệ thông tin; ");
        assertThat(openInstances(process())).isEmpty();
    }

    @Test
    void aHeadOpensItForNoOtherUnitAndAnAdministratorNamesOne() {
        assertThatThrownBy(() -> open("legal-head", "nasati"))
                .hasMessageContaining("phải chọn trong danh sách: Vụ Pháp chế.");
        assertThatThrownBy(() -> startByHand(unit("")))
                .hasMessage("\"Đơn vị\" (unit): còn thiếu; được phép: phải có nội dung.");
        assertThatThrownBy(() -> startByHand(Map.of("unit", "nasati", "colour", "red")))
                .hasMessage("Chưa gửi được biểu mẫu. Biểu mẫu không có mục \"colour\".");
        assertThat(openInstances(process())).isEmpty();
    }

    private void open(String head, String unit) {
        player.as(head, () -> startByHand(unit(unit)));
    }

    private static Map<String, Object> unit(String unit) {
        return new HashMap<>(Map.of("unit", unit));
    }
}
