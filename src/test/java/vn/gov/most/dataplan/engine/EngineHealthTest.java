package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Databases;

/** The health of jobs and clock, up and down, on each database. */
class EngineHealthTest {

    private static final Instant NOW = Instant.parse("2026-12-14T02:00:00Z");

    @ParameterizedTest
    @EnumSource
    void jobsThatHaveNoTriesLeftAndThoseThatNobodyDoesAreTold(Databases database) {
        JdbcClient jdbc = engineTables(database);
        assertThat(EngineHealth.jobFault(jdbc, NOW)).isEmpty();

        job(jdbc, "later", 3, NOW.plusSeconds(60), null, 1);
        job(jdbc, "just-now", 3, NOW.minus(Duration.ofMinutes(15)), null, 1);
        job(jdbc, "being-done", 3, NOW.minus(Duration.ofHours(1)), NOW.plusSeconds(60), 1);
        job(jdbc, "paused", 0, NOW.minus(Duration.ofHours(1)), null, 2);
        assertThat(EngineHealth.jobFault(jdbc, NOW)).isEmpty();

        job(jdbc, "forgotten", 3, NOW.minus(Duration.ofMinutes(15)).minusSeconds(1), null, 1);
        job(jdbc, "left-by-a-node", 3, NOW.minus(Duration.ofHours(1)), NOW.minusSeconds(1), 1);
        assertThat(EngineHealth.jobFault(jdbc, NOW)).hasValue("2 công việc tự động đã quá giờ chạy hơn 15 phút.");

        job(jdbc, "given-up", 0, NOW.plusSeconds(60), null, 1);
        assertThat(EngineHealth.jobFault(jdbc, NOW))
                .hasValue("1 công việc tự động đã thử hết số lần, xem Cockpit."
                        + " 2 công việc tự động đã quá giờ chạy hơn 15 phút.");
    }

    /** One that is due at once has no date of its own. */
    @ParameterizedTest
    @EnumSource
    void aJobThatWasDueAtOnceWaitsSinceItWasMade(Databases database) {
        JdbcClient jdbc = engineTables(database);
        job(jdbc, "at-once", 3, null, null, 1);
        assertThat(EngineHealth.jobFault(jdbc, NOW)).isEmpty();
        assertThat(EngineHealth.jobFault(jdbc, NOW.plus(Duration.ofMinutes(16))))
                .hasValue("1 công việc tự động đã quá giờ chạy hơn 15 phút.");
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatIsNotTheDatabasesIsTold(Databases database) {
        JdbcClient jdbc = JdbcClient.create(database.empty());
        Clock right = new EngineClock(ZoneOffset.UTC);
        assertThat(EngineHealth.clockFault(jdbc, right)).isEmpty();
        assertThat(EngineHealth.clockFault(jdbc, Clock.offset(right, Duration.ofSeconds(20))))
                .isEmpty();
        assertThat(EngineHealth.clockFault(jdbc, Clock.offset(right, Duration.ofHours(1))))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .matches("Đồng hồ của chương trình nhanh hơn đồng hồ của cơ sở dữ liệu 3[56]\\d\\d giây\\."));
        assertThat(EngineHealth.clockFault(jdbc, Clock.offset(right, Duration.ofHours(-1))))
                .hasValueSatisfying(fault -> assertThat(fault).contains("chậm hơn"));
    }

    @Test
    void aPartThatIsIllIsDegradedAndOneThatCannotBeAskedIsDown() {
        assertThat(health(Optional.empty()).getStatus()).isEqualTo(Status.UP);
        Health ill = health(Optional.of("Thư chờ."));
        assertThat(ill.getStatus()).isEqualTo(PartHealth.DEGRADED);
        assertThat(ill.getDetails()).containsEntry("message", "Thư chờ.");
        assertThat(new PartHealth(Duration.ofSeconds(1), System::nanoTime, () -> {
                            throw new IllegalStateException("gone");
                        })
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
    }

    private static Health health(Optional<String> fault) {
        return new PartHealth(Duration.ofSeconds(1), System::nanoTime, () -> fault).health();
    }

    private static JdbcClient engineTables(Databases database) {
        DataSource dataSource = database.empty();
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("health-" + database);
        configuration.setDataSource(dataSource);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryTimeToLive("P10D");
        ProcessEngine engine = configuration.buildProcessEngine();
        engine.close();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql("delete from act_ru_job").update();
        return jdbc;
    }

    private static void job(JdbcClient jdbc, String id, int retries, Instant due, Instant lockedUntil, int state) {
        jdbc.sql(
                        """
                        insert into act_ru_job (id_, type_, retries_, duedate_, lock_exp_time_, suspension_state_,
                            create_time_, priority_)
                        values (:id, 'message', :retries, :due, :locked, :state, :created, 0)
                        """)
                .param("id", id)
                .param("retries", retries)
                .param("due", due == null ? null : Timestamp.from(due), Types.TIMESTAMP)
                .param("locked", lockedUntil == null ? null : Timestamp.from(lockedUntil), Types.TIMESTAMP)
                .param("state", state)
                .param("created", Timestamp.from(NOW))
                .update();
    }
}
