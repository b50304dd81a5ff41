package vn.gov.most.dataplan.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.StringJoiner;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether jobs are executed on time and the clock is right. Camunda's own indicators cover the engine and the job
 * executor.
 */
@Configuration
class EngineHealth {

    static final Duration KEPT = Duration.ofSeconds(5);

    /** A job counts as stuck after this time; a morning's mails take minutes. */
    static final Duration WAITS = Duration.ofMinutes(15);

    /** The largest accepted clock difference, far below the two minutes for which a node locks a job. */
    static final Duration APART = Duration.ofSeconds(30);

    @Bean
    HealthIndicator jobsHealthIndicator(JdbcClient jdbc, Clock clock) {
        return new PartHealth(KEPT, System::nanoTime, () -> jobFault(jdbc, clock.instant()));
    }

    @Bean
    HealthIndicator clockHealthIndicator(JdbcClient jdbc, Clock clock) {
        return new PartHealth(KEPT, System::nanoTime, () -> clockFault(jdbc, clock));
    }

    static Optional<String> jobFault(JdbcClient jdbc, Instant now) {
        record Jobs(int given, int waiting) {}
        Jobs jobs = jdbc.sql(
                        """
                        select count(case when retries_ <= 0 then 1 end) as given,
                            count(case when retries_ > 0 and coalesce(duedate_, create_time_) < :before
                                and (lock_exp_time_ is null or lock_exp_time_ < :now) then 1 end) as waiting
                        from act_ru_job where suspension_state_ = 1
                        """)
                .param("before", Timestamp.from(now.minus(WAITS)))
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Jobs(row.getInt("given"), row.getInt("waiting")))
                .single();
        StringJoiner fault = new StringJoiner(" ");
        if (jobs.given() > 0) {
            fault.add("%d công việc tự động đã thử hết số lần, xem Cockpit.".formatted(jobs.given()));
        }
        if (jobs.waiting() > 0) {
            fault.add("%d công việc tự động đã quá giờ chạy hơn %d phút.".formatted(jobs.waiting(), WAITS.toMinutes()));
        }
        return Optional.of(fault.toString()).filter(words -> !words.isEmpty());
    }

    static Optional<String> clockFault(JdbcClient jdbc, Clock clock) {
        Instant there = jdbc.sql("select current_timestamp")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
        Duration apart = Duration.between(there, clock.instant());
        return apart.abs().compareTo(APART) <= 0
                ? Optional.empty()
                : Optional.of("Đồng hồ của chương trình %s đồng hồ của cơ sở dữ liệu %d giây."
                        .formatted(
                                apart.isNegative() ? "chậm hơn" : "nhanh hơn",
                                apart.abs().toSeconds()));
    }
}
