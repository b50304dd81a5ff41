package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import vn.gov.most.dataplan.DemoServerTest;

/** The database queries that only identify the current user. */
@DemoServerTest
class WhoIsAskingTest {

    private static final String WHO = "nasati-head";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private Browser browser;

    @BeforeEach
    void logIn() {
        browser = new Browser(port);
        assertThat(browser.login(WHO, "demo")).isEqualTo("/");
        browser.open("/camunda/app/tasklist/default/");
    }

    @AfterEach
    void countNoMore() {
        jdbc.execute("set query_statistics false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/lib/deps.js",
                "/camunda/assets/data-plan.css",
                "/camunda/favicon.ico",
                "/camunda/app/tasklist/camunda-tasklist-bootstrap.js",
                "/camunda/app/tasklist/scripts/config.js",
                "/camunda/app/tasklist/styles/user-styles.css",
                "/camunda/app/tasklist/camunda-tasklist-bootstrap.css",
                "/camunda/app/tasklist/locales/en.json",
                "/camunda/app/session/session.js",
                "/camunda/app/data-plan/form.js",
                "/camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js"
            })
    void aFileAsksNothing(String file) {
        assertThat(statementsFor(() -> assertThat(
                                browser.send("GET", file, null, "Accept", "*/*").statusCode())
                        .isEqualTo(200)))
                .isEmpty();
    }

    @Test
    void aRequestOfASessionAsksTwice() {
        assertThat(statementsFor(() -> assertThat(browser.ask("GET", "/camunda/api/admin/auth/user/default")
                                .body())
                        .contains(WHO, "tasklist")))
                .hasSizeBetween(1, 2);
        assertThat(statementsFor(() -> browser.ask("GET", "/camunda/api/engine/engine")))
                .hasSizeBetween(1, 2);
        assertThat(statementsFor(() -> browser.ask("GET", "/api/nothing-here"))).hasSize(1);
    }

    @Test
    void soDoesARequestToRest() {
        Browser program = new Browser(port);
        String basic = Browser.basic(WHO, "demo");
        program.ask("GET", "/engine-rest/engine", "Authorization", basic);
        assertThat(statementsFor(() -> assertThat(program.ask("GET", "/engine-rest/engine", "Authorization", basic)
                                .statusCode())
                        .isEqualTo(200)))
                .hasSizeBetween(1, 2);
    }

    @Test
    void whoHasNotLoggedInAsksNothing() {
        assertThat(statementsFor(() -> new Browser(port).ask("GET", "/camunda/api/engine/engine/default/task")))
                .isEmpty();
    }

    /** Each statement as often as it was executed. */
    private List<String> statementsFor(Runnable request) {
        jdbc.execute("set query_statistics false");
        jdbc.execute("set query_statistics true");
        request.run();
        return jdbc
                .query(
                        "select sql_statement, execution_count from information_schema.query_statistics"
                                + " where sql_statement not like '%query_statistics%'",
                        (row, number) -> Collections.nCopies(row.getInt(2), row.getString(1)))
                .stream()
                .flatMap(List::stream)
                .filter(statement -> !statement.toLowerCase().startsWith("set "))
                .toList();
    }
}
