package vn.gov.most.dataplan.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Formats dates for users, and times in {@link WorkingCalendar#ZONE}. The JDK's own weekday names have capitals that
 * are wrong in Vietnamese.
 */
public final class VietnameseDate {

    private static final List<String> WEEKDAYS =
            List.of("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("dd/MM", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH 'giờ' mm", Locale.ROOT);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT);

    private VietnameseDate() {}

    /** Such as "09/02/2026". */
    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** The day of this time, in the calendar's zone. */
    public static String day(Instant moment) {
        return day(LocalDate.ofInstant(moment, WorkingCalendar.ZONE));
    }

    /** Such as "từ 14/12 đến 18/12/2026". Two years if they differ; "ngày 14/12/2026" for a single day. */
    public static String span(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return "ngày " + day(to);
        }
        DateTimeFormatter first = from.getYear() == to.getYear() ? DAY_AND_MONTH : DAY;
        return "từ " + first.format(from) + " đến " + day(to);
    }

    /** Such as "thứ Hai, ngày 09/02/2026". */
    public static String withWeekday(LocalDate date) {
        return WEEKDAYS.get(date.getDayOfWeek().ordinal()) + ", ngày " + DAY.format(date);
    }

    /** Such as "thứ Năm 24/12/2026", for lists. */
    public static String shortWithWeekday(LocalDate date) {
        return WEEKDAYS.get(date.getDayOfWeek().ordinal()) + " " + DAY.format(date);
    }

    /** Such as "17 giờ 00 thứ Năm, ngày 24/12/2026". */
    public static String moment(Instant moment) {
        ZonedDateTime local = moment.atZone(WorkingCalendar.ZONE);
        return HOUR.format(local) + " " + withWeekday(local.toLocalDate());
    }

    /** Such as "17:00 24/12/2026", for lists. */
    public static String shortMoment(Instant moment) {
        return SHORT.format(moment.atZone(WorkingCalendar.ZONE));
    }
}
