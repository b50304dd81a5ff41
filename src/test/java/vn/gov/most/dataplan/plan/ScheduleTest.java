package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the plan's parts open and are due, by the shipped plan and calendar; every date is written out by hand. */
class ScheduleTest {

    private static final Schedule SCHEDULE = new Schedule(Shipped.plan(), Shipped.calendar());

    // Openings

    @Test
    void anOpeningDateThatIsADayOffMovesToTheNextWorkingDay() {
        // 1/11/2026 is a Sunday.
        assertThat(opened("2026-11-01")).doesNotContain("PL.II.4 unit-report 2026");
        assertThat(opened("2026-11-02")).contains("PL.II.4 unit-report 2026", "PL.II.4 ministry-report 2026");
        assertThat(opening("PL.II.4", "unit-report", "2026-11-02").scheduledOn())
                .isEqualTo("2026-11-02");
    }

    @Test
    void whatHasNotBeenOpenedIsStillDueToBeOpenAfterDaysOfDowntime() {
        assertThat(opened("2026-12-31")).contains("PL.II.4 unit-report 2026");
        assertThat(opening("PL.II.4", "unit-report", "2026-12-31").scheduledOn())
                .isEqualTo("2026-11-02");
    }

    @Test
    void theNextYearIsNotOpenBeforeItsDay() {
        assertThat(opened("2027-01-01")).noneMatch(opening -> opening.startsWith("PL.II.4"));
    }

    @Test
    void aHalfYearOpensTwiceAYear() {
        // 1/5/2026 is a holiday, a Friday.
        assertThat(opening("PL.I.3", "catalogue", "2026-03-02"))
                .extracting(Opening::scheduledOn, opening -> opening.period().id())
                .containsExactly(LocalDate.of(2026, 5, 4), "2026-H1");
        assertThat(opening("PL.I.3", "catalogue", "2026-07-01"))
                .extracting(Opening::scheduledOn, opening -> opening.period().id())
                .containsExactly(LocalDate.of(2026, 11, 2), "2026-H2");
    }

    @Test
    void theFirstWorkingDayOfTheYearComesAfterItsHolidays() {
        assertThat(opening("PL.I.6", "inspection-plan", "2026-01-01").scheduledOn())
                .isEqualTo("2026-01-05");
    }

    @Test
    void aPartMayOpenOnADayOfItsOwn() {
        assertThat(opening("PL.III.1", "works", "2026-10-01").scheduledOn()).isEqualTo("2026-01-05");
        assertThat(opening("PL.III.1", "unit-report", "2026-10-01").scheduledOn())
                .isEqualTo("2026-10-01");
    }

    @Test
    void theWindowsLastYearIsThePlansAndTheNextIsTheMinistrysExtension() {
        assertThat(opening("PL.II.4", "unit-report", "2025-11-03").extended()).isFalse();
        assertThat(opening("PL.II.4", "unit-report", "2026-11-02").extended()).isTrue();
        assertThat(opening("PL.II.4", "unit-report", "2030-12-31").extended()).isTrue();
        assertThat(SCHEDULE.opening(part("PL.II.4", "unit-report"), LocalDate.of(2031, 12, 31)))
                .isEmpty();
        assertThat(SCHEDULE.opening(part("PL.II.4", "unit-report"), LocalDate.of(2020, 12, 31)))
                .isEmpty();
    }

    @Test
    void whatIsDoneOnceIsNotExtended() {
        assertThat(clause("PL.I.5").isInExtension(Period.year(2026))).isFalse();
        assertThat(clause("PL.I.6").isInExtension(Period.year(2026))).isTrue();
    }

    @Test
    void nothingOpensAfterTheWindowWhereTheExtensionIsTakenOut() {
        String file = Shipped.planText().replaceAll("(?m)^extension:\n( .*\n)+", "");
        Schedule plain = new Schedule(Shipped.plan(file), SCHEDULE.calendar());

        assertThat(plain.dueToBeOpen(LocalDate.of(2026, 12, 31))).isEmpty();
        assertThat(plain.dueToBeOpen(LocalDate.of(2025, 12, 31))).isNotEmpty();
    }

    @Test
    void whatIsDoneOnceOrWaitsForAnEventDoesNotOpenByItself() {
        assertThat(opened("2020-12-31")).isEmpty();
        assertThat(opened("2026-12-31"))
                .noneMatch(opening -> opening.startsWith("PL.I.5") || opening.startsWith("PL.I.8"));
    }

