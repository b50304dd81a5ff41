package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import vn.gov.most.dataplan.calendar.Calendars;
import vn.gov.most.dataplan.calendar.InEveryTimeZone;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** The due dates of PL.II.4 in 2026 and 2028, written out by hand. */
class ReportingChainDatesTest {

    private static final DeadlineRule GUIDANCE = DeadlineRule.parse("5 working days after openedAt");
    private static final DeadlineRule UNIT_REPORT =
            DeadlineRule.parse(List.of("2 working days after returnedAt", "before 25/12"));
    private static final DeadlineRule CHECK = DeadlineRule.parse("3 working days after sentAt");
    private static final DeadlineRule CONSOLIDATION = DeadlineRule.parse(
            List.of("2 working days after returnedByLeadershipAt", "2 working days before ministry-report"));
    private static final DeadlineRule LEADERSHIP = DeadlineRule.parse("as ministry-report");
    private static final DeadlineRule MINISTRY_REPORT = DeadlineRule.parse("before 31/12");

    private WorkingCalendar calendar;
    private Facts in2026;

    @BeforeEach
    void open2026() {
        calendar = Calendars.ministry();
        in2026 = facts(2026);
    }

    @InEveryTimeZone
    void gives_guidance_five_working_days_from_the_actual_opening() {
        assertDeadline(
                GUIDANCE,
                in2026.withMoment("openedAt", at("2026-11-02T08:00")),
                "2026-11-09T17:00",
                "2026-11-10T00:00");
        assertDeadline(
                GUIDANCE,
                in2026.withMoment("openedAt", at("2026-11-10T08:00")),
                "2026-11-17T17:00",
                "2026-11-18T00:00");
    }

    @InEveryTimeZone
    void dates_the_unit_report_before_25_december() {
        assertDeadline(UNIT_REPORT, in2026, "2026-12-24T17:00", "2026-12-25T00:00");
        assertDeadline(UNIT_REPORT, facts(2028), "2028-12-22T17:00", "2028-12-25T00:00");
    }

    @InEveryTimeZone
    void gives_a_returned_report_two_working_days() {
        assertDeadline(
                UNIT_REPORT,
                in2026.withMoment("returnedAt", at("2026-12-24T10:00")),
                "2026-12-28T17:00",
                "2026-12-29T00:00");
    }

    @InEveryTimeZone
    void gives_the_check_three_working_days_from_the_sending() {
        assertDeadline(
                CHECK, in2026.withMoment("sentAt", at("2026-12-24T16:00")), "2026-12-29T17:00", "2026-12-30T00:00");
    }

    @InEveryTimeZone
    void dates_the_consolidation_two_working_days_before_the_ministry_report() {
        assertDeadline(CONSOLIDATION, in2026, "2026-12-28T17:00", "2026-12-29T00:00");
    }

    @InEveryTimeZone
    void gives_a_consolidation_that_leadership_returned_two_working_days() {
        assertDeadline(
                CONSOLIDATION,
                in2026.withMoment("returnedByLeadershipAt", at("2026-12-24T15:00")),
                "2026-12-28T17:00",
                "2026-12-29T00:00");
    }

    @InEveryTimeZone
    void dates_leadership_as_the_ministry_report() {
        assertDeadline(LEADERSHIP, in2026, "2026-12-30T17:00", "2026-12-31T00:00");
        assertDeadline(LEADERSHIP, facts(2028), "2028-12-29T17:00", "2028-12-31T00:00");
    }

    @InEveryTimeZone
    void holds_every_step_at_the_ministry_report_and_late_from_its_own_day() {
        assertDeadline(
                CONSOLIDATION,
                in2026.withMoment("returnedByLeadershipAt", at("2026-12-29T15:00")),
                "2026-12-30T17:00",
                "2026-12-31T00:00");
        assertDeadline(
                CHECK, in2026.withMoment("sentAt", at("2026-12-30T16:59")), "2026-12-30T17:00", "2026-12-31T00:00");
        assertDeadline(
                CHECK,
                facts(2028).withMoment("sentAt", at("2028-12-28T10:00")),
                "2028-12-29T17:00",
                "2028-12-31T00:00");
    }

    @InEveryTimeZone
    void leaves_a_step_that_ends_on_the_ministrys_day_its_own_midnight() {
        assertDeadline(
                CHECK,
                facts(2028).withMoment("sentAt", at("2028-12-26T10:00")),
                "2028-12-29T17:00",
                "2028-12-30T00:00");
    }

    @InEveryTimeZone
    void holds_no_step_that_begins_once_the_ministry_report_was_due() {
        assertDeadline(
                CHECK, in2026.withMoment("sentAt", at("2026-12-30T17:00")), "2027-01-05T17:00", "2027-01-06T00:00");
    }

    @InEveryTimeZone
    void holds_no_step_that_begins_after_the_signing() {
        Facts sentAfterwards = in2026.withMoment("sentAt", at("2026-12-29T10:00"));

        assertDeadline(
                CHECK, sentAfterwards.withSignedAt(at("2026-12-28T10:00")), "2027-01-04T17:00", "2027-01-05T00:00");
        assertDeadline(
                CHECK, sentAfterwards.withSignedAt(at("2026-12-29T10:00")), "2027-01-04T17:00", "2027-01-05T00:00");
    }

    @InEveryTimeZone
    void still_holds_a_step_that_began_before_the_signing() {
        Facts sentBefore = in2026.withMoment("sentAt", at("2026-12-29T10:00"));

        assertDeadline(CHECK, sentBefore.withSignedAt(at("2026-12-29T10:01")), "2026-12-30T17:00", "2026-12-31T00:00");
    }

    @InEveryTimeZone
    void holds_a_fixed_date_before_and_after_the_signing() {
        Facts earlier = Facts.of(Period.year(2026))
                .withCap(new Deadline(at("2026-12-18T17:00"), at("2026-12-19T00:00"), false));

        assertDeadline(UNIT_REPORT, earlier, "2026-12-18T17:00", "2026-12-19T00:00");
        assertDeadline(
                UNIT_REPORT, earlier.withSignedAt(at("2026-12-17T10:00")), "2026-12-18T17:00", "2026-12-19T00:00");
    }

    private Facts facts(int year) {
        Facts facts = Facts.of(Period.year(year));
        Deadline ministry = MINISTRY_REPORT.compute(calendar, facts);
        return facts.withPart("ministry-report", ministry).withCap(ministry);
    }

    private void assertDeadline(DeadlineRule rule, Facts facts, String due, String late) {
        Deadline deadline = rule.compute(calendar, facts);

        assertThat(deadline.dueAt()).as("due").isEqualTo(at(due));
        assertThat(deadline.lateFrom()).as("late").isEqualTo(at(late));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.ofHours(7));
    }
}
