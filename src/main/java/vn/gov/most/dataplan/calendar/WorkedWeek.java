package vn.gov.most.dataplan.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * A calendar week with working days, together with the directly following weeks without any, as at Tết. So each day
 * belongs to one.
 *
 * @param firstDay a Monday
 * @param lastDay a Sunday
 */
public record WorkedWeek(LocalDate firstDay, LocalDate lastDay, LocalDate firstWorkingDay, LocalDate lastWorkingDay) {

    /** The last one before the calendar week that contains the day. */
    public static WorkedWeek before(LocalDate day, WorkingCalendar calendar) {
        LocalDate monday = mondayOf(day);
        LocalDate lastWorkingDay = calendar.lastWorkingDayBefore(monday);
        LocalDate firstDay = mondayOf(lastWorkingDay);
        return new WorkedWeek(firstDay, monday.minusDays(1), calendar.firstWorkingDayFrom(firstDay), lastWorkingDay);
    }

    /** The Monday of the calendar week that contains the day. */
    public static LocalDate mondayOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    public Instant begins() {
        return firstDay.atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** The first moment after the week. */
    public Instant ends() {
        return lastDay.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** The first and last working day, such as "từ 14/12 đến 18/12/2026". */
    public String vietnamese() {
        return VietnameseDate.span(firstWorkingDay, lastWorkingDay);
    }
}
