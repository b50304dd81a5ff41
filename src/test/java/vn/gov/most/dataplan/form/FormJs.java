package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import vn.gov.most.dataplan.browser.Chromium;
import vn.gov.most.dataplan.calendar.Calendars;

/** Tasklist's form viewer with our additions, in a page of its own. */
final class FormJs implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SERVER = "http://tasklist.example";
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript", "css", "text/css");
    private static final String OFFERED =
            """
            {"databases": [{"label": "CSDL văn bản", "value": "CSDL văn bản"}, {"label": "CSDL sáng chế", "value": "CSDL sáng chế"}],
             "units": [{"label": "Vụ Pháp chế", "value": "legal"}]}""";
    /** The day that the page takes for today. */
    static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    private static final String DAYS = new JsonMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .valueToTree(DaysController.of(TODAY, Calendars.ministry()))
            .toString();
    private static final String PAGE =
            """
            <!doctype html>
            <meta charset="utf-8">
            <link rel="stylesheet" href="/camunda/app/tasklist/camunda-tasklist-bootstrap.css">
            <link rel="stylesheet" href="/camunda/assets/data-plan.css">
            <script src="/camunda/lib/runtime.js"></script>
            <script src="/camunda/lib/deps.js"></script>
            <script type="module">
              import '/camunda/app/data-plan/form.js';
              import {formJs} from '/camunda/app/data-plan/camunda.js';
              const form = new formJs.Form({container: document.getElementById('form')});
              window.form = form;
              await form.importSchema({type: 'default', schemaVersion: 16, components: []}, {});
              window.hides = (condition, data) => form.get('conditionChecker').check('=' + condition, data) === true;
              window.opens = async (schema, data) => {
                await form.importSchema({...schema, components: []}, {});
                await form.importSchema(schema, data);
                // Drawn between two frames, and what that has set off in the next: until no field comes any more
                let drawn = 0;
                for (let same = 0, frames = 0; (same < 3 || drawn === 0) && frames < 600; frames++) {
                  await new Promise(requestAnimationFrame);
                  const now = document.querySelectorAll('.fjs-form-field').length;
                  same = now === drawn ? same + 1 : 0;
                  drawn = now;
                }
              };
              window.isReady = true;
            </script>
            <div id="form"></div>
            """;

    private final Chromium chromium;
    private final Page page;

    private FormJs(Chromium chromium) {
        this.chromium = chromium;
        // English and another time zone, because users must see the same whatever the browser's settings
        page = chromium.browser()
                .newPage(new NewPageOptions().setLocale("en-US").setTimezoneId("America/New_York"));
        page.route(SERVER + "/**", FormJs::answer);
        page.navigate(SERVER + "/");
        page.waitForFunction("() => window.isReady");
    }

    private static void answer(Route route) {
        String path = URI.create(route.request().url()).getPath();
        if (path.equals("/")) {
            route.fulfill(new FulfillOptions().setContentType("text/html").setBody(PAGE));
        } else if (path.startsWith("/api/choices/")) {
            route.fulfill(
                    new FulfillOptions().setContentType("application/json").setBody(OFFERED));
        } else if (path.equals("/api/days")) {
            route.fulfill(
                    new FulfillOptions().setContentType("application/json").setBody(DAYS));
        } else {
            String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            route.fulfill(
                    type == null
                            ? new FulfillOptions().setStatus(404)
                            : new FulfillOptions().setContentType(type).setBody(webjar(path)));
        }
    }

    /** Empty where the machine has no Chromium. */
    static Optional<FormJs> startIfThere() {
        return Chromium.startIfThere().map(FormJs::new);
    }

    /** Where there is no Chromium, the tests are skipped, or fail where the environment asks for them. */
    static FormJs start() {
        return new FormJs(Chromium.start());
    }

    /** Whether a condition, without its first sign, comes true. */
    boolean hides(String condition, JsonNode data) {
        JsonNode asked = MAPPER.createObjectNode().put("condition", condition).set("data", data);
        return (Boolean) page.evaluate(
                "text => { const asked = JSON.parse(text); return hides(asked.condition, asked.data); }",
                asked.toString());
    }

    /** Opens the form with the data, as somebody who works in it sees it. */
    Page opens(JsonNode schema, JsonNode data) {
        ObjectNode asked = MAPPER.createObjectNode();
        asked.set("schema", schema);
        asked.set("data", data);
        page.evaluate(
                "async text => { const asked = JSON.parse(text); await opens(asked.schema, asked.data); }",
                asked.toString());
        return page;
    }

    /** The data that the form submits if it is opened with this data and submitted at once. */
    JsonNode submits(JsonNode schema, JsonNode data) {
        opens(schema, data);
        return submit();
    }

    /** The data that the open form submits. */
    JsonNode submit() {
        try {
            return MAPPER.readTree((String) page.evaluate("() => JSON.stringify(form.submit().data)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Tasklist posts it; the program refuses. */
    void answersPost(String path, String refusal) {
        page.route(
                SERVER + path,
                route -> route.fulfill(new FulfillOptions()
                        .setStatus(400)
                        .setContentType("application/json")
                        .setBody(refusal)));
        page.evaluate(
                """
                path => new Promise(done => {
                  const request = new XMLHttpRequest();
                  request.open('POST', path);
                  request.addEventListener('loadend', done);
                  request.send('{}');
                })""",
                path);
    }

    private static String webjar(String path) {
        try (InputStream stream =
                FormJs.class.getClassLoader().getResourceAsStream("META-INF/resources/webjars" + path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        chromium.close();
    }
}
