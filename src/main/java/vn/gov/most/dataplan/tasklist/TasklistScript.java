package vn.gov.most.dataplan.tasklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Camunda's Tasklist, with one fault mended. It takes a form to have errors where form-js has anything to say about a
 * field. Of a field in a dynamic list form-js says "no errors in the first row", and so the button that completes the task
 * stays disabled, however the list is filled in.
 */
@RestController
class TasklistScript {

    private static final String FILE = "/camunda/app/tasklist/camunda-tasklist-bootstrap.js";
    private static final String FAULT = "!!Object.keys(e.errors).length";
    private static final String MENDED = "Object.values(e.errors).flat(1/0).some(Boolean)";

    private final String script = mend(read());

    @GetMapping(path = FILE, produces = "text/javascript;charset=UTF-8")
    String script() {
        return script;
    }

    private static String mend(String script) {
        int at = script.indexOf(FAULT);
        if (at < 0 || script.indexOf(FAULT, at + 1) >= 0) {
            throw new IllegalStateException(
                    "Tasklist is another than the one whose fault is known here: %s does not say".formatted(FILE)
                            + " exactly once " + FAULT);
        }
        return script.replace(FAULT, MENDED);
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
