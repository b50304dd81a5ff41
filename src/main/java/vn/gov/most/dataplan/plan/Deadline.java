package vn.gov.most.dataplan.plan;

import java.time.Instant;
import java.time.LocalDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * A due date, as two moments.
 *
 * @param dueAt what people are told and reminded of: an hour of a day in {@link WorkingCalendar#ZONE}
 * @param lateFrom from when it counts against somebody: the first moment outside the words of the source
 * @param provisional whether a notice on holidays that is still to come may move it
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

    /** Whether something done, or still open, at the moment is late. */
    public boolean isLate(Instant moment) {
        return !moment.isBefore(lateFrom);
    }
}
