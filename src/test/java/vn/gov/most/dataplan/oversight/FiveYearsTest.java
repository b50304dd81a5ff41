package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.security.Browser;

/**
 * Sixty units owe three reports a year for five years. The last digit of unit number plus year decides the case: 0 to 4
 * are sent in time and accepted; 5 is sent exactly when it becomes late; 6 is never sent, and closed when the report's
 * next period opens; 7 is waived; 8 is cancelled; 9 is not applicable before 2026, and in 2026 sent in time and
 * returned. So each case has six of the sixty units in each year.
 */
@DemoServerTest
class FiveYearsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private Browser manager;

    @BeforeEach
    void fiveYears() {
        clear();
        ClockUtil.setCurrentTime(
                Date.from(LocalDateTime.parse("2026-12-28T09:00").toInstant(ZoneOffset.ofHours(7))));
        for (int unit = 0; unit < 60; unit++) {
            jdbc.update(
                    "insert into dp_unit (id, head_title, mailbox, seal, sort_order) values (?, 'Vụ trưởng', '', false, ?)",
                    "five-" + unit,
                    1000 + unit);
            jdbc.update(
                    "insert into dp_unit_name (unit_id, valid_from, name, short_name) values (?, date '2020-01-01', ?, ?)",
                    "five-" + unit,
                    "Đơn vị số " + unit,
                    "Đơn vị " + unit);
        }
        for (int year = 2022; year <= 2026; year++) {
            period("PL.I.3", year + "-H1", year, year + "-05-04", year + "-05-19", year + "-06-30", year + "-11-02");
            period(
                    "PL.I.3",
                    year + "-H2",
                    year,
                    year + "-11-02",
                    year + "-11-18",
                    year + "-12-31",
                    (year + 1) + "-05-04");
            period(
                    "PL.II.4",
                    year + "",
                    year,
                    year + "-11-02",
                    year + "-12-24",
                    year + "-12-30",
                    (year + 1) + "-11-02");
        }
        manager = new Browser(port);
        manager.login("manager-1", "demo");
    }

    /** @param next the day on which the next period opens and closes what was not sent */
    private void period(
            String clause, String period, int year, String opened, String due, String ministryDue, String next) {
        boolean ministryIsDone =
                LocalDateTime.parse(ministryDue + "T09:00").isBefore(LocalDateTime.parse("2026-12-28T09:00"));
        insert(
                clause,
                clause.equals("PL.II.4") ? "ministry-report" : "catalogue",
                period,
                "",
                ministryIsDone ? "DONE" : "OPEN",
                opened,
                ministryDue,
                null,
                ministryIsDone ? at(ministryDue + "T09:00") : null,
                null,
                null,
                null);
        for (int unit = 0; unit < 60; unit++) {
            int lot = (unit + year) % 10;
            boolean isOpen = next.compareTo("2026-12-28") > 0;
            OffsetDateTime beforeDue = at(due + "T09:00");
            OffsetDateTime sent = lot < 5 || lot == 9 && year == 2026
                    ? beforeDue
                    : lot == 5 ? at(due + "T00:00").plusDays(1) : null;
            insert(
                    clause,
                    "unit-report",
                    period,
                    "five-" + unit,
                    lot == 9
                            ? year == 2026 ? "MENDING" : "NOT_APPLICABLE"
                            : lot <= 5 ? "ACCEPTED" : lot == 6 && !isOpen ? "NOT_SENT" : "OPEN",
                    opened,
                    due,
                    sent,
                    lot <= 5 ? sent.plusDays(2) : lot == 9 && year < 2026 ? beforeDue : null,
                    lot == 7 ? beforeDue : null,
                    lot == 8 ? beforeDue : null,
                    lot == 6 && !isOpen ? at(next + "T06:30") : null);
        }
    }

    private void insert(
            String clause,
            String part,
            String period,
            String unit,
            String state,
            String opened,
            String due,
            OffsetDateTime sent,
            OffsetDateTime done,
            OffsetDateTime waived,
            OffsetDateTime cancelled,
            OffsetDateTime closed) {
        String key = "five/" + clause + "/" + part + "/" + period + "/" + unit;
        jdbc.update(
                """
                insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key, state,
                    opened_at, due_at, late_from, provisional, first_sent_at, done_at, waived_at, cancelled_at, closed_at)
                values (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, false, ?, ?, ?, ?, ?)
                """,
                clause,
                part,
                period,
                unit,
                key,
                key,
                state,
                at(opened + "T06:30"),
                at(due + "T17:00"),
                at(due + "T00:00").plusDays(1),
                sent,
                done,
                waived,
                cancelled,
                closed);
    }

    @AfterEach
    void clear() {
        ClockUtil.reset();
        jdbc.update("delete from dp_obligation where business_key like 'five/%'");
        jdbc.update("delete from dp_unit_name where unit_id like 'five-%'");
        jdbc.update("delete from dp_unit where id like 'five-%'");
    }

    // A year has 3 reports of 60 units and 3 of the ministry: 90 and the ministry's 3 in time, 18 late, 18 never sent.
    // Unsent reports of II.4 and of I.3's second half-year stay open into the next year: 12 of the previous year.
    @ParameterizedTest
    @CsvSource({
        "2021,   0,   0,   0,  0,  0, 0",
        "2022, 129, 129,  93, 18, 18, 0",
        "2023, 141, 129,  93, 18, 30, 0",
        "2024, 141, 129,  93, 18, 30, 0",
        "2025, 141, 129,  93, 18, 30, 0",
        // 18 were sent in time and returned; two of the ministry's are due on 30 and 31 December and open
        "2026, 159, 145, 109, 18, 30, 2",
    })
    void aYearsFigures(int year, int given, int due, int inTime, int late, int overdue, int running)
            throws IOException {
        assertThat(figures("?nam=" + year)).containsExactly(given, due, inTime, late, overdue, running, 0);
        String page = manager.open("/ke-hoach?nam=" + year).body();
        assertThat(page.replaceAll("(?s)<[^>]*>|\\s+", " ").replaceAll(" +", " "))
                .contains(
                        "%d Được giao %d Đến hạn %d Hoàn thành đúng hạn %d Hoàn thành quá hạn %d Quá hạn chưa hoàn thành"
                                .formatted(given, due, inTime, late, overdue));
        for (var list : List.of(
                List.of("giao", given),
                List.of("den-han", due),
                List.of("dung-han", inTime),
                List.of("xong-qua-han", late),
                List.of("qua-han", overdue))) {
            assertThat(manager.open("/ke-hoach/danh-sach?nam=" + year + "&so=" + list.get(0))
                            .body())
                    .contains(">" + list.get(1) + " nhiệm vụ.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 7,  3, 3, 3, 0, 0, 0", // 1: in time
        "2024, 3,  2, 0, 0, 0, 2, 0", // 7: waived; of 2023 two were never sent
        "2024, 1,  3, 3, 0, 3, 0, 0", // 5: late
        "2024, 2,  3, 3, 0, 0, 3, 0", // 6: never sent; of 2023 it was late alone
        "2024, 4,  0, 0, 0, 0, 0, 0", // 8: cancelled; of 2023 waived
        "2024, 5,  0, 0, 0, 0, 0, 0", // 9: does not apply
        "2026, 3,  3, 3, 3, 0, 0, 0", // 9: asked back
        "2026, 0,  3, 3, 0, 0, 3, 0", // 6
    })
    void aUnitsFigures(int year, int unit, int given, int due, int inTime, int late, int overdue, int running)
            throws IOException {
        assertThat(figures("?nam=" + year + "&don-vi=five-" + unit))
                .containsExactly(given, due, inTime, late, overdue, running, 0);
    }

    @Test
    void aClausesPeriodsAsTheTableHasThem() throws IOException {
        assertThat(table(2024, "Mục II.4 Phụ lục"))
                .containsExactly(
                        // Unsent reports were closed in November
                        "năm 2023 Quá hạn 0 0 0 6 0", "năm 2024 Hoàn thành đúng hạn 0 0 36 6 1");
        assertThat(table(2026, "Mục II.4 Phụ lục"))
                .containsExactly("năm 2025 Quá hạn 0 0 0 6 0", "năm 2026 Sắp đến hạn 6 6 36 6 0");
    }

    private List<Integer> figures(String query) throws IOException {
        JsonNode figures = new ObjectMapper()
                .readTree(manager.download("/api/plan" + query, "Accept", "application/json")
                        .body())
                .path("figures");
        return List.of("given", "due", "inTime", "late", "overdue", "running", "paused").stream()
                .map(figure -> figures.path(figure).asInt())
                .toList();
    }

    /** Period, state, open, sent, accepted, overdue and done of a clause's rows. */
    private List<String> table(int year, String citation) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(
                manager.download("/ke-hoach/ke-hoach.xlsx?nam=" + year).body()))) {
            return StreamSupport.stream(workbook.getSheet("Kế hoạch").spliterator(), false)
                    .filter(row ->
                            row.getCell(0) != null && row.getCell(0).toString().equals(citation))
                    .map(row -> String.join(
                            " ",
                            IntStream.range(2, 9)
                                    .mapToObj(column -> text(row, column))
                                    .toList()))
                    .toList();
        }
    }

    private static String text(Row row, int column) {
        Cell cell = row.getCell(column);
        return cell.toString().replace(".0", "");
    }

    private static OffsetDateTime at(String local) {
        return LocalDateTime.parse(local).atOffset(ZoneOffset.ofHours(7));
    }
}
