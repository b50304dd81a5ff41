package vn.gov.most.dataplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CalendarFilesTest {

    private static final String RULES = "calendar/rules.yml";
    private static final String YEAR = "calendar/2026.yml";

    @Test
    void misses_the_rules() {
        assertThatThrownBy(() -> WorkingCalendar.read(file -> Optional.empty()))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"calendar/rules.yml\": không có tệp này.");
    }

    @Test
    void refuses_a_file_without_content() {
        assertFault(YEAR, Calendars.text(YEAR).orElseThrow(), "", "Tệp \"calendar/2026.yml\": tệp không có nội dung.");
    }

    @Test
    void refuses_what_is_not_yaml() {
        assertFault(
                YEAR, "\ncomplete: true", "\ncomplete: [true", "Tệp \"calendar/2026.yml\": không đọc được YAML ở dòng");
    }

    @Test
    void names_an_unknown_field_and_those_allowed() {
        assertFault(
                YEAR,
                "compensatedOn: [27/4]",
                "compensated: [27/4]",
                "mục \"holidays[2].compensated\": không có mục này; cho phép: compensatedOn, dates, holiday, notice.");
    }

    @Test
    void names_a_field_that_is_missing() {
        assertFault(YEAR, "\ncomplete: true\n", "\n", "Tệp \"calendar/2026.yml\": thiếu \"complete\".");
        assertFault(
                RULES,
                "    day: 30/4\n    fromYear: 2013\n",
                "    day: 30/4\n",
                "Tệp \"calendar/rules.yml\", mục \"holidays[3]\": thiếu \"fromYear\".");
    }

    @Test
    void asks_every_holiday_and_swap_for_the_notice_that_it_cites() {
        assertFault(
                YEAR,
                "    dates: [1/1]\n    notice: 9441/TB-BNV\n",
                "    dates: [1/1]\n",
                "mục \"holidays[0]\": thiếu \"notice\".");
        assertFault(
                YEAR,
                "    worked: 22/8\n    notice: 9441/TB-BNV\n",
                "    worked: 22/8\n    notice: ' '\n",
                "mục \"swaps[1]\": thiếu \"notice\".");
    }

    @Test
    void names_a_value_that_is_not_allowed_and_those_that_are() {
        assertFault(
                YEAR,
                "\ncomplete: true",
                "\ncomplete: maybe",
                "mục \"complete\": \"maybe\" không hợp lệ; cho phép: true, false.");
        assertFault(YEAR, "year: 2026", "year: next", "mục \"year\": \"next\" không hợp lệ; cho phép: số nguyên.");
        assertFault(
                RULES,
                "compensation: unsettled",
                "compensation: none",
                "mục \"holidays[7].compensation\": \"none\" không hợp lệ; cho phép: next-working-day, unsettled.");
        assertFault(
                RULES,
                "on: [Tuesday]",
                "on: [Tue]",
                "mục \"holidays[1].exceptions[0].on[0]\": \"Tue\" không hợp lệ; cho phép: MONDAY, TUESDAY, WEDNESDAY,"
                        + " THURSDAY, FRIDAY, SATURDAY, SUNDAY.");
    }

    @Test
    void says_where_a_list_or_a_group_of_fields_must_stand() {
        assertFault(YEAR, "dates: [24/11]", "dates: 24/11", "mục \"holidays[6].dates\": phải là danh sách.");
        assertFault(YEAR, "dates: [24/11]", "dates: [[24/11]]", "mục \"holidays[6].dates[0]\": phải là một giá trị.");
        assertFault(
                RULES,
                "      - on: [Tuesday]\n        daysBefore: 1\n        daysAfter: 3\n",
                "      - Tuesday\n",
                "mục \"holidays[1].exceptions[0]\": phải là một nhóm mục con.");
    }

    @Test
    void refuses_what_is_not_a_day_and_month() {
        assertFault(
                YEAR,
                "dates: [24/11]",
                "dates: [24-11]",
                "mục \"holidays[6].dates[0]\": \"24-11\" phải là ngày/tháng, ví dụ 2/9.");
    }

    @Test
    void refuses_a_day_that_the_year_has_not() {
        assertFault(YEAR, "dates: [24/11]", "dates: [31/11]", "không có ngày 31/11 trong năm 2026.");
    }

    @Test
    void refuses_a_day_listed_twice() {
        assertFault(
                YEAR,
                "dates: [24/11]",
                "dates: [2/9]",
                "mục \"holidays[6].dates\": thứ Tư, ngày 02/09/2026 đã được ghi một lần; mỗi ngày chỉ ghi một lần.");
    }

    @Test
    void refuses_a_field_given_twice() {
        assertFault(YEAR, "\ncomplete: true", "\ncomplete: true\ncomplete: false", "Duplicate field 'complete'");
    }

    @Test
    void refuses_a_year_that_is_not_the_files() {
        assertFault(YEAR, "year: 2026", "year: 2027", "mục \"year\": phải là 2026, như tên tệp.");
    }

    @Test
    void refuses_a_holiday_that_the_rules_do_not_have_in_that_year() {
        assertFault(
                YEAR,
                "holiday: culture-day",
                "holiday: culture",
                "mục \"holidays[6].holiday\": \"culture\" không có trong rules.yml cho năm 2026; cho phép: new-year,"
                        + " lunar-new-year, hung-kings, victory-day, labour-day, national-day, culture-day.");
    }

    @Test
    void refuses_to_call_a_list_complete_that_misses_a_holiday() {
        assertFault(
                YEAR,
                "  - holiday: culture-day\n    dates: [24/11]\n    notice: 10065/VPCP-KGVX\n",
                "",
                "mục \"holidays\": thiếu ngày nghỉ \"culture-day\"; thêm vào, hoặc ghi complete: false khi chưa có thông báo.");
    }

    @Test
    void refuses_to_swap_a_weekend_off_or_a_weekday_in() {
        assertFault(
                YEAR,
                "dayOff: 31/8",
                "dayOff: 30/8",
                "mục \"swaps[1].dayOff\": Chủ nhật, ngày 30/08/2026 vốn đã là ngày nghỉ cuối tuần; cho phép: ngày làm việc"
                        + " trong tuần.");
        assertFault(
                YEAR,
                "worked: 22/8",
                "worked: 21/8",
                "mục \"swaps[1].worked\": thứ Sáu, ngày 21/08/2026 vốn đã là ngày làm việc; cho phép: ngày nghỉ cuối tuần.");
    }

    @Test
    void refuses_a_compensation_day_on_a_weekend() {
        assertFault(
                YEAR, "compensatedOn: [27/4]", "compensatedOn: [25/4]", "mục \"holidays[2].compensatedOn\": thứ Bảy");
    }

    @Test
    void refuses_two_rules_of_one_holiday_in_one_year() {
        assertFault(RULES, "untilYear: 2020", "untilYear: 2021", "\"national-day\" có hai quy định cùng cho năm 2021");
    }

    @Test
    void refuses_a_holiday_with_no_day_or_with_two() {
        String problem =
                "mục \"holidays[2]\": phải có một trong hai: \"day\" (dương lịch) hoặc \"lunarDay\" (âm lịch).";
        assertFault(RULES, "    lunarDay: 10/3\n", "", problem);
        assertFault(RULES, "    lunarDay: 10/3\n", "    lunarDay: 10/3\n    day: 18/4\n", problem);
    }

    @Test
    void refuses_a_holiday_on_a_day_that_some_years_have_not() {
        assertFault(RULES, "day: 24/11", "day: 29/2", "\"day\": không có ngày 29/2 trong mọi năm.");
        assertFault(
                RULES, "lunarDay: 10/3", "lunarDay: 30/3", "\"lunarDay\": không có ngày 30/3 âm lịch trong mọi năm");
    }

    @Test
    void refuses_a_week_without_a_working_day() {
        assertFault(
                RULES,
                "[Monday, Tuesday, Wednesday, Thursday, Friday]",
                "[]",
                "\"workingWeek\" phải có ít nhất một ngày.");
    }

    @Test
    void takes_a_new_year_without_any_change_elsewhere() {
        WorkingCalendar calendar = WorkingCalendar.read(file -> file.equals("calendar/2028.yml")
                ? Optional.of(
                        """
                        year: 2028
                        complete: false
                        holidays: []
                        swaps:
                          - {dayOff: 31/1, worked: 5/2, notice: 1/TB}
                        """)
                : Calendars.text(file));

        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 1, 31))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 2, 5))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 1, 26))).isFalse();
    }

    @Test
    void forecasts_a_compensation_on_the_next_day_that_no_swap_has_taken() {
        WorkingCalendar calendar = WorkingCalendar.read(file -> file.equals("calendar/2028.yml")
                ? Optional.of(
                        """
                        year: 2028
                        complete: false
                        holidays: []
                        swaps:
                          - {dayOff: 4/9, worked: 9/9, notice: 1/TB}
                        """)
                : Calendars.text(file));

        assertThat(calendar.dayOff(LocalDate.of(2028, 9, 5)).orElseThrow().kind())
                .isEqualTo(SpecialDay.Kind.COMPENSATION_DAY);
    }

    private static void assertFault(String file, String right, String wrong, String message) {
        String text = Calendars.text(file).orElseThrow();
        assertThat(text).contains(right);
        assertThatThrownBy(() -> WorkingCalendar.read(name -> name.equals(file)
                        ? Optional.of(text.replaceFirst(Pattern.quote(right), wrong))
                        : Calendars.text(name)))
                .isInstanceOf(MinistryFileException.class)
                .hasMessageContaining("Tệp \"" + file + "\"")
                .hasMessageContaining(message);
    }
}
