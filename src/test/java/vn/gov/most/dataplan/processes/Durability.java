package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.dossier.PaperFiles;
import vn.gov.most.dataplan.security.Browser;

/**
 * The program in a process of its own, killed (-9) while users work on PL.II.4 over HTTP. Every successful response is
 * stored, nothing is stored partly or twice, and after the last kill the process runs to its end. Three kills in every
 * run, twenty with the system property that the Maven profile {@code durability} sets.
 */
@Tag("alone")
abstract class Durability {

    private static final boolean TWENTY = Boolean.getBoolean("dataplan.twenty-kills");

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int THREADS = 3;

    /**
     * As many mails may be on their way at once: the most threads that the job executor takes where its queue is full.
     */
    private static final int MAIL_JOBS = 10;

    private static final String PREPARE = "userTask_prepareReport";
    private static final String SEND = "userTask_sendReport";
    private static final String CHECK = "userTask_checkReport";
    private static final String CONSOLIDATE = "userTask_consolidateReports";
    private static final String APPROVE = "userTask_approveReport";

    /**
     * The kills of each step in order, after the kill during the opening of the units' reports. A kill comes after this
     * many responses, while other users are working; 0 means before anybody works.
     */
    private static final Map<String, List<Integer>> KILLS = TWENTY
            ? Map.of(
                    PREPARE, List.of(0, 1, 2, 3, 1),
                    SEND, List.of(1, 2, 3, 0, 1),
                    CHECK, List.of(0, 1, 2, 3, 1),
                    CONSOLIDATE, List.of(0, 1),
                    APPROVE, List.of(0, 1))
            : Map.of(
                    PREPARE, List.of(6), // while others are being written
                    SEND, List.of(4)); // while jobs tell the ministry

    /** The state of every unit in the ministry's forms after a step. */
    private static final Map<String, String> FORMS_SHOW = Map.of(SEND, "Đã gửi", CHECK, "Đã chấp nhận");

    private record Work(String id, String key, String unit) {}

    @TempDir
    Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private final FormFiller filler = new FormFiller();
    /** Tasks whose completion was answered with success, with their unit. */
    private final Map<String, Work> acknowledged = new ConcurrentHashMap<>();

    /** By task, the number that was last typed and confirmed as saved, and the number being saved. */
    private final Map<String, Integer> typed = new ConcurrentHashMap<>();

    /** Papers whose upload was confirmed: the SHA-256 of the content, by paper id. */
    private final Map<String, String> uploaded = new ConcurrentHashMap<>();

    private final GreenMail mailServer = new GreenMail(ServerSetup.SMTP.dynamicPort());

    /** By Message-ID, at how many kills the mail was not yet marked as sent. */
    private final Map<String, Integer> unsentAtKills = new TreeMap<>();

    private int kills;
    private int port;
    private Process program;
    private HttpClient client;

    /** The environment variables for the database. */
    abstract Map<String, String> environment();

    /** A read-only connection to the stored data while the program is down. */
    abstract Connection stored() throws Exception;

