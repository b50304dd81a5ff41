package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Databases;

/** If several nodes start at the same time on one database, only one migrates it. */
class OneNodeMigratesTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final DataSource database = Databases.POSTGRESQL.empty();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void whoComesSecondWaitsBeforeItLooksAtTheSchema() throws Exception {
        CountDownLatch migrating = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch looking = new CountDownLatch(1);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = nodes.submit(() -> new OneNodeMigrates().migrate(flyway(before(() -> {
                migrating.countDown();
                goOn.await();
            }))));
            assertThat(migrating.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Future<?> second = nodes.submit(() -> new OneNodeMigrates().migrate(flyway(before(looking::countDown))));

            await().atMost(BOUND).until(() -> waiting() == 1);
            assertThat(looking.getCount()).as("the second has not begun").isOne();

            goOn.countDown();
            first.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            second.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            assertThat(jdbc.sql("select version from dp_schema_history where version is not null")
                            .query(String.class)
                            .list())
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
            assertThat(waiting()).isZero();
        } finally {
            goOn.countDown();
            nodes.shutdown();
        }
    }

    private int waiting() {
        return jdbc.sql("select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                        + " where l.locktype = 'advisory' and not l.granted and d.datname = current_database()")
                .query(Integer.class)
                .single();
    }

    private Flyway flyway(Callback callback) {
        return Flyway.configure()
                .dataSource(database)
                .table("dp_schema_history")
                .locations("classpath:db/migration/common")
                .callbacks(callback)
                .load();
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static Callback before(Step step) {
        return new BaseCallback() {
            @Override
            public boolean supports(Event event, Context context) {
                return event == Event.BEFORE_MIGRATE;
            }

            @Override
            public void handle(Event event, Context context) {
                try {
                    step.run();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
