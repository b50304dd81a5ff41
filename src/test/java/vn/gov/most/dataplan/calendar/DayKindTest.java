package vn.gov.most.dataplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The allowed range of each kind of entered day; today is Friday, 4 December 2026. */
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
    void aMomentThatHasHappenedIsNotToComeLaterToday() {
        Instant nine = Instant.parse("2026-12-04T02:00:00Z");
        Instant ten = Instant.parse("2026-12-04T03:00:00Z");

        for (DayKind over : List.of(DayKind.HAPPENED, DayKind.PAST_DUTY)) {
            assertThat(over.fault(nine, nine, calendar)).isEmpty();
            assertThat(over.fault(ten, nine, calendar))
                    .contains("Thời điểm 10:00 04/12/2026 không được sau thời điểm hiện nay, 09:00 04/12/2026.");
        }
        for (DayKind open : List.of(DayKind.EXPECTED, DayKind.EITHER)) {
            assertThat(open.fault(ten, nine, calendar)).isEmpty();
        }
        assertThat(DayKind.EXPECTED.fault(Instant.parse("2026-12-03T16:59:00Z"), nine, calendar))
                .as("the last minute of yesterday, in Hà Nội")
                .contains("Ngày 03/12/2026 không được trước ngày 04/12/2026.");
    }

    @Test
    void whatBelongsTogetherIsInOrder() {
        assertThat(DayOrder.fault(TODAY, TODAY, "\"Từ ngày\"")).isEmpty();
        assertThat(DayOrder.fault(TODAY.plusDays(1), TODAY, "\"Từ ngày\"")).isEmpty();
        assertThat(DayOrder.fault(TODAY.minusDays(1), TODAY, "\"Từ ngày\""))
                .contains("Ngày 03/12/2026 không được trước ngày 04/12/2026 ở mục \"Từ ngày\".");
    }

    @Test
    void hasNoOtherName() {
        assertThat(DayKind.named("")).isEmpty();
        assertThat(DayKind.named("HAPPENED")).isEmpty();
        assertThat(DayKind.named("past_duty")).isEmpty();
        assertThat(DayKind.names()).isEqualTo("happened, past-duty, expected, ordered, either");
    }
}
