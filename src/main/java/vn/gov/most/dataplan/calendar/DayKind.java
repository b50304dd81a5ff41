package vn.gov.most.dataplan.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a day says that somebody enters, and so between which days it lies. A year mistyped is refused, and never becomes a
 * deadline. In models and files by its name in small letters.
 */
public enum DayKind {
    /** Something that has happened under the Decree: until today. */
    HAPPENED,
    /** Something that had to be done before the plan: until today, from the year of the Decree on. */
    PAST_DUTY,
    /** Something that is to come: from today on. */
    EXPECTED,
    /** Until when somebody is ordered to do something: from the next working day on, so that nobody is late at once. */
    ORDERED,
    /** Something that may have happened or may come. */
    EITHER;

    /** When Decree 47/2020/NĐ-CP came into force. */
    private static final LocalDate IN_FORCE = LocalDate.of(2020, 5, 25);

    private static final LocalDate YEAR_OF_DECREE = LocalDate.of(2020, 1, 1);
    private static final int YEARS_AHEAD = 5;

    /** @param name in small letters, words joined by a hyphen */
    public static Optional<DayKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(name)).findFirst();
    }

    /** The names of all, as a fault says what is allowed. */
    public static String names() {
        return Arrays.stream(values()).map(DayKind::word).collect(Collectors.joining(", "));
    }

    /** Its name in models and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same of a moment, by its day; what has happened is not to come later today either. */
    public Optional<String> fault(Instant given, Instant now, WorkingCalendar calendar) {
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        Optional<String> fault = fault(LocalDate.ofInstant(given, WorkingCalendar.ZONE), today, calendar);
        boolean isOver = this == HAPPENED || this == PAST_DUTY;
        return fault.isEmpty() && isOver && given.isAfter(now)
                ? Optional.of("Thời điểm %s không được sau thời điểm hiện nay, %s."
                        .formatted(VietnameseDate.shortMoment(given), VietnameseDate.shortMoment(now)))
                : fault;
    }

    /** Why the day is refused, in Vietnamese: what was given, and what is allowed; empty where it may be. */
    public Optional<String> fault(LocalDate given, LocalDate today, WorkingCalendar calendar) {
        Window window = window(today, calendar);
        if (given.isBefore(window.first())) {
            return Optional.of("Ngày %s không được trước ngày %s."
                    .formatted(VietnameseDate.day(given), VietnameseDate.day(window.first())));
        }
        return given.isAfter(window.last())
                ? Optional.of("Ngày %s không được sau ngày %s."
                        .formatted(VietnameseDate.day(given), VietnameseDate.day(window.last())))
                : Optional.empty();
    }

    /** The first and the last day that are allowed. */
    public record Window(LocalDate first, LocalDate last) {}

    /** Between which days those of this kind lie. */
    public Window window(LocalDate today, WorkingCalendar calendar) {
        LocalDate first =
                switch (this) {
                    case HAPPENED, EITHER -> IN_FORCE;
                    case PAST_DUTY -> YEAR_OF_DECREE;
                    case EXPECTED -> today;
                    case ORDERED -> calendar.plusWorkingDays(today, 1);
                };
        LocalDate last =
                switch (this) {
                    case HAPPENED, PAST_DUTY -> today;
                    case EXPECTED, ORDERED, EITHER -> today.plusYears(YEARS_AHEAD);
                };
        return new Window(first, last);
    }
}
