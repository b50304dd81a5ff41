package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.Databases;

/** A draft is saved while its task ends. No row is left, in whatever order the two happen. */
class DraftRaceTest {

    private static final String PERSON = "an";
    private static final int ROUNDS = 40;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private ProcessEngine engine;
    private JdbcClient jdbc;
    private Drafts drafts;
    private TransactionTemplate transaction;

    private void in(Databases database) {
        DataSource dataSource = database.migrated();
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        jdbc = JdbcClient.create(dataSource);
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        drafts = new Drafts(jdbc, clock);
        transaction = new TransactionTemplate(transactions);
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setProcessEngineName("draft-race-" + database);
        configuration.setApplicationContext(new StaticApplicationContext());
        configuration.setDataSource(dataSource);
        configuration.setTransactionManager(transactions);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryTimeToLive("P10D");
        configuration.setJobExecutorActivate(false);
        configuration.getProcessEnginePlugins().add(new DraftCleanup(drafts, new CompletedSteps(jdbc, clock)));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "race.bpmn",
                        Bpmn.createExecutableProcess("race")
                                .startEvent()
                                .userTask("userTask_first")
                                .userTask("userTask_second")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void close() {
        other.shutdownNow();
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSavedWhileItsTaskIsCompletedGoesWithIt(Databases database) throws Exception {
        in(database);
        Task task = task();
        CountDownLatch isSaved = new CountDownLatch(1);
        CountDownLatch isCompleting = new CountDownLatch(1);
        Future<Boolean> saving = other.submit(() -> transaction.execute(status -> {
            boolean saved = save(task);
            isSaved.countDown();
            await(isCompleting);
            return saved;
        }));
        isSaved.await();

        ExecutorService completer = Executors.newSingleThreadExecutor();
        Future<?> completing = completer.submit(() -> engine.getTaskService().complete(task.getId()));
        waitsFor(completing);
        isCompleting.countDown();
        completing.get(20, TimeUnit.SECONDS);
        completer.shutdown();

        assertThat(saving.get()).as("the task was open then").isTrue();
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatComesWhileItsTaskEndsIsNotSaved(Databases database) throws Exception {
        in(database);
        for (boolean isCancelled : List.of(false, true)) {
            Task task = task();
            Future<Boolean> saving = transaction.execute(status -> {
                if (isCancelled) {
                    engine.getRuntimeService()
                            .deleteProcessInstance(task.getProcessInstanceId(), "nhầm", true, false, true);
                } else {
                    engine.getTaskService().complete(task.getId());
                }
                Future<Boolean> later = other.submit(() -> transaction.execute(inner -> save(task)));
                waitsFor(later);
                return later;
            });

            assertThat(saving.get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverComesFirstNoRowIsLeft(Databases database) throws Exception {
        in(database);
        for (int round = 0; round < ROUNDS; round++) {
            Task task = task();
            transaction.execute(status -> save(task));
            assertThat(rows()).isOne();
            CyclicBarrier together = new CyclicBarrier(2);
            Future<Integer> saving = other.submit(() -> {
                together.await();
                int saved = 0;
                while (Boolean.TRUE.equals(transaction.execute(status -> save(task)))) {
                    saved++;
                }
                return saved;
            });
            together.await();
            if (round % 2 == 0) {
                engine.getTaskService().complete(task.getId());
            } else {
                engine.getRuntimeService().deleteProcessInstance(task.getProcessInstanceId(), "nhầm");
            }
            saving.get(20, TimeUnit.SECONDS);

            assertThat(rows()).isZero();
        }
    }

    private boolean save(Task task) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("reason", "Chậm số liệu");
        String version = UUID.randomUUID().toString();
        return drafts.holdsOpen(task.getId())
                && drafts.save(
                                task.getId(),
                                PERSON,
                                drafts.find(task.getId(), PERSON).stream()
                                        .map(Drafts.Draft::version)
                                        .toList(),
                                version,
                                content)
                        .version()
                        .equals(version);
    }

    private Task task() {
        String instance =
                engine.getRuntimeService().startProcessInstanceByKey("race").getId();
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    private int rows() {
        return jdbc.sql("select count(*) from dp_draft").query(Integer.class).single();
    }

    private static void waitsFor(Future<?> other) {
        try {
            other.get(300, TimeUnit.MILLISECONDS);
            throw new AssertionError("It should have waited");
        } catch (TimeoutException waits) {
            // As it ought to
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
