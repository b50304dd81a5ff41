package vn.gov.most.dataplan.tasklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves Camunda's Tasklist script with the changes that its configuration does not allow. */
@RestController
class TasklistScript {

    private static final String FILE = "/camunda/app/tasklist/camunda-tasklist-bootstrap.js";

    /** A text that occurs exactly once in the file, and its replacement. */
    private record Change(String from, String to) {}

    private static final List<Change> CHANGES = List.of(
            // Tasklist treats any error entry of form-js as an error. For a field in a dynamic list the entry means
            // "no errors in the first row", and the button that completes the task would stay disabled.
            new Change("!!Object.keys(e.errors).length", "Object.values(e.errors).flat(1/0).some(Boolean)"),
            // Tasklist stores drafts in the browser by task only, where the next user finds them; ours are on the
            // server
            new Change("JSON.parse(localStorage.getItem(\"camunda-form:\".concat(y))||\"{}\")", "{}"),
            new Change("localStorage.setItem(\"camunda-form:\".concat(y),JSON.stringify(e))", "e"),
            // Sorts by the earliest due date unless the user chose another order
            new Change(".sortOrder||\"desc\"", ".sortOrder||\"asc\""),
            new Change(".sortBy||\"created\"", ".sortBy||\"dueDate\""),
            // Tasks with the same due date keep a stable order, so that each is on one of the pages
            new Change(
                    "n.sorting=r,n.active=!0",
                    "n.sorting=r.concat({sortBy:\"created\",sortOrder:\"asc\"},{sortBy:\"id\",sortOrder:\"asc\"}),"
                            + "n.active=!0"),
            // The text by which Tasklist recognises that a task has ended; the program answers in Vietnamese
            new Change("No matching task", "Nội dung này không có"),
            // Shows all processes that can be started on one page, in the plan's order
            new Change(
                    "startablePermissionCheck:!0,firstResult:0,maxResults:15",
                    "startablePermissionCheck:!0,firstResult:0,maxResults:200"),
            // Removes parts that show ids, need rights that nobody has, or are replaced by our own
            new Change(
                    ".attr(\"cam-exclude-plugins\")||\"\"",
                    ".attr(\"cam-exclude-plugins\")||\""
                            + String.join(
                                    ",",
                                    "tasklist.navbar.action:shortcut-help",
                                    "tasklist.list:task-search",
                                    "tasklist.card:tasklist-card-variables",
                                    "tasklist.header:tasklist-sorting",
                                    "tasklist.task.detail:task-detail-history",
                                    "tasklist.task.detail:task-detail-diagram",
                                    "tasklist.task.detail:task-detail-description",
                                    "tasklist.task.action:task-action-comment")
                            + "\""));

    private final String script = change(read());

    @GetMapping(path = FILE, produces = "text/javascript;charset=UTF-8")
    String script() {
        return script;
    }

    private static String change(String script) {
        String changed = script;
        for (Change change : CHANGES) {
            int at = changed.indexOf(change.from());
            if (at < 0 || changed.indexOf(change.from(), at + 1) >= 0) {
                throw new IllegalStateException("Tasklist is another than the one that is known here: "
                        + "%s does not say exactly once %s".formatted(FILE, change.from()));
            }
            changed = changed.replace(change.from(), change.to());
        }
        return changed;
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
