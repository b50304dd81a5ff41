package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.form.FormProbe;

/**
 * Measures how long a user waits for the number of their tasks while 4,000 users are logged in, while twenty submit
 * three megabytes each, and while three hundred connections are slow. The baseline of each is the same request without
 * other load.
 */
@Tag("benchmark")
class CrowdBenchmark {

    private static final int SESSIONS = 4_000;
    private static final int ASKED = 400;
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=[^;]+");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ConfigurableApplicationContext program;
    private int port;

    @BeforeEach
    void start() {
        program = new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--dataplan.open-at-start=false",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--spring.datasource.url=jdbc:h2:mem:crowd;DB_CLOSE_DELAY=-1");
        port = ((WebServerApplicationContext) program).getWebServer().getPort();
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void othersGoOn() throws Exception {
        List<String> sessions = new ArrayList<>(List.of(login("it-center-head")));
        ask(sessions);
        long[] alone = ask(sessions);
        print("alone", alone, alone);

        for (int i = 1; i < SESSIONS; i++) {
            sessions.add(login(i % 2 == 0 ? "nasati-head" : "it-center-head"));
        }
        print(SESSIONS + " sessions", ask(sessions), alone);

        ProcessEngine engine = program.getBean(ProcessEngine.class);
        FormProbe probe = new FormProbe(engine, program.getBean(Authorizations.class));
        probe.deploy("{\"type\": \"dynamiclist\", \"path\": \"rows\", \"label\": \"Dòng\", \"components\": ["
                + "{\"type\": \"textarea\", \"key\": \"t\", \"label\": \"Chữ\"}]}");
        String row = "{\\\"t\\\": \\\"" + "đ".repeat(150) + "\\\"}";
        String body = "{\"variables\": {\"rows\": {\"type\": \"Json\", \"value\": \"["
                + String.join(",", IntStream.range(0, 10_000).mapToObj(i -> row).toList()) + "]\"}}}";
        ExecutorService twenty = Executors.newFixedThreadPool(20);
        List<Future<Long>> submissions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Task task = probe.task(Map.of());
            submissions.add(twenty.submit(() -> submit(task, body)));
        }
        long[] meanwhile = ask(sessions);
        long unfinished =
                submissions.stream().filter(submission -> !submission.isDone()).count();
        print(
                "20 submissions of %,d characters, %d of them not yet done".formatted(body.length(), unfinished),
                meanwhile,
                alone);
        long[] took = new long[20];
        for (int i = 0; i < 20; i++) {
            took[i] = submissions.get(i).get();
        }
        twenty.shutdown();
        print("  the submissions themselves", took, alone);

        List<Line> slow = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Line line = new Line(port);
            line.send("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=");
            slow.add(line);
        }
        long begin = System.nanoTime();
        login("nasati-head");
        print("300 slow connections, a login", new long[] {System.nanoTime() - begin}, alone);
        print("300 slow connections", ask(sessions), alone);
        slow.forEach(Line::close);
    }

    private static void print(String what, long[] nanos, long[] alone) {
        Arrays.sort(nanos);
        long median = nanos[nanos.length / 2];
        System.out.printf(
                "%s: %.1f ms, of twenty the slowest %.1f ms; %.1f times as long as alone; load %.1f%n",
                what,
                median / 1e6,
                nanos[nanos.length * 19 / 20] / 1e6,
                median / (double) alone[alone.length / 2],
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** One request after the other, each in a different session. */
    private long[] ask(List<String> sessions) throws IOException, InterruptedException {
        long[] nanos = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            String session = sessions.get(i * 7 % sessions.size());
            long begin = System.nanoTime();
            HttpResponse<String> answer = client.send(
                    request("/camunda/api/engine/engine/default/task/count")
                            .header("Cookie", session)
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofString());
            nanos[i] = System.nanoTime() - begin;
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return nanos;
    }

    private long submit(Task task, String body) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = client.send(
                request("/engine-rest/task/" + task.getId() + "/submit-form")
                        .header("Authorization", Browser.basic(FormProbe.PERSON, "demo"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        return System.nanoTime() - begin;
    }

    private String login(String id) throws IOException, InterruptedException {
        HttpResponse<String> page = client.send(request("/login").build(), BodyHandlers.ofString());
        HttpResponse<String> answer = client.send(
                request("/login")
                        .header("Cookie", found(COOKIE, page.headers().map().toString()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=" + id + "&password=demo&_csrf=" + found(CSRF, page.body())))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        return found(COOKIE, answer.headers().map().toString());
    }

    private static String found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(found.groupCount());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
