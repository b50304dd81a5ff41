package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are too large or too slow are refused and delay nobody else. */
class RequestLimitsTest extends OverHttp {

    @ParameterizedTest
    @CsvSource({
        "/engine-rest/task/x/attachment/create, 403",
        "/engine-rest/engine/default/task/x/attachment/create, 403",
        "/engine-rest/task, 413",
        "/engine-rest/deployment/create, 413"
    })
    void whatIsFarTooLargeIsRefusedBeforeItIsSent(String path, int status) {
        String type = path.endsWith("create") ? "multipart/form-data; boundary=x" : "application/json";
        try (Line line = new Line(port)) {
            line.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\nContent-Type: "
                    + type + "\r\nAuthorization: " + Browser.basic("quan-tri", PASSWORD) + "\r\n\r\n");
            assertThat(line.firstLine()).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/api/engine/engine/default/task/x/attachment/create", "/login"})
    void soItIsInASession(String path) {
        Browser admin = loggedIn("quan-tri");
        admin.open("/camunda/app/tasklist/default/");
        try (Line line = new Line(port)) {
            line.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\nContent-Type: "
                    + (path.equals("/login") ? "application/x-www-form-urlencoded" : "multipart/form-data; boundary=x")
                    + "\r\nCookie: " + admin.cookies() + "\r\nX-XSRF-TOKEN: " + admin.camundaToken() + "\r\n\r\n");
            assertThat(line.firstLine()).startsWith("HTTP/1.1 " + (path.equals("/login") ? 413 : 403));
        }
    }

    @Test
    void norIsItReadOfNobody() {
        try (Line line = new Line(port)) {
            line.send("PUT /engine-rest/task/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\n");
            assertThat(line.firstLine()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void whatGrowsWhileItIsReadIsRefusedToo() {
        try (Line line = new Line(port)) {
            line.send("POST /engine-rest/task HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                    + "Content-Type: application/json\r\nAuthorization: " + Browser.basic("quan-tri", PASSWORD)
                    + "\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            for (int i = 0; i < LimitedRequestBody.LONGEST / 0x10000 + 1; i++) {
                line.send(chunk);
            }
            assertThat(line.firstLine()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void aNulIsRefusedWhereverItStands() {
        Browser client = new Browser(port);
        String basic = Browser.basic("quan-tri", PASSWORD);
        for (String path :
                List.of("/engine-rest/task?name=a%00b", "/engine-rest/task/a%00b", "/engine-rest/user?id=%00")) {
            assertThat(client.ask("GET", path, "Authorization", basic).statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
        for (String json : List.of("{\"name\": \"a\\u0000b\"}", "{\"name\": \"a\u0000b\"}")) {
            HttpResponse<String> answer = client.postJson("/engine-rest/task", json, "Authorization", basic);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(RestErrors.INVALID);
        }
        assertThat(client.post("/login", Map.of("username", "a\u0000n", "password", PASSWORD, "_csrf", client.csrf()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.postJson("/engine-rest/task", "[".repeat(60), "Authorization", basic)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void threeHundredSlowConnectionsKeepNobodyFromLoggingIn() {
        List<Line> slow = new ArrayList<>();
        ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < 300; i++) {
                Line line = new Line(port);
                slow.add(line);
                line.send("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=");
            }
            dripping.scheduleAtFixedRate(() -> slow.forEach(Line::drip), 0, 1, TimeUnit.SECONDS);
            assertThat(new Browser(port).login("an", PASSWORD)).isEqualTo("/");
            slow.forEach(line -> assertThat(line.firstLine()).startsWith("HTTP/1.1 408"));
        } finally {
            dripping.shutdownNow();
            slow.forEach(Line::close);
        }
    }

    @Test
    void anAddressHasSoManyConnectionsAndOthersHaveTheirs() {
        List<Line> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(new Line(port, "127.0.0.8"));
            }
            // The acceptor has taken all of them when it has closed the next
            try (Line one = new Line(port, "127.0.0.8")) {
                assertThat(one.rest()).isEmpty();
            }
            assertThat(Line.answer(port, "127.0.0.7", "GET /login")).startsWith("HTTP/1.1 200");
            open.remove(0).close();
            await().until(() -> Line.answer(port, "127.0.0.8", "GET /login").startsWith("HTTP/1.1 200"));
        } finally {
            open.forEach(Line::close);
        }
    }
}