    @BeforeEach
    void choosePort() throws IOException {
        mailServer.start();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void endProgram() throws InterruptedException {
        kill();
        mailServer.stop();
    }

    @Test
    void whatWasAcknowledgedSurvivesEveryKillAndTheChainGoesOn() throws Exception {
        start();
        openPeriod();
        kill();
        assertNothingIsLost();

        for (String step : List.of(PREPARE, SEND, CHECK, CONSOLIDATE, APPROVE)) {
            for (int answers : KILLS.getOrDefault(step, List.of())) {
                startWhereDown();
                if (answers > 0) {
                    awaitNoJobs();
                    tellNow();
                    Thread typist = typing(tasks(step));
                    List<Thread> uploaders = uploading(tasks(step));
                    workAndKillAfter(answers, tasks(step));
                    typist.join(BOUND.toMillis());
                    for (Thread uploader : uploaders) {
                        uploader.join(BOUND.toMillis());
                    }
                }
                kill();
                assertNothingIsLost();
            }
            startWhereDown();
            awaitNoJobs();
            tellNow();
            work(tasks(step));
            awaitNoJobs();
            assertThat(get("/incident")).isEmpty();
            if (FORMS_SHOW.containsKey(step)) {
                assertFormsShow(FORMS_SHOW.get(step));
            }
        }

        tellNow();
        awaitNoJobs();
        stop();
        assertNothingIsLost();
        assertAllIsDone();
        System.out.printf("%d papers were acknowledged and are whole after %d kills%n", uploaded.size(), kills);
    }

    // ---- the program

    private void startWhereDown() throws IOException {
        if (!program.isAlive()) {
            start();
        }
    }

    private void start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                DataPlanApplication.class.getName(),
                "--server.port=" + port,
                // A killed program's jobs wait until their lock is over
                "--camunda.bpm.job-execution.lock-time-in-millis=5000",
                "--camunda.bpm.job-execution.wait-time-in-millis=500",
                "--camunda.bpm.job-execution.max-wait=500");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("program.log").toFile()));
        builder.environment().putAll(environment());
        builder.environment()
                .put(
                        "DATAPLAN_MINISTRY_FOLDER",
                        Path.of("src/test/resources/no-story").toAbsolutePath().toString());
        builder.environment().put("SPRING_MAIL_HOST", "127.0.0.1");
        builder.environment()
                .put("SPRING_MAIL_PORT", String.valueOf(mailServer.getSmtp().getPort()));
        program = builder.start();
        client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(program.isAlive()).as(() -> log()).isTrue();
            return answers();
        });
    }

    static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("program.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean answers() {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void kill() throws InterruptedException {
        kills++;
        program.destroyForcibly();
        assertThat(program.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void stop() throws InterruptedException {
        program.destroy();
        assertThat(program.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    // ---- users' actions

    /** Opens the period by hand, because on most days none opens by itself. If one has, the start is refused. */
    private void openPeriod() throws Exception {
        HttpResponse<String> answer =
                send("admin", "POST", "/process-definition/key/ii4-data-quality/submit-form", "{\"variables\":{}}");
        assertThat(answer.statusCode() == 200 || answer.body().contains("đã được mở"))
                .as(answer.body())
                .isTrue();
    }

    private void work(List<Work> tasks) throws InterruptedException {
        workAndKillAfter(Integer.MAX_VALUE, tasks);
        assertThat(acknowledged.keySet())
                .containsAll(tasks.stream().map(Work::id).toList());
    }

    private void workAndKillAfter(int answers, List<Work> tasks) throws InterruptedException {
        AtomicInteger missing = new AtomicInteger(answers);
        ExecutorService people = Executors.newFixedThreadPool(THREADS);
        tasks.forEach(task -> people.execute(() -> {
            try {
                if (complete(task)) {
                    acknowledged.put(task.id(), task);
                    if (missing.decrementAndGet() == 0) {
                        program.destroyForcibly();
                    }
                }
            } catch (IOException notAnswered) {
                // The program has been killed meanwhile: this action was not confirmed
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        people.shutdown();
        assertThat(people.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Types into the form of the last task until the program is killed or another user claims the task. */
    private Thread typing(List<Work> tasks) throws InterruptedException {
        Work task = tasks.get(tasks.size() - 1);
        String person = besideWhoDoesIt(task);
        Browser browser = browser(person);
        CountDownLatch begun = new CountDownLatch(1);
        Thread typist = new Thread(() -> {
            try {
                // The last one that was killed on its way may have arrived
                int number = typed.getOrDefault(task.id(), 0) + 1;
                while (saves(browser, person, task.id(), ++number)) {
                    typed.put(task.id(), number);
                    begun.countDown();
                }
            } catch (IllegalStateException notAnswered) {
                // The program has been killed meanwhile
            }
        });
        typist.start();
        assertThat(begun.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return typist;
    }

    private static String besideWhoDoesIt(Work task) {
        return switch (task.key()) {
            case PREPARE -> task.unit() + "-staff-2";
            case SEND -> task.unit() + "-deputy";
            case APPROVE -> "deputy-minister-1";
            default -> "it-center-staff-3";
        };
    }

    private Browser browser(String person) {
        Browser browser = new Browser(port);
        browser.login(person, "demo");
        browser.open("/camunda/app/tasklist/default/");
        return browser;
    }

    /**
     * Uploads to the last task until the program is killed or another user claims the task; with twenty kills, ten
     * users at once. Each repeats a file name, with content of several pieces.
     */
    private List<Thread> uploading(List<Work> tasks) throws InterruptedException {
        Work task = tasks.get(tasks.size() - 1);
        Browser browser = browser(besideWhoDoesIt(task));
        CountDownLatch begun = new CountDownLatch(1);
        List<Thread> uploaders = new ArrayList<>();
        for (int i = 0; i < (TWENTY ? 10 : 1); i++) {
            String name = "Tệp %d.zip".formatted(i % 3);
            Thread uploader = new Thread(() -> {
                try {
                    int number = 0;
                    while (uploads(
                            browser, task.id(), name, PaperFiles.zipOf(700_000, name.hashCode() + "," + ++number))) {
                        begun.countDown();
                    }
                } catch (UncheckedIOException notAnswered) {
                    // The program has been killed meanwhile
                }
            });
            uploader.start();
            uploaders.add(uploader);
        }
        assertThat(begun.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return uploaders;
    }

    private boolean uploads(Browser browser, String task, String name, byte[] content) {
        HttpResponse<String> answer = browser.upload(
                "/api/tasks/%s/papers?name=%s".formatted(task, URLEncoder.encode(name, StandardCharsets.UTF_8)),
                content);
        if (answer.statusCode() == 200) {
            uploaded.put(FormFiller.read(answer.body()).path("id").asText(), sha256(content));
        }
        return answer.statusCode() == 200;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static boolean saves(Browser browser, String person, String task, int number) {
        String draft =
                "{\"person\": \"%s\", \"from\": [\"%d\", \"%d\"], \"version\": \"%d\", \"content\": {\"difficulties\": \"Số %d\"}}";
        return browser.send(
                                "PUT",
                                "/api/drafts/" + task,
                                draft.formatted(person, number - 2, number - 1, number, number),
                                "Content-Type",
                                "application/json",
                                "X-XSRF-TOKEN",
                                browser.camundaToken())
                        .statusCode()
                == 200;
    }

    /** Claims the task and submits its form, filled in the usual way; whether that was answered with success. */
    private boolean complete(Work task) throws IOException, InterruptedException {
        String user =
                switch (task.key()) {
                    case PREPARE -> task.unit() + "-staff-1";
                    case SEND -> task.unit() + "-head";
                    case APPROVE -> "minister";
                    default -> "it-center-staff-2";
                };
        String path = "/task/" + task.id();
        if (send(user, "POST", path + "/claim", "{\"userId\":\"" + user + "\"}").statusCode() != 204) {
            return false;
        }
        JsonNode form =
                FormFiller.read(send(user, "GET", path + "/deployed-form", "").body());
        Map<String, Object> opened = new LinkedHashMap<>();
        FormFiller.read(send(user, "GET", path + "/form-variables?deserializeValues=false", "")
                        .body())
                .fields()
                .forEachRemaining(variable -> opened.put(
                        variable.getKey(),
                        mapper.convertValue(variable.getValue().get("value"), Object.class)));
        Map<String, Object> variables = new TreeMap<>();
        filler.fill(form, opened, Map.of())
                .forEach((key, value) -> variables.put(
                        key,
                        value instanceof JsonValue json
                                ? Map.of("type", "Json", "value", json.getValueSerialized())
                                : Map.of("value", value)));
        return send(user, "POST", path + "/submit-form", mapper.writeValueAsString(Map.of("variables", variables)))
                        .statusCode()
                == 204;
    }

    /** Mails about new tasks would be written some minutes later; this writes them at once, while people work. */
    private void tellNow() throws Exception {
        for (JsonNode timer : get("/job?timers=true&processDefinitionKey=tell-news")) {
            String path = "/job/%s/duedate".formatted(timer.path("id").asText());
            assertThat(send("admin", "PUT", path, "{\"duedate\": \"2020-01-01T00:00:00.000+0700\"}")
                            .statusCode())
                    .isIn(204, 404);
        }
    }

    // ---- stored data

    /** At any time, everything confirmed is there, and each transaction is stored completely or not at all. */
    private void assertNothingIsLost() throws Exception {
        try (Connection connection = stored()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(texts(jdbc, "select id_ from act_hi_taskinst where delete_reason_ = 'completed'"))
                    .containsAll(acknowledged.keySet());
            assertRowsAgreeWithTheEngine(jdbc);
            assertDraftsAreKept(jdbc);
            assertPapersAreWhole(jdbc);
            assertMailsAgreeWithTheEngine(jdbc);
            assertMailsHaveArrived(jdbc);
        }
    }

    private void assertDraftsAreKept(JdbcClient jdbc) {
        List<String> open = texts(jdbc, "select id_ from act_ru_task");
        assertThat(open).containsAll(texts(jdbc, "select task from dp_draft"));
        typed.forEach((task, number) -> {
            if (open.contains(task)) {
                assertThat(texts(jdbc, "select version from dp_draft where task = '%s'".formatted(task)))
                        .containsAnyOf(String.valueOf(number), String.valueOf(number + 1));
            }
        });
    }

    /** Each confirmed upload is there, and each stored paper is complete and unchanged. */
    private void assertPapersAreWhole(JdbcClient jdbc) {
        Map<String, String> stored = new TreeMap<>();
        jdbc.sql("select id, sha256 from dp_paper").query(row -> {
            stored.put(row.getString(1), row.getString(2));
        });
        assertThat(stored).containsAllEntriesOf(uploaded);
        stored.forEach((paper, sha256) -> {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            jdbc.sql("select content from dp_paper_content where paper = :paper order by number")
                    .param("paper", paper)
                    .query(row -> {
                        content.writeBytes(row.getBytes(1));
                    });
            assertThat(sha256(content.toByteArray())).as(paper).isEqualTo(sha256);
        });
        assertThat(jdbc.sql("select process_instance, name_key, count(*), max(version) from dp_paper"
                                + " group by process_instance, name_key having count(*) <> max(version)")
                        .query()
                        .listOfRows())
                .as("versions that are missing")
                .isEmpty();
        assertThat(texts(jdbc, "select paper from dp_paper_content where paper not in (select id from dp_paper)"))
                .isEmpty();
    }

    private static void assertMailsAgreeWithTheEngine(JdbcClient jdbc) {
        assertSame(jdbc, "select task_id from dp_step", "select id_ from act_ru_task");
        // Every task without a mail has a running instance that will write it
        if (!texts(jdbc, "select task_id from dp_step where told_by is null").isEmpty()) {
            assertThat(texts(
                            jdbc,
                            "select id_ from act_hi_procinst where proc_def_key_ = 'tell-news' and state_ = 'ACTIVE'"))
                    .isNotEmpty();
        }
        assertThat(texts(jdbc, "select told_by from dp_step where told_by is not null"))
                .allSatisfy(teller -> assertThat(texts(
                                jdbc,
                                "select id_ from act_hi_procinst where state_ = 'ACTIVE' and id_ = '%1$s'"
                                                .formatted(teller)
                                        + " union all select occasion from dp_mail where occasion = 'news/%s'"
                                                .formatted(teller)))
                        .isNotEmpty());
        List<String> unsent =
                texts(jdbc, "select concat(person, '/', mail_day, '/', id) from dp_mail where sent_at is null");
        List<String> alone = texts(
                jdbc,
                "select business_key_ from act_hi_procinst where proc_def_key_ = 'send-mail' and state_ = 'ACTIVE'");
        List<String> together = texts(jdbc, "select text_ from act_ru_variable where name_ = 'mailKeys'").stream()
                .flatMap(keys -> Stream.of(keys.split(" ")))
                .toList();
        assertThat(unsent).containsAll(alone);
        assertThat(Stream.concat(alone.stream(), together.stream())).containsAll(unsent);
    }

    /**
     * Mails marked as sent have arrived. A mail is repeated at most once per kill, if the kill came before it was
     * marked.
     */
    private void assertMailsHaveArrived(JdbcClient jdbc) throws Exception {
        List<String> arrived = new ArrayList<>();
        for (MimeMessage mail : mailServer.getReceivedMessages()) {
            arrived.add(mail.getMessageID());
        }
        assertThat(arrived).containsAll(texts(jdbc, "select message_id from dp_mail where sent_at is not null"));
        assertThat(texts(jdbc, "select message_id from dp_mail")).containsAll(arrived);
        assertThat(arrived.size() - Set.copyOf(arrived).size()).isLessThanOrEqualTo(kills * MAIL_JOBS);
        assertThat(Set.copyOf(arrived)).allSatisfy(id -> assertThat(Collections.frequency(arrived, id))
                .as("how often " + id + " has arrived")
                .isLessThanOrEqualTo(1 + unsentAtKills.getOrDefault(id, 0)));
        texts(jdbc, "select message_id from dp_mail where sent_at is null")
                .forEach(id -> unsentAtKills.merge(id, 1, Integer::sum));
    }

    private static void assertRowsAgreeWithTheEngine(JdbcClient jdbc) {
        assertSame(
                jdbc,
                "select business_key, process_instance from dp_obligation where clause = 'PL.II.4'",
                "select business_key_, id_ from act_hi_procinst where proc_def_key_ like 'ii4-%'");
        assertSame(
                jdbc,
                "select process_instance from dp_obligation where state = 'OPEN' and unit <> ''",
                "select proc_inst_id_ from act_ru_task where task_def_key_ in ('%s', '%s')".formatted(PREPARE, SEND));
        assertSame(
                jdbc,
                "select process_instance, sent_at from dp_sending join dp_obligation on id = obligation_id where clause = 'PL.II.4'",
                "select process_instance, first_sent_at from dp_obligation join act_hi_taskinst on proc_inst_id_ = process_instance"
                        + " where task_def_key_ = '%s' and delete_reason_ = 'completed'".formatted(SEND));
        assertSame(
                jdbc,
                "select process_instance from dp_obligation where clause = 'PL.II.4' and state in ('ACCEPTED', 'DONE')",
                "select proc_inst_id_ from act_hi_taskinst where task_def_key_ in ('%s', '%s') and delete_reason_ = 'completed'"
                        .formatted(CHECK, APPROVE));
        // A running instance has a task, or a job that continues it
        assertThat(
                        texts(
                                jdbc,
                                """
                        select business_key_ from act_hi_procinst i where proc_def_key_ like 'ii4-%' and state_ = 'ACTIVE'
                            and not exists (select 1 from act_ru_task t where t.proc_inst_id_ = i.id_)
                            and not exists (select 1 from act_ru_job j where j.process_instance_id_ = i.id_)
                        """))
                .isEmpty();
    }

    private void assertAllIsDone() throws Exception {
        try (Connection connection = stored()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(texts(jdbc, "select unit from dp_obligation where clause = 'PL.II.4' and state = 'ACCEPTED'"))
                    .hasSizeGreaterThanOrEqualTo(12)
                    .containsExactlyInAnyOrderElementsOf(texts(
                            jdbc, "select unit from dp_obligation where clause = 'PL.II.4' and part = 'unit-report'"));
            assertThat(
                            texts(
                                    jdbc,
                                    "select missing_at_signing from dp_obligation where clause = 'PL.II.4' and part = 'ministry-report' and state = 'DONE'"))
                    .containsExactly("[]");
            assertThat(texts(jdbc, "select id_ from act_ru_task where proc_def_id_ like 'ii4-%'"))
                    .isEmpty();
            assertThat(texts(jdbc, "select subject from dp_mail")).hasSizeGreaterThan(50);
            assertThat(texts(jdbc, "select subject from dp_mail where sent_at is null"))
                    .isEmpty();
        }
    }

    private static void assertSame(JdbcClient jdbc, String rows, String engine) {
        assertThat(jdbc.sql(rows).query().listOfRows().stream()
                        .map(row -> row.values().toString()))
                .as(rows + " against " + engine)
                .containsExactlyInAnyOrderElementsOf(jdbc.sql(engine).query().listOfRows().stream()
                        .map(row -> row.values().toString())
                        .toList());
    }

    private static List<String> texts(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    // ---- users' screens

    private void assertFormsShow(String state) throws Exception {
        String ministryReport = get("/process-instance?processDefinitionKey=ii4-data-quality")
                .get(0)
                .path("id")
                .asText();
        List<String> states = new ArrayList<>();
        FormFiller.read(get("/process-instance/" + ministryReport + "/variables/unitReports?deserializeValue=false")
                        .path("value")
                        .asText())
                .forEach(row -> states.add(row.path("state").asText()));
        assertThat(states).isNotEmpty().containsOnly(state);
    }

    private List<Work> tasks(String key) throws Exception {
        Map<String, String> unitOf = new TreeMap<>();
        get("/process-instance?processDefinitionKey=ii4-data-quality-unit").forEach(instance -> {
            String businessKey = instance.path("businessKey").asText();
            unitOf.put(instance.path("id").asText(), businessKey.substring(businessKey.lastIndexOf('/') + 1));
        });
        List<Work> tasks = new ArrayList<>();
        get("/task?sortBy=id&sortOrder=asc&processDefinitionKeyIn=ii4-data-quality,ii4-data-quality-unit&taskDefinitionKey="
                        + key)
                .forEach(task -> tasks.add(new Work(
                        task.path("id").asText(),
                        key,
                        unitOf.getOrDefault(task.path("processInstanceId").asText(), ""))));
        return tasks;
    }

    /** Until the job executor has nothing to run now. */
    private void awaitNoJobs() {
        await().atMost(BOUND).until(() -> get("/job?messages=true&active=true&withRetriesLeft=true")
                .isEmpty());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("admin", "GET", path, "");
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return FormFiller.read(answer.body());
    }

    private HttpResponse<String> send(String user, String method, String path, String body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/engine-rest" + path))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .timeout(BOUND)
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
