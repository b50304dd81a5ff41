package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.rehearsal.TimeMachine;

/**
 * PL.II.4 of 2026 in a ministry with 60 units, with many concurrent actions. The program runs with its job executor
 * and, for the opening, a second node on the same database.
 */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReportRaces {

    private static final int UNITS = 60;
    private static final int THREADS = 8;
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final String PREPARE = "userTask_prepareReport";
    private static final String SEND = "userTask_sendReport";
    private static final String CHECK = "userTask_checkReport";
    private static final String CONSOLIDATE = "userTask_consolidateReports";
    private static final String APPROVE = "userTask_approveReport";

    /** A unit's row. */
    private record Row(String unit, String state, Instant firstSentAt, long sendings, boolean addendum) {}

    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final FormFiller filler = new FormFiller();
    private final Map<String, JsonNode> forms = new ConcurrentHashMap<>();

    private ProcessEngine engine;
    private JdbcClient jdbc;
    private Player player;

    /** Settings that name an empty database. */
    abstract List<String> database();

    @BeforeAll
    void start(@TempDir Path ministry) throws IOException {
        Files.writeString(ministry.resolve("organisation.yml"), organisation());
        Files.writeString(ministry.resolve("organisation-demo-people.yml"), people());
        setClock("1/10/2026 08:00");
        List<String> database = database();
        nodes.add(node(database, ministry));
        nodes.add(node(database, ministry));
        engine = nodes.get(0).getBean(ProcessEngine.class);
        jdbc = nodes.get(0).getBean(JdbcClient.class);
        player = new Player(
                engine, nodes.get(0).getBean(TimeMachine.class), nodes.get(0).getBean(Clock.class), () -> false);
        // The automatic opening each morning is not part of these races
        engine.getManagementService()
                .updateJobSuspensionState()
                .byProcessDefinitionKey("open-due-periods")
                .suspend();
    }

    private ConfigurableApplicationContext node(List<String> database, Path ministry) {
        List<String> arguments = new ArrayList<>(database);
        arguments.addAll(
                List.of("--server.port=0", "--dataplan.open-at-start=false", "--dataplan.ministry-folder=" + ministry));
        return new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        nodes.forEach(ConfigurableApplicationContext::close);
        ClockUtil.reset();
    }

    @BeforeEach
    void clear() {
        // The rows first: instances that end are not to be written down
        jdbc.sql("delete from dp_step").update();
        jdbc.sql("delete from dp_sending").update();
        jdbc.sql("delete from dp_obligation").update();
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(instance -> instance.getId())
                .forEach(id ->
                        engine.getRuntimeService().deleteProcessInstanceIfExists(id, "test", true, true, true, false));
        HistoryService history = engine.getHistoryService();
        history.createHistoricProcessInstanceQuery()
                .list()
                .forEach(ended -> history.deleteHistoricProcessInstance(ended.getId()));
        setClock("2/11/2026 08:00");
    }

    @RepeatedTest(3)
    void sixtyHeadsWhoMeetTheCutOffAreTakenAndOneConsolidationOpens(RepetitionInfo round) throws Exception {
        openPeriod();
        assertNobodyRefused(atOnce(each(tasks(PREPARE), this::complete)));
        setClock("24/12/2026 23:59");
        int cutOffMeets = UNITS - round.getCurrentRepetition() % 3;
        AtomicInteger begun = new AtomicInteger();

        List<Throwable> refused = atOnce(each(tasks(SEND), task -> {
            if (begun.incrementAndGet() == cutOffMeets) {
                setClock("25/12/2026 00:00");
            }
            complete(task);
        }));

        assertNobodyRefused(refused);
        await().atMost(BOUND).until(() -> tasks(CHECK).size() == UNITS && nothingIsDue());
        assertThat(tasks(CONSOLIDATE)).hasSize(1);
        assertThat(rows()).hasSize(UNITS).allSatisfy(row -> assertThat(row.sendings())
                .isOne());
        assertFormsShowTheRows("Đã gửi");
        assertNoJobFailed();

        assertNobodyRefused(atOnce(each(tasks(CHECK), this::complete)));

        await().atMost(BOUND).until(() -> instances("ii4-data-quality-unit") == 0 && nothingIsDue());
        assertThat(tasks(CONSOLIDATE)).hasSize(1);
        assertThat(rows()).extracting(Row::state).containsOnly("ACCEPTED");
        assertFormsShowTheRows("Đã chấp nhận");
        assertNoJobFailed();
    }

    /** As if the cut-off, in its own transaction, were changing the ministry's instance at that moment. */
    @Test
    void theLastHeadIsTakenWhateverHappensToTheMinistrysReportMeanwhile() throws Exception {
        openPeriod();
        complete(tasks(PREPARE).get(0));
        Task last = tasks(SEND).get(0);
        jdbc.sql(
                        "update dp_obligation set first_sent_at = opened_at, state = 'SENT' where clause = 'PL.II.4' and part = 'unit-report'"
                                + " and process_instance <> :last")
                .param("last", last.getProcessInstanceId())
                .update();

        new TransactionTemplate(nodes.get(0).getBean(PlatformTransactionManager.class)).executeWithoutResult(cutOff -> {
            jdbc.sql("select id_ from act_ru_execution where proc_inst_id_ = (select process_instance"
                            + " from dp_obligation where clause = 'PL.II.4' and part = 'ministry-report') for update")
                    .query()
                    .listOfRows();
            assertNobodyRefused(atOnce(List.of(() -> complete(last))));
        });

        await().atMost(BOUND).until(() -> tasks(CONSOLIDATE).size() == 1 && nothingIsDue());
        assertNoJobFailed();
    }

    @RepeatedTest(6)
    void whoSendsWhileTheLeadershipSignsIsEitherInTheReportOrNamedAsMissing(RepetitionInfo round) throws Exception {
        openPeriod();
        List<Task> late = tasks(PREPARE).subList(0, 24);
        assertNobodyRefused(atOnce(each(late, this::complete)));
        setClock("28/12/2026 09:00");
        await().atMost(BOUND).until(() -> tasks(CONSOLIDATE).size() == 1 && nothingIsDue());
        complete(tasks(CONSOLIDATE).get(0));
        await().atMost(BOUND).until(() -> tasks(APPROVE).size() == 1 && nothingIsDue());
        Task approve = tasks(APPROVE).get(0);
        List<Task> sends = tasks(SEND);
        CountDownLatch before = new CountDownLatch(2 * round.getCurrentRepetition());
        List<Callable> all = new ArrayList<>(each(sends, task -> {
            before.countDown();
            complete(task);
        }));
        all.add(0, () -> {
            before.await();
            complete(approve);
        });

        assertNobodyRefused(atOnce(all));

        await().atMost(BOUND).until(() -> tasks(CHECK).size() == sends.size() && nothingIsDue());
        Instant signedAt = signedAt();
        assertThat(missingAtSigning())
                .hasSizeGreaterThanOrEqualTo(UNITS - sends.size())
                .containsExactlyInAnyOrderElementsOf(rows().stream()
                        .filter(row ->
                                row.firstSentAt() == null || row.firstSentAt().isAfter(signedAt))
                        .map(Row::unit)
                        .toList());
        assertThat(rows())
                .filteredOn(row -> row.firstSentAt() != null)
                .hasSize(sends.size())
                .allSatisfy(row ->
                        assertThat(row.addendum()).isEqualTo(missingAtSigning().contains(row.unit())));
        assertThat(instances("ii4-data-quality")).isZero();
        assertNoJobFailed();
    }

    @RepeatedTest(2)
    void aPeriodThatTwoOpenAtOnceIsOpenedOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);

        List<Throwable> refused = atOnce(each(nodes, node -> {
            together.await();
            node.getBean(OpenDuePeriods.class).open("PL.II.4 ministry-report 2026");
        }));

        assertThat(refused).hasSizeLessThan(2).allSatisfy(second -> assertThat(second)
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục II.4 Phụ lục, năm 2026 đã được mở; mỗi kỳ chỉ mở một lần."));
        assertOpenedOnce();
    }

    @RepeatedTest(2)
    void whereTwoNodesStartAtOnceAPeriodIsOpenedOnceAndNoIncidentIsLeft() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);

        assertNobodyRefused(atOnce(each(nodes, node -> {
            together.await();
            node.getBean(OpenDuePeriods.class).softwareStarted();
        })));

        await().atMost(BOUND).until(() -> instances("open-due-periods") == 0);
        assertOpenedOnce();
    }

    private void openPeriod() {
        engine.getRuntimeService().startProcessInstanceByKey("ii4-data-quality", Variables.putValue("period", "2026"));
        await().atMost(BOUND).until(() -> tasks(PREPARE).size() == UNITS && nothingIsDue());
    }

    private void assertOpenedOnce() {
        await().atMost(BOUND).until(() -> tasks(PREPARE).size() >= UNITS && nothingIsDue());
        assertThat(tasks(PREPARE)).hasSize(UNITS);
        assertThat(instances("ii4-data-quality")).isOne();
        assertThat(rows()).hasSize(UNITS);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    }

    private static void assertNobodyRefused(List<Throwable> refused) {
        assertThat(refused).isEmpty();
    }

    /** No job was retried either, except after the engine's own optimistic locking. */
    private void assertNoJobFailed() {
        assertThat(engine.getHistoryService().createHistoricJobLogQuery().failureLog().list().stream()
                        .map(HistoricJobLog::getJobExceptionMessage)
                        .filter(message -> !message.startsWith("ENGINE-03005")))
                .isEmpty();
    }

    private void assertFormsShowTheRows(String state) {
        String ministryReport = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("PL.II.4/2026")
                .singleResult()
                .getId();
        JsonNode shown = FormFiller.read(engine.getRuntimeService()
                .getVariable(ministryReport, "unitReports")
                .toString());
        assertThat(shown)
                .hasSize(UNITS)
                .allSatisfy(row -> assertThat(row.path("state").asText()).isEqualTo(state));
    }

    // ---- acting

    private interface Callable {
        void call() throws Exception;
    }

    private interface Act<T> {
        void on(T one) throws Exception;
    }

    private static <T> List<Callable> each(List<T> all, Act<T> act) {
        return all.stream().<Callable>map(one -> () -> act.on(one)).toList();
    }

    /** Runs all actions on eight threads, in order, and returns what they throw. */
    private static List<Throwable> atOnce(List<Callable> actions) {
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        actions.forEach(action -> threads.execute(() -> {
            try {
                action.call();
            } catch (Throwable refused) {
                thrown.add(refused);
            }
        }));
        threads.shutdown();
        await().atMost(BOUND).until(threads::isTerminated);
        return thrown;
    }

    /**
     * Claims the task and submits its form, filled in the usual way, as the head of its unit or somebody of its body.
     */
    private void complete(Task task) {
        String user =
                switch (task.getTaskDefinitionKey()) {
                    case CHECK, CONSOLIDATE -> "checker";
                    case APPROVE -> "minister";
                    default -> engine.getTaskService().getVariable(task.getId(), "unit") + "-head";
                };
        Map<String, Object> values =
                filler.fill(form(task), engine.getTaskService().getVariables(task.getId()), Map.of());
        player.as(user, () -> {
            engine.getTaskService().claim(task.getId(), user);
            engine.getFormService().submitTaskForm(task.getId(), values);
        });
    }

    private JsonNode form(Task task) {
        return forms.computeIfAbsent(task.getTaskDefinitionKey(), key -> {
            try (InputStream form = engine.getFormService().getDeployedTaskForm(task.getId())) {
                return FormFiller.read(new String(form.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Sets the clock, which continues from there, and wakes the job executors as a new job would. */
    private void setClock(String moment) {
        ClockUtil.reset();
        ClockUtil.offset(
                Player.at(moment).toEpochMilli() - ClockUtil.getCurrentTime().getTime());
        nodes.forEach(node -> ((ProcessEngineConfigurationImpl)
                        node.getBean(ProcessEngine.class).getProcessEngineConfiguration())
                .getJobExecutor()
                .jobWasAdded());
    }

    // ---- looking

    private List<Task> tasks(String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKeyIn("ii4-data-quality", "ii4-data-quality-unit")
                .taskDefinitionKey(key)
                .orderByTaskId()
                .asc()
                .list();
    }

    private long instances(String process) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .count();
    }

    private boolean nothingIsDue() {
        return engine.getManagementService().createJobQuery().active().list().stream()
                .noneMatch(job -> job.getDuedate() == null || !job.getDuedate().after(ClockUtil.getCurrentTime()));
    }

    private List<Row> rows() {
        return jdbc.sql(
                        """
                        select o.unit, o.state, o.first_sent_at,
                            (select count(*) from dp_sending s where s.obligation_id = o.id) as sendings,
                            (select count(*) from dp_sending s where s.obligation_id = o.id and s.addendum) as addenda
                        from dp_obligation o where o.clause = 'PL.II.4' and o.part = 'unit-report'
                        """)
                .query((row, n) -> new Row(
                        row.getString("unit"),
                        row.getString("state"),
                        moment(row, "first_sent_at"),
                        row.getLong("sendings"),
                        row.getLong("addenda") > 0))
                .list();
    }

    private Instant signedAt() {
        return jdbc.sql("select signed_at from dp_obligation where clause = 'PL.II.4' and part = 'ministry-report'")
                .query((row, n) -> moment(row, "signed_at"))
                .single();
    }

    private List<String> missingAtSigning() {
        List<String> missing = new ArrayList<>();
        FormFiller.read(jdbc.sql(
                                "select missing_at_signing from dp_obligation where clause = 'PL.II.4' and part = 'ministry-report'")
                        .query(String.class)
                        .single())
                .forEach(unit -> missing.add(unit.asText()));
        return missing;
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    // ---- the ministry

    private static List<String> units() {
        List<String> named = List.of("it-center", "nasati", "planning-finance", "legal", "ministry-office");
        return Stream.concat(
                        named.stream(),
                        IntStream.rangeClosed(named.size() + 1, UNITS).mapToObj(n -> "unit-" + n))
                .toList();
    }

    private static String organisation() {
        return units().stream()
                .map(
                        """
                          - id: %1$s
                            names:
                              - {from: 2020-01-01, name: Đơn vị %1$s}
                            headTitle: Thủ trưởng
                            mailbox: %1$s@most.example
                            seal: true
                            databases:
                              - {id: %1$s-data, name: CSDL của %1$s, from: 2020-01-01}
                        """
                                ::formatted)
                .collect(
                        Collectors.joining(
                                "",
                                """
                        ministry:
                          names:
                            - {from: 2020-01-01, name: Bộ Mẫu}
                        units:
                        """,
                                """
                        bodies:
                          - id: leadership
                            names:
                              - {from: 2020-01-01, name: Lãnh đạo Bộ}
                          - id: egov-committee
                            names:
                              - {from: 2020-01-01, name: Ban Chỉ đạo}
                        external:
                          - id: mic
                            names:
                              - {from: 2020-01-01, name: Bộ Thông tin và Truyền thông}
                        """));
    }

    private static String people() {
        return units().stream()
                .map(unit -> "  - {id: %1$s-head, name: Thủ Trưởng, email: %1$s@most.example, unit: %1$s, role: head}\n"
                        .formatted(unit))
                .collect(Collectors.joining(
                        "",
                        """
                        people:
                          - {id: minister, name: Bộ Trưởng, email: minister@most.example, groups: [leadership]}
                          - {id: checker, name: Người Kiểm, email: checker@most.example, unit: it-center, role: staff}
                        """,
                        ""));
    }
}
