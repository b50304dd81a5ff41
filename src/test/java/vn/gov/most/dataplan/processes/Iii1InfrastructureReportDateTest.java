package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;

/** PL.III.1: the requested day of the year's report, known before or after the report opens. */
class Iii1InfrastructureReportDateTest extends CollectingStage {

    private static final String DATE_ASKED = "infrastructure-report-date";

    @Override
    String clause() {
        return "PL.III.1";
    }

    @BeforeEach
    void inSeptember() {
        installedAt("1/9/2026 08:00");
    }

    @Test
    void theDayThatIsAskedForMovesWhatIsOpen() {
        player.when(PREPARE).never();
        player.when(CONSOLIDATE).at("27/10/2026 10:00");
        player.when(APPROVE).never();
        player.playUntil("15/10/2026 08:00");

        message(DATE_ASKED, Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-10-30"));

        assertThat(openInstances("iii1-infrastructure-report-date")).isEmpty();
        assertThat(due("ministry-report")).isEqualTo("30/10/2026 17:00");
        assertThat(dueDates(PREPARE)).hasSize(7).containsOnly("23/10/2026 17:00");
        assertThat(descriptions(PREPARE)).containsOnly("Hạn xử lý: 17 giờ 00 thứ Sáu, ngày 23/10/2026.");
        assertThat(movedDates("ministry-report"))
                .containsExactly("30/11/2026 17:00 -> 30/10/2026 17:00: Công văn số 5/BTTTT");

        player.playUntil("24/10/2026 00:00");
        assertThat(dueDates(CONSOLIDATE)).containsExactly("28/10/2026 17:00");
        player.playUntil("27/10/2026 12:00");
        assertThat(dueDates(APPROVE)).containsExactly("30/10/2026 17:00");
        assertNoIncident();
    }

    @Test
    void aDayThatHasPassedIsRefusedWhetherTheReportIsOpenOrNot() {
        player.when(PREPARE).never();
        Map<String, Object> yesterday = Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-08-31");
        assertThatThrownBy(() -> message(DATE_ASKED, yesterday))
                .isInstanceOf(Refusal.class)
                .hasMessage("\"Hạn hoàn thành\" (dueDate): ngày 31/08/2026 không được trước ngày 01/09/2026.");

        player.playUntil("29/11/2026 10:00");
        assertThatThrownBy(() -> message(DATE_ASKED, Map.of("requester", "Công văn", "dueDate", "2026-11-20")))
                .hasMessageContaining("ngày 20/11/2026 không được trước ngày 29/11/2026.");
        assertThat(openInstances("iii1-infrastructure-report-date")).isEmpty();
        assertThat(due("ministry-report")).isEqualTo("30/11/2026 17:00");
        message(DATE_ASKED, Map.of("requester", "Công văn", "dueDate", "2026-11-29"));
        assertThat(due("ministry-report")).isEqualTo("29/11/2026 17:00");
    }

    @Test
    void unitsHaveFiveWorkingDaysFromTheMessageOrTheDayItself() {
        player.when(PREPARE).never();
        player.when(CONSOLIDATE).never();
        player.playUntil("15/10/2026 08:00");

        message(DATE_ASKED, Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-10-26"));
        assertThat(dueDates(PREPARE)).hasSize(7).containsOnly("22/10/2026 17:00");

        message(DATE_ASKED, Map.of("requester", "Công văn số 6/BTTTT", "dueDate", "2026-10-19"));
        assertThat(dueDates(PREPARE)).hasSize(7).containsOnly("19/10/2026 17:00");
        assertThat(late("unit-report")).isZero();

        player.playUntil("19/10/2026 23:59");
        assertThat(dueDates(CONSOLIDATE)).isEmpty();
        player.playUntil("20/10/2026 00:00");
        assertThat(dueDates(CONSOLIDATE)).hasSize(1);
    }

    @Test
    void aReportThatIsOpenedShortlyBeforeItsDayHasFiveWorkingDaysOrTheDayItself() {
        player.when(PREPARE).never();
        message(DATE_ASKED, Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-10-05"));

        player.playUntil("1/10/2026 06:30");

        assertThat(dueDates(PREPARE)).hasSize(7).containsOnly("5/10/2026 17:00");
    }

    @Test
    void aDateToldAnewDecidesNothingThatIsDecided() {
        player.when(PREPARE).at("21/10/2026 09:00");
        player.when(SEND).at("21/10/2026 10:00");
        player.when(PREPARE).of("legal").never();
        player.when(PREPARE).of("nasati").at("9/11/2026 09:00");
        player.when(SEND).of("nasati").at("9/11/2026 10:00");
        player.when(CHECK).never();
        player.when(CONSOLIDATE).never();
        player.playUntil("20/10/2026 08:00");
        message(DATE_ASKED, Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-11-13"));
        assertThat(dueDates(PREPARE)).hasSize(7).containsOnly("6/11/2026 17:00");
        player.playUntil("10/11/2026 08:00");
        assertThat(late("unit-report")).isOne();

        message(DATE_ASKED, Map.of("requester", "Công văn số 6/BTTTT", "dueDate", "2026-12-18"));
        assertThat(due("ministry-report")).isEqualTo("18/12/2026 17:00");
        assertThat(late("unit-report")).isOne();
        assertThat(dueDates(PREPARE)).containsExactly("6/11/2026 17:00");

        message(DATE_ASKED, Map.of("requester", "Công văn số 7/BTTTT", "dueDate", "2026-11-11"));
        assertThat(due("ministry-report")).isEqualTo("11/11/2026 17:00");
        assertThat(late("unit-report")).isOne();
        assertThat(dueDates(PREPARE)).containsExactly("6/11/2026 17:00");
        assertThat(movedDates("unit-report")).hasSize(7);
        assertNoIncident();
    }

    @Test
    void allWhoHaveAnOpenTaskAreToldTheOldDateAndTheNewOneOnce() {
        player.when(PREPARE).never();
        player.playUntil("15/10/2026 08:00");
        peopleAreTold();
        player.playUntil("15/10/2026 09:00");
        jdbc.sql("delete from dp_mail").update();

        message(DATE_ASKED, Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-12-18"));
        player.playUntil("16/10/2026 12:00");

        assertThat(jdbc.sql("select person from dp_mail where subject like '%Dời hạn: Lập báo cáo%'")
                        .query(String.class)
                        .list())
                .hasSize(30)
                .doesNotHaveDuplicates()
                .contains("nasati-head", "nasati-staff-1", "legal-deputy");
        assertThat(jdbc.sql("select plain_text from dp_mail where person = 'nasati-head' and occasion like 'news/%'")
                        .query(String.class)
                        .single())
                .contains(
                        """
                        Hạn: 17 giờ 00 thứ Sáu, ngày 11/12/2026
                        Hạn cũ: 17 giờ 00 thứ Sáu, ngày 20/11/2026
                        Căn cứ: Công văn số 5/BTTTT
                        """);
    }

    @Test
    void aCancelledReportIsPassedByAndAPausedOneMovesToo() {
        player.when(PREPARE).never();
        player.playUntil("15/10/2026 08:00");
        engine.getRuntimeService().deleteProcessInstance(unitInstance("nasati"), "Mở nhầm");
        engine.getRuntimeService().suspendProcessInstanceById(unitInstance("legal"));

        message(DATE_ASKED, Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-10-30"));

        assertThat(due("ministry-report")).isEqualTo("30/10/2026 17:00");
        assertThat(dueDates(PREPARE)).hasSize(6).containsOnly("23/10/2026 17:00");
        assertThat(movedDates("unit-report")).hasSameSizeAs(dueDates(PREPARE));
        assertNoIncident();
    }

    @Test
    void aReportWhoseDateCannotBeReckonedIsAnIncidentAndTheOthersMove() {
        player.when(PREPARE).never();
        player.playUntil("15/10/2026 08:00");
        engine.getRuntimeService().setVariable(unitInstance("nasati"), "period", "3026");

        message(DATE_ASKED, Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-10-30"));

        assertThat(due("ministry-report")).isEqualTo("30/10/2026 17:00");
        assertThat(dueDates(PREPARE)).contains("23/10/2026 17:00");
        assertThat(engine.getRuntimeService().createIncidentQuery().list())
                .isNotEmpty()
                .allSatisfy(incident -> assertThat(incident.getIncidentMessage())
                        .startsWith("Không dời được hạn của PL.III.1/2026/nasati: "));
    }

    private String unitInstance(String unit) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("iii1-infrastructure-readiness-unit")
                .variableValueEquals("unit", unit)
                .singleResult()
                .getId();
    }

    @Test
    void theDayThatIsKnownBeforeTheReportIsOpenedIsItsDate() {
        player.when(PREPARE).never();
        player.as(
                "it-center-head",
                () -> startByHand(
                        "iii1-infrastructure-report-date",
                        Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-12-18")));

        player.playUntil("1/10/2026 06:30");

        assertThat(due("ministry-report")).isEqualTo("18/12/2026 17:00");
        assertThat(dueDates(PREPARE)).hasSize(7).containsOnly("11/12/2026 17:00");
        assertThat(movedDates("ministry-report")).isEmpty();
        assertNoIncident();
    }

    @Test
    void theLastDayThatIsAskedForCountsAndTheSameOneIsRefused() {
        Map<String, Object> first = Map.of("requester", "Công văn số 5/BTTTT", "dueDate", "2026-10-30");
        message(DATE_ASKED, first);
        message(DATE_ASKED, Map.of("requester", "Công văn số 6/BTTTT", "dueDate", "2026-11-13"));

        assertThatThrownBy(() -> message(DATE_ASKED, first))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Mục III.1 Phụ lục");
        message(DATE_ASKED, Map.of("requester", "Công văn số 7/BTTTT", "dueDate", "2026-10-30"));
        message(DATE_ASKED, Map.of("requester", "Công văn số 8/BTTTT", "dueDate", "2026-11-13"));
        assertThatThrownBy(() -> message(DATE_ASKED, Map.of("requester", "Công văn", "dueDate", "13/11/2026")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"13/11/2026\" không phải là ngày");
        player.when(PREPARE).never();
        player.playUntil("1/10/2026 06:30");
        assertThat(due("ministry-report")).isEqualTo("13/11/2026 17:00");
    }
}
