package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.security.Browser;

/**
 * Measures the pages of a year, their files and their JSON, with the obligations of 60 units in five years, 50,000 in
 * all. The baseline is one statement that counts the year's obligations by part, period and state and collects their
 * documents.
 */
@Tag("benchmark")
class PlanPagesBenchmark {

    private static final int ROWS = Integer.getInteger("dataplan.rows", 50_000);
    private static final int UNITS = 60;
    private static final int FIRST_YEAR = 2022;
    private static final int YEARS = 5;
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 3;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Instant NOW =
            LocalDate.of(2026, 12, 28).atTime(9, 0).atZone(ZONE).toInstant();

    private static final List<String> PATHS = List.of(
            "/ke-hoach?nam=2026",
            "/ke-hoach/danh-sach?nam=2026",
            "/ke-hoach/danh-sach?nam=2026&so=qua-han",
            "/ke-hoach/danh-sach?nam=2026&don-vi=unit-7",
            "/api/plan?nam=2026",
            "/ke-hoach/danh-sach.xlsx?nam=2026",
            "/ke-hoach/ke-hoach.xlsx?nam=2026");

    @AfterEach
    void rest() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aYearOfFive(Databases database) {
        try (ConfigurableApplicationContext program = start(database)) {
            write(program);
            ClockUtil.setCurrentTime(Date.from(NOW));
            Browser browser = new Browser(
                    ((WebServerApplicationContext) program).getWebServer().getPort());
            browser.login("manager-1", "demo");
            JdbcClient jdbc = program.getBean(JdbcClient.class);
            double baseline = median(() -> aggregate(jdbc));
            System.out.printf(
                    "%s, %,d rows in %d years, %,d of them in 2026: one aggregate %.1f ms%n",
                    database, ROWS, YEARS, ROWS / YEARS, baseline);
            Year.View year = program.getBean(Year.class).view(2026, Scope.ALL);
            double board = median(() -> year.board(""));
            System.out.printf(
                    "  %-45s %7.1f ms, %6.1f times the aggregate%n", "the page's data", board, board / baseline);
            for (String path : PATHS) {
                int[] bytes = new int[1];
                double each = median(() -> {
                    var answer = browser.download(path, "Accept", "*/*");
                    assertThat(answer.statusCode()).isEqualTo(200);
                    bytes[0] = answer.body().length;
                });
                System.out.printf(
                        "  %-45s %7.1f ms, %6.1f times the aggregate, %,d bytes%n",
                        path, each, each / baseline, bytes[0]);
            }
        }
    }

    private static double median(Runnable work) {
        long[] took = new long[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            work.run();
            if (round >= 0) {
                took[round] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(took);
        return took[ROUNDS / 2] / 1e6;
    }

    private static void aggregate(JdbcClient jdbc) {
        List<String> counted = jdbc.sql(
                        """
                        select clause, part, period, count(*) as given, min(due_at) as next,
                            count(case when coalesce(first_sent_at, done_at) < late_from then 1 end) as in_time,
                            count(case when coalesce(first_sent_at, done_at) >= late_from then 1 end) as late,
                            count(case when coalesce(first_sent_at, done_at) is null and late_from <= :now then 1 end)
                                as overdue,
                            count(case when paused then 1 end) as paused, string_agg(content, ';') as products
                        from (select o.*, s.content, exists (
                                    select 1 from act_ru_execution e
                                    where e.id_ = o.process_instance and e.suspension_state_ = 2) as paused
                                from dp_obligation o left join dp_sending s
                                    on s.obligation_id = o.id and s.content like '%"documentNumber"%'
                                where opened_at < :now
                                    and coalesce(done_at, closed_at, cancelled_at, waived_at, :from) >= :from) as going_on
                        group by clause, part, period
                        """)
                .param("now", utc(NOW))
                .param("from", utc(Owed.startOf(2026)))
                .query((row, n) -> row.getString("clause") + row.getInt("given"))
                .list();
        assertThat(counted).isNotEmpty();
    }

    private static void write(ConfigurableApplicationContext program) {
        JdbcTemplate jdbc = program.getBean(JdbcTemplate.class);
        for (int unit = 0; unit < UNITS; unit++) {
            jdbc.update(
                    "insert into dp_unit (id, head_title, mailbox, seal, sort_order) values (?, 'Vụ trưởng', '', false, ?)",
                    "unit-" + unit,
                    1000 + unit);
            jdbc.update(
                    "insert into dp_unit_name (unit_id, valid_from, name, short_name) values (?, date '2020-01-01', ?, ?)",
                    "unit-" + unit,
                    "Đơn vị thứ " + unit + " trực thuộc Bộ",
                    "Đơn vị " + unit);
        }
        List<Part> parts = program.getBean(Plan.class).parts().toList();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row(i, parts.get(i / YEARS % parts.size())));
        }
        jdbc.batchUpdate(
                """
                insert into dp_obligation (clause, part, period, unit, subject, subject_name, process_instance, business_key,
                    state, opened_at, due_at, late_from, provisional, first_sent_at, done_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?)
                """,
                rows);
        jdbc.update(
                """
                insert into dp_sending (obligation_id, number, sent_at, sent_by, addendum, content)
                select id, 1, first_sent_at, 'somebody', false,
                    case when id % 10 = 0 then '{"documentNumber": "12/QĐ-BKHCN", "documentDate": "2026-05-04"}' else '{"rows": []}' end
                from dp_obligation where first_sent_at is not null and business_key like 'many/%'
                """);
        // The database does so by itself after this many new rows
        jdbc.execute("analyze");
    }

    /** All rows of the earlier years are done, and two thirds of the last year's. Every fifth was late. */
    private static Object[] row(int i, Part part) {
        int year = FIRST_YEAR + i % YEARS;
        LocalDate opened = LocalDate.of(year, 1 + i / YEARS % 11, 2);
        Instant due = opened.plusDays(40).atTime(17, 0).atZone(ZONE).toInstant();
        Instant sent = i % 5 == 0 ? due.plusSeconds(86_400) : due.minusSeconds(86_400);
        boolean isDone = year < FIRST_YEAR + YEARS - 1 || i % 3 > 0;
        boolean isAbout = i % 4 == 0;
        return new Object[] {
            part.clause(),
            part.id(),
            String.valueOf(year),
            "unit-" + i / YEARS % UNITS,
            "many-" + i,
            isAbout ? "Cơ sở dữ liệu thứ " + i : null,
            "none-many-" + i,
            "many/" + i,
            isDone ? "ACCEPTED" : "OPEN",
            utc(opened.atStartOfDay(ZONE).toInstant()),
            utc(due),
            utc(due.plusSeconds(25_200)),
            isDone ? utc(sent) : null,
            isDone ? utc(sent.plusSeconds(86_400)) : null
        };
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static ConfigurableApplicationContext start(Databases database) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--dataplan.open-at-start=false", "--camunda.bpm.job-execution.enabled=false"));
        if (database == Databases.H2) {
            // Otherwise H2 answers a repeated aggregate from its result cache
            arguments.add(
                    "--spring.datasource.url=jdbc:h2:mem:plan-pages;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
        } else {
            PGSimpleDataSource empty = (PGSimpleDataSource) database.empty();
            arguments.add("--spring.datasource.url=" + empty.getUrl());
            arguments.add("--spring.datasource.username=" + empty.getUser());
            arguments.add("--spring.datasource.password=");
        }
        return new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
    }
}
