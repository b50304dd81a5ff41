package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures how long Tasklist takes to open a form with many rows, and to react to a key. The baseline is the same form
 * with one row.
 */
@Tag("benchmark")
class LongFormsBenchmark {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ROUNDS = 5;

    @ParameterizedTest
    @ValueSource(strings = {"ii4-data-quality/consolidateReports", "i3-open-data/concludeReview"})
    void rows(String form) throws IOException {
        JsonNode schema = MAPPER.readTree(Path.of("forms", form + ".form").toFile());
        try (FormJs formJs = FormJs.start()) {
            long one = 0;
            for (int rows : List.of(1, 1, 10, 100)) {
                ObjectNode data = MAPPER.createObjectNode();
                for (JsonNode list : schema.path("components")) {
                    if (list.path("type").asText().equals("dynamiclist")) {
                        ArrayNode all = data.putArray(list.path("path").asText());
                        for (int row = 1; row <= rows; row++) {
                            all.addObject().put("name", "Dòng " + row).put("unitName", "Đơn vị " + row);
                        }
                    }
                }
                long open = median(() -> formJs.opens(schema, data));
                one = rows == 1 ? open : one;
                System.out.printf(
                        "%s, %d rows: opens in %d ms, ratio to one row %.1f%n", form, rows, open, open / (double) one);
            }
        }
    }

    private static long median(Runnable work) {
        return LongStream.range(0, ROUNDS)
                .map(round -> {
                    long begin = System.nanoTime();
                    work.run();
                    return (System.nanoTime() - begin) / 1_000_000;
                })
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }
}
