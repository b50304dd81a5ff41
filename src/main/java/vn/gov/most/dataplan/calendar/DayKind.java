package vn.gov.most.dataplan.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
        return Arrays.stream(values())
                .filter(kind ->
                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst();
    }

    /** Why the day is refused, in Vietnamese: what was given, and what is allowed; empty where it may be. */
    public Optional<String> fault(LocalDate given, LocalDate today, WorkingCalendar calendar) {
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
        if (given.isBefore(first)) {
            return Optional.of("Ngày %s không được trước ngày %s."
                    .formatted(VietnameseDate.day(given), VietnameseDate.day(first)));
        }
        return given.isAfter(last)
                ? Optional.of("Ngày %s không được sau ngày %s."
                        .formatted(VietnameseDate.day(given), VietnameseDate.day(last)))
                : Optional.empty();
    }
}
