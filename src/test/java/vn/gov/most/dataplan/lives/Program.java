package vn.gov.most.dataplan.lives;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * The program on one or several nodes with a shared database, in a time that only a life moves. All clauses except
 * PL.II.4 have nothing to do.
 */
final class Program implements AutoCloseable {

    static final String CLAUSE = "PL.II.4";

    /** Five units; four own a database. */
    static final Path MINISTRY = Path.of("src/test/resources/lives");

    /** Moves dates of PL.II.4, as processes of other clauses move theirs: in its own plan nothing does. */
    static final String MOVE = "lives-move-dates";

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final boolean hasExecutor;
    private final Path ministry;

    /**
     * @param ministry the folder of the ministry's files
     * @param hasExecutor whether the program's job executors run the jobs, as in production; otherwise {@link #runJobs}
     *     runs them one after the other
     * @param now the time of the start
     */
    Program(List<String> database, Path ministry, int size, boolean hasExecutor, Instant now) {
        this.hasExecutor = hasExecutor;
        this.ministry = ministry;
        jumpTo(now);
        for (int i = 0; i < size; i++) {
            nodes.add(start(database));
        }
    }

    private ConfigurableApplicationContext start(List<String> database) {
        List<String> arguments = new ArrayList<>(database);
        arguments.addAll(List.of(
                "--server.port=0",
                "--dataplan.open-at-start=false",
                "--dataplan.ministry-folder=" + ministry,
                "--camunda.bpm.job-execution.enabled=" + hasExecutor,
                // Mails are checked when the life is over
                "--dataplan.mail.body-days=3650",
                "--camunda.bpm.generic-properties.properties.historyCleanupEnabled=false",
                "--camunda.bpm.job-execution.lock-time-in-millis=5000",
                "--camunda.bpm.job-execution.wait-time-in-millis=50",
                "--camunda.bpm.job-execution.max-wait=100"));
        return new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
        ClockUtil.reset();
    }

    /** @param turn of several nodes each in its turn */
    ProcessEngine engine(int turn) {
        return nodes.get(turn % nodes.size()).getBean(ProcessEngine.class);
    }

    ProcessEngine engine() {
        return engine(0);
    }

    JdbcClient jdbc() {
        return nodes.get(0).getBean(JdbcClient.class);
    }

    /** The port of the last node: if several engines in a JVM have the same name, REST uses the one registered last. */
    int port() {
        return nodes.get(nodes.size() - 1)
                .getBean(Environment.class)
                .getRequiredProperty("local.server.port", Integer.class);
    }

    /** Everything read in it is from one point in time, whatever jobs write meanwhile. */
    void atOneMoment(Runnable reading) {
        TransactionTemplate transaction =
                new TransactionTemplate(nodes.get(0).getBean(PlatformTransactionManager.class));
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        transaction.executeWithoutResult(ignored -> reading.run());
    }

    // ---- time

    Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    /** The program is down until then, or too busy to run a job. */
    void jumpTo(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    /** Runs jobs until none is due; the clock does not move. */
    void runJobs() {
        if (hasExecutor) {
            nodes.forEach(node -> ((ProcessEngineConfigurationImpl)
                            node.getBean(ProcessEngine.class).getProcessEngineConfiguration())
                    .getJobExecutor()
                    .jobWasAdded());
            await().atMost(BOUND)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() ->
                            management().createJobQuery().executable().active().count() == 0);
        } else {
            nodes.get(0)
                    .getBean(vn.gov.most.dataplan.rehearsal.TimeMachine.class)
                    .runDueJobs();
        }
    }

    /** All that is due until then happens, each at its moment. */
    void advanceTo(Instant moment) {
        runJobs();
        for (Optional<Job> next = nextJob(moment); next.isPresent(); next = nextJob(moment)) {
            jumpTo(next.get().getDuedate().toInstant());
            runJobs();
        }
        jumpTo(moment);
    }

