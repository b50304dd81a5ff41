package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.gov.most.dataplan.browser.Chromium;
import vn.gov.most.dataplan.form.Feel.Place;

/**
 * A condition hides in the browser what it hides on the server: each condition of a form, with values and the answer
 * written by hand, put to both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeelAgreementTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TASKLISTS = "META-INF/resources/webjars/camunda/lib/";

    /** Hidden or not, for every condition that a form in forms/ has. */
    private static final String CONDITIONS =
            """
            checkDecision != "return"                               | {"checkDecision": "return"}             | false
            checkDecision != "return"                               | {"checkDecision": "accept"}             | true
            checkDecision != "return"                               | {"checkDecision": null}                 | true
            checkDecision != "return"                               | {}                                      | true
            checkDecision != "return"                               | {"checkDecision": ""}                   | true
            headDecision != "return"                                | {"headDecision": "return"}              | false
            headDecision != "return"                                | {"headDecision": "send"}                | true
            headDecision != "return"                                | {"headDecision": null}                  | true
            headDecision != "return"                                | {}                                      | true
            approvalDecision != "return"                            | {"approvalDecision": "return"}          | false
            approvalDecision != "return"                            | {"approvalDecision": "approve"}         | true
            approvalDecision != "return"                            | {"approvalDecision": null}              | true
            approvalDecision != "return"                            | {}                                      | true
            guidance = null or guidance = ""                        | {"guidance": "Nộp sớm"}                 | false
            guidance = null or guidance = ""                        | {"guidance": ""}                        | true
            guidance = null or guidance = ""                        | {"guidance": null}                      | true
            guidance = null or guidance = ""                        | {}                                      | true
            mendReason = null or mendReason = ""                    | {"mendReason": "Thiếu số liệu"}         | false
            mendReason = null or mendReason = ""                    | {"mendReason": ""}                      | true
            mendReason = null or mendReason = ""                    | {"mendReason": null}                    | true
            mendReason = null or mendReason = ""                    | {}                                      | true
            count(unitReports[sent = false]) = 0                    | {"unitReports": [{"sent": false}]}      | false
            count(unitReports[sent = false]) = 0                    | {"unitReports": [{"sent": true}]}       | true
            count(unitReports[sent = false]) = 0                    | {"unitReports": []}                     | true
            count(unitReports[afterConsolidation = true]) = 0       | {"unitReports": [{"afterConsolidation": true}, {"afterConsolidation": false}]} | false
            count(unitReports[afterConsolidation = true]) = 0       | {"unitReports": [{"afterConsolidation": false}, {}]} | true
            count(unitReports[afterConsolidation = true]) = 0       | {"unitReports": []}                     | true
            count(attendees) > 0                                    | {"attendees": [{"name": "An"}]}         | true
            count(attendees) > 0                                    | {"attendees": []}                       | false
            this.outcome != "cancelled"                             | {"this": {"outcome": "cancelled"}}      | false
            this.outcome != "cancelled"                             | {"this": {"outcome": "held"}}           | true
            this.outcome != "cancelled"                             | {"this": {}}                            | true
            this.outcome = "cancelled"                              | {"this": {"outcome": "cancelled"}}      | true
            this.outcome = "cancelled"                              | {"this": {"outcome": "held"}}           | false
            this.outcome = "cancelled"                              | {"this": {}}                            | false
            this.outcome != "inspected"                             | {"this": {"outcome": "inspected"}}      | false
            this.outcome != "inspected"                             | {"this": {"outcome": "notInspected"}}   | true
            this.outcome != "notInspected"                          | {"this": {"outcome": "notInspected"}}   | false
            this.outcome != "notInspected"                          | {"this": {"outcome": "inspected"}}      | true
            documentNumber = null                                   | {"documentNumber": "12/QĐ-BCĐ"}         | false
            documentNumber = null                                   | {"documentNumber": null}                | true
            documentNumber != null                                  | {"documentNumber": "12/QĐ-BCĐ"}         | true
            documentNumber != null                                  | {"documentNumber": null}                | false
            """;

    private final Feel feel = new Feel();
    private Chromium chromium;
    private Page page;

    @BeforeAll
    void tasklistsFormJs() throws IOException {
        chromium = Chromium.startIfThere().orElse(null);
        if (chromium == null) {
            return;
        }
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
                }""");
    }

    private static String webjar(String file) throws IOException {
        try (InputStream stream = FeelAgreementTest.class.getClassLoader().getResourceAsStream(TASKLISTS + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CONDITIONS)
    void theServerHides(String condition, String data, boolean hidden) throws IOException {
        assertThat(onTheServer(condition, data)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CONDITIONS)
    void theBrowserHides(String condition, String data, boolean hidden) throws IOException {
        if (page == null) {
            // Says loudly that it is skipped, or fails where it must not be
            Chromium.start();
        }
        assertThat(inTheBrowser(condition, data)).isEqualTo(hidden);
    }

    /** In a row of a list; no form has one yet, and the names there are form-js's own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            this.state != "no"      | false
            _this_.state != "no"    | false
            this.state = "no"       | true
            parent.kind = "a"       | true
            i[1] = 2                | true
            kind = "a"              | true
            state = "no"            | false
            """)
    void inARowNamesMeanWhatTheyMeanInTheBrowser(String condition, boolean hidden) throws IOException {
        ObjectNode data = (ObjectNode) MAPPER.readTree("{\"kind\": \"a\", \"rows\": [{}, {\"state\": \"no\"}]}");
        Place row = Place.top(data).row(data.path("rows").path(1), 2);
        assertThat(feel.isTrue(TextNode.valueOf("=" + condition), row)).isEqualTo(hidden);
        if (page != null) {
            String context =
                    "{\"kind\": \"a\", \"rows\": [{}, {\"state\": \"no\"}], \"i\": [2], \"this\": {\"state\": \"no\"},"
                            + " \"_this_\": {\"state\": \"no\"}, \"parent\": {\"kind\": \"a\"}}";
            assertThat(inTheBrowser(condition, context)).isEqualTo(hidden);
        }
    }

    @Test
    void everyConditionOfAFormIsInTheTable() throws IOException {
        Set<String> asked = new HashSet<>();
        for (Resource form : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/**/*.form")) {
            try (InputStream schema = form.getInputStream()) {
                MAPPER.readTree(schema).findValuesAsText("hide").forEach(hide -> asked.add(hide.substring(1)));
            }
        }
        assertThat(asked).isNotEmpty().allSatisfy(condition -> assertThat(CONDITIONS
                        .lines()
                        .filter(line -> line.split("\\|")[0].strip().equals(condition))
                        .map(line -> line.split("\\|")[2].strip()))
                .as(condition)
                .contains("true", "false"));
    }

    private boolean onTheServer(String condition, String data) throws IOException {
        return feel.isTrue(TextNode.valueOf("=" + condition), Place.top((ObjectNode) MAPPER.readTree(data)));
    }

    private boolean inTheBrowser(String condition, String data) throws IOException {
        JsonNode asked = MAPPER.createObjectNode().put("condition", condition).set("data", MAPPER.readTree(data));
        return (Boolean) page.evaluate(
                "text => { const asked = JSON.parse(text); return hides(asked.condition, asked.data); }",
                asked.toString());
    }
}
