package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.Databases;

/**
 * Measures the guards, with a unit's report from opening to acceptance through the running engine. The baseline is the
 * same engine without our command interceptors. The variants alternate for each report, so that other load on the
 * machine affects all of them. A third variant has no authorization checks of the engine either.
 */
@Tag("benchmark")
class GuardsBenchmark {

    private static final String PROCESS = "ii4-data-quality-unit";
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 5;
    private static final int REPORTS = 40;
    private static final double GOAL = 0.9;

    private enum Way {
        GUARDED,
        WITHOUT_INTERCEPTORS,
        WITHOUT_AUTHORIZATIONS_TOO
    }

    private final FormFiller filler = new FormFiller();
    private final Map<String, Map<String, Object>> filledIn = new HashMap<>();

    private ConfigurableApplicationContext program;
    private ProcessEngine engine;
    private ProcessEngineConfigurationImpl configuration;
    private JdbcClient jdbc;

    @AfterEach
    void stop() {
        program.close();
        ClockUtil.reset();
    }

    @ParameterizedTest
    @EnumSource
    void reportsThroughTheGuards(Databases database) {
        ClockUtil.setCurrentTime(Date.from(Player.at("2/11/2026 08:00")));
        start(database);
        round(WARM_UP);
        System.out.printf("%s, %d reports each way a round%n", database, REPORTS);
        for (int round = 1; round <= ROUNDS; round++) {
            Map<Way, Cost> costs = round(REPORTS);
            Cost guarded = costs.get(Way.GUARDED);
            Cost unguarded = costs.get(Way.WITHOUT_INTERCEPTORS);
            Cost unchecked = costs.get(Way.WITHOUT_AUTHORIZATIONS_TOO);
            System.out.printf(
                    "  round %d: %.1f ms a report guarded; without our interceptors %.1f ms, ratio %.2f (goal %.1f), of the"
                            + " processor's time alone %.2f; without authorizations too %.1f ms, ratio %.2f, %.2f; load %.1f%n",
                    round,
                    guarded.elapsed / 1e6 / REPORTS,
                    unguarded.elapsed / 1e6 / REPORTS,
                    (double) unguarded.elapsed / guarded.elapsed,
                    GOAL,
                    (double) unguarded.processor / guarded.processor,
                    unchecked.elapsed / 1e6 / REPORTS,
                    (double) unchecked.elapsed / guarded.elapsed,
                    (double) unchecked.processor / guarded.processor,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private Map<Way, Cost> round(int reports) {
        Map<Way, Cost> costs = new EnumMap<>(Way.class);
        for (int n = 0; n < reports; n++) {
            for (Way way : Way.values()) {
                take(way);
                report("unit-" + n + "-" + way.ordinal(), costs.computeIfAbsent(way, any -> new Cost()));
            }
        }
        take(Way.GUARDED);
        assertThat(jdbc.sql("select count(*) from dp_obligation where state = 'ACCEPTED'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(reports * Way.values().length);
        clear();
        return costs;
    }

    /** The time in the engine in nanoseconds; the CPU time is that of this thread only. */
    private static final class Cost {

        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private long elapsed;
        private long processor;

        void of(Runnable work) {
            long begin = System.nanoTime();
            long processorBefore = THREADS.getCurrentThreadCpuTime();
            work.run();
            processor += THREADS.getCurrentThreadCpuTime() - processorBefore;
            elapsed += System.nanoTime() - begin;
        }
    }

    // ---- the ways

    /** Rebuilds the command chains of the running engine, and gives each service the first interceptor of its chain. */
    private void take(Way way) {
        boolean guarded = way == Way.GUARDED;
        configuration.setAuthorizationEnabled(way != Way.WITHOUT_AUTHORIZATIONS_TOO);
        CommandInterceptor first = linked(configuration.getCommandInterceptorsTxRequired(), guarded);
        configuration.setCommandExecutorTxRequired(first);
        configuration.setCommandExecutorTxRequiresNew(
                linked(configuration.getCommandInterceptorsTxRequiresNew(), guarded));
        List.of(
                        engine.getRuntimeService(),
                        engine.getTaskService(),
                        engine.getFormService(),
                        engine.getManagementService(),
                        engine.getIdentityService())
                .forEach(service -> ((ServiceImpl) service).setCommandExecutor(first));
    }

    private static CommandInterceptor linked(List<CommandInterceptor> all, boolean guarded) {
        List<CommandInterceptor> chain = all.stream()
                .filter(one -> guarded
                        || !one.getClass().getPackageName().startsWith(DataPlanApplication.class.getPackageName()))
                .toList();
        assertThat(chain.size() == all.size()).isEqualTo(guarded);
        for (int i = 1; i < chain.size(); i++) {
            chain.get(i - 1).setNext(chain.get(i));
        }
        return chain.get(0);
    }

    // ---- the work

    private void report(String unit, Cost cost) {
        List<String> groups = List.of(unit, unit + "-head");
        cost.of(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        PROCESS,
                        Variables.putValue("period", "2026")
                                .putValue("unit", unit)
                                .putValue("reportSent", false)
                                .putValue(
                                        "databases",
                                        SpinValues.jsonValue("[{\"name\": \"CSDL\"}]")
                                                .create())));
        complete("userTask_prepareReport", "staff", groups, cost);
        complete("userTask_sendReport", "head", groups, cost);
        runJobs(cost);
        complete("userTask_checkReport", "checker", List.of("it-center"), cost);
        runJobs(cost);
    }

    private void complete(String key, String user, List<String> groups, Cost cost) {
        Task task =
                engine.getTaskService().createTaskQuery().taskDefinitionKey(key).singleResult();
        Map<String, Object> values = filledIn.computeIfAbsent(
                key, first -> filler.fill(form(task), engine.getTaskService().getVariables(task.getId()), Map.of()));
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            cost.of(() -> {
                engine.getTaskService().claim(task.getId(), user);
                engine.getFormService().submitTaskForm(task.getId(), values);
            });
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private void runJobs(Cost cost) {
        List<Job> jobs = engine.getManagementService()
                .createJobQuery()
                .processDefinitionKey(PROCESS)
                .list();
        cost.of(() -> jobs.forEach(job -> engine.getManagementService().executeJob(job.getId())));
    }

    private JsonNode form(Task task) {
        try (InputStream form = engine.getFormService().getDeployedTaskForm(task.getId())) {
            return FormFiller.read(new String(form.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- the program

    private void start(Databases database) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--dataplan.open-at-start=false",
                "--camunda.bpm.job-execution.enabled=false",
                "--dataplan.ministry-folder=" + Path.of("src/test/resources/small-ministry")));
        if (database == Databases.H2) {
            arguments.add("--spring.datasource.url=jdbc:h2:mem:guards;DB_CLOSE_DELAY=-1");
        } else {
            PGSimpleDataSource empty = (PGSimpleDataSource) database.empty();
            arguments.add("--spring.datasource.url=" + empty.getUrl());
            arguments.add("--spring.datasource.username=" + empty.getUser());
            arguments.add("--spring.datasource.password=");
        }
        program = new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
        // Not a guard: it has work only in the guarded variant, which stores the completed steps that it reads
        program.getBean(ApplicationEventMulticaster.class)
                .removeApplicationListeners(listener -> listener.toString().contains(".reminder.Outcomes."));
        engine = program.getBean(ProcessEngine.class);
        configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        jdbc = program.getBean(JdbcClient.class);
        openPeriod();
    }

    /** Only the period's row, because the work of the ministry's instance is not part of the guards' cost. */
    private void openPeriod() {
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key,
                            state, opened_at, provisional)
                        values ('PL.II.4', 'ministry-report', '2026', '', '', 'none', 'PL.II.4/2026', 'OPEN', :at, false)
                        """)
                .param("at", OffsetDateTime.parse("2026-11-02T06:30:00+07:00"))
                .update();
    }

    /** Gives each round the same start. Instances left by the reports, which wait to report tasks, do not matter. */
    private void clear() {
        jdbc.sql("delete from dp_sending").update();
        jdbc.sql("delete from dp_obligation where unit <> ''").update();
    }
}
