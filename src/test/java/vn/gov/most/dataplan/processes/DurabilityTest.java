package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DataPlanApplication;

/**
 * The program in a process of its own, on its H2 file, killed (-9) while people work on PL.II.4 over HTTP: whatever it has
 * answered with success is there when it comes up again, nothing is there twice, and the chain goes on.
 */
class DurabilityTest {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int THREADS = 3;

    private static final String PREPARE = "userTask_prepareReport";
    private static final String SEND = "userTask_sendReport";
    private static final String CHECK = "userTask_checkReport";
    private static final String CONSOLIDATE = "userTask_consolidateReports";
    private static final String APPROVE = "userTask_approveReport";

    private record Work(String id, String key, String unit) {}

    @TempDir
    Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private final FormFiller filler = new FormFiller();
    /** Tasks whose completion was answered with success, with their unit. */
    private final Map<String, Work> acknowledged = new ConcurrentHashMap<>();

    private int port;
    private Process program;
    private HttpClient client;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void endProgram() throws InterruptedException {
        kill();
    }

    @Test
    void whatWasAcknowledgedSurvivesEveryKillAndTheChainGoesOn() throws Exception {
        start();
        openPeriod();
        kill(); // while the units' reports are being opened

        start();
        await().atMost(BOUND).until(() -> !tasks(PREPARE).isEmpty());
        Set<String> owners = units(tasks(PREPARE));
        assertThat(owners).hasSizeGreaterThanOrEqualTo(12);
        workAndKillAfter(6, tasks(PREPARE)); // while others are being written

        start();
        kill(); // right after it has come up

        start();
        assertAcknowledgedIsThere();
        assertNothingIsThereTwice(owners);
        workAndKillAfter(4, tasks(SEND)); // while jobs tell the ministry

        start();
        assertAcknowledgedIsThere();
        work(tasks(PREPARE));
        work(tasks(SEND));
        await().atMost(BOUND)
                .until(() -> tasks(CHECK).size() == owners.size()
                        && tasks(CONSOLIDATE).size() == 1);
        work(tasks(CHECK).subList(0, 5));
        await().atMost(BOUND).until(() -> jobs() == 0);
        kill(); // between two steps, while nothing is written

        start();
        assertAcknowledgedIsThere();
        assertNothingIsThereTwice(owners);
        assertFormsShow("Đã chấp nhận", units(done(CHECK)));
        work(tasks(CHECK));
        await().atMost(BOUND).until(() -> jobs() == 0);
        assertFormsShow("Đã chấp nhận", owners);
        work(tasks(CONSOLIDATE));
        await().atMost(BOUND).until(() -> tasks(APPROVE).size() == 1);
        work(tasks(APPROVE));
        await().atMost(BOUND).until(() -> get("/process-instance?processDefinitionKey=ii4-data-quality")
                .isEmpty());
        assertAcknowledgedIsThere();
        stop();
        assertTheFileAgrees(owners);
    }

    // ---- the program

