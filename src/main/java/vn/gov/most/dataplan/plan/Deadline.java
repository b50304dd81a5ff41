package vn.gov.most.dataplan.plan;

import java.time.Instant;
import java.time.LocalDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * A due date, as two times.
 *
 * @param dueAt what people see and are reminded of: a time of day in {@link WorkingCalendar#ZONE}
 * @param lateFrom when lateness begins: the first moment that the wording of the source no longer covers
 * @param provisional whether a holiday notice that is not published yet may move it
 */
public record Deadline(Instant dueAt, Instant lateFrom, boolean provisional) {

    public Deadline {
        if (!dueAt.isBefore(lateFrom)) {
            throw new IllegalArgumentException("A deadline is late only after it was due: " + dueAt + ", " + lateFrom);
        }
    }

    public LocalDate dueOn() {
        return LocalDate.ofInstant(dueAt, WorkingCalendar.ZONE);
    }

    /** Whether something completed at this time, or still open then, is late. */
    public boolean isLate(Instant moment) {
        return !moment.isBefore(lateFrom);
    }
}
