package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.util.Optional;

/**
 * An obligation in a time span from {@code from} (included) to {@code until} (excluded), such as a week or a year.
 *
 * @param about its subject in words, such as the database of an event or the ordered work; otherwise empty
 * @param paused whether its instance is suspended now
 */
public record TrackedObligation(Obligation obligation, String about, boolean paused) {

    /**
     * Whether it is owed at all. Not if it was waived, cancelled or not applicable, whenever that was decided, nor if
     * it was closed unfinished before it was late.
     */
    public boolean isOwed() {
        boolean droppedInTime = obligation.finishedAt().isEmpty()
                && obligation.closedAt().filter(at -> !obligation.isLate(at)).isPresent();
        return obligation.waivedAt().isEmpty()
                && obligation.cancelledAt().isEmpty()
                && obligation.state() != Obligation.State.NOT_APPLICABLE
                && !droppedInTime;
    }

    /**
     * Whether it is owed and was open at any time of the span: opened before its end and not over before its start.
     */
    public boolean isGiven(Instant from, Instant until) {
        return isOwed()
                && obligation.openedAt().isBefore(until)
                && overAt().filter(from::isAfter).isEmpty();
    }

    /**
     * The status at the end of the span. If it was finished by then it is {@code DONE} or {@code DONE_LATE}, by the
     * first sending alone. Otherwise {@code PAUSED} if it is suspended now, {@code OVERDUE} if it was late by then,
     * closed or not, and {@code IN_TIME} in all other cases.
     */
    public Status standingAt(Instant until) {
        if (obligation.finishedAt().filter(until::isAfter).isPresent()) {
            return obligation.isLate(until) ? Status.DONE_LATE : Status.DONE;
        }
        if (paused && obligation.closedAt().isEmpty()) {
            return Status.PAUSED;
        }
        return obligation.lateFrom().filter(until::isAfter).isPresent() ? Status.OVERDUE : Status.IN_TIME;
    }

    /** Whether it is owed and became late in the span: its "late from" is in the span and it was unfinished then. */
    public boolean becameLate(Instant from, Instant until) {
        return isOwed()
                && obligation
                        .lateFrom()
                        .filter(late -> !late.isBefore(from) && late.isBefore(until))
                        .filter(late ->
                                obligation.finishedAt().filter(late::isAfter).isEmpty())
                        .isPresent();
    }

    /** Whether it is given and its due time is in the span. */
    public boolean isDue(Instant from, Instant until) {
        return isGiven(from, until)
                && obligation
                        .dueAt()
                        .filter(due -> !due.isBefore(from) && due.isBefore(until))
                        .isPresent();
    }

    /** When its date stopped mattering: it was finished, or closed unfinished. */
    private Optional<Instant> overAt() {
        return obligation.finishedAt().or(obligation::closedAt);
    }
}