    // Due dates

    @ParameterizedTest
    @CsvSource({
        // clause, part, period, due, late from
        "PL.II.4,    unit-report,     2026,      2026-12-24, 2026-12-25",
        "PL.II.4,    ministry-report, 2026,      2026-12-30, 2026-12-31",
        "PL.II.4,    unit-report,     2028,      2028-12-22, 2028-12-25",
        "PL.III.2,   unit-report,     2026,      2026-12-24, 2026-12-25",
        "PL.III.2,   ministry-report, 2026,      2026-12-31, 2027-01-01",
        "PL.I.2,     catalogue,       2020,      2020-12-31, 2021-01-01",
        "PL.I.5,     strategy,        2021-2025, 2025-12-31, 2026-01-01",
        "PL.I.3,     catalogue,       2026-H1,   2026-06-30, 2026-07-01",
        "PL.I.3,     catalogue,       2026-H2,   2026-12-31, 2027-01-01",
        "PL.I.6,     inspection-plan, 2026,      2026-03-31, 2026-04-01",
        "PL.II.3,    letter,          2026,      2026-06-30, 2026-07-01",
        "PL.II.3,    unit-report,     2026,      2026-05-19, 2026-05-20",
        "PL.II.8,    synthesis,       2026-H1,   2026-04-29, 2026-05-01",
        "PL.II.8,    unit-report,     2026-H1,   2026-04-21, 2026-04-22",
        "PL.II.8,    synthesis,       2026-H2,   2026-10-30, 2026-11-01",
        "PL.III.1,   works,           2026,      2026-03-31, 2026-04-01",
        "PL.III.1,   ministry-report, 2026,      2026-11-30, 2026-12-01",
        "PL.III.1,   unit-report,     2026,      2026-11-20, 2026-11-21",
        "PL.IV.1,    training,        2026,      2026-09-30, 2026-10-01",
        "PL.IV.2,    inspection,      2026,      2026-12-14, 2026-12-15",
        "KH.III.1.a, summary,         2026-H1,   2026-06-30, 2026-07-01",
        "KH.III.1.b, review,          2026,      2026-04-29, 2026-05-01",
        "KH.III.3,   unit-estimate,   2026,      2026-06-15, 2026-06-16",
        "KH.III.3,   allocation,      2026,      2026-07-17, 2026-07-20",
    })
    void aPartIsDue(String clause, String part, String period, LocalDate due, LocalDate lateFrom) {
        Deadline deadline = SCHEDULE.deadline(part(clause, part), Period.parse(period), Map.of())
                .orElseThrow();

        assertThat(deadline.dueAt()).isEqualTo(at(due + "T17:00"));
        assertThat(deadline.lateFrom()).isEqualTo(at(lateFrom + "T00:00"));
    }

    @Test
    void theDayThatIsAskedForFromOutsideGoesBeforeTheMinistrysOwn() {
        Optional<Deadline> deadline = SCHEDULE.deadline(
                part("PL.III.1", "ministry-report"), Period.year(2026), Map.of("dueAt", at("2026-12-15T00:00")));

        assertThat(deadline.orElseThrow().dueOn()).isEqualTo("2026-12-15");
    }

    @Test
    void whatWaitsForAnEventIsDueOnceItsMomentIsKnown() {
        Part rules = part("PL.I.8", "rules");

        assertThat(SCHEDULE.deadline(rules, Period.year(2026), Map.of())).isEmpty();
        assertThat(SCHEDULE.deadline(rules, Period.year(2026), Map.of("plannedLiveAt", at("2026-10-05T08:00"))))
                .map(Deadline::dueOn)
                .contains(LocalDate.of(2026, 10, 5));
    }

    @Test
    void aServiceIsPublishedOneWorkingDayAfterItIsReady() {
        assertThat(SCHEDULE.deadline(
                        part("PL.II.6", "publication"), Period.year(2026), Map.of("readyAt", at("2026-08-28T10:00"))))
                .map(Deadline::dueOn)
                .contains(LocalDate.of(2026, 9, 3));
    }

    @Test
    void whatNobodySetADateForHasNone() {
        assertThat(SCHEDULE.deadline(part("KH.III.4.b", "review"), Period.year(2026), Map.of()))
                .isEmpty();
    }

    @Test
    void aStepIsHeldByTheDateOfThePartThatCloses() {
        assertThat(SCHEDULE.facts(part("PL.II.4", "unit-report"), Period.year(2026), Map.of())
                        .cap())
                .map(Deadline::lateFrom)
                .contains(at("2026-12-31T00:00"));
    }

