package vn.gov.most.dataplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

class CalendarFilesTest {

    private static final String RULES = "calendar/rules.yml";
    private static final String YEAR = "calendar/2026.yml";

    @Test
    void misses_the_rules() {
        assertThatThrownBy(() -> WorkingCalendar.read(new MinistryFiles(file -> Optional.empty())))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"calendar/rules.yml\": không tìm thấy tệp này.");
    }

    @Test
    void refuses_a_file_without_content() {
        assertFault(
                YEAR,
                Calendars.text(YEAR).orElseThrow(),
                "",
                "Tệp \"calendar/2026.yml\": phải là các dòng \"trường: giá trị\"; được phép: year, complete, holidays, swaps.");
    }

    @Test
    void names_an_unknown_field_and_those_allowed() {
        assertFault(
                YEAR,
                "compensatedOn: [27/4]",
                "compensated: [27/4]",
                "ngày nghỉ \"hung-kings\", trường \"compensated\": không có trường này; được phép: holiday, dates, compensatedOn, notice.");
    }

    @Test
    void names_a_field_that_is_missing() {
        assertFault(
                YEAR,
                "\ncomplete: true\n",
                "\n",
                "Tệp \"calendar/2026.yml\", trường \"complete\": phải nhập nội dung này; được phép: true, false.");
        assertFault(
                RULES,
                "    day: 30/4\n    fromYear: 2013\n",
                "    day: 30/4\n",
                "Tệp \"calendar/rules.yml\", ngày nghỉ \"victory-day\", trường \"fromYear\": phải nhập nội dung này; được phép: số nguyên.");
    }

    @Test
    void asks_every_holiday_and_swap_for_the_notice_that_it_cites() {
        assertFault(
                YEAR,
                "    dates: [1/1]\n    notice: 9441/TB-BNV\n",
                "    dates: [1/1]\n",
                "ngày nghỉ \"new-year\", trường \"notice\": phải nhập nội dung này.");
        assertFault(
                YEAR,
                "    worked: 22/8\n    notice: 9441/TB-BNV\n",
                "    worked: 22/8\n    notice: ' '\n",
                "hoán đổi thứ 2, trường \"notice\": phải nhập nội dung này.");
    }

    @Test
    void names_a_value_that_is_not_allowed_and_those_that_are() {
        assertFault(
                YEAR,
                "\ncomplete: true",
                "\ncomplete: maybe",
                "trường \"complete\": \"maybe\" không hợp lệ; được phép: true, false.");
        assertFault(YEAR, "year: 2026", "year: next", "trường \"year\": \"next\" không hợp lệ; được phép: số nguyên.");
        assertFault(
                RULES,
                "compensation: unsettled",
                "compensation: none",
                "ngày nghỉ \"culture-day\", trường \"compensation\": \"none\" không hợp lệ; được phép: next-working-day, unsettled.");
        assertFault(
                RULES,
                "on: [Tuesday]",
                "on: [Tue]",
                "ngày nghỉ \"lunar-new-year\", ngoại lệ thứ 1, trường \"on\": \"Tue\" không hợp lệ; được phép: MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY.");
    }

    @Test
    void says_where_a_list_or_a_group_of_fields_must_stand() {
        assertFault(
                RULES,
                "    exceptions:\n      - on: [Tuesday]\n        daysBefore: 1\n        daysAfter: 3\n",
                "    exceptions: Tuesday\n",
                "ngày nghỉ \"lunar-new-year\", trường \"exceptions\": phải là một danh sách, mỗi dòng bắt đầu bằng dấu gạch nối.");
        assertFault(
                YEAR,
                "dates: [24/11]",
                "dates: [[24/11]]",
                "ngày nghỉ \"culture-day\", trường \"dates\": phải là một giá trị.");
        assertFault(
                RULES,
                "      - on: [Tuesday]\n        daysBefore: 1\n        daysAfter: 3\n",
                "      - Tuesday\n",
                "ngày nghỉ \"lunar-new-year\", ngoại lệ thứ 1: phải là các dòng \"trường: giá trị\"; được phép: on, daysBefore, daysAfter.");
    }

    @Test
    void refuses_what_is_not_a_day_and_month() {
        assertFault(
                YEAR,
                "dates: [24/11]",
                "dates: [24-11]",
                "ngày nghỉ \"culture-day\", trường \"dates\": \"24-11\" không hợp lệ; được phép: ngày/tháng, ví dụ 2/9.");
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
                "ngày nghỉ \"culture-day\", trường \"dates\": thứ Tư, ngày 02/09/2026 đã được ghi một lần; mỗi ngày chỉ ghi một lần.");
    }

    @Test
    void refuses_a_year_that_is_not_the_files() {
        assertFault(YEAR, "year: 2026", "year: 2027", "trường \"year\": phải là 2026, như tên tệp.");
    }

    @Test
    void refuses_a_holiday_that_the_rules_do_not_have_in_that_year() {
        assertFault(
                YEAR,
                "holiday: culture-day",
                "holiday: culture",
                "ngày nghỉ \"culture\", trường \"holiday\": \"culture\" không có trong rules.yml cho năm 2026; được phép: new-year, lunar-new-year, hung-kings, victory-day, labour-day, national-day, culture-day.");
    }

    @Test
    void refuses_to_call_a_list_complete_that_misses_a_holiday() {
        assertFault(
                YEAR,
                "  - holiday: culture-day\n    dates: [24/11]\n    notice: 10065/VPCP-KGVX\n",
                "",
                "trường \"holidays\": thiếu ngày nghỉ \"culture-day\"; thêm vào, hoặc ghi complete: false khi chưa có thông báo.");
    }

    @Test
    void refuses_to_swap_a_weekend_off_or_a_weekday_in() {
        assertFault(
                YEAR,
                "dayOff: 31/8",
                "dayOff: 30/8",
                "hoán đổi thứ 2, trường \"dayOff\": Chủ nhật, ngày 30/08/2026 vốn đã là ngày nghỉ cuối tuần; được phép: ngày làm việc trong tuần.");
        assertFault(
                YEAR,
                "worked: 22/8",
                "worked: 21/8",
                "hoán đổi thứ 2, trường \"worked\": thứ Sáu, ngày 21/08/2026 vốn đã là ngày làm việc; được phép: ngày nghỉ cuối tuần.");
    }

    @Test
    void refuses_a_compensation_day_on_a_weekend() {
        assertFault(
                YEAR,
                "compensatedOn: [27/4]",
                "compensatedOn: [25/4]",
                "ngày nghỉ \"hung-kings\", trường \"compensatedOn\": thứ Bảy");
    }

    @Test
    void refuses_two_rules_of_one_holiday_in_one_year() {
        assertFault(RULES, "untilYear: 2020", "untilYear: 2021", "\"national-day\" có hai quy định cùng cho năm 2021");
    }

    @Test
    void refuses_a_holiday_with_no_day_or_with_two() {
        String problem =
                "ngày nghỉ \"hung-kings\", trường \"day\": phải có một trong hai: \"day\" (dương lịch) hoặc \"lunarDay\" (âm lịch).";
        assertFault(RULES, "    lunarDay: 10/3\n", "", problem);
        assertFault(RULES, "    lunarDay: 10/3\n", "    lunarDay: 10/3\n    day: 18/4\n", problem);
    }

    @Test
    void refuses_a_holiday_on_a_day_that_some_years_have_not() {
        assertFault(RULES, "day: 24/11", "day: 29/2", "trường \"day\": không có ngày 29/2 trong mọi năm.");
        assertFault(
                RULES,
                "lunarDay: 10/3",
                "lunarDay: 30/3",
                "trường \"lunarDay\": không có ngày 30/3 âm lịch trong mọi năm");
    }

    @Test
    void refuses_a_week_without_a_working_day() {
        assertFault(
                RULES,
                "[Monday, Tuesday, Wednesday, Thursday, Friday]",
                "[]",
                "trường \"workingWeek\": phải có ít nhất một ngày.");
    }

    @Test
    void takes_a_new_year_without_any_change_elsewhere() {
        WorkingCalendar calendar = Calendars.with(
                "calendar/2028.yml",
                """
                        year: 2028
                        complete: false
                        holidays: []
                        swaps:
                          - {dayOff: 31/1, worked: 5/2, notice: 1/TB}
                        """);

        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 1, 31))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 2, 5))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 1, 26))).isFalse();
    }

    @Test
    void forecasts_a_compensation_on_the_next_day_that_no_swap_has_taken() {
        WorkingCalendar calendar = Calendars.with(
                "calendar/2028.yml",
                """
                        year: 2028
                        complete: false
                        holidays: []
                        swaps:
                          - {dayOff: 4/9, worked: 9/9, notice: 1/TB}
                        """);

        assertThat(calendar.dayOff(LocalDate.of(2028, 9, 5)).orElseThrow().kind())
                .isEqualTo(SpecialDay.Kind.COMPENSATION_DAY);
    }

    @Test
    void tells_the_faults_of_all_files_and_entries_together() {
        MinistryFiles faulty = new MinistryFiles(file -> Calendars.text(file).map(text -> switch (file) {
            case RULES -> text.replace("fromYear: 2026", "fromYear: soon").replace("id: new-year", "id: ''");
            case YEAR -> text.replace("dates: [1/1]", "dates: [1-1]").replace("worked: 22/8", "worked: 22-8");
            default -> text;
        }));

        assertThatThrownBy(() -> WorkingCalendar.read(faulty))
                .hasMessage(
                        """
                        Tệp "calendar/rules.yml", ngày nghỉ thứ 1, trường "id": phải nhập nội dung này.

                        Tệp "calendar/rules.yml", ngày nghỉ "culture-day", trường "fromYear": "soon" không hợp lệ; được phép: số nguyên.

                        Tệp "calendar/2026.yml", ngày nghỉ "new-year", trường "dates": "1-1" không hợp lệ; được phép: ngày/tháng, ví dụ 2/9.

                        Tệp "calendar/2026.yml", hoán đổi thứ 2, trường "worked": "22-8" không hợp lệ; được phép: ngày/tháng, ví dụ 2/9.""");
    }

    @Test
    void tells_the_faults_of_all_days_of_a_year_together() {
        String text = Calendars.text(YEAR)
                .orElseThrow()
                .replace("dates: [24/11]", "dates: [31/11]")
                .replace("worked: 22/8", "worked: 21/8");

        assertThatThrownBy(() -> Calendars.with(YEAR, text))
                .hasMessageContainingAll("không có ngày 31/11", "hoán đổi thứ 2, trường \"worked\": thứ Sáu");
    }

    private static void assertFault(String file, String right, String wrong, String message) {
        String text = Calendars.text(file).orElseThrow();
        assertThat(text).contains(right);
        assertThatThrownBy(() -> Calendars.with(file, text.replaceFirst(Pattern.quote(right), wrong)))
                .isInstanceOf(MinistryFileException.class)
                .hasMessageContaining("Tệp \"" + file + "\"")
                .hasMessageContaining(message);
    }
}
