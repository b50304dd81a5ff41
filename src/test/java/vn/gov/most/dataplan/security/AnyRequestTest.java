package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.security.RandomRequests.Request;

/**
 * Sends thousands of partly valid, partly invalid requests to the program after the demo's story: to each operation of
 * engine-rest's OpenAPI, through REST and through the web applications, and to our API, as six roles. Every request
 * gets a proper response, and a refused request changes nothing. The changes of accepted requests are undone, so that
 * each request meets the same rows; {@code dataplan.fuzz} repeats the requests of a seed.
 */
@DemoServerTest
@TestPropertySource(
        properties = {"spring.datasource.url=jdbc:h2:mem:any-request;DB_CLOSE_DELAY=-1", "dataplan.open-at-start=true"})
class AnyRequestTest {

    private static final int REQUESTS = 3000;
    private static final String PASSWORD = "demo";
    private static final String REST = "/engine-rest";
    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final String NOBODY = "anonymous";

    /** An administrator twice as often: others are refused before much is read. */
    private static final List<String> ROLES =
            List.of("nasati-staff-1", "nasati-head", "it-center-staff-1", "manager-1", "admin", "admin", NOBODY);

    /** A qualified class name, a line of a stack trace, or the name of an exception; "type" is the API's own field. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\b(java|javax|jakarta|org|com|vn|sun)\\.[a-z]\\w*\\.\\w|\\tat |\\w(Exception|Error)\\b(?!\",\"message\")");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    private final Map<String, Browser> browsers = new HashMap<>();

    @Test
    void noRequestIsAFaultAndWhatIsRefusedChangesNothing() throws IOException {
        long seed = Long.getLong(
                "dataplan.fuzz",
                Boolean.getBoolean("dataplan.twenty-kills") ? new SecureRandom().nextLong(Long.MAX_VALUE) : 47);
        System.out.printf("Requests %d%n", seed);
        ROLES.forEach(role -> browsers.computeIfAbsent(role, this::loggedIn));
        Random random = new Random(seed);
        RandomRequests requests = new RandomRequests(seed, known());
        List<String> own = own();
        KeptTables tables = new KeptTables(jdbc);
        List<String> wrong = new ArrayList<>();
        Set<String> granted = new TreeSet<>();
        for (int sent = 0; sent < REQUESTS; sent++) {
            String role = requests.from(ROLES);
            boolean isOwn = sent % 100 == 99;
            Request request = isOwn ? requests.own(requests.from(own)) : requests.next();
            String door = isOwn ? "" : random.nextInt(3) == 0 ? WEB : REST;
            HttpResponse<String> answer = send(role, door, request);
            if (answer.statusCode() == 200) {
                granted.add(role + " " + door);
            }
            Set<String> written = tables.writtenTo();
            String fault = fault(answer, answer.statusCode() < 400 ? List.of() : tables.changed(written));
            if (!fault.isEmpty()) {
                wrong.add("%d %s %s: %s %s %s%n    %s %s"
                        .formatted(
                                sent,
                                fault,
                                role,
                                request.method(),
                                RandomRequests.shortened(door + request.path()),
                                RandomRequests.shortened(request.body()),
                                answer.statusCode(),
                                RandomRequests.shortened(answer.body())));
            }
            if (!written.isEmpty()) {
                tables.putBack(written);
            }
        }
        assertThat(wrong).as("-Ddataplan.fuzz=%d", seed).isEmpty();
        assertThat(granted)
                .as("who is refused everything shows nothing")
                .containsAll(browsers.keySet().stream()
                        .filter(role -> !role.equals(NOBODY))
                        .flatMap(role -> Stream.of(role + " " + REST, role + " " + WEB))
                        .toList())
                .noneMatch(one -> one.startsWith(NOBODY));
    }

    private static String fault(HttpResponse<String> answer, List<String> changed) {
        if (answer.statusCode() >= 500) {
            return "FAULT";
        } else if (answer.statusCode() >= 400 && INSIDE.matcher(answer.body()).find()) {
            return "TELLS WHAT IS INSIDE";
        }
        return changed.isEmpty() ? "" : "CHANGED ALTHOUGH REFUSED " + changed;
    }

    private HttpResponse<String> send(String role, String door, Request request) {
        List<String> headers = new ArrayList<>(List.of("Accept", "application/json, */*;q=0.5"));
        if (request.contentType() != null) {
            headers.addAll(List.of("Content-Type", request.contentType()));
        }
        Browser browser = browsers.get(role);
        if (!role.equals(NOBODY)) {
            headers.addAll(
                    door.equals(REST)
                            ? List.of("Authorization", Browser.basic(role, PASSWORD))
                            : List.of("X-XSRF-TOKEN", browser.camundaToken()));
        }
        return browser.send(request.method(), door + request.path(), request.body(), headers.toArray(String[]::new));
    }

    private Browser loggedIn(String role) {
        Browser browser = new Browser(port);
        if (!role.equals(NOBODY)) {
            browser.login(role, PASSWORD);
            browser.open("/camunda/app/" + (role.equals("manager-1") ? "cockpit" : "tasklist") + "/default/");
        }
        return browser;
    }

    private List<String> own() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/api/"))
                .sorted()
                .toList();
    }

    /**
     * The ids of existing resources, in an order independent of the ids, so that the same seed gives the same requests.
     */
    private Map<String, List<String>> known() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("task", "select id_ from act_ru_task order by create_time_, task_def_key_, name_");
        queries.put(
                "process-instance", "select id_ from act_ru_execution where parent_id_ is null order by business_key_");
        queries.put("execution", "select id_ from act_ru_execution order by act_id_, proc_inst_id_");
        queries.put("process-definition", "select id_ from act_re_procdef order by key_");
        queries.put("definition-key", "select key_ from act_re_procdef order by key_");
        queries.put("deployment", "select id_ from act_re_deployment order by name_");
        queries.put("resource", "select id_ from act_ge_bytearray where deployment_id_ is not null order by name_");
        queries.put("job", "select id_ from act_ru_job order by handler_type_, duedate_");
        queries.put("job-definition", "select id_ from act_ru_jobdef order by proc_def_key_, act_id_");
        queries.put("user", "select id_ from act_id_user order by id_");
        queries.put("group", "select id_ from act_id_group order by id_");
        queries.put("filter", "select id_ from act_ru_filter order by name_");
        queries.put(
                "authorization", "select id_ from act_ru_authorization order by resource_type_, group_id_, user_id_");
        queries.put("incident", "select id_ from act_ru_incident");
        queries.put("batch", "select id_ from act_ru_batch");
        queries.put("comment", "select id_ from act_hi_comment order by time_");
        queries.put("attachment", "select id_ from act_hi_attachment order by name_");
        queries.put("operation", "select operation_id_ from act_hi_op_log order by timestamp_");
        queries.put("variable", "select distinct name_ from act_ru_variable order by name_");
        queries.put("variable-instance", "select id_ from act_hi_varinst order by name_, create_time_");
        queries.put("detail", "select id_ from act_hi_detail order by time_");
        queries.put("activity", "select distinct act_id_ from act_hi_actinst order by act_id_");
        queries.put("activity-instance", "select id_ from act_hi_actinst order by act_id_, start_time_");
        queries.put("job-log", "select id_ from act_hi_job_log order by timestamp_");
        queries.put(
                "business-key",
                "select business_key_ from act_ru_execution where business_key_ is not null order by 1");
        queries.put("message", "select distinct event_name_ from act_ru_event_subscr order by event_name_");
        Map<String, List<String>> known = new HashMap<>();
        queries.forEach((kind, query) -> known.put(
                kind,
                jdbc.queryForList(query, String.class).stream()
                        .filter(Objects::nonNull)
                        .toList()));
        known.put("message-name", known.get("message"));
        known.put("event-name", known.get("message"));
        assertThat(known.get("task")).isNotEmpty();
        return known;
    }
}