    private Optional<Job> nextJob(Instant until) {
        return management()
                .createJobQuery()
                .withRetriesLeft()
                .active()
                .duedateLowerThan(Date.from(until.plusMillis(1)))
                .orderByJobDuedate()
                .asc()
                .orderByJobId()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst();
    }

    private ManagementService management() {
        return engine().getManagementService();
    }

    // ---- between lives

    /** Once for a database. */
    void prepare() {
        Plan plan = nodes.get(0).getBean(Plan.class);
        Schedule schedule = nodes.get(0).getBean(Schedule.class);
        plan.parts()
                .filter(part -> !part.clause().equals(CLAUSE))
                .filter(part -> part.each() == PartOwner.CLAUSE && part.period().isPeriodic())
                .forEach(part -> doneInAllPeriods(part, schedule));
        // Nobody urges anybody: that is another clause's
        management()
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey("open-after-late")
                .includeJobs(true)
                .suspend();
        engine().getRepositoryService()
                .createDeployment()
                .name(MOVE)
                .addModelInstance(
                        MOVE + ".bpmn",
                        Bpmn.createExecutableProcess(MOVE)
                                .camundaHistoryTimeToLiveString(null)
                                .startEvent()
                                .serviceTask()
                                .camundaExpression("${movedDates.move(execution, parts, moment, because)}")
                                .endEvent()
                                .done())
                .deploy();
    }

    private void doneInAllPeriods(Part part, Schedule schedule) {
        IntStream.rangeClosed(2025, 2029)
                .boxed()
                .flatMap(year -> Stream.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 7, 1)))
                .map(day -> schedule.periodOf(part, day).id())
                .distinct()
                .forEach(period -> jdbc().sql(
                                """
                                insert into dp_obligation (clause, part, period, unit, subject, process_instance,
                                    business_key, state, opened_at, done_at, provisional)
                                values (:clause, :part, :period, '', '', 'none', 'none', 'DONE', :at, :at, false)
                                """)
                        .param("clause", part.clause())
                        .param("part", part.id())
                        .param("period", period)
                        .param("at", utc(Instant.EPOCH))
                        .update());
    }

    /** Removes everything of the previous life, and installs the program at this time. */
    void installedAt(Instant moment) {
        for (Batch batch : management().createBatchQuery().list()) {
            management().deleteBatch(batch.getId(), true);
        }
        JdbcClient jdbc = jdbc();
        // The rows first, so that no ended instance is reported
        for (String ofObligation : List.of("dp_step", "dp_sending", "dp_moved_date", "dp_earlier_life")) {
            jdbc.sql("delete from " + ofObligation).update();
        }
        jdbc.sql("delete from dp_mail").update();
        jdbc.sql("delete from dp_obligation where clause = :clause")
                .param("clause", CLAUSE)
                .update();
        engine().getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(instance -> instance.getId())
                .forEach(id -> engine().getRuntimeService()
                        .deleteProcessInstanceIfExists(id, "test", true, true, true, false));
        jdbc.sql(
                        "select table_name from information_schema.tables where lower(table_name) like 'act^_hi^_%' escape '^'")
                .query(String.class)
                .list()
                .forEach(table -> jdbc.sql("delete from " + table).update());
        jdbc.sql("delete from act_ge_bytearray where deployment_id_ is null").update();
        jumpTo(moment);
        jdbc.sql("update dp_installation set installed_at = :at, in_use_since = :at")
                .param("at", utc(moment))
                .update();
        for (Job job : management().createJobQuery().timers().list()) {
            management().recalculateJobDuedate(job.getId(), false);
        }
        runJobs();
    }

    /** No mails from now on. */
    void suspendMails() {
        List.of("tell-news", "remind", "tell-issued", "tell-outcome", "tell-notice", "kh-iii1a-weekly-watch")
                .forEach(process -> management()
                        .updateJobDefinitionSuspensionState()
                        .byProcessDefinitionKey(process)
                        .includeJobs(true)
                        .suspend());
    }

    static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
