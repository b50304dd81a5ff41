package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.gov.most.dataplan.DataPlanApplication;

/**
 * The program in a process of its own, with its H2 file on a small disk that becomes full. Everything confirmed is
 * there afterwards, its health reports the problem, and it continues by itself when there is space again.
 */
@Tag("alone")
class FullDiskTest {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** More than the pool has connections: none of them is left broken. */
    private static final int MANY = 25;

    private static final int PEOPLE = 4;

    private static final String SKIPPED =
            """

            ************************************************************************
            *  THE TEST OF A FULL DISK IS SKIPPED: no small disk could be mounted  *
            *  here. It takes root on Linux, in a container the right to mount.    *
            ************************************************************************
            """;

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    /** Who go on writing all the time. */
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);

    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private Path disk;
    private Process program;
    private int port;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        if (!succeeds("mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", disk.toString())) {
            disk = null;
            System.out.println(SKIPPED);
            abort("No small disk");
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void unmount() throws Exception {
        people.shutdownNow();
        if (program != null) {
            program.destroyForcibly();
            assertThat(program.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        if (disk != null) {
            assertThat(succeeds("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void theProgramGoesOnWhenThereIsRoomAgain() throws Exception {
        start();
        for (int i = 0; i < PEOPLE; i++) {
            people.execute(this::work);
        }
        await().atMost(BOUND).until(() -> acknowledged.size() > MANY);

        String reminders = makeDue("remind");
        fill();
        await().atMost(BOUND).until(() -> health() == 503);
        assertThat(get("/group?id=written-1"))
                .as("what is read while others wait")
                .hasSize(1);
        assertThat(health()).isEqualTo(503);

        Files.delete(disk.resolve("filling"));
        await().atMost(BOUND).until(() -> health() == 200);
        int before = acknowledged.size();
        await().atMost(BOUND).until(() -> acknowledged.size() > before + MANY);
        people.shutdownNow();
        assertThat(people.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < MANY; i++) {
            assertThat(write()).isEqualTo(204);
        }
        Set<String> stored = new HashSet<>();
        get("/group?maxResults=100000")
                .forEach(group -> stored.add(group.path("id").asText()));
        assertThat(stored).containsAll(acknowledged);
        // The due jobs have run, and no retry was lost
        await().atMost(BOUND).until(() -> get("/job?jobId=" + reminders).isEmpty());
        assertThat(get("/job?noRetriesLeft=true")).isEmpty();
        assertThat(get("/incident")).isEmpty();
    }

    // ---- the disk

    private void fill() throws IOException {
        byte[] some = new byte[64 * 1024];
        try (OutputStream filling = Files.newOutputStream(disk.resolve("filling"))) {
            while (true) {
                filling.write(some);
            }
        } catch (IOException full) {
            assertThat(disk.toFile().getUsableSpace()).isLessThan(some.length);
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    // ---- the program

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Durability.classPath(),
                        DataPlanApplication.class.getName(),
                        "--server.port=" + port,
                        "--dataplan.open-at-start=false",
                        // The database may lie on another disk than the program
                        "--management.health.diskspace.enabled=false",
                        // A job that was locked and could not be done waits until its lock is over
                        "--camunda.bpm.job-execution.lock-time-in-millis=5000",
                        "--camunda.bpm.job-execution.wait-time-in-millis=500",
                        "--camunda.bpm.job-execution.max-wait=500")
                .directory(disk.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile());
        builder.environment().put("SPRING_PROFILES_ACTIVE", "demo");
        builder.environment()
                .put(
                        "DATAPLAN_MINISTRY_FOLDER",
                        Path.of("src/test/resources/no-story").toAbsolutePath().toString());
        program = builder.start();
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(program.isAlive()).as(this::log).isTrue();
            return health() == 200;
        });
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("program.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                write();
            } catch (IOException notAnswered) {
                // It was not confirmed
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes a group, as an administrator does; the answer's status. */
    private int write() throws IOException, InterruptedException {
        String group = "written-" + asked.incrementAndGet();
        int status = send(
                        "POST",
                        "/group/create",
                        "{\"id\":\"%s\",\"name\":\"x\",\"type\":\"WORKFLOW\"}".formatted(group))
                .statusCode();
        if (status == 204) {
            acknowledged.add(group);
        }
        return status;
    }

    /** Makes the timer job of the process due, and returns its id. */
    private String makeDue(String process) throws IOException, InterruptedException {
        String job = get("/job?timers=true&processDefinitionKey=" + process)
                .get(0)
                .path("id")
                .asText();
        assertThat(send("PUT", "/job/" + job + "/duedate", "{\"duedate\": \"2020-01-01T00:00:00.000+0700\"}")
                        .statusCode())
                .isEqualTo(204);
        return job;
    }

    private int health() throws InterruptedException {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                    .timeout(BOUND)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString("admin:demo".getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/engine-rest" + path))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .timeout(BOUND)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
