package vn.gov.most.dataplan.tasklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Camunda's Tasklist, with two faults mended. It takes a form to have errors where form-js has anything to say about a
 * field. Of a field in a dynamic list form-js says "no errors in the first row", and so the button that completes the task
 * stays disabled, however the list is filled in.
 *
 * <p>And it keeps drafts in the browser by the task alone, so that whoever comes next to the same browser finds them in the
 * form: they are kept by the server ({@code data-plan/drafts.js}).
 */
@RestController
class TasklistScript {

    private static final String FILE = "/camunda/app/tasklist/camunda-tasklist-bootstrap.js";
    private static final Map<String, String> MENDED = Map.of(
            "!!Object.keys(e.errors).length",
            "Object.values(e.errors).flat(1/0).some(Boolean)",
            "JSON.parse(localStorage.getItem(\"camunda-form:\".concat(y))||\"{}\")",
            "{}",
            "localStorage.setItem(\"camunda-form:\".concat(y),JSON.stringify(e))",
            "e");

    private final String script = mended(read());

    @GetMapping(path = FILE, produces = "text/javascript;charset=UTF-8")
    String script() {
        return script;
    }

    private static String mended(String script) {
        String mended = script;
        for (Map.Entry<String, String> one : MENDED.entrySet()) {
            int at = mended.indexOf(one.getKey());
            if (at < 0 || mended.indexOf(one.getKey(), at + 1) >= 0) {
                throw new IllegalStateException(
                        "Tasklist is another than the one whose faults are known here: %s does not say".formatted(FILE)
                                + " exactly once " + one.getKey());
            }
            mended = mended.replace(one.getKey(), one.getValue());
        }
        return mended;
    }

    private static String read() {
        try {
            return new ClassPathResource("META-INF/resources/webjars" + FILE)
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
