package vn.gov.most.dataplan.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** One line of a {@link DeadlineRule}. */
sealed interface DeadlineTerm {

    String ALLOWED =
            """
            Cho phép:
            - before 25/12
            - last working day
            - last working day of month 3
            - 5 working days after openedAt
            - 2 working days before ministry-report
            - 5 working days before requiredAt
            - as ministry-report
            - on plannedLiveAt
            Sau "before" và "on" còn được thêm: , at least 10 working days after openedAt
            Sau "after" còn được thêm: , at most 2 working days before ministry-report""";

    Deadline compute(WorkingCalendar calendar, Facts facts);

    /** The name of the moment that the term needs. */
    default Optional<String> moment() {
        return Optional.empty();
    }

    /** The name of the part whose deadline the term needs. */
    default Optional<String> part() {
        return Optional.empty();
    }

    /** The names of moments that the term uses if they are known, and does not need. */
    default List<String> heeded() {
        return List.of();
    }

    /** "Trước D" (before D): D is in the year in which the period ends. */
    record Before(MonthDay day) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            return lastWorkingDayBefore(day.atYear(facts.period().lastDay().getYear()), calendar, facts);
        }

        @Override
        public String toString() {
            return "before " + day.getDayOfMonth() + "/" + day.getMonthValue();
        }
    }

    record LastWorkingDay() implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            return lastWorkingDayBefore(facts.period().lastDay().plusDays(1), calendar, facts);
        }

        @Override
        public String toString() {
            return "last working day";
        }
    }

    /** @param month counted from the first month of the period: 4 is October in a second half-year */
    record LastWorkingDayOfMonth(int month) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            Period period = facts.period();
            LocalDate end = period.firstDay().plusMonths(month);
            if (end.isAfter(period.lastDay().plusDays(1))) {
                throw new IllegalStateException(
                        "Hạn \"%s\": %s không có tháng thứ %d của kỳ.".formatted(this, period.vietnamese(), month));
            }
            return lastWorkingDayBefore(end, calendar, facts);
        }

        @Override
        public String toString() {
            return "last working day of month " + month;
        }
    }

    /** Civil Code art. 147.3 and 148.6: counting starts on the day after, and the whole last day is in time. */
    record WorkingDaysAfter(int count, String name) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            LocalDate from = dayOf(name, this, facts);
            LocalDate due = calendar.plusWorkingDays(from, count);
            return untilMidnight(due, facts, calendar.isProvisional(from.plusDays(1), due));
        }

        @Override
        public Optional<String> moment() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return workingDays(count) + " after " + name;
        }
    }

    record WorkingDaysBefore(int count, String name) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            Deadline other = deadlineOf(name, this, facts);
            LocalDate due = calendar.minusWorkingDays(other.dueOn(), count);
            return untilMidnight(due, facts, other.provisional() || calendar.isProvisional(due, other.dueOn()));
        }

        @Override
        public Optional<String> part() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return workingDays(count) + " before " + name;
        }
    }

    record WorkingDaysBeforeMoment(int count, String name) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            LocalDate day = dayOf(name, this, facts);
            LocalDate due = calendar.minusWorkingDays(day, count);
            return untilMidnight(due, facts, calendar.isProvisional(due, day));
        }

        @Override
        public Optional<String> moment() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return workingDays(count) + " before " + name;
        }
    }

    record As(String name) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            return deadlineOf(name, this, facts);
        }

        @Override
        public Optional<String> part() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return "as " + name;
        }
    }

    /**
     * The day itself is due, even a day off: it is the day of an event, such as a database going live, and not a
     * length of time.
     */
    record DayOfMoment(String name) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            return untilMidnight(dayOf(name, this, facts), facts, false);
        }

        @Override
        public Optional<String> moment() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return "on " + name;
        }
    }

    /**
     * A late start still leaves some days. The minimum may not pass the date that is counted back from, unless that
     * date has passed. It has no effect if the moment is unknown.
     */
    record AtLeast(DeadlineTerm back, WorkingDaysAfter least) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            Deadline own = back.compute(calendar, facts);
            if (!facts.moments().containsKey(least.name())) {
                return own;
            }
            Deadline least = this.least.compute(calendar, facts);
            Deadline end = end(calendar, facts);
            boolean isOver = end.dueAt().isBefore(facts.moments().get(this.least.name()));
            Deadline held = back instanceof DayOfMoment || isOver ? least : earlier(least, end);
            return held.dueAt().isAfter(own.dueAt()) ? held : own;
        }

        private Deadline end(WorkingCalendar calendar, Facts facts) {
            return back.part()
                    .map(part -> deadlineOf(part, this, facts))
                    .orElseGet(() -> new DayOfMoment(back.moment().orElseThrow()).compute(calendar, facts));
        }

        private static Deadline earlier(Deadline one, Deadline other) {
            return one.dueAt().isBefore(other.dueAt()) ? one : other;
        }

        @Override
        public Optional<String> moment() {
            return back.moment();
        }

        @Override
        public Optional<String> part() {
            return back.part();
        }

        @Override
        public List<String> heeded() {
            List<String> heeded = new ArrayList<>(back.heeded());
            heeded.add(least.name());
            return heeded;
        }

        @Override
        public String toString() {
            return back + Syntax.AT_LEAST + least;
        }
    }

    /** A length of time that must end before the next part has to begin. */
    record AtMost(WorkingDaysAfter own, WorkingDaysBefore most) implements DeadlineTerm {

        @Override
        public Deadline compute(WorkingCalendar calendar, Facts facts) {
            return AtLeast.earlier(own.compute(calendar, facts), most.compute(calendar, facts));
        }

        @Override
        public Optional<String> moment() {
            return own.moment();
        }

        @Override
        public Optional<String> part() {
            return most.part();
        }

        @Override
        public String toString() {
            return own + Syntax.AT_MOST + most;
        }
    }

    static DeadlineTerm parse(String line) {
        String text = line.strip();
        Matcher matcher;
        int atLeast = text.lastIndexOf(Syntax.AT_LEAST);
        if (atLeast >= 0) {
            DeadlineTerm back = parse(text.substring(0, atLeast));
            if (mayBeHeld(back)
                    && parse(text.substring(atLeast + Syntax.AT_LEAST.length())) instanceof WorkingDaysAfter least) {
                return new AtLeast(back, least);
            }
            throw new IllegalArgumentException("Hạn \"%s\" không hợp lệ. %s".formatted(line, ALLOWED));
        }
        int atMost = text.lastIndexOf(Syntax.AT_MOST);
        if (atMost >= 0) {
            if (parse(text.substring(0, atMost)) instanceof WorkingDaysAfter own
                    && parse(text.substring(atMost + Syntax.AT_MOST.length())) instanceof WorkingDaysBefore most) {
                return new AtMost(own, most);
            }
            throw new IllegalArgumentException("Hạn \"%s\" không hợp lệ. %s".formatted(line, ALLOWED));
        }
        if ((matcher = Syntax.BEFORE.matcher(text)).matches()) {
            return new Before(dayOfEveryYear(line, number(matcher, 1), number(matcher, 2)));
        }
        if (text.equals("last working day")) {
            return new LastWorkingDay();
        }
        if ((matcher = Syntax.LAST_OF_MONTH.matcher(text)).matches()) {
            int month = number(matcher, 1);
            if (month < 1 || month > 12) {
                throw new IllegalArgumentException(
                        "Hạn \"%s\": tháng phải từ 1 đến 12, tính từ tháng đầu của kỳ.".formatted(line));
            }
            return new LastWorkingDayOfMonth(month);
        }
        if ((matcher = Syntax.WORKING_DAYS.matcher(text)).matches()) {
            int count = number(matcher, 1);
            if (count < 1) {
                throw new IllegalArgumentException("Hạn \"%s\": số ngày làm việc phải từ 1.".formatted(line));
            }
            String name = matcher.group(3);
            if (matcher.group(2).equals("after")) {
                return new WorkingDaysAfter(count, name);
            }
            return name.endsWith("At") ? new WorkingDaysBeforeMoment(count, name) : new WorkingDaysBefore(count, name);
        }
        if ((matcher = Syntax.AS.matcher(text)).matches()) {
            return new As(matcher.group(1));
        }
        if ((matcher = Syntax.ON.matcher(text)).matches()) {
            return new DayOfMoment(matcher.group(1));
        }
        throw new IllegalArgumentException("Hạn \"%s\" không hợp lệ. %s".formatted(line, ALLOWED));
    }

    private static boolean mayBeHeld(DeadlineTerm term) {
        return term instanceof WorkingDaysBefore
                || term instanceof WorkingDaysBeforeMoment
                || term instanceof DayOfMoment
                || term instanceof AtLeast
                || term instanceof AtMost;
    }

    private static MonthDay dayOfEveryYear(String line, int day, int month) {
        boolean known =
                month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).minLength();
        if (!known) {
            throw new IllegalArgumentException(
                    "Hạn \"%s\": không có ngày %d/%d trong mọi năm; cho phép: ngày/tháng, ví dụ before 25/12."
                            .formatted(line, day, month));
        }
        return MonthDay.of(month, day);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static String workingDays(int count) {
        return count + (count == 1 ? " working day" : " working days");
    }

    private static LocalDate dayOf(String moment, DeadlineTerm term, Facts facts) {
        Instant at = facts.moments().get(moment);
        if (at == null) {
            throw new IllegalStateException("Hạn \"%s\": chưa có thời điểm \"%s\".".formatted(term, moment));
        }
        return LocalDate.ofInstant(at, WorkingCalendar.ZONE);
    }

    private static Deadline deadlineOf(String part, DeadlineTerm term, Facts facts) {
        Deadline deadline = facts.parts().get(part);
        if (deadline == null) {
            throw new IllegalStateException("Hạn \"%s\": chưa có hạn của phần \"%s\".".formatted(term, part));
        }
        return deadline;
    }

    private static Deadline lastWorkingDayBefore(LocalDate end, WorkingCalendar calendar, Facts facts) {
        LocalDate due = calendar.lastWorkingDayBefore(end);
        return deadline(due, end, facts, calendar.isProvisional(due, end.minusDays(1)));
    }

    private static Deadline untilMidnight(LocalDate due, Facts facts, boolean provisional) {
        return deadline(due, due.plusDays(1), facts, provisional);
    }

    private static Deadline deadline(LocalDate due, LocalDate late, Facts facts, boolean provisional) {
        return new Deadline(
                due.atTime(facts.dueTime()).atZone(WorkingCalendar.ZONE).toInstant(),
                late.atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                provisional);
    }

    /** The syntax of the lines. */
    final class Syntax {
        private static final String NAME = "([A-Za-z][A-Za-z0-9-]*)";
        static final Pattern BEFORE = Pattern.compile("before (\\d{1,2})/(\\d{1,2})");
        static final Pattern LAST_OF_MONTH = Pattern.compile("last working day of month (\\d{1,2})");
        static final Pattern WORKING_DAYS = Pattern.compile("(\\d{1,3}) working days? (after|before) " + NAME);
        static final String AT_LEAST = ", at least ";
        static final String AT_MOST = ", at most ";
        static final Pattern AS = Pattern.compile("as " + NAME);
        static final Pattern ON = Pattern.compile("on " + NAME);

        private Syntax() {}
    }
}
