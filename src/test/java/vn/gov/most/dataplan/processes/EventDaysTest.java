package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.plan.Part;

/**
 * The times and days of events must match their kind, in the message and in the start form; today is 1 October 2026.
 */
class EventDaysTest extends Stage {

    private static final List<String> YEARS_MISTYPED = List.of("0026", "1970", "3026", "9999", "+99999");

    @Override
    String clause() {
        throw new UnsupportedOperationException("Several clauses are played.");
    }

    @Override
    boolean isPlayed(Part part) {
        return !part.carries().isEmpty();
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 11:00");
    }

    /**
     * The process that a message starts, its other variables, and the first and last day that it accepts.
     *
     * @param day the tested variable
     */
    private record Event(
            String message, String process, Map<String, Object> carried, String day, String first, String last) {

        Map<String, Object> with(String given) {
            Map<String, Object> all = new HashMap<>(carried);
            all.put(day, given);
            return all;
        }

        String moment(String date) {
            return day.endsWith("At") ? date + "T10:00+07:00" : date;
        }

        @Override
        public String toString() {
            return message + ", " + day;
        }
    }

    static Stream<Event> events() {
        Map<String, Object> database = Map.of("database", "st-tasks");
        Map<String, Object> unit = Map.of("unit", "nasati");
        return Stream.of(
                happened("service-ready", "ii6-sharing-service", with(database, "service", "tra-cuu"), "readyAt"),
                happened("service-changed", "ii6-sharing-service", with(database, "service", "tra-cuu"), "readyAt"),
                happened(
                        "data-improvement-requested",
                        "ii2-data-improvement",
                        with(database, "requester", "Bộ", "dueDate", "2026-10-30"),
                        "requestedAt"),
                happened("national-strategy-issued", "i5-data-strategy", Map.of(), "issuedAt"),
                happened("focal-officer-changed", "ii7-focal-officer-change", unit, "changedAt"),
                happened(
                        "open-data-feedback",
                        "ii8-feedback",
                        with(unit, "sender", "Hội", "feedbackContent", "Công bố"),
                        "receivedAt"),
                expected(
                        "data-improvement-requested",
                        "ii2-data-improvement",
                        with(database, "requester", "Bộ", "requestedAt", "2026-10-01T09:00+07:00"),
                        "dueDate"),
                expected(
                        "infrastructure-report-date",
                        "iii1-infrastructure-report-date",
                        with(Map.of(), "requester", "Bộ"),
                        "dueDate"),
                expected(
                        "report-requested",
                        "kh-iii4dd-report-on-request",
                        with(Map.of(), "requester", "Bộ", "requestSubject", "Kết quả"),
                        "dueDate"),
                expected(
                        "connection-planned",
                        "kh-iii4c-connection",
                        with(unit, "matter", "Kết nối", "partner", "LGSP"),
                        "plannedDate"),
                expected(
                        "milestone-planned",
                        "kh-iii2-national-database",
                        with(Map.of(), "matter", "Đề án", "expectedResult", "Phê duyệt"),
                        "plannedDate"),
                either("database-goes-live", "i8-data-rules", database),
                either("going-live-moved", "i8-going-live-moved", with(database, "reason", "Chờ")));
    }

    private static Event happened(String message, String process, Map<String, Object> carried, String day) {
        return new Event(message, process, carried, day, "2020-05-25", "2026-10-01");
    }

    private static Event expected(String message, String process, Map<String, Object> carried, String day) {
        return new Event(message, process, carried, day, "2026-10-01", "2031-10-01");
    }

    private static Event either(String message, String process, Map<String, Object> carried) {
        return new Event(message, process, carried, "plannedLiveAt", "2020-05-25", "2031-10-01");
    }