    private void start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                DataPlanApplication.class.getName(),
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                // A killed program's jobs wait until their lock is over
                "--camunda.bpm.job-execution.lock-time-in-millis=5000",
                "--camunda.bpm.job-execution.wait-time-in-millis=500",
                "--camunda.bpm.job-execution.max-wait=500");
        program = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("program.log").toFile()))
                .start();
        client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(program.isAlive()).as(() -> log()).isTrue();
            return answers();
        });
    }

    private static String classPath() {
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
        program.destroyForcibly();
        assertThat(program.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void stop() throws InterruptedException {
        program.destroy();
        assertThat(program.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    // ---- what people do

    /** By hand: on most days of the year no period opens by itself. Where this one has, that is refused. */
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

    /** Several people at once; the kill comes with the answer to one, while others are at it. */
    private void workAndKillAfter(int answers, List<Work> tasks) throws InterruptedException {
        int until = acknowledged.size() + Math.min(answers, Integer.MAX_VALUE - acknowledged.size());
        ExecutorService people = Executors.newFixedThreadPool(THREADS);
        tasks.forEach(task -> people.execute(() -> {
            try {
                if (complete(task)) {
                    acknowledged.put(task.id(), task);
                    if (acknowledged.size() >= until) {
                        program.destroyForcibly();
                    }
                }
            } catch (IOException notAnswered) {
                // The program has been killed meanwhile: nobody was told that it is done
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        people.shutdown();
        assertThat(people.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        if (answers < tasks.size()) {
            kill();
        }
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

    // ---- what is there

    private void assertAcknowledgedIsThere() throws Exception {
        List<String> completed = new ArrayList<>();
        get("/history/task?finished=true&taskDeleteReason=completed")
                .forEach(task -> completed.add(task.path("id").asText()));
        assertThat(completed).containsAll(acknowledged.keySet());
        Set<String> sent = units(done(SEND));
        // The rows of those who have sent, as the ministry's forms show them, once all that was interrupted has gone on
        await().atMost(BOUND).until(() -> jobs() == 0);
        if (!sent.isEmpty()
                && !get("/process-instance?processDefinitionKey=ii4-data-quality")
                        .isEmpty()) {
            assertThat(shown())
                    .allSatisfy((unit, state) -> assertThat(!sent.contains(unit) || !state.equals("Chưa gửi"))
                            .as(unit + ": " + state)
                            .isTrue());
        }
        assertThat(get("/incident")).isEmpty();
    }

    private void assertNothingIsThereTwice(Set<String> owners) throws Exception {
        assertThat(keys("ii4-data-quality")).hasSize(1);
        assertThat(keys("ii4-data-quality-unit")).hasSize(owners.size()).doesNotHaveDuplicates();
        assertThat(get("/task")).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(owners.size() + 2);
    }

    private void assertFormsShow(String state, Set<String> units) throws Exception {
        assertThat(shown()).allSatisfy((unit, shown) -> assertThat(!units.contains(unit) || shown.equals(state))
                .as(unit + ": " + shown)
                .isTrue());
    }

    /** The state of each unit in the ministry's forms, which is that of its row. */
    private Map<String, String> shown() throws Exception {
        String ministryReport = get("/process-instance?processDefinitionKey=ii4-data-quality")
                .get(0)
                .path("id")
                .asText();
        Map<String, String> states = new TreeMap<>();
        FormFiller.read(get("/process-instance/" + ministryReport + "/variables/unitReports?deserializeValue=false")
                        .path("value")
                        .asText())
                .forEach(row ->
                        states.put(row.path("unit").asText(), row.path("state").asText()));
        return states;
    }

    /** The file after an orderly stop: each row has its one instance, each sending its completed task. */
    private void assertTheFileAgrees(Set<String> owners) {
        JdbcDataSource file = new JdbcDataSource();
        file.setURL("jdbc:h2:file:" + folder.resolve("data/data-plan").toAbsolutePath() + ";IFEXISTS=TRUE");
        file.setUser("sa");
        JdbcClient jdbc = JdbcClient.create(file);
        assertThat(jdbc.sql(
                                """
                                select o.unit from dp_obligation o
                                    join act_hi_procinst i on i.id_ = o.process_instance and i.business_key_ = o.business_key
                                    join dp_sending s on s.obligation_id = o.id
                                    join act_hi_taskinst t on t.proc_inst_id_ = i.id_ and t.task_def_key_ = 'userTask_sendReport'
                                where o.part = 'unit-report' and o.state = 'ACCEPTED' and o.first_sent_at = s.sent_at
                                    and i.state_ = 'COMPLETED' and t.delete_reason_ = 'completed'
                                """)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(owners);
        assertThat(count(jdbc, "dp_obligation")).isEqualTo(owners.size() + 1);
        assertThat(count(jdbc, "dp_sending")).isEqualTo(owners.size());
        assertThat(count(jdbc, "act_ru_task")).isZero();
        assertThat(count(jdbc, "act_hi_procinst where proc_def_key_ like 'ii4-%'"))
                .isEqualTo(owners.size() + 1);
        assertThat(jdbc.sql(
                                "select missing_at_signing from dp_obligation where part = 'ministry-report' and state = 'DONE'")
                        .query(String.class)
                        .single())
                .isEqualTo("[]");
    }

    private static int count(JdbcClient jdbc, String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }

    private List<Work> tasks(String key) throws Exception {
        Map<String, String> unitOf = new TreeMap<>();
        get("/process-instance?processDefinitionKey=ii4-data-quality-unit").forEach(instance -> {
            String businessKey = instance.path("businessKey").asText();
            unitOf.put(instance.path("id").asText(), businessKey.substring(businessKey.lastIndexOf('/') + 1));
        });
        List<Work> tasks = new ArrayList<>();
        get("/task?sortBy=id&sortOrder=asc&taskDefinitionKey=" + key)
                .forEach(task -> tasks.add(new Work(
                        task.path("id").asText(),
                        key,
                        unitOf.getOrDefault(task.path("processInstanceId").asText(), ""))));
        return tasks;
    }

    private List<Work> done(String key) {
        return acknowledged.values().stream()
                .filter(task -> task.key().equals(key))
                .toList();
    }

    private static Set<String> units(List<Work> tasks) {
        return tasks.stream().map(Work::unit).collect(Collectors.toSet());
    }

    private List<String> keys(String process) throws Exception {
        List<String> keys = new ArrayList<>();
        get("/history/process-instance?processDefinitionKey=" + process)
                .forEach(instance -> keys.add(instance.path("businessKey").asText()));
        return keys;
    }

    /** What the job executor has still to run now. */
    private int jobs() throws Exception {
        return get("/job?messages=true&active=true&withRetriesLeft=true").size();
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
