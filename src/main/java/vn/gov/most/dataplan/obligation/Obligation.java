package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * An obligation and its state.
 *
 * @param scheduledOn the day on which the plan opens it; empty if a person or an event opens it
 * @param dueAt what people see; empty if the plan sets no date
 * @param lateFrom when lateness begins; empty like {@code dueAt}
 * @param provisional whether a future holiday notice may still move the dates
 * @param firstSentAt decides whether it is in time; a return does not change it
 * @param doneAt when it was done: a unit's report when it was accepted, the ministry's when it was signed
 * @param cancelledAt when its instance was ended from outside; empty again after a reopening
 * @param closedAt when the clause's next period opened and this one was unfinished
 * @param consolidatedAt for the closing part of a period: when the reports were last put together
 */
public record Obligation(
        long id,
        ObligationKey key,
        String processInstance,
        String businessKey,
        State state,
        Optional<LocalDate> scheduledOn,
        Instant openedAt,
        Optional<Instant> dueAt,
        Optional<Instant> lateFrom,
        boolean provisional,
        Optional<Instant> firstSentAt,
        Optional<Instant> doneAt,
        Optional<Instant> waivedAt,
        Optional<Instant> cancelledAt,
        Optional<Instant> closedAt,
        Optional<Instant> consolidatedAt,
        Optional<Instant> signedAt) {

    /** The progress of the work, with its Vietnamese name in lists of unit reports. */
    public enum State {
        OPEN("Chưa gửi"),
        SENT("Đã gửi"),
        MENDING("Đang chỉnh sửa"),
        ACCEPTED("Đã chấp nhận"),
        /** The period was closed, and nothing was ever sent. */
        NOT_SENT("Không gửi báo cáo"),
        /** For the closing part of a period: signed. */
        DONE("Đã phê duyệt"),
        /** There was nothing to do, with a recorded reason. */
        NOT_APPLICABLE("Không áp dụng");

        private final String vietnamese;

        State(String vietnamese) {
            this.vietnamese = vietnamese;
        }

        public String vietnamese() {
            return vietnamese;
        }
    }

    /** How many working days before its due date open work is "due soon". */
    public static final int DUE_SOON = 5;

    /**
     * When it was finished in relation to its date: the first sending counts, whether or not it is accepted later.
     */
    public Optional<Instant> finishedAt() {
        return firstSentAt.or(() -> doneAt);
    }

    /** Whether it is late: decided by the first sending, or by the clock while there is none. */
    public boolean isLate(Instant now) {
        Instant decisive = finishedAt().orElse(now);
        return lateFrom.filter(from -> !decisive.isBefore(from)).isPresent();
    }

    public boolean isSettled() {
        return waivedAt.isPresent() || cancelledAt.isPresent() || firstSentAt.isPresent();
    }

    /** Whether work on it continues. */
    public boolean isActive() {
        return doneAt.isEmpty() && closedAt.isEmpty() && waivedAt.isEmpty() && cancelledAt.isEmpty();
    }

    /** When work on it ended; empty while it continues. */
    public Optional<Instant> endedAt() {
        return doneAt.or(() -> closedAt).or(() -> waivedAt).or(() -> cancelledAt);
    }

    /** The state in words, with its day if it has one, for a refusal. */
    String standing() {
        return cancelledAt
                .map(at -> "đã hủy ngày " + VietnameseDate.day(at))
                .or(() -> waivedAt.map(at -> "được miễn từ ngày " + VietnameseDate.day(at)))
                .or(() -> closedAt.map(at -> "đã đóng ngày " + VietnameseDate.day(at)))
                .or(() -> doneAt.map(at -> "đã hoàn thành ngày " + VietnameseDate.day(at)))
                .orElseGet(() -> "đang ở tình trạng \"%s\"".formatted(state.vietnamese()));
    }

    /** The status in the plan's terms ("Statuses"), by the calendar's working days. */
    public Status statusAt(Instant now, WorkingCalendar calendar) {
        if (waivedAt.isPresent()) {
            return Status.WAIVED;
        }
        if (cancelledAt.isPresent()) {
            return Status.CANCELLED;
        }
        if (state == State.NOT_APPLICABLE) {
            return Status.NOT_APPLICABLE;
        }
        if (firstSentAt.isPresent() || doneAt.isPresent()) {
            return isLate(now) ? Status.DONE_LATE : Status.DONE;
        }
        if (isLate(now)) {
            return Status.OVERDUE;
        }
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        return dueAt.map(due -> LocalDate.ofInstant(due, WorkingCalendar.ZONE))
                .filter(due -> calendar.workingDaysBetween(today, due) <= DUE_SOON)
                .map(due -> Status.DUE_SOON)
                .orElse(Status.IN_TIME);
    }
}
