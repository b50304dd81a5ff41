package vn.gov.most.dataplan.tasklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Camunda's Tasklist, with what its configuration does not reach changed on the way out. */
@RestController
class TasklistScript {

    private static final String FILE = "/camunda/app/tasklist/camunda-tasklist-bootstrap.js";

    /** What stands in the file exactly once, and what stands there for the browser. */
    private record Change(String from, String to) {}

    private static final List<Change> CHANGES = List.of(
            // It takes a form to have errors where form-js has anything to say about a field: of one in a dynamic list
            // that is
            // "no errors in the first row", and the button that completes the task stays disabled.
            new Change("!!Object.keys(e.errors).length", "Object.values(e.errors).flat(1/0).some(Boolean)"),
            // It keeps drafts in the browser by the task alone, where whoever comes next finds them: ours are on the
            // server
            new Change("JSON.parse(localStorage.getItem(\"camunda-form:\".concat(y))||\"{}\")", "{}"),
            new Change("localStorage.setItem(\"camunda-form:\".concat(y),JSON.stringify(e))", "e"),
            // The first due comes first, where nobody chose another order
            new Change(".sortOrder||\"desc\"", ".sortOrder||\"asc\""),
            new Change(".sortBy||\"created\"", ".sortBy||\"dueDate\""),
            // What is due on the same day keeps its place in the list, and is on one of its pages
            new Change(
                    "n.sorting=r,n.active=!0",
                    "n.sorting=r.concat({sortBy:\"created\",sortOrder:\"asc\"},{sortBy:\"id\",sortOrder:\"asc\"}),"
                            + "n.active=!0"),
            // By which it knows that a task is done or gone: the program says so in Vietnamese
            new Change("No matching task", "Nội dung này không có"),
            // What one may start stands on one page, in the plan's order
            new Change(
                    "startablePermissionCheck:!0,firstResult:0,maxResults:15",
                    "startablePermissionCheck:!0,firstResult:0,maxResults:200"),
            // What shows ids, takes rights that nobody here has, or is said better by what stands in its place
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
