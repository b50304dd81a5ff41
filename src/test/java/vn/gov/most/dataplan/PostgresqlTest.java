package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.form.DraftProbe;
import vn.gov.most.dataplan.security.Browser;

/** The program with production settings: two nodes started at the same time on one empty database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlTest {

    private static final Duration BOUND = Duration.ofSeconds(180);
    private static final List<String> NODES = List.of("node-1", "node-2");

    private static final List<String> PEOPLE =
            IntStream.rangeClosed(1, 30).mapToObj(n -> "staff-" + n).toList();

    /** The tables that the first start fills; a later start must not fill them again. */
    private static final List<String> FIRST_CONTENT = List.of(
            "act_ge_bytearray",
            "act_ge_property",
            "act_id_group",
            "act_id_membership",
            "act_id_user",
            "act_re_deployment",
            "act_re_procdef",
            "act_ru_authorization",
            "act_ru_filter",
            "act_ru_jobdef",
            "dp_body",
            "dp_database",
            "dp_installation",
            "dp_obligation",
            "dp_schema_history",
            "dp_unit");

    private final PGSimpleDataSource database = (PGSimpleDataSource) Databases.POSTGRESQL.empty();
    private final GreenMail mailServer = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private Path ministry;

    @BeforeAll
    void startTwoNodesAtOnce(@TempDir Path folder) throws Exception {
        ministry = folder;
        Files.writeString(
                ministry.resolve("people.yml"),
                PEOPLE.stream()
                        .map(
                                "  - {id: %1$s, name: Nguyễn %1$s, email: %1$s@most.example, unit: nasati, role: staff}%n"
                                        ::formatted)
                        .collect(Collectors.joining("", "people:\n", "")));
        mailServer.start();
        jdbc.sql("alter database %s set default_transaction_isolation = serializable"
                        .formatted(database.getDatabaseName()))
                .update();
        ClockUtil.setCurrentTime(Date.from(
                LocalDateTime.of(2026, 11, 2, 8, 0).atZone(WorkingCalendar.ZONE).toInstant()));
        // Kept once a JVM as well: two that set it up at once meet in the middle of it
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        CyclicBarrier together = new CyclicBarrier(NODES.size());
        ExecutorService threads = Executors.newFixedThreadPool(NODES.size());
        List<Future<ConfigurableApplicationContext>> starting = new ArrayList<>();
        for (String name : NODES) {
            starting.add(threads.submit(() -> {
                together.await();
                return start(name);
            }));
        }
        threads.shutdown();
        try {
            for (Future<ConfigurableApplicationContext> node : starting) {
                nodes.add(node.get());
            }
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
        assertThat(count("dp_obligation where state <> 'DONE'") + count("act_ru_task") + count("dp_mail"))
                .as("what is open and told before it is said")
                .isZero();
        putToUseAtBothAtOnce();
        awaitOpened();
    }

    /** By the administrator, on the page of each node at once. */
    private void putToUseAtBothAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(NODES.size());
        ExecutorService threads = Executors.newFixedThreadPool(NODES.size());
        List<Future<Integer>> said = new ArrayList<>();
        for (ConfigurableApplicationContext node : nodes) {
            Browser administrator = new Browser(port(node));
            administrator.login("quan-tri", "Mat-khau-1-manh");
            String csrf = administrator.csrf("/khoi-dau");
            said.add(threads.submit(() -> {
                together.await();
                return administrator
                        .post("/khoi-dau", Map.of("da-xem", "co", "_csrf", csrf))
                        .statusCode();
            }));
        }
        threads.shutdown();
        for (Future<Integer> answer : said) {
            assertThat(answer.get()).isEqualTo(303);
        }
        assertThat(texts("select put_to_use_by || ', ' || put_to_use_by_name from dp_installation"))
                .containsExactly("quan-tri, Quản trị viên");
    }

    private static int port(ConfigurableApplicationContext node) {
        return ((WebServerApplicationContext) node).getWebServer().getPort();
    }

    private ConfigurableApplicationContext start(String name) {
        return new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("postgres")
                .run(
                        "--SPRING_DATASOURCE_URL=" + database.getUrl(),
                        "--SPRING_DATASOURCE_USERNAME=" + database.getUser(),
                        "--dataplan.admin.id=quan-tri",
                        "--dataplan.admin.password=Mat-khau-1-manh",
                        "--dataplan.ministry-folder=" + ministry,
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=" + mailServer.getSmtp().getPort(),
                        "--camunda.bpm.generic-properties.properties.hostname=" + name,
                        // They keep one context a JVM, which two that start at once would share
                        "--camunda.bpm.webapp.enabled=false",
                        "--server.port=0");
    }

    private void awaitOpened() {
        await().atMost(BOUND)
                .until(() -> count("act_ru_task where task_def_key_ = 'userTask_prepareReport'") > 0
                        && count("act_hi_procinst where proc_def_key_ = 'open-due-periods' and end_time_ is null") == 0
                        && count("act_ru_job where duedate_ is null") == 0);
    }

    @AfterAll
    void stop() {
        nodes.forEach(ConfigurableApplicationContext::close);
        mailServer.stop();
        ClockUtil.reset();
    }

    @Test
    void thePeriodIsOpenedOnce() {
        assertThat(texts("select business_key_ from act_hi_procinst where proc_def_key_ = 'ii4-data-quality'"))
                .containsExactly("PL.II.4/2026");
        assertThat(texts("select business_key_ from act_hi_procinst where proc_def_key_ = 'ii4-data-quality-unit'"))
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates();
        assertThat(count("act_ru_incident")).isZero();
    }

    @Test
    void whoMayOnlyReadMayCheckWhatIsStored() {
        jdbc.sql("create role reader login").update();
        jdbc.sql("grant select on all tables in schema public to reader").update();
        String[] check = {
            "--check",
            "--spring.profiles.active=postgres",
            "--spring.datasource.url=" + database.getUrl(),
            "--spring.datasource.username=reader",
            "--dataplan.ministry-folder=" + ministry
        };
        assertThat(CheckCommand.run(check)).isZero();

        jdbc.sql("update dp_obligation set clause = 'PL.IX.9' where business_key = 'PL.II.4/2026'")
                .update();
        try {
            assertThat(CheckCommand.run(check)).isEqualTo(1);
        } finally {
            jdbc.sql("update dp_obligation set clause = 'PL.II.4' where business_key = 'PL.II.4/2026'")
                    .update();
        }
    }

    @Test
    void eachModelIsDeployedOnce() {
        assertThat(texts("select name_ from act_re_deployment")).isNotEmpty().doesNotHaveDuplicates();
        assertThat(texts("select version_ from act_re_procdef")).isNotEmpty().containsOnly("1");
    }

    @Test
    void nobodyIsThereButTheAdministratorWhomTheEnvironmentNamesAndTheMinistrysPeople() {
        assertThat(texts("select id_ from act_id_user where id_ <> 'quan-tri'"))
                .containsExactlyInAnyOrderElementsOf(PEOPLE);
        assertThat(texts("select user_id_ from act_id_membership where group_id_ = 'camunda-admin'"))
                .containsExactly("quan-tri");
        IdentityService people = engine(nodes.get(0)).getIdentityService();
        assertThat(people.checkPassword("quan-tri", "Mat-khau-1-manh")).isTrue();
        assertThat(people.checkPassword("quan-tri", "demo")).isFalse();
        assertThat(people.checkPassword("staff-1", "demo")).isFalse();
    }

    @Test
    void whoLogsInIsKnownOnEachNodeAndFromWhereOnBoth() throws Exception {
        String login = Base64.getEncoder().encodeToString("quan-tri:Mat-khau-1-manh".getBytes(StandardCharsets.UTF_8));
        for (ConfigurableApplicationContext node : nodes) {
            int port = port(node);
            HttpRequest whoAmI = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/engine-rest/user/quan-tri/profile".formatted(port)))
                    .header("Authorization", "Basic " + login)
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(whoAmI, BodyHandlers.ofString())
                            .body())
                    .contains("\"quan-tri\"");
        }
        assertThat(texts("select account || ' ' || network from dp_login_place"))
                .containsExactly("quan-tri 127.0.0.1");
    }

    @Test
    void aDraftBegunAtOneNodeGoesOnAtTheOther() {
        String task = jdbc.sql("select t.id_ from act_ru_task t join act_ru_identitylink l on l.task_id_ = t.id_"
                        + " where t.proc_def_id_ like 'ii4-data-quality-unit:%' and l.group_id_ = 'nasati'")
                .query(String.class)
                .single();
        DraftProbe here = new DraftProbe(nodes.get(0), "staff-1", task);
        DraftProbe there = new DraftProbe(nodes.get(1), "staff-1", task);
        String draft =
                "{\"person\": \"staff-1\", \"from\": [%s], \"version\": \"%s\", \"content\": {\"difficulties\": \"%s\"}}";

        assertThat(here.saves(draft.formatted("", "v1", "Thiếu người"))).startsWith("200");
        assertThat(there.reads()).isEqualTo("200 {\"difficulties\":\"Thiếu người\"}");
        assertThat(there.saves(draft.formatted("\"v1\"", "v2", "Thiếu máy"))).startsWith("200");
        assertThat(here.saves(draft.formatted("\"v1\"", "v3", "Đủ"))).isEqualTo("409 {\"difficulties\":\"Thiếu máy\"}");
        assertThat(new DraftProbe(nodes.get(0), "staff-2", task).reads()).isEqualTo("200 \"\"");
    }

    @Test
    void nothingOfTheFirstContentIsThereTwice() {
        assertThat(texts("select name_ from act_ru_filter")).isNotEmpty().doesNotHaveDuplicates();
        assertThat(
                        texts(
                                "select group_id_ || ' ' || resource_type_ || ' ' || resource_id_ from act_ru_authorization where group_id_ is not null"))
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates();
        assertThat(texts("select user_id_ || ' ' || resource_type_ || ' ' || resource_id_ from act_ru_authorization"
                        + " where user_id_ is not null and resource_type_ <> 0"))
                .doesNotHaveDuplicates();
        assertThat(
                        texts(
                                "select handler_type_ || ' ' || coalesce(handler_cfg_, '') from act_ru_job where handler_type_ = 'timer-start-event'"))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void bothNodesTellWhatIsNewAndEachMailLeavesOnce() throws Exception {
        ClockUtil.setCurrentTime(Date.from(
                LocalDateTime.of(2026, 11, 2, 8, 4).atZone(WorkingCalendar.ZONE).toInstant()));
        nodes.forEach(node -> jobExecutor(node).jobWasAdded());
        await().atMost(BOUND)
                .until(() -> count("dp_mail where occasion like 'news/%' and sent_at is not null") >= PEOPLE.size()
                        && count(
                                        "act_hi_procinst where proc_def_key_ in ('tell-news', 'tell-notice', 'send-mails', 'send-mail') and end_time_ is null")
                                == 0);

        List<String> arrived = new ArrayList<>();
        for (MimeMessage mail : mailServer.getReceivedMessages()) {
            arrived.add(mail.getMessageID());
        }
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(texts("select message_id from dp_mail"));
        assertThat(texts("select person from dp_mail where occasion like 'news/%'"))
                .containsExactlyInAnyOrderElementsOf(PEOPLE);
    }

    @Test
    void theJobExecutorOfEachNodeRunsJobs() {
        List<JobExecutor> executors =
                nodes.stream().map(PostgresqlTest::jobExecutor).toList();
        assertThat(executors).allMatch(JobExecutor::isActive);

        for (int running = 0; running < NODES.size(); running++) {
            JobExecutor other = executors.get(1 - running);
            other.shutdown();
            engine(nodes.get(1 - running)).getHistoryService().cleanUpHistoryAsync(true);
            String name = NODES.get(running);
            // The lock of a stopped node on its jobs expires after two minutes
            await().atMost(BOUND.plusMinutes(2))
                    .until(() -> count(
                                    "act_hi_job_log where job_def_type_ = 'history-cleanup' and job_state_ = 2 and hostname_ = '"
                                            + name + "'")
                            > 0);
            other.start();
        }
    }

    /** Whatever else the server is used for: this one's default is another. */
    @Test
    void theIsolationIsTheOneThatTheEngineIsMadeFor() {
        JdbcClient ours = nodes.get(0).getBean(JdbcClient.class);

        assertThat(ours.sql("show transaction_isolation").query(String.class).single())
                .isEqualTo("read committed");
        assertThat(jdbc.sql("show transaction_isolation").query(String.class).single())
                .isEqualTo("serializable");
    }

    @Test
    void aLaterStartDeploysNothingAndAddsNothing() {
        Map<String, Integer> before = firstContent();

        try (ConfigurableApplicationContext later = start("node-3")) {
            awaitOpened();

            assertThat(firstContent())
                    .isEqualTo(before)
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
        }
    }

    private Map<String, Integer> firstContent() {
        Map<String, Integer> rows = new TreeMap<>();
        FIRST_CONTENT.forEach(table -> rows.put(table, count(table)));
        return rows;
    }

    private static JobExecutor jobExecutor(ConfigurableApplicationContext node) {
        return ((ProcessEngineConfigurationImpl) engine(node).getProcessEngineConfiguration()).getJobExecutor();
    }

    private static ProcessEngine engine(ConfigurableApplicationContext node) {
        return node.getBean(ProcessEngine.class);
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
