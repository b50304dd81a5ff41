package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A row that cannot be evaluated creates an incident with its name. It does not stop other rows from being notified,
 * opened or closed.
 */
class OneBadRowTest extends CollectingStage {

    private static final String NASATI = "PL.II.4/2026/nasati";

    @Override
    String clause() {
        return "PL.II.4";
    }

    @BeforeEach
    void inOctober() {
        peopleAreTold();
        jdbc.sql("delete from dp_mail").update();
        installedAt("1/10/2026 08:00");
        player.when(PREPARE).never();
        player.when(GUIDE).never();
    }

    private List<String> told(String occasion) {
        return jdbc.sql("select distinct person from dp_mail where occasion like :occasion order by person")
                .param("occasion", occasion)
                .query(String.class)
                .list();
    }

    private List<String> incidents() {
        return engine.getRuntimeService().createIncidentQuery().list().stream()
                .map(Incident::getIncidentMessage)
                .toList();
    }

    private void dueInTheYear3026() {
        OffsetDateTime far = OffsetDateTime.parse("3026-12-24T17:00:00+07:00");
        jdbc.sql("update dp_step set due_at = :far, late_from = :far where obligation_id ="
                        + " (select id from dp_obligation where business_key = :key)")
                .param("far", far)
                .param("key", NASATI)
                .update();
    }

    @Test
    void aDueDateInTheYear3026IsToldToNobodyAndTheOthersAreToldOfTheirs() {
        player.playUntil("2/11/2026 06:30");
        dueInTheYear3026();

        player.playUntil("24/12/2026 17:01");

        assertThat(told("reminder")).contains("legal-staff-1").doesNotContain("nasati-staff-1");
        assertThat(incidents())
                .singleElement()
                .asString()
                .startsWith("Không nhắc được công việc \"Lập báo cáo của đơn vị\": ")
                .endsWith("Những công việc khác vẫn được nhắc.");
        assertThat(engine.getManagementService()
                        .createJobQuery()
                        .noRetriesLeft()
                        .count())
                .isZero();
    }

    @Test
    void whatCanBeReckonedAgainIsToldAndItsIncidentIsGone() {
        player.playUntil("2/11/2026 06:30");
        dueInTheYear3026();
        player.playUntil("4/11/2026 09:00");
        assertThat(incidents()).hasSize(1);

        jdbc.sql("update dp_step set due_at = :due, late_from = :due")
                .param("due", OffsetDateTime.parse("2026-11-10T17:00:00+07:00"))
                .update();
        player.playUntil("5/11/2026 09:00");

        assertThat(incidents()).isEmpty();
        assertThat(told("reminder")).contains("nasati-staff-1");
    }

    @Test
    void aRowOfAClauseThatLeftThePlanStopsNoReminder() {
        player.playUntil("2/11/2026 06:30");
        jdbc.sql("update dp_obligation set clause = 'PL.IX.9' where business_key = :key")
                .param("key", NASATI)
                .update();

        player.playUntil("24/12/2026 17:01");

        assertThat(told("reminder")).contains("legal-staff-1").doesNotContain("nasati-staff-1");
        assertThat(incidents())
                .singleElement()
                .asString()
                .contains("plan.yml không có phần \"unit-report\" của mục PL.IX.9");
    }

    /** A row left by an earlier version: it is open, but its instance is gone. */
    @Test
    void aReportThatCannotBeClosedKeepsNoOtherFromBeingClosedAndNoPeriodFromOpening() {
        player.playUntil("31/10/2027 23:59");
        jdbc.sql("update dp_obligation set process_instance = 'gone' where business_key = :key")
                .param("key", NASATI)
                .update();

        player.playUntil("1/11/2027 12:00");

        assertThat(openReports()).contains("PL.II.4/2027");
        assertThat(openUnitReports())
                .contains("PL.II.4/2027/nasati", "PL.II.4/2027/legal")
                .doesNotContain("PL.II.4/2026/legal");
        assertThat(engine.getManagementService()
                        .createJobQuery()
                        .withException()
                        .list())
                .singleElement()
                .satisfies(job -> assertThat(job.getExceptionMessage())
                        .contains("Không thực hiện được cho: PL.II.4/2026/nasati (")
                        .endsWith("Những việc khác đã xong."));
    }

    @Test
    void ofAPausedReportNobodyIsReminded() {
        player.playUntil("2/11/2026 06:30");
        engine.getRuntimeService()
                .suspendProcessInstanceById(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(NASATI)
                        .singleResult()
                        .getId());

        player.playUntil("24/12/2026 17:01");

        assertThat(told("reminder")).contains("legal-staff-1").doesNotContain("nasati-staff-1");
        assertNoIncident();
    }
}
