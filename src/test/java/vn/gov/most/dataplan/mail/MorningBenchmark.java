package vn.gov.most.dataplan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.Databases;

/**
 * Measures the reminders of a morning in the program, until the SMTP server's last response: each task is due or
 * overdue and nine of ten are claimed, so everybody gets a mail. The baselines, in the same run, are the same mails
 * over one open connection, and one SQL scan of the rows that are read.
 *
 * <p>The PostgreSQL of the tests does not wait for its disk.
 */
@Tag("benchmark")
class MorningBenchmark {

    private static final Instant MORNING = Instant.parse("2026-12-22T00:30:00Z");
    private static final Duration BOUND = Duration.ofMinutes(20);
    private static final int UNIT = 10;
    private static final double GOAL = 0.8;

    private final AtomicInteger taken = new AtomicInteger();

    @TempDir
    Path folder;

    private ConfigurableApplicationContext program;
    private ProcessEngine engine;
    private JdbcTemplate jdbc;

    @AfterEach
    void stop() {
        program.close();
        ClockUtil.reset();
    }

    @ParameterizedTest
    @CsvSource({"H2, 500, 5000, 4", "POSTGRESQL, 500, 5000, 4", "H2, 10000, 100000, 1", "POSTGRESQL, 10000, 100000, 1"})
    void aMorning(Databases database, int people, int tasks, int rounds) throws Exception {
        ClockUtil.setCurrentTime(Date.from(MORNING));
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(mail -> taken.incrementAndGet())) {
            start(database, server.port());
            transaction(() -> fill(people, tasks));
            System.out.printf("%s, %d people, %d open tasks%n", database, people, tasks);
            for (int round = 1; round <= rounds; round++) {
                transaction(this::nothingToldYet);
                morning(round, people, tasks, server);
            }
        }
    }

    private void morning(int round, int people, int tasks, ScriptedSmtpServer server) throws Exception {
        ManagementService management = engine.getManagementService();
        double scan = seconds(() -> assertThat(scan()).isEqualTo(tasks));
        engine.getRuntimeService().startProcessInstanceByKey("remind");
        double take = seconds(() -> management.executeJob(nextJob("remind").orElseThrow()));
        double write = 0;
        double longestJob = take;
        for (Optional<String> lot = nextJob("remind"); lot.isPresent(); lot = nextJob("remind")) {
            String job = lot.get();
            double written = seconds(() -> management.executeJob(job));
            longestJob = Math.max(longestJob, written);
            write += written;
        }
        assertThat(count("select count(*) from dp_mail")).isEqualTo(people);

        double bare = bare(server);
        taken.set(0);
        JobExecutor executor = executor();
        double send = seconds(() -> {
            executor.start();
            await().atMost(BOUND).pollInterval(Duration.ofMillis(5)).until(() -> taken.get() == people);
        });
        await().atMost(BOUND).until(() -> count("select count(*) from dp_mail where sent_at is null") == 0);
        executor.shutdown();

        System.out.printf(
                "  round %d: to take %.2f s, to write %.2f s, the longest job %.2f s; one scan of the rows %.2f s, ratio %.1f and %.1f;"
                        + " to send %.2f s, %.0f mails a second; a bare kept connection %.2f s, ratio %.2f (goal %.1f);"
                        + " a mail has %d bytes; load %.1f%n",
                round,
                take,
                write,
                longestJob,
                scan,
                take / scan,
                write / scan,
                send,
                people / send,
                bare,
                bare / send,
                GOAL,
                count("select avg(length(html) + length(plain_text)) from dp_mail"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    // ---- the baselines

    private long scan() {
        return jdbc.query(
                """
                select * from dp_step s
                    join act_ru_task t on t.id_ = s.task_id
                    join act_ru_identitylink l on l.task_id_ = t.id_
                    join dp_obligation o on o.id = s.obligation_id
                """,
                rows -> {
                    long count = 0;
                    while (rows.next()) {
                        for (int column = rows.getMetaData().getColumnCount(); column > 0; column--) {
                            rows.getObject(column);
                        }
                        count++;
                    }
                    return count;
                });
    }

    /** Sends the journal's mails, read beforehand, batch by batch. */
    private double bare(ScriptedSmtpServer server) throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        // Sets TCP_NODELAY, for which Jakarta Mail has no property.
        new SmtpTransport(sender, Duration.ofMinutes(1), System::nanoTime).close();
        double seconds = 0;
        try (Transport connection = sender.getSession().getTransport("smtp")) {
            connection.connect("127.0.0.1", server.port(), null, null);
            List<MailJournal.WrittenMail> lot = lotAfter(0);
            while (!lot.isEmpty()) {
                List<MailJournal.WrittenMail> mails = lot;
                seconds += seconds(() -> send(connection, sender.getSession(), mails));
                lot = lotAfter(mails.get(mails.size() - 1).id());
            }
        }
        return seconds;
    }

    private static void send(Transport connection, Session session, List<MailJournal.WrittenMail> mails)
            throws Exception {
        for (MailJournal.WrittenMail mail : mails) {
            WrittenMessage message = new WrittenMessage(session, Samples.SETTINGS, mail, MORNING);
            connection.sendMessage(message, message.getAllRecipients());
        }
    }

    private List<MailJournal.WrittenMail> lotAfter(long id) {
        return jdbc.query(
                "select * from dp_mail where id > ? order by id limit 500",
                (row, n) -> new MailJournal.WrittenMail(
                        row.getLong("id"),
                        row.getString("to_address"),
                        row.getString("to_name"),
                        new Letter(row.getString("subject"), row.getString("html"), row.getString("plain_text")),
                        row.getString("message_id"),
                        Optional.empty()),
                id);
    }

    // ---- the program

    private void start(Databases database, int port) throws IOException {
        for (String file : List.of("organisation.yml", "organisation-demo-people.yml")) {
            Files.copy(Path.of("src/test/resources/small-ministry", file), folder.resolve(file));
        }
        List<String> arguments = new ArrayList<>(settings(database));
        arguments.addAll(List.of(
                "--server.port=0",
                "--dataplan.open-at-start=false",
                "--dataplan.ministry-folder=" + folder,
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + port));
        program = new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
        engine = program.getBean(ProcessEngine.class);
        jdbc = program.getBean(JdbcTemplate.class);
        executor().shutdown();
    }

    private List<String> settings(Databases database) {
        if (database == Databases.H2) {
            return List.of("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data")
                    + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
        }
        PGSimpleDataSource empty = (PGSimpleDataSource) database.empty();
        return List.of(
                "--spring.datasource.url=" + empty.getUrl(),
                "--spring.datasource.username=" + empty.getUser(),
                "--spring.datasource.password=");
    }

    private JobExecutor executor() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    private Optional<String> nextJob(String process) {
        return engine.getManagementService().createJobQuery().processDefinitionKey(process).messages().list().stream()
                .map(Job::getId)
                .findFirst();
    }

    // ---- the rows

    /**
     * People with their units and groups, obligations and open tasks. They are written directly into the tables in the
     * form that the register and the engine use: through the engine, 100,000 tasks would take longer than the whole
     * measurement. The tasks have no execution, because nothing here needs one.
     */
    private void fill(int people, int tasks) {
        int units = people / UNIT;
        rows(units, "insert into dp_unit (id, sort_order, head_title, mailbox, seal) values (?, ?, ?, ?, ?)", n ->
                new Object[] {unit(n), 100 + n, "Cục trưởng", unit(n) + "@most.example", true});
        rows(units, "insert into dp_unit_name (unit_id, valid_from, name, short_name) values (?, ?, ?, ?)", n ->
                new Object[] {unit(n), LocalDate.of(2020, 1, 1), "Cục Mẫu số " + n, "Cục " + n});
        rows(units, "insert into act_id_group (id_, rev_, name_, type_) values (?, 1, ?, 'unit')", n ->
                new Object[] {unit(n), "Cục Mẫu số " + n});
        rows(units, "insert into act_id_group (id_, rev_, name_, type_) values (?, 1, ?, 'unit')", n ->
                new Object[] {unit(n) + "-head", "Cục trưởng Cục Mẫu số " + n});
        rows(people, "insert into act_id_user (id_, rev_, first_, last_, email_) values (?, 1, ?, ?, ?)", n ->
                new Object[] {person(n), "Nguyễn Văn", "Mẫu " + n, person(n) + "@most.example"});
        String member = "insert into act_id_membership (user_id_, group_id_) values (?, ?)";
        rows(people, member, n -> new Object[] {person(n), unit(n / UNIT)});
        rows(units, member, n -> new Object[] {person(n * UNIT), unit(n) + "-head"});

        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("ii4-data-quality-unit")
                .latestVersion()
                .singleResult()
                .getId();
        rows(
                tasks,
                """
                insert into dp_obligation (id, clause, part, period, unit, subject, process_instance, business_key,
                    state, opened_at, due_at, late_from, provisional)
                values (?, 'PL.II.4', 'unit-report', '2026', ?, ?, ?, ?, 'OPEN', ?, ?, ?, false)
                """,
                n -> new Object[] {
                    1_000_000 + n,
                    unit(n % units),
                    "database-" + n,
                    "instance-" + n,
                    "PL.II.4/2026/" + n,
                    utc(-30),
                    utc(2),
                    utc(2)
                });
        rows(
                tasks,
                """
                insert into act_ru_task (id_, rev_, name_, task_def_key_, proc_def_id_, assignee_, priority_, create_time_,
                    due_date_, suspension_state_)
                values (?, 1, 'Lập báo cáo của đơn vị', 'userTask_prepareReport', ?, ?, 50, ?, ?, 1)
                """,
                n -> new Object[] {
                    task(n),
                    definition,
                    n % 10 == 0 ? null : person(n % units * UNIT + n / units % UNIT),
                    Timestamp.from(MORNING),
                    Timestamp.from(MORNING)
                });
        rows(
                tasks,
                "insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_) values (?, 1, ?, 'candidate', ?)",
                n -> new Object[] {"link-" + n, unit(n % units), task(n)});
        rows(
                tasks,
                """
                insert into dp_step (task_id, obligation_id, opened_at, due_at, late_from, provisional, told_by)
                values (?, ?, ?, ?, ?, false, 'news')
                """,
                n -> new Object[] {task(n), 1_000_000 + n, utc(-30), utc(n % 8 - 5), utc(n % 8 - 5)});
    }

    private interface Row {
        Object[] of(int n);
    }

    private void rows(int count, String insert, Row row) {
        List<Object[]> rows = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            rows.add(row.of(n));
        }
        jdbc.batchUpdate(insert, rows);
    }

    private void nothingToldYet() {
        jdbc.update("delete from dp_mail");
        jdbc.update("update dp_step set reminded_by = null, told_days_before = null");
    }

    private static String unit(int n) {
        return "bench-" + n;
    }

    private static String person(int n) {
        return "person-" + n;
    }

    private static String task(int n) {
        return "task-" + n;
    }

    private static OffsetDateTime utc(int days) {
        return OffsetDateTime.ofInstant(MORNING, ZoneOffset.UTC).plusDays(days);
    }

    private long count(String query) {
        return jdbc.queryForObject(query, Long.class);
    }

    private void transaction(Runnable work) {
        new TransactionTemplate(program.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> work.run());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
