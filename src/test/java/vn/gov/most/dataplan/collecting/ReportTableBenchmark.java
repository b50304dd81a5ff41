package vn.gov.most.dataplan.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
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
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.security.Browser;

/**
 * Measures the table of a period's reports with a hundred units. The baseline is the single statement that reads them.
 */
@Tag("benchmark")
class ReportTableBenchmark {

    private static final int UNITS = 100;
    private static final int ROUNDS = 100;
    private static final int WARM_UP = 200;
    private static final String PROCESS = "ii4-data-quality";

    @AfterEach
    void rest() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aHundredUnits(Databases database) {
        ClockUtil.setCurrentTime(Date.from(LocalDate.of(2026, 12, 14)
                .atTime(9, 0)
                .atZone(ZoneId.of("Asia/Ho_Chi_Minh"))
                .toInstant()));
        try (ConfigurableApplicationContext program = start(database)) {
            long period = write(program);
            ReportTable table = program.getBean(ReportTable.class);
            JdbcClient jdbc = program.getBean(JdbcClient.class);
            ReportTable.Collected collected = table.period(period).orElseThrow();
            Browser browser = new Browser(
                    ((WebServerApplicationContext) program).getWebServer().getPort());
            browser.login("it-center-staff-1", "demo");
            double[] p95 = p95(
                    () -> assertThat(read(jdbc, collected)).isEqualTo(UNITS),
                    () -> assertThat(table.reports(collected)).hasSize(UNITS),
                    () -> assertThat(browser.send("GET", "/api/report-checker", null, "Accept", "application/json")
                                    .statusCode())
                            .isEqualTo(200),
                    () -> assertThat(browser.open(ReportPaths.ofPeriod(period)).statusCode())
                            .isEqualTo(200));
            double statement = p95[0];
            double rows = p95[1];
            double smallest = p95[2];
            double page = p95[3];
            System.out.printf(
                    "%s, %d units, p95: its statement %.1f ms, read into rows %.1f ms, any answer to a login %.1f ms,"
                            + " the page %.1f ms, %.1f times the statement, %.1f beyond any answer%n",
                    database, UNITS, statement, rows, smallest, page, page / statement, (page - smallest) / statement);
        }
    }

    private static int read(JdbcClient jdbc, ReportTable.Collected period) {
        return jdbc.sql(ReportTable.REPORTS)
                .param("clause", period.clause().id())
                .param("part", period.reports().id())
                .param("period", period.row().key().period())
                .param("check", period.check().task())
                .param("today", LocalDate.of(2026, 12, 14))
                .query((ResultSet row, int n) -> {
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        row.getObject(column);
                    }
                    return row.getLong("id");
                })
                .list()
                .size();
    }

    /** Measures the works in alternation, so that other load on the machine affects all of them. */
    private static double[] p95(Runnable... works) {
        long[][] took = new long[works.length][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int work = 0; work < works.length; work++) {
                long begin = System.nanoTime();
                works[work].run();
                if (round >= 0) {
                    took[work][round] = System.nanoTime() - begin;
                }
            }
        }
        return Arrays.stream(took)
                .mapToDouble(each -> Arrays.stream(each).sorted().toArray()[ROUNDS * 95 / 100] / 1e6)
                .toArray();
    }

    /** The period's row; half of the reports were sent and returned before. */
    private static long write(ConfigurableApplicationContext program) {
        JdbcTemplate jdbc = program.getBean(JdbcTemplate.class);
        int there = jdbc.queryForObject(
                "select count(distinct unit_id) from dp_database where valid_until is null", Integer.class);
        for (int unit = there; unit < UNITS; unit++) {
            jdbc.update(
                    "insert into dp_unit (id, head_title, mailbox, seal, sort_order) values (?, 'Vụ trưởng', '', false, ?)",
                    "unit-" + unit,
                    1000 + unit);
            jdbc.update(
                    "insert into dp_unit_name (unit_id, valid_from, name, short_name) values (?, date '2020-01-01', ?, ?)",
                    "unit-" + unit,
                    "Đơn vị thứ " + unit + " trực thuộc Bộ",
                    "Đơn vị " + unit);
            jdbc.update(
                    "insert into dp_database (id, name, unit_id, valid_from, sort_order) values (?, ?, ?, date '2020-01-01', ?)",
                    "database-" + unit,
                    "CSDL thứ " + unit,
                    "unit-" + unit,
                    1000 + unit);
        }
        program.getBean(RuntimeService.class).startProcessInstanceByKey(PROCESS);
        ManagementService jobs = program.getBean(ManagementService.class);
        jobs.createJobQuery()
                .processDefinitionKey(PROCESS)
                .messages()
                .list()
                .forEach(job -> jobs.executeJob(job.getId()));
        Ledger ledger = program.getBean(Ledger.class);
        List<Obligation> reports = new ArrayList<>(ledger.active("PL.II.4", "unit-report"));
        assertThat(reports).hasSize(UNITS);
        reports.stream().filter(report -> report.id() % 2 == 0).forEach(report -> {
            ledger.send(report, report.openedAt(), "nasati-head", false, "{\"databases\": []}");
            jdbc.update(
                    "update act_ru_task set task_def_key_ = 'userTask_checkReport' where proc_inst_id_ = ?",
                    report.processInstance());
            jdbc.update(
                    """
                    insert into dp_completed_step (task, process_instance, process, step, name, of_groups, completed_at,
                        completed_by, completed_by_name, shown, entered)
                    values (?, ?, 'p', 'userTask_checkReport', 'n', ',it-center,', now(), 'it-center-staff-2', 'n', '{}',
                        '{"checkDecision": "return", "returnReason": "Chưa nêu số bản ghi của từng cơ sở dữ liệu."}')
                    """,
                    "checked-" + report.id(),
                    report.processInstance());
        });
        // The database does so by itself after this many new rows
        jdbc.execute("analyze");
        return ledger.active("PL.II.4", "ministry-report").get(0).id();
    }

    private static ConfigurableApplicationContext start(Databases database) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--dataplan.open-at-start=false",
                "--dataplan.ministry-folder=src/test/resources/no-story",
                "--camunda.bpm.job-execution.enabled=false"));
        if (database == Databases.H2) {
            // Otherwise H2 answers a repeated statement from its result cache
            arguments.add(
                    "--spring.datasource.url=jdbc:h2:mem:report-table;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
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
