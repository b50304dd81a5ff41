package vn.gov.most.dataplan.calendar;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import net.time4j.PlainDate;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import net.time4j.calendar.VietnameseCalendar;

/**
 * One public holiday in law, as {@code rules.yml} has it: its day, solar or lunar, the days beside it, and the years in
 * which the act holds (both ends included; without {@code untilYear} it still holds).
 */
record HolidayRule(
        String id,
        String name,
        DayAndMonth day,
        DayAndMonth lunarDay,
        Integer fromYear,
        Integer untilYear,
        String act,
        Compensation compensation,
        Integer daysBefore,
        Integer daysAfter,
        List<WeekdayException> exceptions) {

    /** What follows when the holiday falls on a weekend (Labour Code 2019, art. 111.3). */
    enum Compensation {
        @JsonProperty("next-working-day")
        NEXT_WORKING_DAY,
        /** No act says whether it is compensated: forecast without. */
        @JsonProperty("unsettled")
        UNSETTLED
    }

    /** The days beside the holiday where it falls on one of some weekdays. */
    record WeekdayException(List<DayOfWeek> on, int daysBefore, int daysAfter) {
        WeekdayException {
            Required.field("on", on);
        }
    }

    HolidayRule {
        Required.text("id", id);
        Required.text("name", name);
        Required.field("fromYear", fromYear);
        Required.text("act", act);
        Required.field("compensation", compensation);
        if ((day == null) == (lunarDay == null)) {
            throw new IllegalArgumentException(
                    "phải có một trong hai: \"day\" (dương lịch) hoặc \"lunarDay\" (âm lịch)");
        }
        if (day != null) {
            checkEveryYearHas(day);
        }
        if (lunarDay != null
                && (lunarDay.day() < 1 || lunarDay.day() > 29 || lunarDay.month() < 1 || lunarDay.month() > 12)) {
            throw new IllegalArgumentException("\"lunarDay\": không có ngày " + lunarDay
                    + " âm lịch trong mọi năm; cho phép ngày 1 đến 29, tháng 1 đến 12");
        }
        daysBefore = requireNonNullElse(daysBefore, 0);
        daysAfter = requireNonNullElse(daysAfter, 0);
        exceptions = requireNonNullElse(exceptions, List.of());
    }

    private static void checkEveryYearHas(DayAndMonth day) {
        try {
            LocalDate.of(2025, day.month(), day.day());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"day\": không có ngày " + day + " trong mọi năm");
        }
    }

    boolean holdsIn(int year) {
        return fromYear <= year && (untilYear == null || year <= untilYear);
    }

    /** The holiday and the days beside it, in order. */
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
        if (day != null) {
            return Year.of(year).atMonth(day.month()).atDay(day.day());
        }
        PlainDate date = VietnameseCalendar.of(
                        EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(lunarDay.month()), lunarDay.day())
                .transform(PlainDate.class);
        return date.toTemporalAccessor();
    }
}
