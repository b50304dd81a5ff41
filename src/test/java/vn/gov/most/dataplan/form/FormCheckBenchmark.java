package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.calendar.Calendars;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * Measures the validation of submissions. Each field of the ministry's forms with its longest and worst value must take
 * less than 50 ms; the baseline is an empty value. A list of 10,000 rows must take less than two seconds; the baseline
 * has 1,000.
 */
@Tag("benchmark")
class FormCheckBenchmark {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ROUNDS = 5;

    private static final Feel FEEL = new Feel();
    private static final FieldRules RULES = new FieldRules(
            FEEL,
            Clock.fixed(FormJs.TODAY.atStartOfDay(WorkingCalendar.ZONE).toInstant(), WorkingCalendar.ZONE),
            Calendars.ministry());

    /** The worst input for patterns and parsers; it is repeated up to the field's maximum length. */
    private static final List<String> WORST =
            List.of("a.", "@", "a@", "-", " ", "0", "ơ", "\\", "(", ".", "+0", "2026-11-30 ", "\uD83D\uDE00");

    @Test
    void anyFieldAtItsLongest() throws IOException {
        long worst = 0;
        String where = "";
        int fields = 0;
        try (Stream<Path> forms = Files.walk(Path.of("forms"))) {
            for (Path file : (Iterable<Path>) forms.filter(Files::isRegularFile)::iterator) {
                for (JsonNode field : MAPPER.readTree(file.toFile()).findParents("key")) {
                    if (!field.path("validate").has("maxLength")) {
                        continue;
                    }
                    fields++;
                    int longest = field.path("validate").path("maxLength").asInt();
                    for (String piece : WORST) {
                        String text = piece.repeat(longest / piece.length());
                        JsonNode value = MAPPER.getNodeFactory().textNode(text);
                        ObjectNode data =
                                MAPPER.createObjectNode().set(field.path("key").asText(), value);
                        long took = median(() -> RULES.faults(new Field(field), value, Feel.Place.top(data)));
                        if (took > worst) {
                            worst = took;
                            where = file + " " + field.path("key").asText() + " \"" + piece + "\"";
                        }
                    }
                }
            }
        }
        JsonNode empty = MAPPER.getNodeFactory().textNode("");
        Field any = new Field(MAPPER.createObjectNode().put("type", "textfield").put("key", "a"));
        long baseline = median(() -> RULES.faults(any, empty, Feel.Place.top(MAPPER.createObjectNode())));
        System.out.printf(
                Locale.ROOT,
                "%d fields: the slowest %.3f ms (%s), ratio to an empty one %.0f%n",
                fields,
                worst / 1e6,
                where,
                worst / (double) Math.max(1, baseline));
    }

    @Test
    void aListOfManyRows() throws IOException {
        JsonNode form = MAPPER.readTree(
                Path.of("forms/ii4-data-quality-unit/prepareReport.form").toFile());
        long one = 0;
        for (int rows : List.of(1_000, 1_000, 10_000)) {
            ObjectNode server = MAPPER.createObjectNode();
            ObjectNode given = MAPPER.createObjectNode();
            for (JsonNode list : form.path("components")) {
                if (list.path("type").asText().equals("dynamiclist")) {
                    for (ObjectNode side : List.of(server, given)) {
                        var all = side.putArray(list.path("path").asText());
                        for (int row = 0; row < rows; row++) {
                            all.addObject().put("name", "CSDL " + row);
                        }
                    }
                }
            }
            long took = median(() -> new FormCheck(FEEL, RULES, form, server, given).faults());
            one = rows == 1_000 ? took : one;
            System.out.printf(
                    Locale.ROOT, "%d rows: %.0f ms, ratio to 1,000 rows %.1f%n", rows, took / 1e6, took / (double) one);
        }
    }

    private static long median(Runnable work) {
        return LongStream.range(0, ROUNDS)
                .map(round -> {
                    long begin = System.nanoTime();
                    work.run();
                    return System.nanoTime() - begin;
                })
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }
}
