package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026, YEAR, 2026-01-01, 2026-12-31, năm 2026",
        "2026-H1, HALF_YEAR, 2026-01-01, 2026-06-30, 6 tháng đầu năm 2026",
        "2026-H2, HALF_YEAR, 2026-07-01, 2026-12-31, 6 tháng cuối năm 2026",
        "2021-2025, ONCE, 2021-01-01, 2025-12-31, giai đoạn 2021-2025"
    })
    void is_read_from_its_id(String id, Period.Kind kind, LocalDate first, LocalDate last, String vietnamese) {
        Period period = Period.parse(id);

        assertThat(period).isEqualTo(new Period(kind, first, last));
        assertThat(period.id()).isEqualTo(id);
        assertThat(period.vietnamese()).isEqualTo(vietnamese);
    }

    @Test
    void of_a_request_is_told_by_its_day_and_its_mark() {
        Period request = Period.parse("2026-11-30-8b96643e");

        assertThat(request.kind()).isEqualTo(Period.Kind.REQUEST);
        assertThat(request.firstDay()).isEqualTo(request.lastDay()).isEqualTo("2026-11-30");
        assertThat(request.id()).isEqualTo("2026-11-30-8b96643e");
        assertThat(request.vietnamese()).isEqualTo("yêu cầu có hạn ngày 30/11/2026");
        assertThat(request).isNotEqualTo(Period.parse("2026-11-30-00000000"));
        assertThatThrownBy(request::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Period.containing(Period.Kind.REQUEST, LocalDate.of(2026, 11, 30)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "26", "2026-H3", "2026-h1", "2026-01", "2025-2021", "2025-2025", "2026 "})
    void says_what_is_allowed(String id) {
        assertThatThrownBy(() -> Period.parse(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Kỳ \"" + id
                        + "\" không hợp lệ; cho phép: năm (2026), 6 tháng (2026-H1, 2026-H2), giai đoạn (2021-2025).");
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR, 2026-01-01, 2026",
        "YEAR, 2026-12-31, 2026",
        "HALF_YEAR, 2026-06-30, 2026-H1",
        "HALF_YEAR, 2026-07-01, 2026-H2"
    })
    void is_the_one_that_contains_the_day(Period.Kind kind, LocalDate day, String id) {
        assertThat(Period.containing(kind, day).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"2026, 2027", "2026-H1, 2026-H2", "2026-H2, 2027-H1"})
    void is_followed_by_the_next(String id, String next) {
        assertThat(Period.parse(id).next().id()).isEqualTo(next);
        assertThat(Period.parse(next).previous().id()).isEqualTo(id);
    }

    @Test
    void is_followed_by_none_if_it_is_a_window() {
        Period window = Period.once(2021, 2025);

        assertThatThrownBy(window::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(window::previous).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Period.containing(Period.Kind.ONCE, LocalDate.of(2023, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void contains_both_its_ends() {
        Period half = Period.halfYear(2026, 1);

        assertThat(half.contains(LocalDate.of(2025, 12, 31))).isFalse();
        assertThat(half.contains(LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(half.contains(LocalDate.of(2026, 6, 30))).isTrue();
        assertThat(half.contains(LocalDate.of(2026, 7, 1))).isFalse();
    }

    @Test
    void is_a_whole_year_half_year_or_several_years() {
        assertThatThrownBy(() -> new Period(Period.Kind.YEAR, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 30)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Period(Period.Kind.YEAR, LocalDate.of(2026, 1, 1), LocalDate.of(2027, 12, 31)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Period(Period.Kind.HALF_YEAR, LocalDate.of(2026, 4, 1), LocalDate.of(2026, 9, 30)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Period(Period.Kind.ONCE, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Period.halfYear(2026, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
