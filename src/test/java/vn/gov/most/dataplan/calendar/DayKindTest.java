package vn.gov.most.dataplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between which days a day lies that somebody enters; today is Friday, 4 December 2026. */
class DayKindTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 4);

    private final WorkingCalendar calendar = Calendars.ministry();

    @ParameterizedTest
    @CsvSource({
        "happened,  2020-05-25, 2026-12-04",
        "past-duty, 2020-01-01, 2026-12-04",
        "expected,  2026-12-04, 2031-12-04",
        "ordered,   2026-12-07, 2031-12-04",
        "either,    2020-05-25, 2031-12-04"
    })
    void takesTheDaysBetween(String name, LocalDate first, LocalDate last) {
        DayKind kind = DayKind.named(name).orElseThrow();

        assertThat(kind.fault(first, TODAY, calendar)).isEmpty();
        assertThat(kind.fault(last, TODAY, calendar)).isEmpty();
        assertThat(kind.fault(first.minusDays(1), TODAY, calendar))
                .contains("Ngày %s không được trước ngày %s."
                        .formatted(VietnameseDate.day(first.minusDays(1)), VietnameseDate.day(first)));
        assertThat(kind.fault(last.plusDays(1), TODAY, calendar))
                .contains("Ngày %s không được sau ngày %s."
                        .formatted(VietnameseDate.day(last.plusDays(1)), VietnameseDate.day(last)));
    }

    @ParameterizedTest
    @CsvSource({"0026-12-03", "1970-01-01", "3026-12-03", "9999-12-31", "+99999-12-31"})
    void noKindTakesAYearMistyped(LocalDate mistyped) {
        for (DayKind kind : DayKind.values()) {
            assertThat(kind.fault(mistyped, TODAY, calendar)).isPresent();
        }
    }

    @Test
    void hasNoOtherName() {
        assertThat(DayKind.named("")).isEmpty();
        assertThat(DayKind.named("HAPPENED")).isEmpty();
        assertThat(DayKind.named("past_duty")).isEmpty();
    }
}
