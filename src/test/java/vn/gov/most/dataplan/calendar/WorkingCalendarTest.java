package vn.gov.most.dataplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {

    private WorkingCalendar calendar;

    @BeforeEach
    void readCalendar() {
        calendar = Calendars.ministry();
    }

    @InEveryTimeZone
    void has_the_days_off_and_the_working_days_of_2025() {
        assertThat(weekdaysOff(2025))
                .containsExactly(
                        "1/1", "27/1", "28/1", "29/1", "30/1", "31/1", "7/4", "30/4", "1/5", "2/5", "1/9", "2/9");
        assertThat(weekendsWorked(2025)).containsExactly("26/4");
        assertThat(calendar.workingDays(2025)).isEqualTo(250);
    }

    @InEveryTimeZone
    void has_the_days_off_and_the_working_days_of_2026() {
        assertThat(weekdaysOff(2026))
                .containsExactly(
                        "1/1", "2/1", "16/2", "17/2", "18/2", "19/2", "20/2", "27/4", "30/4", "1/5", "31/8", "1/9",
                        "2/9", "24/11");
        assertThat(weekendsWorked(2026)).containsExactly("10/1", "22/8");
        assertThat(calendar.workingDays(2026)).isEqualTo(249);
    }

    @InEveryTimeZone
    void has_the_days_off_and_the_working_days_of_2027() {
        assertThat(weekdaysOff(2027))
                .containsExactly(
                        "1/1", "4/2", "5/2", "8/2", "9/2", "10/2", "16/4", "30/4", "3/5", "2/9", "3/9", "24/11");
        assertThat(weekendsWorked(2027)).isEmpty();
        assertThat(calendar.workingDays(2027)).isEqualTo(249);
    }

    @InEveryTimeZone
    void knows_the_working_day_after_a_service_is_ready() {
        Map.ofEntries(
                        Map.entry("2026-02-13", "2026-02-23"),
                        Map.entry("2026-01-09", "2026-01-10"),
                        Map.entry("2026-08-21", "2026-08-22"),
                        Map.entry("2026-08-28", "2026-09-03"),
                        Map.entry("2026-11-23", "2026-11-25"),
                        Map.entry("2026-04-24", "2026-04-28"),
                        Map.entry("2026-04-29", "2026-05-04"),
                        Map.entry("2026-12-31", "2027-01-04"),
                        Map.entry("2026-01-10", "2026-01-12"),
                        Map.entry("2025-04-25", "2025-04-26"))
                .forEach((ready, due) -> assertThat(calendar.plusWorkingDays(day(ready), 1))
                        .as("ready on " + ready)
                        .isEqualTo(day(due)));
    }

    @Test
    void takes_a_working_day_as_the_first_from_itself() {
        assertThat(calendar.firstWorkingDayFrom(day("2026-12-24"))).isEqualTo(day("2026-12-24"));
    }

    @Test
    void moves_a_day_off_to_the_next_working_day() {
        assertThat(calendar.firstWorkingDayFrom(day("2026-11-01"))).isEqualTo(day("2026-11-02"));
        assertThat(calendar.firstWorkingDayFrom(day("2026-01-01"))).isEqualTo(day("2026-01-05"));
        assertThat(calendar.firstWorkingDayFrom(day("2026-05-01"))).isEqualTo(day("2026-05-04"));
    }

    @Test
    void never_takes_the_day_itself_as_the_last_working_day_before() {
        assertThat(calendar.lastWorkingDayBefore(day("2026-12-25"))).isEqualTo(day("2026-12-24"));
        assertThat(calendar.lastWorkingDayBefore(day("2028-12-25"))).isEqualTo(day("2028-12-22"));
        assertThat(calendar.lastWorkingDayBefore(day("2026-01-12"))).isEqualTo(day("2026-01-10"));
    }

    @Test
    void counts_a_length_from_the_day_after() {
        assertThat(calendar.plusWorkingDays(day("2026-11-02"), 5)).isEqualTo(day("2026-11-09"));
        assertThat(calendar.plusWorkingDays(day("2026-11-01"), 1)).isEqualTo(day("2026-11-02"));
    }

    @Test
    void lands_on_a_working_day_for_a_length_of_none() {
        assertThat(calendar.plusWorkingDays(day("2026-11-02"), 0)).isEqualTo(day("2026-11-02"));
        assertThat(calendar.plusWorkingDays(day("2026-11-24"), 0)).isEqualTo(day("2026-11-25"));
        assertThat(calendar.minusWorkingDays(day("2026-11-25"), 0)).isEqualTo(day("2026-11-25"));
        assertThat(calendar.minusWorkingDays(day("2026-11-24"), 0)).isEqualTo(day("2026-11-23"));
    }

    @Test
    void counts_back_from_the_day_before() {
        assertThat(calendar.minusWorkingDays(day("2026-12-30"), 2)).isEqualTo(day("2026-12-28"));
        assertThat(calendar.minusWorkingDays(day("2026-02-23"), 1)).isEqualTo(day("2026-02-13"));
    }

    @Test
    void refuses_a_negative_length() {
        assertThatThrownBy(() -> calendar.plusWorkingDays(day("2026-11-02"), -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar.minusWorkingDays(day("2026-11-02"), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void counts_the_working_days_between_two_days_without_the_first() {
        assertThat(calendar.workingDaysBetween(day("2026-12-24"), day("2026-12-30")))
                .isEqualTo(4);
        assertThat(calendar.workingDaysBetween(day("2026-12-24"), day("2026-12-24")))
                .isZero();
        assertThat(calendar.workingDaysBetween(day("2026-02-13"), day("2026-02-22")))
                .isZero();
        assertThat(calendar.workingDaysBetween(day("2026-12-30"), day("2026-12-24")))
                .isEqualTo(-4);
    }

    @Test
    void says_why_a_day_is_off_and_which_notice_says_so() {
        assertThat(calendar.dayOff(day("2026-02-17")))
                .contains(new SpecialDay(
                        day("2026-02-17"), SpecialDay.Kind.PUBLIC_HOLIDAY, "tết Nguyên đán", "9441/TB-BNV", false));
        assertThat(calendar.dayOff(day("2026-04-27")))
                .contains(new SpecialDay(
                        day("2026-04-27"),
                        SpecialDay.Kind.COMPENSATION_DAY,
                        "nghỉ bù Giỗ Tổ Hùng Vương",
                        "9441/TB-BNV",
                        false));
        assertThat(calendar.dayOff(day("2026-01-02")))
                .contains(new SpecialDay(
                        day("2026-01-02"),
                        SpecialDay.Kind.SWAPPED_OFF_DAY,
                        "nghỉ hoán đổi, làm bù thứ Bảy, ngày 10/01/2026",
                        "12729/VPCP-KGVX",
                        false));
        assertThat(calendar.dayOff(day("2026-11-24")).orElseThrow().notice()).isEqualTo("10065/VPCP-KGVX");
        assertThat(calendar.dayOff(day("2025-05-02")).orElseThrow().notice()).isEqualTo("6150/TB-BLĐTBXH");
    }

    @Test
    void says_for_which_day_a_saturday_is_worked() {
        assertThat(calendar.dayOff(day("2026-01-10"))).isEmpty();
        assertThat(calendar.specialDay(day("2026-01-10")))
                .contains(new SpecialDay(
                        day("2026-01-10"),
                        SpecialDay.Kind.SWAPPED_IN_DAY,
                        "làm bù cho thứ Sáu, ngày 02/01/2026",
                        "12729/VPCP-KGVX",
                        false));
    }

    @Test
    void names_neither_a_plain_weekend_nor_a_plain_working_day() {
        assertThat(calendar.specialDay(day("2026-12-26"))).isEmpty();
        assertThat(calendar.specialDay(day("2026-12-24"))).isEmpty();
    }

    @Test
    void lists_the_special_days_of_a_year_in_order() {
        assertThat(calendar.specialDays(2027))
                .extracting(day -> format(day.date()))
                .containsExactly(
                        "1/1", "4/2", "5/2", "6/2", "7/2", "8/2", "9/2", "10/2", "16/4", "30/4", "1/5", "3/5", "2/9",
                        "3/9", "24/11");
    }

    @Test
    void calls_nothing_of_a_settled_year_provisional() {
        assertThat(calendar.isProvisional(day("2025-01-01"), day("2026-12-31"))).isFalse();
    }

    @Test
    void calls_2027_provisional_but_for_tet_and_national_day() {
        List<String> settled = year(2027)
                .filter(date -> !calendar.isProvisional(date))
                .map(WorkingCalendarTest::format)
                .toList();

        assertThat(settled).containsExactly("4/2", "5/2", "6/2", "7/2", "8/2", "9/2", "10/2", "2/9", "3/9");
        assertThat(calendar.dayOff(day("2027-05-03")).orElseThrow())
                .isEqualTo(new SpecialDay(
                        day("2027-05-03"),
                        SpecialDay.Kind.COMPENSATION_DAY,
                        "nghỉ bù ngày Quốc tế lao động",
                        "khoản 3 Điều 111 Bộ luật Lao động 2019",
                        true));
    }

    @Test
    void calls_a_year_without_a_list_provisional_wholly() {
        assertThat(year(2028)).allMatch(calendar::isProvisional);
        assertThat(year(2024)).allMatch(calendar::isProvisional);
    }

    @Test
    void calls_a_range_provisional_for_either_of_its_ends() {
        assertThat(calendar.isProvisional(day("2026-12-30"), day("2026-12-31"))).isFalse();
        assertThat(calendar.isProvisional(day("2026-12-31"), day("2027-01-01"))).isTrue();
        assertThat(calendar.isProvisional(day("2027-02-03"), day("2027-02-10"))).isTrue();
        assertThat(calendar.isProvisional(day("2027-02-04"), day("2027-02-10"))).isFalse();
    }

    private List<String> weekdaysOff(int year) {
        return year(year)
                .filter(date -> !isWeekend(date) && !calendar.isWorkingDay(date))
                .map(WorkingCalendarTest::format)
                .toList();
    }

    private List<String> weekendsWorked(int year) {
        return year(year)
                .filter(date -> isWeekend(date) && calendar.isWorkingDay(date))
                .map(WorkingCalendarTest::format)
                .toList();
    }

    private static Stream<LocalDate> year(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static String format(LocalDate date) {
        return DateTimeFormatter.ofPattern("d/M").format(date);
    }
}
