package vn.gov.most.dataplan.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * A week in which people worked, with the weeks right after it in which nobody did, as at Tết: so each day belongs to one.
 *
 * @param firstDay a Monday
 * @param lastDay a Sunday
 */
public record WorkedWeek(LocalDate firstDay, LocalDate lastDay, LocalDate firstWorkingDay, LocalDate lastWorkingDay) {

    /** The last one before the calendar week that holds the day. */
    public static WorkedWeek before(LocalDate day, WorkingCalendar calendar) {
        LocalDate monday = mondayOf(day);
        LocalDate lastWorkingDay = calendar.lastWorkingDayBefore(monday);
        LocalDate firstDay = mondayOf(lastWorkingDay);
        return new WorkedWeek(firstDay, monday.minusDays(1), calendar.firstWorkingDayFrom(firstDay), lastWorkingDay);
    }

    /** Of the calendar week that holds the day. */
    public static LocalDate mondayOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    public Instant begins() {
        return firstDay.atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** The first moment that is no more of it. */
    public Instant ends() {
        return lastDay.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** By the days on which people worked, such as "từ 14/12 đến 18/12/2026". */
    public String vietnamese() {
        return VietnameseDate.span(firstWorkingDay, lastWorkingDay);
    }
}
