package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** By default Tasklist shows only five rows of a list, and submits only the rows that it shows. */
class LongListsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ROWS = 9;

    private static FormJs formJs;

    @BeforeAll
    static void start() {
        formJs = FormJs.start();
    }

    @AfterAll
    static void close() {
        if (formJs != null) {
            formJs.close();
        }
    }

    @ParameterizedTest
    @MethodSource
    void everyRowOfAListIsSubmitted(Path form) throws IOException {
        JsonNode schema = read(form);
        ObjectNode data = MAPPER.createObjectNode();
        lists(schema).forEach(list -> data.set(list.path("path").asText(), rows(list)));

        JsonNode submitted = formJs.submits(schema, data);

        assertThat(lists(schema))
                .allSatisfy(list -> assertThat(submitted.path(list.path("path").asText()))
                        .as(list.path("label").asText())
                        .hasSize(ROWS));
    }

    static List<Path> everyRowOfAListIsSubmitted() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form")
                            && !lists(read(file)).isEmpty())
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> lists(JsonNode schema) {
        return StreamSupport.stream(schema.path("components").spliterator(), false)
                .filter(component -> component.path("type").asText().equals("dynamiclist"))
                .toList();
    }

    private static ArrayNode rows(JsonNode list) {
        ArrayNode rows = MAPPER.createArrayNode();
        for (int number = 1; number <= ROWS; number++) {
            ObjectNode row = rows.addObject();
            for (JsonNode field : list.path("components")) {
                if (field.path("type").asText().startsWith("text") && field.has("key")) {
                    row.put(field.path("key").asText(), "Dòng " + number);
                }
            }
        }
        return rows;
    }

    private static JsonNode read(Path form) {
        try {
            return MAPPER.readTree(form.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
