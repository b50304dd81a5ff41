package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * A row: what is owed, and how it stands.
 *
 * @param scheduledOn the day on which the plan opens it; empty where a hand or an event does
 * @param dueAt what people are told; {@code lateFrom} counts; both empty where the plan sets no date
 * @param provisional whether a notice on holidays that is still to come may move them
 * @param firstSentAt decides in time or late; a return does not change it
 * @param doneAt when it was accepted, or the ministry's report signed
 * @param cancelledAt when its instance was ended from outside; opened again, it is empty
 * @param closedAt when the clause's next period opened and this was unfinished
 * @param consolidatedAt of a period's closing part: when the reports were last put together
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

    /** How far the work has come, with its Vietnamese name in lists of unit reports. */
    public enum State {
        OPEN("Chưa gửi"),
        SENT("Đã gửi"),
        MENDING("Đang chỉnh sửa"),
        ACCEPTED("Đã chấp nhận"),
        /** The period was closed and nothing had ever been sent. */
        NOT_SENT("Không gửi báo cáo"),
        /** A period's closing part: signed. */
        DONE("Đã phê duyệt"),
        /** It turned out that there was nothing to do here, and why is recorded. */
        NOT_APPLICABLE("Không áp dụng");

        private final String vietnamese;

        State(String vietnamese) {
            this.vietnamese = vietnamese;
        }

        public String vietnamese() {
            return vietnamese;
        }
    }

    /** Working days before its due date from which what is open is "due soon". */
    public static final int DUE_SOON = 5;

    /** When it was done, as far as its date is concerned: the first sending decides, be it accepted later or not. */
    public Optional<Instant> finishedAt() {
        return firstSentAt.or(() -> doneAt);
    }

    /** What counts against somebody, or will: decided by the first sending, or by the clock while there is none. */
    public boolean isLate(Instant now) {
        Instant decisive = finishedAt().orElse(now);
        return lateFrom.filter(from -> !decisive.isBefore(from)).isPresent();
    }

    public boolean isSettled() {
        return waivedAt.isPresent() || cancelledAt.isPresent() || firstSentAt.isPresent();
    }

    /** Whether work on it goes on. */
    public boolean lives() {
        return doneAt.isEmpty() && closedAt.isEmpty() && waivedAt.isEmpty() && cancelledAt.isEmpty();
    }

    /** When work on it ended; empty while it goes on. */
    public Optional<Instant> endedAt() {
        return doneAt.or(() -> closedAt).or(() -> waivedAt).or(() -> cancelledAt);
    }

    /** In words, with its day where one counts, for a refusal. */
    String standing() {
        return cancelledAt
                .map(at -> "đã hủy ngày " + VietnameseDate.day(at))
                .or(() -> waivedAt.map(at -> "được miễn từ ngày " + VietnameseDate.day(at)))
                .or(() -> closedAt.map(at -> "đã đóng ngày " + VietnameseDate.day(at)))
                .or(() -> doneAt.map(at -> "đã hoàn thành ngày " + VietnameseDate.day(at)))
                .orElseGet(() -> "đang ở tình trạng \"%s\"".formatted(state.vietnamese()));
    }

    /** The status of the plan ("Statuses"), by the calendar's working days. */
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
