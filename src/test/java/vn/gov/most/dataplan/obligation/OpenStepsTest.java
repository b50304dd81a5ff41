package vn.gov.most.dataplan.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.plan.Deadline;

class OpenStepsTest {

    private static final int TELLERS = 8;
    private static final int TASKS = 60;
    private static final int ROUNDS = 5;
    private static final Instant OPENED = Instant.parse("2026-11-02T06:30:00+07:00");
    private static final Deadline DEADLINE =
            new Deadline(Instant.parse("2026-12-24T17:00:00+07:00"), Instant.parse("2026-12-25T00:00:00+07:00"), false);

    private JdbcClient jdbc;
    private OpenSteps steps;
    private TransactionTemplate transaction;
    private Obligation obligation;

    private void in(Databases database) {
        DataSource dataSource = database.migrated();
        jdbc = JdbcClient.create(dataSource);
        steps = new OpenSteps(new JdbcTemplate(dataSource));
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        Ledger table = new Ledger(jdbc, change -> {});
        table.open(
                new ObligationKey("PL.II.4", "unit-report", "2026", "nasati", ""),
                "PL.II.4/2026/nasati",
                "instance",
                Optional.empty(),
                OPENED,
                Optional.of(DEADLINE));
        obligation = table.ofInstance("instance");
    }

    @ParameterizedTest
    @EnumSource
    void ofManyThatTellAtTheSameMomentEachTellsItsOwn(Databases database) throws Exception {
        in(database);
        ExecutorService threads = Executors.newFixedThreadPool(TELLERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (int n = 0; n < TASKS; n++) {
                    steps.opened("task-%d-%d".formatted(round, n), obligation, OPENED, DEADLINE);
                }
                CyclicBarrier together = new CyclicBarrier(TELLERS);
                Map<String, Future<Boolean>> tellers = new TreeMap<>();
                for (int n = 0; n < TELLERS; n++) {
                    String teller = "teller-%d-%d".formatted(round, n);
                    tellers.put(teller, threads.submit(() -> {
                        together.await();
                        return transaction.execute(status -> steps.tell(teller));
                    }));
                }
                List<String> busy = new ArrayList<>();
                for (Map.Entry<String, Future<Boolean>> teller : tellers.entrySet()) {
                    if (teller.getValue().get(20, TimeUnit.SECONDS)) {
                        busy.add(teller.getKey());
                    }
                }

                assertThat(texts("select task_id from dp_step where told_by is null"))
                        .isEmpty();
                assertThat(texts("select distinct told_by from dp_step where told_by like 'teller-%d-%%'"
                                .formatted(round)))
                        .containsExactlyInAnyOrderElementsOf(busy);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoTellsDoesNotWaitForATaskThatIsBeingEnded(Databases database) throws Exception {
        in(database);
        steps.opened("ending", obligation, OPENED, DEADLINE);
        steps.opened("open", obligation, OPENED, DEADLINE);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            transaction.executeWithoutResult(ending -> {
                steps.ended("ending");
                assertThat(other.submit(() -> transaction.execute(status -> steps.tell("teller"))))
                        .succeedsWithin(java.time.Duration.ofSeconds(5))
                        .isEqualTo(true);
            });
        } finally {
            other.shutdownNow();
        }
        assertThat(texts("select told_by from dp_step")).containsExactly("teller");
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatWasTakenIsNotTakenAgain(Databases database) {
        in(database);
        steps.opened("task", obligation, OPENED, DEADLINE);

        assertThat(steps.tell("first")).isTrue();
        assertThat(steps.tell("second")).isFalse();
        assertThat(texts("select told_by from dp_step")).containsExactly("first");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
