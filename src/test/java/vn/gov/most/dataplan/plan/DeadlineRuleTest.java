package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.calendar.Calendars;
import vn.gov.most.dataplan.calendar.InEveryTimeZone;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

class DeadlineRuleTest {

    private final WorkingCalendar calendar = Calendars.ministry();

    @ParameterizedTest
    @CsvSource({
        // a plain "before D"
        "2026,      before 25/12,                2026-12-24T17:00, 2026-12-25T00:00",
        "2026,      before 31/12,                2026-12-30T17:00, 2026-12-31T00:00",
        // D or the days before it are off: late from D all the same
        "2028,      before 25/12,                2028-12-22T17:00, 2028-12-25T00:00",
        "2028,      before 31/12,                2028-12-29T17:00, 2028-12-31T00:00",
        "2026,      before 20/7,                 2026-07-17T17:00, 2026-07-20T00:00",
        "2026,      before 16/6,                 2026-06-15T17:00, 2026-06-16T00:00",
        "2026,      before 15/12,                2026-12-14T17:00, 2026-12-15T00:00",
        "2026,      before 1/12,                 2026-11-30T17:00, 2026-12-01T00:00",
        "2026,      before 12/1,                 2026-01-10T17:00, 2026-01-12T00:00",
        "2026-H2,   before 25/12,                2026-12-24T17:00, 2026-12-25T00:00",
        "2021-2025, before 25/12,                2025-12-24T17:00, 2025-12-25T00:00",
        // the period's own end
        "2026,      last working day,            2026-12-31T17:00, 2027-01-01T00:00",
        "2027,      last working day,            2027-12-31T17:00, 2028-01-01T00:00",
        "2028,      last working day,            2028-12-29T17:00, 2029-01-01T00:00",
        "2026-H1,   last working day,            2026-06-30T17:00, 2026-07-01T00:00",
        "2026-H2,   last working day,            2026-12-31T17:00, 2027-01-01T00:00",
        "2021-2025, last working day,            2025-12-31T17:00, 2026-01-01T00:00",
        // a month of it
        "2026,      last working day of month 3, 2026-03-31T17:00, 2026-04-01T00:00",
        "2026,      last working day of month 4, 2026-04-29T17:00, 2026-05-01T00:00",
        "2026,      last working day of month 12, 2026-12-31T17:00, 2027-01-01T00:00",
        "2026-H1,   last working day of month 4, 2026-04-29T17:00, 2026-05-01T00:00",
        "2026-H1,   last working day of month 6, 2026-06-30T17:00, 2026-07-01T00:00",
        "2026-H2,   last working day of month 4, 2026-10-30T17:00, 2026-11-01T00:00",
        "2026-H2,   last working day of month 6, 2026-12-31T17:00, 2027-01-01T00:00",
    })
    void dates_what_depends_on_the_period_alone(String period, String rule, String due, String late) {
        Deadline deadline = compute(rule, Facts.of(Period.parse(period)));

        assertDeadline(deadline, due, late);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-13T09:00, 2026-02-23",
        "2026-01-09T09:00, 2026-01-10",
        "2026-08-21T09:00, 2026-08-22",
        "2026-08-28T09:00, 2026-09-03",
        "2026-11-23T09:00, 2026-11-25",
        "2026-04-24T09:00, 2026-04-28",
        "2026-04-29T09:00, 2026-05-04",
        "2026-12-31T09:00, 2027-01-04",
        "2026-01-10T09:00, 2026-01-12",
        "2025-04-25T09:00, 2025-04-26",
        // the first and the last minute of a day, and a day off
        "2026-02-13T00:00, 2026-02-23",
        "2026-02-13T23:59, 2026-02-23",
        "2026-11-24T09:00, 2026-11-25"
    })
    void gives_a_service_one_working_day_from_when_it_is_ready(String ready, String due) {
        Facts facts = Facts.of(Period.year(2026)).withMoment("readyAt", at(ready));

        Deadline deadline = compute("1 working day after readyAt", facts);

        assertThat(deadline.dueAt()).isEqualTo(at(due + "T17:00"));
        assertThat(deadline.lateFrom()).isEqualTo(at(due + "T00:00").plusSeconds(86_400));
    }

    @Test
    void counts_working_days_before_another_parts_due_day() {
        Facts facts = Facts.of(Period.year(2028))
                .withPart("ministry-report", deadline("2028-12-29T17:00", "2028-12-31T00:00"));

        assertDeadline(compute("2 working days before ministry-report", facts), "2028-12-27T17:00", "2028-12-28T00:00");
    }

    @ParameterizedTest
    @CsvSource({
        // in the usual course the date that is counted back, whenever it is opened before
        "2026-11-02T06:30, 2026-11-18",
        // opened late: ten working days all the same
        "2026-11-04T06:30, 2026-11-18",
        "2026-11-05T06:30, 2026-11-19",
        "2026-11-29T08:00, 2026-12-11",
        // as far as the other part's date allows, and not beyond it
        "2026-12-17T08:00, 2026-12-31",
        "2026-12-28T08:00, 2026-12-31",
        // once that date has passed nothing holds it any more
        "2026-12-31T08:00, 2026-12-31",
        "2027-01-15T08:00, 2027-01-29"
    })
    void gives_who_is_asked_late_some_days_all_the_same(String opened, String due) {
        Facts facts = Facts.of(Period.halfYear(2026, 2))
                .withPart("catalogue", deadline("2026-12-31T17:00", "2027-01-01T00:00"))
                .withMoment("openedAt", at(opened));

        Deadline deadline = compute("30 working days before catalogue, at least 10 working days after openedAt", facts);

        assertThat(deadline.dueAt()).isEqualTo(at(due + "T17:00"));
        assertThat(deadline.lateFrom()).isEqualTo(at(due + "T00:00").plusSeconds(86_400));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-07T08:00, 2026-12-14",
        "2026-12-21T08:00, 2026-12-28",
        "2026-12-22T08:00, 2026-12-29",
        // later it shrinks to the time before the next step begins
        "2026-12-24T08:00, 2026-12-29",
        "2026-12-29T08:00, 2026-12-30",
        // and at the end to a day
        "2026-12-30T08:00, 2026-12-31",
        "2027-01-05T08:00, 2027-01-06"
    })
    void ends_before_what_comes_after_it_has_to_begin(String assigned, String due) {
        Facts facts = Facts.of(Period.year(2026))
                .withPart("plan", deadline("2026-12-31T17:00", "2027-01-01T00:00"))
                .withCap(deadline("2026-12-31T17:00", "2027-01-01T00:00"))
                .withMoment("assignedAt", at(assigned));

        Deadline deadline = compute(
                "5 working days after assignedAt, at most 2 working days before plan, at least 1 working day after assignedAt",
                facts);

        assertThat(deadline.dueAt()).isEqualTo(at(due + "T17:00"));
        assertThat(deadline.lateFrom()).isEqualTo(at(due + "T00:00").plusSeconds(86_400));
    }

    @Test
    void gives_nothing_more_where_it_is_not_known_since_when_it_is_asked() {
        Facts facts = Facts.of(Period.halfYear(2026, 2))
                .withPart("catalogue", deadline("2026-12-31T17:00", "2027-01-01T00:00"));

        assertDeadline(
                compute("30 working days before catalogue, at least 10 working days after openedAt", facts),
                "2026-11-18T17:00",
                "2026-11-19T00:00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T08:00, 2026-10-15T08:00, 2026-12-18, 2026-12-11",
        "2026-11-02T08:00, 2026-11-29T08:00, 2026-12-02, 2026-12-02",
        "2026-11-02T08:00, 2026-11-29T08:00, 2026-12-08, 2026-12-04",
        "2026-11-30T08:00, 2026-10-15T08:00, 2026-12-09, 2026-12-07"
    })
    void heeds_when_the_day_was_told_and_when_it_was_opened(String opened, String moved, String asked, String due) {
        Facts facts = Facts.of(Period.year(2026))
                .withMoment("openedAt", at(opened))
                .withMoment("movedAt", at(moved))
                .withMoment("dueAt", at(asked + "T00:00"));

        assertThat(compute(
                                "5 working days before dueAt, at least 5 working days after movedAt,"
                                        + " at least 5 working days after openedAt",
                                facts)
                        .dueAt())
                .isEqualTo(at(due + "T17:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T08:00, 2026-12-18, 2026-12-18",
        "2026-11-30T08:00, 2026-12-01, 2026-12-01",
        "2026-11-30T08:00, 2026-11-30, 2026-12-01",
        "2026-11-30T08:00, 2026-11-20, 2026-12-01",
        "2026-12-04T08:00, 2026-12-05, 2026-12-07"
    })
    void orders_nothing_for_a_day_on_which_it_would_be_late_at_once(String opened, String required, String due) {
        Facts facts = Facts.of(Period.year(2026))
                .withMoment("openedAt", at(opened))
                .withMoment("requiredAt", at(required + "T00:00"));

        assertThat(compute("on requiredAt, at least 1 working day after openedAt", facts)
                        .dueAt())
                .isEqualTo(at(due + "T17:00"));
    }

    @Test
    void takes_both_moments_of_another_part() {
        Deadline ministry = deadline("2028-12-29T17:00", "2028-12-31T00:00");

        assertThat(compute("as ministry-report", Facts.of(Period.year(2028)).withPart("ministry-report", ministry)))
                .isEqualTo(ministry);
    }

    @Test
    void is_due_on_the_day_a_database_goes_live_even_when_that_is_a_day_off() {
        Facts facts = Facts.of(Period.year(2026)).withMoment("plannedLiveAt", at("2026-12-05T10:00"));

        assertDeadline(compute("on plannedLiveAt", facts), "2026-12-05T17:00", "2026-12-06T00:00");
    }

    @Test
    void is_due_at_the_hour_that_is_set() {
        Facts facts = Facts.of(Period.year(2026)).withDueTime(LocalTime.of(16, 30));

        assertDeadline(compute("before 25/12", facts), "2026-12-24T16:30", "2026-12-25T00:00");
    }

    @Test
    void takes_the_first_alternative_whose_moment_is_known() {
        DeadlineRule rule = DeadlineRule.parse(
                List.of("2 working days after returnedAt", "3 working days after openedAt", "before 25/12"));
        Facts nothing = Facts.of(Period.year(2026));
        Facts opened = nothing.withMoment("openedAt", at("2026-11-02T08:00"));
        Facts returned = opened.withMoment("returnedAt", at("2026-11-10T08:00"));

        assertThat(rule.compute(calendar, nothing).dueAt()).isEqualTo(at("2026-12-24T17:00"));
        assertThat(rule.compute(calendar, opened).dueAt()).isEqualTo(at("2026-11-05T17:00"));
        assertThat(rule.compute(calendar, returned).dueAt()).isEqualTo(at("2026-11-12T17:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026, before 25/12, false",
        "2026, last working day, false",
        "2026, before 12/1, false",
        "2027, before 25/12, true",
        "2027, before 11/2, true",
        "2028, last working day of month 3, true"
    })
    void is_provisional_as_the_days_it_looked_at(String period, String rule, boolean provisional) {
        assertThat(compute(rule, Facts.of(Period.parse(period))).provisional()).isEqualTo(provisional);
    }

    @Test
    void is_provisional_once_a_length_reaches_into_a_year_without_notice() {
        Facts facts = Facts.of(Period.year(2026)).withMoment("sentAt", at("2026-12-30T10:00"));

        assertThat(compute("1 working day after sentAt", facts).provisional()).isFalse();
        assertThat(compute("2 working days after sentAt", facts).provisional()).isTrue();
    }

    @Test
    void is_provisional_with_the_part_it_hangs_on() {
        Deadline provisional = new Deadline(at("2026-12-30T17:00"), at("2026-12-31T00:00"), true);
        Facts facts = Facts.of(Period.year(2026)).withPart("ministry-report", provisional);

        assertThat(compute("2 working days before ministry-report", facts).provisional())
                .isTrue();
    }

    @Test
    void is_provisional_when_a_day_that_it_counted_back_over_is() {
        Deadline settled = deadline("2027-01-05T17:00", "2027-01-06T00:00");
        Facts facts = Facts.of(Period.year(2026)).withPart("report", settled);

        Deadline deadline = compute("3 working days before report", facts);

        assertThat(deadline).isEqualTo(new Deadline(at("2026-12-30T17:00"), at("2026-12-31T00:00"), true));
    }

    @Test
    void never_calls_a_stated_day_provisional() {
        Facts facts = Facts.of(Period.year(2028)).withMoment("plannedLiveAt", at("2028-12-05T10:00"));

        assertThat(compute("on plannedLiveAt", facts).provisional()).isFalse();
    }

    @Test
    void says_which_moment_or_part_it_misses() {
        Facts nothing = Facts.of(Period.year(2026));

        assertThatThrownBy(() -> compute("1 working day after readyAt", nothing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Hạn \"1 working day after readyAt\": chưa có thời điểm \"readyAt\".");
        assertThatThrownBy(() -> compute("on plannedLiveAt", nothing))
                .hasMessage("Hạn \"on plannedLiveAt\": chưa có thời điểm \"plannedLiveAt\".");
        assertThatThrownBy(() -> compute("as ministry-report", nothing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Hạn \"as ministry-report\": chưa có hạn của phần \"ministry-report\".");
        assertThatThrownBy(() -> compute("2 working days before ministry-report", nothing))
                .hasMessage("Hạn \"2 working days before ministry-report\": chưa có hạn của phần \"ministry-report\".");
    }

    @Test
    void refuses_a_month_that_the_period_has_not() {
        assertThatThrownBy(() -> compute("last working day of month 7", Facts.of(Period.halfYear(2026, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Hạn \"last working day of month 7\": 6 tháng đầu năm 2026 không có tháng thứ 7 của kỳ.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "after 25/12",
                "before 25-12",
                "before 25/12/2026",
                "Before 25/12",
                "before ministry-report",
                "last day",
                "last working day of March",
                "5 days after openedAt",
                "5 working days afterwards",
                "working days after openedAt",
                "as",
                "on 25/12",
                "before 25/12, at least 5 working days after openedAt",
                "last working day, at least 5 working days after openedAt",
                "5 working days before report, at least 5 working days before openedAt",
                "5 working days before report, at least",
                "5 working days before report, at most 5 working days after openedAt",
                "5 working days after openedAt, at most as report",
                "5 working days after openedAt, at least 1 working day after openedAt"
            })
    void lists_what_is_allowed(String line) {
        assertThatThrownBy(() -> DeadlineRule.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        """
                        Hạn "%s" không hợp lệ. Cho phép:
                        - before 25/12
                        - last working day
                        - last working day of month 3
                        - 5 working days after openedAt
                        - 2 working days before ministry-report
                        - 5 working days before requiredAt
                        - as ministry-report
                        - on plannedLiveAt
                        Sau "before" và "on" còn được thêm: , at least 10 working days after openedAt
                        Sau "after" còn được thêm: , at most 2 working days before ministry-report"""
                                .formatted(line));
    }

    @ParameterizedTest
    @CsvSource({
        "before 31/11, không có ngày 31/11 trong mọi năm",
        "before 29/2, không có ngày 29/2 trong mọi năm",
        "before 1/13, không có ngày 1/13 trong mọi năm",
        "before 0/1, không có ngày 0/1 trong mọi năm",
        "last working day of month 0, tháng phải từ 1 đến 12",
        "last working day of month 13, tháng phải từ 1 đến 12",
        "0 working days after openedAt, số ngày làm việc phải từ 1",
        "0 working days before ministry-report, số ngày làm việc phải từ 1"
    })
    void says_which_number_is_out_of_range(String line, String problem) {
        assertThatThrownBy(() -> DeadlineRule.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Hạn \"" + line + "\": " + problem);
    }

    @Test
    void refuses_a_list_whose_order_leaves_a_line_unread() {
        assertThatThrownBy(() -> DeadlineRule.parse(List.of("before 25/12", "2 working days after returnedAt")))
                .hasMessage("Hạn \"before 25/12\" không phụ thuộc một thời điểm nên phải đứng cuối danh sách.");
        assertThatThrownBy(() -> DeadlineRule.parse(List.of("1 working day after aAt", "on bAt")))
                .hasMessage("Hạn \"on bAt\" đứng cuối danh sách nên không được phụ thuộc một thời điểm;"
                        + " được phép: after assignedAt, as <phần>, hoặc một ngày cố định như before 25/12");
        assertThatThrownBy(() -> DeadlineRule.parse(List.of())).hasMessageStartingWith("Thiếu quy tắc tính hạn.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before 25/12",
                "last working day",
                "last working day of month 3",
                "1 working day after readyAt",
                "5 working days after openedAt",
                "2 working days before ministry-report",
                "as ministry-report",
                "on plannedLiveAt",
                "30 working days before catalogue, at least 10 working days after openedAt",
                "5 working days after assignedAt, at most 2 working days before plan, at least 1 working day after assignedAt",
                "5 working days before dueAt, at least 5 working days after movedAt, at least 1 working day after openedAt"
            })
    void is_written_as_it_is_read(String line) {
        assertThat(DeadlineRule.parse(line)).hasToString(line);
    }

    @Test
    void names_the_moments_and_parts_that_it_asks_about() {
        DeadlineRule rule = DeadlineRule.parse(
                List.of("2 working days after returnedAt", "on liveAt", "2 working days before ministry-report"));

        assertThat(rule.moments()).containsExactlyInAnyOrder("returnedAt", "liveAt");
        assertThat(rule.parts()).containsExactly("ministry-report");
        assertThat(DeadlineRule.parse("as works").parts()).containsExactly("works");
        DeadlineRule held = DeadlineRule.parse("5 working days before report, at least 5 working days after openedAt");
        assertThat(held.moments()).containsExactly("openedAt");
        assertThat(held.parts()).containsExactly("report");
        assertThat(DeadlineRule.parse("1 working day before dueAt, at least 1 working day after movedAt,"
                                + " at least 1 working day after openedAt")
                        .moments())
                .containsExactlyInAnyOrder("dueAt", "movedAt", "openedAt");
    }

    @Test
    void is_late_from_the_first_moment_outside_the_sources_words() {
        Deadline deadline = deadline("2026-12-24T17:00", "2026-12-25T00:00");

        assertThat(deadline.isLate(at("2026-12-24T23:59"))).isFalse();
        assertThat(deadline.isLate(at("2026-12-25T00:00"))).isTrue();
        assertThat(deadline.dueOn()).isEqualTo("2026-12-24");
        assertThatThrownBy(() -> deadline("2026-12-24T17:00", "2026-12-24T17:00"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * 00:30 in Vietnam is still the previous day in most of the world; 23:30 is already the next day in the Pacific.
     */
    @InEveryTimeZone
    void takes_the_days_of_vietnam() {
        WorkingCalendar read = Calendars.ministry();
        Facts atMidnight = Facts.of(Period.year(2026))
                .withMoment("readyAt", Instant.parse("2026-02-12T17:30:00Z"))
                .withMoment("sentAt", Instant.parse("2026-02-12T16:30:00Z"));

        assertThat(DeadlineRule.parse("1 working day after readyAt").compute(read, atMidnight))
                .isEqualTo(new Deadline(
                        Instant.parse("2026-02-23T10:00:00Z"), Instant.parse("2026-02-23T17:00:00Z"), false));
        assertThat(DeadlineRule.parse("1 working day after sentAt").compute(read, atMidnight))
                .isEqualTo(new Deadline(
                        Instant.parse("2026-02-13T10:00:00Z"), Instant.parse("2026-02-13T17:00:00Z"), false));
        assertThat(DeadlineRule.parse("on sentAt").compute(read, atMidnight).dueOn())
                .isEqualTo("2026-02-12");
        assertThat(DeadlineRule.parse("before 25/12").compute(read, atMidnight))
                .isEqualTo(new Deadline(
                        Instant.parse("2026-12-24T10:00:00Z"), Instant.parse("2026-12-24T17:00:00Z"), false));
    }

    private Deadline compute(String rule, Facts facts) {
        return DeadlineRule.parse(rule).compute(calendar, facts);
    }

    private static void assertDeadline(Deadline deadline, String due, String late) {
        assertThat(deadline.dueAt()).as("due").isEqualTo(at(due));
        assertThat(deadline.lateFrom()).as("late").isEqualTo(at(late));
    }

    private static Deadline deadline(String due, String late) {
        return new Deadline(at(due), at(late), false);
    }

    /** Vietnam has kept UTC+7 since 1975. */
    private static Instant at(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.ofHours(7));
    }
}
