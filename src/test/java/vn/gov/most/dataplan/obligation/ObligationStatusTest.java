package vn.gov.most.dataplan.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.calendar.Calendars;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Obligation.State;

/** Due on Thursday 24/12/2026 at 17:00, late from Friday 25/12 at 00:00, unless a test says otherwise. */
class ObligationStatusTest {

    private static final WorkingCalendar CALENDAR = Calendars.ministry();
    private static final Obligation OWED = due("2026-12-24T17:00", "2026-12-25T00:00");

    @Test
    void whatIsDueInSixWorkingDaysIsInTime() {
        assertThat(statusAt(OWED, "2026-12-16T23:59:59.999")).isEqualTo(Status.IN_TIME);
    }

    @Test
    void whatIsDueInFiveWorkingDaysIsDueSoonFromThatMidnightInVietnamOn() {
        assertThat(statusAt(OWED, "2026-12-17T00:00")).isEqualTo(Status.DUE_SOON);
    }

    /** Tuesday 24/11/2026 is a holiday: from Wednesday 18/11 five working days, from Tuesday 17/11 six. */
    @Test
    void aHolidayIsNoWorkingDayBeforeTheDueDate() {
        Obligation owed = due("2026-11-26T17:00", "2026-11-27T00:00");

        assertThat(statusAt(owed, "2026-11-17T12:00")).isEqualTo(Status.IN_TIME);
        assertThat(statusAt(owed, "2026-11-18T00:00")).isEqualTo(Status.DUE_SOON);
    }

    @Test
    void afterItsDueHourItIsDueSoonStillAndNotOverdue() {
        assertThat(statusAt(OWED, "2026-12-24T17:00")).isEqualTo(Status.DUE_SOON);
        assertThat(statusAt(OWED, "2026-12-24T23:59:59.999")).isEqualTo(Status.DUE_SOON);
    }

    @Test
    void fromLateFromOnItIsOverdue() {
        assertThat(statusAt(OWED, "2026-12-25T00:00")).isEqualTo(Status.OVERDUE);
        assertThat(statusAt(OWED, "2027-06-01T00:00")).isEqualTo(Status.OVERDUE);
    }

    /** 2028: due on Friday 22/12, late from Monday 25/12. */
    @Test
    void onTheWeekendBetweenDueAndLateItIsDueSoon() {
        Obligation owed = due("2028-12-22T17:00", "2028-12-25T00:00");

        assertThat(statusAt(owed, "2028-12-24T20:00")).isEqualTo(Status.DUE_SOON);
        assertThat(statusAt(owed, "2028-12-25T00:00")).isEqualTo(Status.OVERDUE);
    }

    @Test
    void sentInTheLastInstantBeforeLateFromIsDone() {
        assertThat(statusAt(sent(OWED, "2026-12-24T23:59:59.999"), "2027-06-01T00:00"))
                .isEqualTo(Status.DONE);
    }

    @Test
    void sentAtLateFromIsDoneLate() {
        assertThat(statusAt(sent(OWED, "2026-12-25T00:00"), "2026-12-25T00:00")).isEqualTo(Status.DONE_LATE);
    }

    @Test
    void theFirstSendingDecidesNotTheAcceptance() {
        Obligation accepted =
                with(OWED, Optional.of(at("2026-12-24T09:00")), Optional.of(at("2026-12-29T09:00")), Optional.empty());

        assertThat(statusAt(accepted, "2026-12-30T09:00")).isEqualTo(Status.DONE);
    }

    @Test
    void whatIsSignedButNeverSentIsDecidedByTheSigning() {
        assertThat(statusAt(done(OWED, "2026-12-24T23:59:59.999"), "2027-06-01T00:00"))
                .isEqualTo(Status.DONE);
        assertThat(statusAt(done(OWED, "2026-12-25T00:00"), "2027-06-01T00:00")).isEqualTo(Status.DONE_LATE);
    }

    @Test
    void whatIsWaivedIsNeverLate() {
        Obligation waived = with(OWED, Optional.empty(), Optional.empty(), Optional.of(at("2026-12-20T09:00")));

        assertThat(statusAt(waived, "2026-12-18T09:00")).isEqualTo(Status.WAIVED);
        assertThat(statusAt(waived, "2027-06-01T00:00")).isEqualTo(Status.WAIVED);
    }

    @Test
    void whatHasNoDateIsInTimeUntilItIsDone() {
        Obligation owed = obligation(Optional.empty(), Optional.empty());

        assertThat(statusAt(owed, "2030-01-01T00:00")).isEqualTo(Status.IN_TIME);
        assertThat(statusAt(done(owed, "2030-01-01T00:00"), "2030-01-01T00:00")).isEqualTo(Status.DONE);
    }

    @Test
    void peopleReadItInVietnamese() {
        assertThat(Status.values())
                .extracting(Status::vietnamese)
                .containsExactly(
                        "Trong hạn",
                        "Sắp đến hạn",
                        "Quá hạn",
                        "Hoàn thành đúng hạn",
                        "Hoàn thành quá hạn",
                        "Được miễn",
                        "Đã hủy",
                        "Đang tạm dừng",
                        "Không áp dụng");
    }

    private static Status statusAt(Obligation obligation, String moment) {
        return obligation.statusAt(at(moment), CALENDAR);
    }

    private static Obligation due(String dueAt, String lateFrom) {
        return obligation(Optional.of(at(dueAt)), Optional.of(at(lateFrom)));
    }

    private static Obligation sent(Obligation owed, String moment) {
        return with(owed, Optional.of(at(moment)), Optional.empty(), Optional.empty());
    }

    private static Obligation done(Obligation owed, String moment) {
        return with(owed, Optional.empty(), Optional.of(at(moment)), Optional.empty());
    }

    private static Obligation obligation(Optional<Instant> dueAt, Optional<Instant> lateFrom) {
        return new Obligation(
                1,
                new ObligationKey("PL.II.4", "unit-report", "2026", "nasati", ""),
                "instance",
                "PL.II.4/2026/nasati",
                State.OPEN,
                Optional.empty(),
                at("2026-11-02T06:30"),
                dueAt,
                lateFrom,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Obligation with(
            Obligation owed, Optional<Instant> sentAt, Optional<Instant> doneAt, Optional<Instant> waivedAt) {
        return new Obligation(
                owed.id(),
                owed.key(),
                owed.processInstance(),
                owed.businessKey(),
                owed.state(),
                owed.scheduledOn(),
                owed.openedAt(),
                owed.dueAt(),
                owed.lateFrom(),
                owed.provisional(),
                sentAt,
                doneAt,
                waivedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
