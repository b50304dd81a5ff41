package vn.gov.most.dataplan.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The meaning of an entered day, which limits its range. A mistyped year is refused and never becomes a deadline.
 * Models and files use the name in lower case.
 */
public enum DayKind {
    /** An event that has happened under the Decree: until today. */
    HAPPENED,
    /** A duty from before the plan: from the year of the Decree until today. */
    PAST_DUTY,
    /** A future event: from today on. */
    EXPECTED,
    /** The day until which work is ordered: from the next working day on, so that nobody is late at once. */
    ORDERED,
    /** An event in the past or the future. */
    EITHER;

    /** When Decree 47/2020/NĐ-CP came into force. */
    private static final LocalDate IN_FORCE = LocalDate.of(2020, 5, 25);

    private static final LocalDate YEAR_OF_DECREE = LocalDate.of(2020, 1, 1);
    private static final int YEARS_AHEAD = 5;

    /** @param name in lower case, with hyphens between words */
    public static Optional<DayKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(name)).findFirst();
    }

    /** All names, as allowed values for a fault. */
    public static String names() {
        return Arrays.stream(values()).map(DayKind::word).collect(Collectors.joining(", "));
    }

    /** Its name in models and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of the time's day; an event that has happened may not be later today either. */
    public Optional<String> fault(Instant given, Instant now, WorkingCalendar calendar) {
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        Optional<String> fault = fault(LocalDate.ofInstant(given, WorkingCalendar.ZONE), today, calendar);
        boolean isOver = this == HAPPENED || this == PAST_DUTY;
        return fault.isEmpty() && isOver && given.isAfter(now)
                ? Optional.of("Thời điểm %s không được sau thời điểm hiện nay, %s."
                        .formatted(VietnameseDate.shortMoment(given), VietnameseDate.shortMoment(now)))
                : fault;
    }

    /** Why the day is refused, in Vietnamese: what was entered and what is allowed; empty if it is allowed. */
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

    /** The first and last allowed day. */
    public record Window(LocalDate first, LocalDate last) {}

    /** The allowed range of this kind. */
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