    @Test
    void whereTheUnitsHaveUntilAfterAPastYearNothingHoldsAStep() {
        assertThat(SCHEDULE.facts(
                                part("PL.I.1", "unit-report"),
                                Period.year(2020),
                                Map.of("openedAt", at("2026-12-01T08:00")))
                        .cap())
                .isEmpty();
    }

    @Test
    void theTimeOfDayIsTheFiles() {
        Schedule earlier =
                new Schedule(Shipped.plan(Shipped.planText().replace("\"17:00\"", "\"11:30\"")), SCHEDULE.calendar());

        assertThat(earlier.deadline(part("PL.II.4", "unit-report"), Period.year(2026), Map.of()))
                .map(Deadline::dueAt)
                .contains(at("2026-12-24T11:30"));
    }

    @ParameterizedTest
    @CsvSource({
        // part, step, moment, when, due
        "ministry-report, userTask_guideReports,       openedAt,   2026-11-02T07:00, 2026-11-09",
        "ministry-report, userTask_guideReports,       openedAt,   2026-11-10T07:00, 2026-11-17",
        "unit-report,     userTask_prepareReport,      openedAt,   2026-11-02T07:00, 2026-12-24",
        "unit-report,     userTask_sendReport,         openedAt,   2026-11-02T07:00, 2026-12-24",
        "unit-report,     userTask_sendReport,         returnedAt, 2026-12-24T10:00, 2026-12-28",
        "unit-report,     userTask_mendReport,         returnedAt, 2026-12-24T10:00, 2026-12-28",
        "unit-report,     userTask_checkReport,        sentAt,     2026-12-24T16:00, 2026-12-29",
        "ministry-report, userTask_consolidateReports, openedAt,   2026-11-02T07:00, 2026-12-28",
        "ministry-report, userTask_consolidateReports, returnedAt, 2026-12-29T10:00, 2026-12-30",
        "ministry-report, userTask_approveReport,      openedAt,   2026-11-02T07:00, 2026-12-30",
    })
    void aStepOfDataQualityIsDue(String partId, String task, String moment, String when, LocalDate due) {
        Part part = part("PL.II.4", partId);
        Facts facts = SCHEDULE.facts(part, Period.year(2026), Map.of(moment, at(when)));

        assertThat(part.step(task)
                        .orElseThrow()
                        .due()
                        .compute(SCHEDULE.calendar(), facts)
                        .dueOn())
                .isEqualTo(due);
    }

    // The days that a report covers

    @Test
    void aYearsReportCoversFromMidDecemberToMidDecember() {
        Coverage year = clause("PL.II.4").coverage(Period.year(2026)).orElseThrow();

        assertThat(year.firstDay(2026)).isEqualTo("2025-12-15");
        assertThat(year.lastDay(2026)).isEqualTo("2026-12-14");
    }

    @Test
    void aHalfYearsReportCoversItsOwnHalf() {
        Coverage first = clause("KH.III.1.a").coverage(Period.halfYear(2026, 1)).orElseThrow();
        Coverage second =
                clause("KH.III.1.a").coverage(Period.halfYear(2026, 2)).orElseThrow();

        assertThat(List.of(first.firstDay(2026), first.lastDay(2026)))
                .containsExactly(LocalDate.of(2025, 12, 15), LocalDate.of(2026, 6, 14));
        assertThat(List.of(second.firstDay(2026), second.lastDay(2026)))
                .containsExactly(LocalDate.of(2026, 6, 15), LocalDate.of(2026, 12, 14));
        assertThat(clause("PL.II.3").coverage(Period.year(2026))).isEmpty();
    }

    private static List<String> opened(String day) {
        return SCHEDULE.dueToBeOpen(LocalDate.parse(day)).stream()
                .map(opening -> opening.part().clause() + " " + opening.part().id() + " "
                        + opening.period().id())
                .toList();
    }

    private static Opening opening(String clause, String part, String day) {
        return SCHEDULE.opening(part(clause, part), LocalDate.parse(day)).orElseThrow();
    }

    private static Clause clause(String id) {
        return SCHEDULE.plan().clause(id).orElseThrow();
    }

    private static Part part(String clause, String part) {
        return SCHEDULE.plan().part(clause, part).orElseThrow();
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time + ":00+07:00").toInstant();
    }
}
