package vn.gov.most.dataplan.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.time4j.PlainDate;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import net.time4j.calendar.VietnameseCalendar;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;

/**
 * A public holiday in {@code rules.yml}: its day, either solar or lunar, the days off before and after it, and the
 * years in which the act applies (both ends included; without {@code untilYear} it still applies).
 *
 * @param compensated whether the next working day is off if the holiday falls on a weekend (Labour Code 2019, art.
 *     111.3); false if no act says so
 */
record HolidayRule(
        String id,
        String name,
        Optional<DayAndMonth> day,
        Optional<DayAndMonth> lunarDay,
        int fromYear,
        Optional<Integer> untilYear,
        String act,
        boolean compensated,
        int daysBefore,
        int daysAfter,
        List<WeekdayException> exceptions) {

    private static final String NEXT_WORKING_DAY = "next-working-day";
    private static final String WHOLE_NUMBER = "số nguyên";

    /** The days before and after the holiday if it falls on certain weekdays. */
    record WeekdayException(List<DayOfWeek> on, int daysBefore, int daysAfter) {

        static WeekdayException of(Entry entry) {
            entry.allowing("on", "daysBefore", "daysAfter").requiring("on");
            return new WeekdayException(
                    CalendarRules.weekdays(entry, "on"), days(entry, "daysBefore"), days(entry, "daysAfter"));
        }
    }

    static HolidayRule of(Entry entry) {
        entry.allowing(
                "id",
                "name",
                "day",
                "lunarDay",
                "fromYear",
                "untilYear",
                "act",
                "compensation",
                "daysBefore",
                "daysAfter",
                "exceptions");
        Optional<DayAndMonth> day = entry.optionalParsed("day", DayAndMonth.FORM_TEXT, DayAndMonth::parse);
        Optional<DayAndMonth> lunarDay = entry.optionalParsed("lunarDay", DayAndMonth.FORM_TEXT, DayAndMonth::parse);
        if (day.isEmpty() == lunarDay.isEmpty()) {
            throw entry.fault("day", "phải có một trong hai: \"day\" (dương lịch) hoặc \"lunarDay\" (âm lịch)");
        }
        day.filter(solar -> !everyYearHas(solar)).ifPresent(solar -> {
            throw entry.fault("day", "không có ngày " + solar + " trong mọi năm");
        });
        lunarDay.filter(lunar -> lunar.day() < 1 || lunar.day() > 29 || lunar.month() < 1 || lunar.month() > 12)
                .ifPresent(lunar -> {
                    throw entry.fault(
                            "lunarDay",
                            "không có ngày " + lunar
                                    + " âm lịch trong mọi năm; được phép: ngày 1 đến 29, tháng 1 đến 12");
                });
        return new HolidayRule(
                entry.text("id"),
                entry.text("name"),
                day,
                lunarDay,
                entry.parsed("fromYear", WHOLE_NUMBER, Integer::valueOf),
                entry.optionalParsed("untilYear", WHOLE_NUMBER, Integer::valueOf),
                entry.text("act"),
                entry.oneOf("compensation", List.of(NEXT_WORKING_DAY, "unsettled"))
                        .equals(NEXT_WORKING_DAY),
                days(entry, "daysBefore"),
                days(entry, "daysAfter"),
                Faults.each(entry.entries("exceptions", "ngoại lệ", ""), WeekdayException::of));
    }

    private static int days(Entry entry, String field) {
        return entry.optionalParsed(field, WHOLE_NUMBER, Integer::valueOf).orElse(0);
    }

    private static boolean everyYearHas(DayAndMonth day) {
        try {
            LocalDate.of(2025, day.month(), day.day());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    boolean holdsIn(int year) {
        return fromYear <= year && untilYear.map(until -> year <= until).orElse(true);
    }

    /** The holiday with the days before and after it, in order. */
    List<LocalDate> forecast(int year) {
        LocalDate first = mainDay(year);
        int before = daysBefore;
        int after = daysAfter;
        for (WeekdayException exception : exceptions) {
            if (exception.on().contains(first.getDayOfWeek())) {
                before = exception.daysBefore();
                after = exception.daysAfter();
            }
        }
        return first.minusDays(before).datesUntil(first.plusDays(after + 1)).toList();
    }

    private LocalDate mainDay(int year) {
        return day.map(solar -> LocalDate.of(year, solar.month(), solar.day()))
                .or(() -> lunarDay.map(lunar -> VietnameseCalendar.of(
                                EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(lunar.month()), lunar.day())
                        .transform(PlainDate.class)
                        .toTemporalAccessor()))
                .orElseThrow();
    }
}
