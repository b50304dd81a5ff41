package vn.gov.most.dataplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Which week a digest covers, and its name. */
class WorkedWeekTest {

    private static final WorkingCalendar CALENDAR = Calendars.ministry();

    @Test
    void itIsTheCalendarWeekBeforeTheDays() {
        for (String day : new String[] {"2026-12-21", "2026-12-24", "2026-12-27"}) {
            WorkedWeek week = before(day);

            assertThat(week.firstDay()).isEqualTo(LocalDate.of(2026, 12, 14));
            assertThat(week.lastDay()).isEqualTo(LocalDate.of(2026, 12, 20));
            assertThat(week.begins()).isEqualTo(Instant.parse("2026-12-13T17:00:00Z"));
            assertThat(week.ends()).isEqualTo(Instant.parse("2026-12-20T17:00:00Z"));
            assertThat(week.vietnamese()).isEqualTo("từ 14/12 đến 18/12/2026");
        }
    }

    /** Thursday 30/4 and Friday 1/5/2026 are holidays, Monday 27/4 compensates for one. */
    @Test
    void itIsCalledByTheDaysOnWhichPeopleWorked() {
        assertThat(before("2026-05-04").vietnamese()).isEqualTo("từ 28/04 đến 29/04/2026");
    }

    @Test
    void aSaturdayThatIsWorkedEndsIt() {
        assertThat(before("2026-01-12").vietnamese()).isEqualTo("từ 05/01 đến 10/01/2026");
    }

    /** Monday 16/2 to Friday 20/2/2026 is Tết: the week before it is reported together with it. */
    @Test
    void aWeekInWhichNobodyWorkedBelongsToTheOneBefore() {
        WorkedWeek week = before("2026-02-23");

        assertThat(week.firstDay()).isEqualTo(LocalDate.of(2026, 2, 9));
        assertThat(week.lastDay()).isEqualTo(LocalDate.of(2026, 2, 22));
        assertThat(week.vietnamese()).isEqualTo("từ 09/02 đến 13/02/2026");
        assertThat(before("2026-03-02").firstDay()).isEqualTo(LocalDate.of(2026, 2, 23));
    }

    @Test
    void ofTwoYearsBothAreNamed() {
        assertThat(VietnameseDate.span(LocalDate.of(2024, 12, 30), LocalDate.of(2025, 1, 3)))
                .isEqualTo("từ 30/12/2024 đến 03/01/2025");
        assertThat(VietnameseDate.span(LocalDate.of(2026, 9, 4), LocalDate.of(2026, 9, 4)))
                .isEqualTo("ngày 04/09/2026");
    }

    private static WorkedWeek before(String day) {
        return WorkedWeek.before(LocalDate.parse(day), CALENDAR);
    }
}
