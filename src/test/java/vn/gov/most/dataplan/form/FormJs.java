package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import vn.gov.most.dataplan.browser.Chromium;

/** The form viewer that Tasklist has, in a page of its own. */
final class FormJs implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TASKLISTS = "META-INF/resources/webjars/camunda/lib/";

    private final Chromium chromium;
    private final Page page;

    private FormJs(Chromium chromium) {
        this.chromium = chromium;
        page = chromium.browser().newPage();
        page.setContent("<!doctype html><meta charset=utf-8><div id=form></div>");
        page.addScriptTag(new AddScriptTagOptions().setContent(webjar("runtime.js")));
        page.addScriptTag(new AddScriptTagOptions().setContent(webjar("deps.js")));
        page.evaluate(
                """
                async () => {
                  let require;
                  self.webpackChunkcamunda_bpm_webapp.push([['probe'], {}, found => { require = found; }]);
                  const formJs = Object.keys(require.m).find(id => require.m[id].toString().includes('_checkHideCondition('));
                  const form = new (require(formJs).Form)({container: document.getElementById('form')});
                  await form.importSchema({type: 'default', schemaVersion: 16, components: []}, {});
                  window.hides = (condition, data) => form.get('conditionChecker').check('=' + condition, data) === true;
                  window.submits = async (schema, data) => {
                    await form.importSchema({...schema, components: []}, {});
                    await form.importSchema(schema, data);
                    // Drawn between two frames; and what that has set off, in the next
                    for (let frames = 3; frames > 0; frames--) {
                      await new Promise(requestAnimationFrame);
                    }
                    return form.submit().data;
                  };
                }""");
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

    /** What the form posts that is opened with the data and submitted at once. */
    JsonNode submits(JsonNode schema, JsonNode data) {
        ObjectNode asked = MAPPER.createObjectNode();
        asked.set("schema", schema);
        asked.set("data", data);
        try {
            return MAPPER.readTree((String) page.evaluate(
                    "async text => { const asked = JSON.parse(text);"
                            + " return JSON.stringify(await submits(asked.schema, asked.data)); }",
                    asked.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String webjar(String file) {
        try (InputStream stream = FormJs.class.getClassLoader().getResourceAsStream(TASKLISTS + file)) {
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
