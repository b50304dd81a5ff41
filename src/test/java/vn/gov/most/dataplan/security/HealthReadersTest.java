package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.gov.most.dataplan.DemoServerTest;

/** Who may read which details of the program's health. */
@DemoServerTest
class HealthReadersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ILL = "planOutIll";

    @LocalServerPort
    private int port;

    @Autowired
    private HealthContributorRegistry parts;

    @AfterEach
    void well() {
        ClockUtil.reset();
        parts.unregisterContributor(ILL);
    }

    @Test
    void administratorsAreToldOfEachPart() throws IOException {
        JsonNode told = JSON.readTree(health("admin").body());
        List<String> names = new ArrayList<>();
        told.path("components").fieldNames().forEachRemaining(names::add);
        assertThat(names).contains("clock", "databaseFile", "db", "diskSpace", "jobs", "mail", "processEngine");
        assertThat(health("admin").body()).doesNotContain("jdbc:", "demo\"", "password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nasati-staff-1", "nasati-head", "it-center-head", "manager-1", "minister"})
    void nobodyElseIsToldMoreThanWhetherItIsWell(String person) {
        assertThat(health(person).body()).matches("\\{\"status\":\"(UP|DEGRADED)\"}");
    }

    @Test
    void whatIsIllWithoutStoppingTheOthersTakesNoNodeOutOfService() throws IOException {
        ClockUtil.offset(Duration.ofHours(1).toMillis());
        Browser admin = loggedIn("admin");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> JSON.readTree(ask(admin).body())
                        .at("/components/clock/status")
                        .asText()
                        .equals("DEGRADED"));
        HttpResponse<String> told = ask(admin);
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(told.body()).path("status").asText()).isEqualTo("DEGRADED");
        assertThat(JSON.readTree(told.body())
                        .at("/components/clock/details/message")
                        .asText())
                .startsWith("Đồng hồ của chương trình nhanh hơn đồng hồ của cơ sở dữ liệu ");
    }

    @Test
    void aPartWithoutWhichNothingGoesOnDoes() {
        parts.registerContributor(
                ILL, (HealthIndicator) () -> Health.status(Status.DOWN).build());
        assertThat(health("").statusCode()).isEqualTo(503);
        assertThat(health("").body()).isEqualTo("{\"status\":\"DOWN\"}");
    }

    private HttpResponse<String> health(String person) {
        return ask(person.isEmpty() ? new Browser(port) : loggedIn(person));
    }

    private static HttpResponse<String> ask(Browser browser) {
        return browser.ask("GET", "/actuator/health");
    }

    private Browser loggedIn(String person) {
        Browser browser = new Browser(port);
        browser.login(person, "demo");
        return browser;
    }
}
