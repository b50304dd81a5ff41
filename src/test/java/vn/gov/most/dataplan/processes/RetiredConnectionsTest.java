package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.rehearsal.TimeMachine;

/**
 * A connection pool retires each connection after half an hour. Here each day begins with new connections: nothing in
 * the database may depend on the connection that created it.
 */
class RetiredConnectionsTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 30);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 10);

    @TempDir
    Path folder;

    @AfterEach
    void backToTheMachinesTime() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aReportingChainIsPlayedOverConnectionsThatLiveADay(Databases kind) {
        ClockUtil.setCurrentTime(
                java.util.Date.from(Player.at(FIRST_DAY.atStartOfDay().plusHours(8))));
        try (ConfigurableApplicationContext program = start(kind)) {
            Player player = new Player(
                    program.getBean(ProcessEngine.class),
                    program.getBean(TimeMachine.class),
                    program.getBean(Clock.class),
                    () -> false);
            player.when("userTask_prepareReport").at("3/11/2026 09:00");
            player.when("userTask_sendReport").at("4/11/2026 09:00");
            player.when("userTask_checkReport").at("5/11/2026 09:00");
            player.when("userTask_consolidateReports").at("9/11/2026 09:00");
            player.when("userTask_approveReport").at("10/11/2026 09:00");
            // Mails are no part of it
            for (String told : List.of("tell-news", "remind")) {
                program.getBean(ProcessEngine.class)
                        .getManagementService()
                        .updateJobDefinitionSuspensionState()
                        .byProcessDefinitionKey(told)
                        .includeJobs(true)
                        .suspend();
            }

            for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
                program.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
                player.playUntil(day.getDayOfMonth() + "/" + day.getMonthValue() + "/" + day.getYear() + " 23:59");
            }

            JdbcClient jdbc = program.getBean(JdbcClient.class);
            assertThat(jdbc.sql("select state from dp_obligation where clause = 'PL.II.4' and period = '2026'"
                                    + " and part in ('unit-report', 'ministry-report') order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("DONE", "ACCEPTED", "ACCEPTED");
            assertThat(program.getBean(ProcessEngine.class)
                            .getRuntimeService()
                            .createIncidentQuery()
                            .count())
                    .isZero();
        }
    }

    private ConfigurableApplicationContext start(Databases kind) {
        return new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(
                        "--spring.datasource.url=" + url(kind),
                        "--spring.datasource.username=" + (kind == Databases.H2 ? "sa" : "postgres"),
                        "--spring.datasource.password=",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--dataplan.open-at-start=false",
                        "--dataplan.ministry-folder=src/test/resources/small-ministry");
    }

    private String url(Databases kind) {
        return kind == Databases.H2
                // Open beyond its last connection: closed and opened again, its constraints would be made anew
                ? "jdbc:h2:file:" + folder.resolve("data-plan") + ";DB_CLOSE_DELAY=-1"
                : ((PGSimpleDataSource) Databases.POSTGRESQL.empty()).getUrl();
    }
}
