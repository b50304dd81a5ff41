package vn.gov.most.dataplan.security;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DemoServerTest;

/** The demo's people at their browsers, each logged in once for all tests of a class. */
@DemoServerTest
public abstract class AtTheirBrowsers {

    private static final Map<String, Browser> BROWSERS = new ConcurrentHashMap<>();

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @BeforeAll
    static void nobodyIsLoggedIn() {
        BROWSERS.clear();
    }

    protected Browser browser(String person) {
        return BROWSERS.computeIfAbsent(person, id -> loggedIn(id, "demo"));
    }

    protected HttpResponse<String> asked(String person, String path) {
        return browser(person).open(path);
    }

    /** What a script of Tasklist's sends, with its page's token; no body where it is null. */
    protected HttpResponse<String> sent(String person, String method, String path, String json) {
        Browser browser = browser(person);
        return browser.send(
                method,
                path,
                json,
                "Accept",
                "application/json",
                "Content-Type",
                "application/json",
                "X-XSRF-TOKEN",
                browser.camundaToken());
    }

    /** First and last name. */
    protected String name(String person) {
        return jdbc.sql("select first_ || ' ' || last_ from act_id_user where id_ = :id")
                .param("id", person)
                .query(String.class)
                .single();
    }

    /** The account is gone: whoever gets its id has to log in. */
    protected static void forget(String id) {
        BROWSERS.remove(id);
    }

    /** Whoever is new logs in with a password of their own, and not with the session of whoever had the id before. */
    void logIn(String id, String password) {
        BROWSERS.put(id, loggedIn(id, password));
    }

    private Browser loggedIn(String id, String password) {
        Browser browser = new Browser(port);
        browser.login(id, password);
        // Gives the token
        browser.open("/camunda/app/welcome/default/");
        return browser;
    }
}
