package vn.gov.most.dataplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.calendar.SpecialDay.Kind.COMPENSATION_DAY;
import static vn.gov.most.dataplan.calendar.SpecialDay.Kind.PUBLIC_HOLIDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {

    private WorkingCalendar forecast;

    @BeforeEach
    void readRules() {
        forecast = Calendars.forecast();
    }

    @InEveryTimeZone
    void knows_the_five_days_of_tet_from_2021_to_2035() {
        Map<Integer, String> tet = new TreeMap<>();
        for (int year = 2021; year <= 2035; year++) {
            List<String> days = days(year, PUBLIC_HOLIDAY, "tết Nguyên đán");
            tet.put(year, days.get(0) + " - " + days.get(days.size() - 1));
        }

        assertThat(tet)
                .containsExactly(
                        Map.entry(2021, "10/2 - 14/2"),
                        Map.entry(2022, "31/1 - 4/2"),
                        Map.entry(2023, "20/1 - 24/1"),
                        Map.entry(2024, "8/2 - 12/2"),
                        Map.entry(2025, "27/1 - 31/1"),
                        Map.entry(2026, "16/2 - 20/2"),
                        Map.entry(2027, "4/2 - 8/2"),
                        Map.entry(2028, "24/1 - 28/1"),
                        Map.entry(2029, "12/2 - 16/2"),
                        // The first day is 2/2 in Vietnam, 3/2 in China.
                        Map.entry(2030, "31/1 - 4/2"),
                        Map.entry(2031, "21/1 - 25/1"),
                        Map.entry(2032, "9/2 - 13/2"),
                        Map.entry(2033, "29/1 - 2/2"),
                        Map.entry(2034, "17/2 - 21/2"),
                        Map.entry(2035, "6/2 - 10/2"));
    }

    /** The notices of these years without the swaps, which nobody can forecast. */
    @ParameterizedTest
    @CsvSource({
        "2021, 1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9",
        "2022, 3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9",
        "2023, 2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9",
        "2024, 1/1 8/2 9/2 12/2 13/2 14/2 18/4 30/4 1/5 2/9 3/9",
        "2025, 1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 1/9 2/9",
        "2026, 1/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 1/9 2/9 24/11",
        "2027, 1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11",
        "2028, 3/1 24/1 25/1 26/1 27/1 28/1 4/4 1/5 2/5 1/9 4/9 24/11"
    })
    void forecasts_the_weekdays_off(int year, String days) {
        assertThat(weekdaysOff(year)).isEqualTo(Arrays.asList(days.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "2023, 1/9 2/9",
        "2024, 2/9 3/9",
        "2025, 1/9 2/9",
        "2026, 1/9 2/9",
        "2027, 2/9 3/9",
        "2028, 1/9 2/9",
        "2029, 1/9 2/9",
        "2030, 2/9 3/9"
    })
    void puts_the_day_beside_national_day_behind_it_on_mondays_and_thursdays_alone(int year, String days) {
        assertThat(String.join(" ", days(year, PUBLIC_HOLIDAY, "Quốc khánh"))).isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(ints = {2029, 2030, 2035})
    void forecasts_no_compensation_for_a_24_november_on_a_weekend(int year) {
        LocalDate holiday = LocalDate.of(year, 11, 24);
        LocalDate monday = holiday.with(TemporalAdjusters.next(DayOfWeek.MONDAY));

        assertThat(forecast.isWorkingDay(holiday)).isFalse();
        assertThat(forecast.isWorkingDay(monday)).isTrue();
        assertThat(forecast.isProvisional(monday)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2020, 1", "2021, 2"})
    void has_a_day_beside_national_day_from_2021_on(int year, int days) {
        assertThat(days(year, PUBLIC_HOLIDAY, "Quốc khánh")).hasSize(days);
    }

    @ParameterizedTest
    @CsvSource({"2025, true", "2026, false"})
    void has_24_november_from_2026_on(int year, boolean worked) {
        assertThat(forecast.isWorkingDay(LocalDate.of(year, 11, 24))).isEqualTo(worked);
    }

    @ParameterizedTest
    @MethodSource("years")
    void has_every_holiday_in_law_off(int year) {
        for (WorkingCalendar calendar : both()) {
            assertThat(Stream.of(
                                    LocalDate.of(year, 1, 1),
                                    LocalDate.of(year, 4, 30),
                                    LocalDate.of(year, 5, 1),
                                    LocalDate.of(year, 9, 2))
                            .map(calendar::dayOff))
                    .allMatch(day -> day.orElseThrow().kind() == PUBLIC_HOLIDAY);
            Map<String, Long> days = new TreeMap<>();
            calendar.specialDays(year).stream()
                    .filter(day -> day.kind() == PUBLIC_HOLIDAY)
                    .forEach(day -> days.merge(day.name(), 1L, Long::sum));
            Map<String, Long> expected = new TreeMap<>(Map.of(
                    "tết Dương lịch", 1L,
                    "tết Nguyên đán", 5L,
                    "Giỗ Tổ Hùng Vương", 1L,
                    "ngày Chiến thắng", 1L,
                    "ngày Quốc tế lao động", 1L,
                    "Quốc khánh", 2L));
            if (year >= 2026) {
                expected.put("ngày Văn hóa Việt Nam", 1L);
            }
            assertThat(days).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("years")
    void compensates_each_holiday_on_a_weekend_by_one_working_day_behind_it(int year) {
        for (WorkingCalendar calendar : both()) {
            List<SpecialDay> onWeekends = calendar.specialDays(year).stream()
                    .filter(day -> day.kind() == PUBLIC_HOLIDAY && isWeekend(day.date()))
                    .filter(day -> !day.name().equals("ngày Văn hóa Việt Nam"))
                    .toList();
            List<SpecialDay> compensations = calendar.specialDays(year).stream()
                    .filter(day -> day.kind() == COMPENSATION_DAY)
                    .toList();

            assertThat(compensations)
                    .extracting(SpecialDay::name)
                    .containsExactlyElementsOf(onWeekends.stream()
                            .map(day -> "nghỉ bù " + day.name())
                            .toList());
            for (int i = 0; i < compensations.size(); i++) {
                LocalDate compensation = compensations.get(i).date();
                assertThat(isWeekend(compensation)).isFalse();
                assertThat(onWeekends.get(i).date().datesUntil(compensation))
                        .as("nothing is worked between the holiday and its compensation")
                        .noneMatch(calendar::isWorkingDay);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("years")
    void works_on_no_sunday_and_on_a_saturday_only_if_a_notice_swapped_it_in(int year) {
        assertThat(days(year).filter(ForecastTest::isWeekend)).noneMatch(forecast::isWorkingDay);
        WorkingCalendar ministry = Calendars.ministry();
        assertThat(days(year).filter(ForecastTest::isWeekend).filter(ministry::isWorkingDay))
                .allMatch(date -> date.getDayOfWeek() == DayOfWeek.SATURDAY
                        && ministry.specialDay(date).orElseThrow().kind() == SpecialDay.Kind.SWAPPED_IN_DAY);
    }

    @ParameterizedTest
    @MethodSource("years")
    void has_eleven_weekdays_off_and_from_2026_on_24_november_too(int year) {
        boolean another = year >= 2026 && !isWeekend(LocalDate.of(year, 11, 24));

        assertThat(weekdaysOff(year)).hasSize(another ? 12 : 11);
    }

    @ParameterizedTest
    @MethodSource("years")
    void loses_no_working_day_by_a_swap(int year) {
        assertThat(Calendars.ministry().workingDays(year)).isEqualTo(forecast.workingDays(year));
    }

    static Stream<Integer> years() {
        return Stream.iterate(2021, year -> year <= 2035, year -> year + 1);
    }

    private List<WorkingCalendar> both() {
        return List.of(forecast, Calendars.ministry());
    }

    private List<String> days(int year, SpecialDay.Kind kind, String name) {
        return forecast.specialDays(year).stream()
                .filter(day -> day.kind() == kind && day.name().equals(name))
                .map(day -> format(day.date()))
                .toList();
    }

    private List<String> weekdaysOff(int year) {
        return days(year)
                .filter(date -> !isWeekend(date) && !forecast.isWorkingDay(date))
                .map(ForecastTest::format)
                .toList();
    }

    private static Stream<LocalDate> days(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static String format(LocalDate date) {
        return DateTimeFormatter.ofPattern("d/M").format(date);
    }
}
