package vn.gov.most.dataplan.oversight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves Camunda's Cockpit with changes that its configuration does not offer. Users without write access do not see
 * its actions and engine internals.
 */
@RestController
class CockpitFiles {

    private static final String FOLDER = "/camunda/app/cockpit/";
    private static final String SCRIPT = "camunda-cockpit-bootstrap.js";

    /** Features that this program does not use. */
    private static final List<String> FOR_NOBODY =
            List.of("cockpit.navigation:decisions", "cockpit.navigation:tasks", "cockpit.navigation:reports");

    private static final List<String> FOR_ADMINISTRATORS = List.of(
            "cockpit.navigation:batch",
            "cockpit.navigation:deployments",
            "cockpit.incident.action:*",
            "cockpit.jobDefinition.action:*",
            "cockpit.processDefinition.runtime.action:*",
            "cockpit.processDefinition.runtime.tab:process-instances-table",
            "cockpit.processDefinition.runtime.tab:pd-incidents-tab",
            "cockpit.processDefinition.runtime.tab:call-process-definitions-table",
            "cockpit.processDefinition.runtime.tab:job-definition-table",
            "cockpit.processInstance.runtime.action:*",
            "cockpit.processInstance.runtime.tab:variables-tab",
            "cockpit.processInstance.runtime.tab:incidents-tab",
            "cockpit.processInstance.runtime.tab:called-process-instances-tab",
            "cockpit.processInstance.runtime.tab:user-tasks-tab",
            "cockpit.processInstance.runtime.tab:jobs-tab",
            "cockpit.processInstance.runtime.tab:external-tasks-process-instance-runtime");

    private final Readers readers;
    private final String forAdministrators;
    private final String forReaders;
    private final String words;

    CockpitFiles(Readers readers) {
        this.readers = readers;
        String script = changed(read(SCRIPT), "normal:\"YYYY-MM-DD[T]HH:mm:ss\"", "normal:\"HH:mm DD/MM/YYYY\"");
        forAdministrators = without(script, FOR_NOBODY);
        forReaders = "document.documentElement.classList.add('data-plan-reader');"
                + without(
                        script,
                        Stream.of(FOR_NOBODY, FOR_ADMINISTRATORS)
                                .flatMap(List::stream)
                                .toList());
        words = words();
    }

    @GetMapping(path = FOLDER + SCRIPT, produces = "text/javascript;charset=UTF-8")
    String script() {
        return readers.mayMend() ? forAdministrators : forReaders;
    }

    /**
     * Camunda's English texts with our Vietnamese ones over them. Only administrators reach the parts that stay
     * English.
     */
    @GetMapping(path = FOLDER + "locales/vi.json", produces = "application/json;charset=UTF-8")
    String locale() {
        return words;
    }

    private static String without(String script, List<String> plugins) {
        return changed(
                script,
                ".attr(\"cam-exclude-plugins\")||\"\"",
                ".attr(\"cam-exclude-plugins\")||\"" + String.join(",", plugins) + "\"");
    }

    private static String changed(String script, String from, String to) {
        int at = script.indexOf(from);
        if (at < 0 || script.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException("Cockpit is another than the one that is known here: "
                    + "%s does not say exactly once %s".formatted(SCRIPT, from));
        }
        return script.replace(from, to);
    }

    private static String words() {
        ObjectMapper json = new ObjectMapper();
        try {
            ObjectNode all = (ObjectNode) json.readTree(read("locales/en.json"));
            JsonNode vietnamese = json.readTree(read("locales/vi.json"));
            all.set("dateLocales", vietnamese.get("dateLocales"));
            ((ObjectNode) all.get("labels")).setAll((ObjectNode) vietnamese.get("labels"));
            return json.writeValueAsString(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            String text = new ClassPathResource("META-INF/resources/webjars" + FOLDER + file)
                    .getContentAsString(StandardCharsets.UTF_8);
            // Camunda's files begin with a byte order mark
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
