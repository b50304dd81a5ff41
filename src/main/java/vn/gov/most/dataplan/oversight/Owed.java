package vn.gov.most.dataplan.oversight;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.obligation.TrackedObligation;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;

/**
 * An obligation as the pages show it.
 *
 * @param unit the id of the unit that owes it; the clause's lead unit if the row has none
 * @param unitName its name
 * @param isReport whether it is a unit's report for a period
 * @param recordedAt when the program recorded work that had been done before; otherwise empty
 */
record Owed(
        TrackedObligation tracked,
        Clause clause,
        Part part,
        String unit,
        String unitName,
        boolean isReport,
        Status status,
        Optional<Instant> recordedAt) {

    Obligation row() {
        return tracked.obligation();
    }

    String periodName() {
        return row().key().period().isEmpty()
                ? "Phát sinh"
                : Period.parse(row().key().period()).vietnamese();
    }

    /** When it was done, which is not when that was recorded. */
    Optional<Instant> doneAt() {
        return recordedAt.isPresent() ? row().firstSentAt() : row().doneAt();
    }

    /** The day of the recording in words; empty where it was recorded when it was done. */
    String recorded() {
        return recordedAt.map(at -> "ghi nhận " + VietnameseDate.day(at)).orElse("");
    }

    boolean isUnsent() {
        return row().isActive() && row().finishedAt().isEmpty();
    }

    /** The due date, marked if a holiday notice may still change it. */
    String due() {
        return row().dueAt()
                .map(due -> VietnameseDate.day(due) + (row().provisional() ? " (tạm tính)" : ""))
                .orElse("");
    }

    static String day(Optional<Instant> moment) {
        return moment.map(VietnameseDate::day).orElse("");
    }

    static Instant startOf(int year) {
        return ZonedDateTime.of(year, 1, 1, 0, 0, 0, 0, WorkingCalendar.ZONE).toInstant();
    }
}
