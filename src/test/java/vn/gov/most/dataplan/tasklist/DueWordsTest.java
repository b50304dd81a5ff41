package vn.gov.most.dataplan.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.calendar.Calendars;

class DueWordsTest {

    /** Due at 17:00 on Thursday 24 December 2026, late from the next day; 31 December and 1 January are off or not worked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-11-30T08:00 | Còn 18 ngày làm việc, hạn thứ Năm 24/12/2026        | IN_TIME
            2026-12-16T23:59 | Còn 6 ngày làm việc, hạn thứ Năm 24/12/2026         | IN_TIME
            2026-12-17T00:00 | Còn 5 ngày làm việc, hạn thứ Năm 24/12/2026         | DUE_SOON
            2026-12-23T16:00 | Còn 1 ngày làm việc, hạn thứ Năm 24/12/2026         | DUE_SOON
            2026-12-24T08:00 | Hạn hôm nay, 17:00 24/12/2026                       | DUE_SOON
            2026-12-24T17:01 | Đã qua hạn xử lý, hạn thứ Năm 24/12/2026            | PAST_DUE
            2026-12-25T00:00 | Quá hạn 1 ngày làm việc, hạn thứ Năm 24/12/2026     | OVERDUE
            2026-12-27T09:00 | Quá hạn 1 ngày làm việc, hạn thứ Năm 24/12/2026     | OVERDUE
            2026-12-28T09:00 | Quá hạn 2 ngày làm việc, hạn thứ Năm 24/12/2026     | OVERDUE
            """)
    void workingDaysAreSaidInWords(String now, String words, DueWords.State state) {
        assertThat(DueWords.of(at("2026-12-24T17:00"), at("2026-12-25T00:00"), false, at(now), Calendars.ministry()))
                .isEqualTo(new DueWords(words, state));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-12-25T00:00 | Đã qua hạn xử lý 1 ngày làm việc, hạn thứ Năm 24/12/2026
            2026-12-30T23:59 | Đã qua hạn xử lý 4 ngày làm việc, hạn thứ Năm 24/12/2026
            """)
    void whatIsPastItsDateAndDoesNotCountYetIsNotCalledOverdue(String now, String words) {
        assertThat(DueWords.of(at("2026-12-24T17:00"), at("2026-12-31T00:00"), false, at(now), Calendars.ministry()))
                .isEqualTo(new DueWords(words, DueWords.State.PAST_DUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-12-12T09:00 | Hạn tạm tính Chủ nhật 13/12/2026
            2026-12-11T09:00 | Hạn tạm tính Chủ nhật 13/12/2026
            2026-12-10T09:00 | Còn 1 ngày làm việc, hạn tạm tính Chủ nhật 13/12/2026
            """)
    void aDayWithoutAWorkingDayBeforeItIsSaidAlone(String now, String words) {
        assertThat(DueWords.of(at("2026-12-13T17:00"), at("2026-12-14T00:00"), true, at(now), Calendars.ministry())
                        .words())
                .isEqualTo(words);
    }

    private static Instant at(String local) {
        return OffsetDateTime.parse(local + ":00+07:00").toInstant();
    }
}
