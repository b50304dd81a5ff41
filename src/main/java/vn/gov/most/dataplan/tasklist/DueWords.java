package vn.gov.most.dataplan.tasklist;

import java.time.Instant;
import java.time.LocalDate;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Obligation;

/**
 * The state of a task in relation to its due date, in words and in working days.
 *
 * @param words such as "Còn 19 ngày làm việc, hạn thứ Năm 24/12/2026"
 * @param state its kind, for the colour
 */
record DueWords(String words, State state) {

    enum State {
        IN_TIME,
        DUE_SOON,
        /** Past its due date, but not yet late. */
        PAST_DUE,
        OVERDUE
    }

    static DueWords of(Instant dueAt, Instant lateFrom, boolean provisional, Instant now, WorkingCalendar calendar) {
        LocalDate today = day(now);
        LocalDate due = day(dueAt);
        int left = calendar.workingDaysBetween(today, due);
        String on = (provisional ? "hạn tạm tính " : "hạn ") + VietnameseDate.shortWithWeekday(due);
        if (!now.isBefore(lateFrom)) {
            return new DueWords("Quá hạn" + passed(left) + ", " + on, State.OVERDUE);
        }
        if (now.isAfter(dueAt)) {
            return new DueWords("Đã qua hạn xử lý" + passed(left) + ", " + on, State.PAST_DUE);
        }
        State state = left <= Obligation.DUE_SOON ? State.DUE_SOON : State.IN_TIME;
        if (due.equals(today)) {
            return new DueWords("Hạn hôm nay, " + VietnameseDate.shortMoment(dueAt), state);
        }
        return left == 0
                ? new DueWords(on.replaceFirst("h", "H"), state)
                : new DueWords("Còn %d ngày làm việc, %s".formatted(left, on), state);
    }

    private static String passed(int left) {
        return left < 0 ? " %d ngày làm việc".formatted(-left) : "";
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, WorkingCalendar.ZONE);
    }
}
