package vn.gov.most.dataplan.calendar;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/**
 * The working days: the working week without public holidays, their compensation days and swapped days off, plus
 * swapped-in Saturdays. Days that no notice covers are forecast by the rules and provisional. Immutable; dates are in
 * {@link #ZONE}.
 */
public final class WorkingCalendar {

    /** The time zone of every date and time of the plan. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** The first year for which a list may exist; earlier years are forecast. */
    private static final int FIRST_LIST = 2000;

    private static final int LAST_LIST = 2100;

    private final CalendarRules rules;
    private final Map<Integer, YearCalendar> years = new ConcurrentHashMap<>();

    private WorkingCalendar(MinistryFiles files) {
        Faults faults = new Faults();
        Optional<CalendarRules> read = faults.read(() -> CalendarRules.of(files.require("calendar/rules.yml")));
        for (int year = FIRST_LIST; year <= LAST_LIST; year++) {
            int listed = year;
            faults.check(() -> files.read("calendar/" + listed + ".yml")
                    .map(file -> YearList.of(file, listed))
                    .ifPresent(list -> read.ifPresent(
                            rules -> years.put(listed, new YearCalendar(listed, rules, Optional.of(list))))));
        }
        faults.tell();
        rules = read.orElseThrow();
    }

    /**
     * Reads {@code calendar/rules.yml} and every existing {@code calendar/YEAR.yml}.
     *
     * @throws MinistryFileException with their faults
     */
    public static WorkingCalendar read(MinistryFiles files) {
        return new WorkingCalendar(files);
    }

    public boolean isWorkingDay(LocalDate date) {
        return year(date).isWorkingDay(date);
    }

    /** The day itself if it is a working day, otherwise the next working day. */
    public LocalDate firstWorkingDayFrom(LocalDate date) {
        LocalDate day = date;
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** The last working day strictly before the day. */
    public LocalDate lastWorkingDayBefore(LocalDate date) {
        return lastWorkingDayUntil(date.minusDays(1));
    }

    /**
     * The last day of a period of working days, counted from the following day (Civil Code, art. 147.3). For 0, the
     * day itself or the next working day.
     */
    public LocalDate plusWorkingDays(LocalDate date, int count) {
        checkNotNegative(count);
        if (count == 0) {
            return firstWorkingDayFrom(date);
        }
        LocalDate day = date;
        for (int i = 0; i < count; i++) {
            day = firstWorkingDayFrom(day.plusDays(1));
        }
        return day;
    }

    /** Counts backward from the previous day. For 0, the day itself or the last working day before it. */
    public LocalDate minusWorkingDays(LocalDate date, int count) {
        checkNotNegative(count);
        if (count == 0) {
            return lastWorkingDayUntil(date);
        }
        LocalDate day = date;
        for (int i = 0; i < count; i++) {
            day = lastWorkingDayBefore(day);
        }
        return day;
    }

    /** The working days after {@code from} up to and including {@code to}; negative if {@code to} is earlier. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -workingDaysBetween(to, from);
        }
        return (int) from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    /** Whether a later notice may still change this day. */
    public boolean isProvisional(LocalDate date) {
        return year(date).isProvisional(date);
    }

    /** Whether any day of the range, both ends included, is provisional. */
    public boolean isProvisional(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).anyMatch(this::isProvisional);
    }

    /** The public holiday, compensation day or swapped day off on this day; empty for a plain weekend. */
    public Optional<SpecialDay> dayOff(LocalDate date) {
        return specialDay(date).filter(day -> !day.kind().isWorked());
    }

    /** As {@link #dayOff}, including swapped-in days. */
    public Optional<SpecialDay> specialDay(LocalDate date) {
        return year(date).special(date);
    }

    /** All special days of a year, in order. */
    public List<SpecialDay> specialDays(int year) {
        return year(year).specialDays();
    }

    /** How many working days the year has. */
    public int workingDays(int year) {
        return workingDaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31));
    }

    private LocalDate lastWorkingDayUntil(LocalDate date) {
        LocalDate day = date;
        while (!isWorkingDay(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    private YearCalendar year(LocalDate date) {
        return year(date.getYear());
    }

    private YearCalendar year(int year) {
        return years.computeIfAbsent(year, unlisted -> new YearCalendar(unlisted, rules, Optional.empty()));
    }

    private static void checkNotNegative(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A length in working days is not negative: " + count);
        }
    }
}
