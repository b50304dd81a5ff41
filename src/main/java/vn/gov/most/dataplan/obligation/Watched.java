package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.util.Optional;

/**
 * An obligation, looked at in a span of time from {@code from} until right before {@code until}, as a week or a year is.
 *
 * @param about what it is about, in words, as the database of an event or what was ordered; else empty
 * @param paused whether its instance is suspended now
 */
public record Watched(Obligation obligation, String about, boolean paused) {

    /**
     * Whether anybody owes it: not what was waived or cancelled or does not apply, whenever that was decided, nor what was
     * closed unfinished before it was late.
     */
    public boolean isOwed() {
        boolean droppedInTime = obligation.finishedAt().isEmpty()
                && obligation.closedAt().filter(at -> !obligation.isLate(at)).isPresent();
        return obligation.waivedAt().isEmpty()
                && obligation.cancelledAt().isEmpty()
                && obligation.state() != Obligation.State.NOT_APPLICABLE
                && !droppedInTime;
    }

    /** Whether it is owed and was open at any time of the span: opened before its end, not over before it began. */
    public boolean isGiven(Instant from, Instant until) {
        return isOwed()
                && obligation.openedAt().isBefore(until)
                && overAt().filter(from::isAfter).isEmpty();
    }

    /**
     * How what is given stood at the end of the span. What was finished in it is {@code DONE} or {@code DONE_LATE}, by the
     * first sending alone; of what was not, {@code PAUSED} is what is suspended now, {@code OVERDUE} what was late by then,
     * be it closed or not, and all else {@code IN_TIME}.
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

    /** Whether it is owed and came to be late within the span: its "late from" lies there and found it unfinished. */
    public boolean becameLate(Instant from, Instant until) {
        return isOwed()
                && obligation
                        .lateFrom()
                        .filter(late -> !late.isBefore(from) && late.isBefore(until))
                        .filter(late ->
                                obligation.finishedAt().filter(late::isAfter).isEmpty())
                        .isPresent();
    }

    /** Whether it is given and its due moment lies in the span. */
    public boolean isDue(Instant from, Instant until) {
        return isGiven(from, until)
                && obligation
                        .dueAt()
                        .filter(due -> !due.isBefore(from) && due.isBefore(until))
                        .isPresent();
    }

    /** When nobody had to work for its date any more: finished, or closed unfinished. */
    private Optional<Instant> overAt() {
        return obligation.finishedAt().or(obligation::closedAt);
    }
}
