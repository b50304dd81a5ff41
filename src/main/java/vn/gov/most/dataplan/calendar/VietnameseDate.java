package vn.gov.most.dataplan.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Dates as users read them; the JDK's own weekday names have capitals that Vietnamese has not. */
final class VietnameseDate {

    private static final List<String> WEEKDAYS =
            List.of("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private VietnameseDate() {}

    /** Such as "thứ Hai, ngày 09/02/2026". */
    static String withWeekday(LocalDate date) {
        return WEEKDAYS.get(date.getDayOfWeek().ordinal()) + ", ngày " + DAY.format(date);
    }
}