    private static Map<String, Object> with(Map<String, Object> carried, String... more) {
        Map<String, Object> all = new HashMap<>(carried);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void everyEventThatCarriesADayIsTried() {
        assertThat(events().map(event -> event.process() + " " + event.day()).distinct())
                .containsExactlyInAnyOrderElementsOf(plan.parts()
                        .flatMap(part -> part.carries().stream()
                                .map(day -> part.process().orElseThrow() + " " + day.name()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void aYearMistypedIsRefused(Event event) {
        for (String year : YEARS_MISTYPED) {
            String bound = year.compareTo("2026") < 0 && !year.startsWith("+")
                    ? "trước ngày " + VietnameseDate.day(LocalDate.parse(event.first()))
                    : "sau ngày " + VietnameseDate.day(LocalDate.parse(event.last()));
            String sentence = ": ngày 30/09/%s không được %s.".formatted(year, bound);
            assertRefused(event, event.moment(year + "-09-30"), "(" + event.day() + ")" + sentence, sentence);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void aDayThatIsNoneIsRefused(Event event) {
        String byMessage = event.day().endsWith("At") ? "không phải là thời điểm có múi giờ" : "không phải là ngày";
        String byForm = event.day().endsWith("At") ? ": phải nhập cả ngày và giờ." : ": ngày không hợp lệ.";
        for (String noDay : List.of("31/02/2026", event.moment("2026-02-31"), event.moment("26-09-30"))) {
            assertRefused(
                    event, noDay, "(%s): \"%s\" %s; được phép: ".formatted(event.day(), noDay, byMessage), byForm);
        }
        if (event.day().endsWith("At")) {
            // Beyond what Java has days for, once the zone is taken off
            String beyond = "+999999999-12-31T23:59-18:00";
            assertRefused(event, beyond, "\"%s\" %s".formatted(beyond, byMessage), byForm);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void theDaysBesideWhatIsAllowedAreRefused(Event event) {
        LocalDate before = LocalDate.parse(event.first()).minusDays(1);
        LocalDate after = LocalDate.parse(event.last()).plusDays(1);

        assertRefused(event, event.moment(before.toString()), " không được trước ngày ", " không được trước ngày ");
        assertRefused(event, event.moment(after.toString()), " không được sau ngày ", " không được sau ngày ");
    }

    static Stream<Arguments> allowed() {
        return events().filter(event ->
                        !List.of("i5-data-strategy", "i8-going-live-moved").contains(event.process()))
                .flatMap(event -> Stream.of(event.first(), event.last()).map(day -> Arguments.of(event, day)));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void theFirstAndTheLastDayAreTaken(Event event, String day) {
        message(event.message(), event.with(event.moment(day)));

        assertThat(jdbc.sql("select count(*) from dp_obligation where process_instance in"
                                + " (select proc_inst_id_ from act_hi_procinst where proc_def_key_ = :process)")
                        .param("process", event.process())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aDateVariableIsHeldToTheSame() {
        Map<String, Object> early = Map.of("database", "st-tasks", "plannedLiveAt", new Date(0));

        assertThatThrownBy(() -> message("database-goes-live", early))
                .isInstanceOf(Refusal.class)
                .hasMessage("\"Thời điểm dự kiến đưa CSDL vào khai thác\" (plannedLiveAt): ngày 01/01/1970 không được"
                        + " trước ngày 25/05/2020.");
        Map<String, Object> late = Map.of("database", "st-tasks", "plannedLiveAt", new Date(Long.MAX_VALUE));
        assertThatThrownBy(() -> message("database-goes-live", late))
                .isInstanceOf(Refusal.class)
                .hasMessageEndingWith("không được sau ngày 01/10/2031.");
    }

    /** Nothing is opened by a message or by a start form that is refused. */
    private void assertRefused(Event event, String given, String byMessage, String byForm) {
        int before = rows();
        assertThatThrownBy(() -> message(event.message(), event.with(given)))
                .as("%s by message", given)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(byMessage);
        Map<String, Object> form = event.with(given);
        if (form.containsKey("unit")) {
            // The form asks for none: a head starts for the own one
            form.remove("unit");
        }
        assertThatThrownBy(() -> startByHand(event.process(), form))
                .as("%s by form", given)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(byForm);
        assertThat(rows()).isEqualTo(before);
    }

    private int rows() {
        return jdbc.sql("select count(*) from dp_obligation")
                .query(Integer.class)
                .single();
    }
}
