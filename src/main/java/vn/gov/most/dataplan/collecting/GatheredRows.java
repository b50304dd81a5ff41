package vn.gov.most.dataplan.collecting;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vn.gov.most.dataplan.engine.Json;

/**
 * A list in a decision's form with rows from unit reports. The fields entered beside a row stay as long as its report
 * says the same. Rows that people added, changed or removed stay added, changed or removed.
 *
 * @param rows as the form shows them; {@code source} identifies the report row of each that comes from a report
 * @param sources the sources of all report rows at the last gathering: if one of these is missing in {@code rows},
 *     somebody has removed it
 */
record GatheredRows(List<Map<String, Object>> rows, Set<String> sources) {

    private static final String SOURCE = "source";

    /** Marks a row that joined after the list was shown. */
    private static final String UNSEEN = "unseen";

    /**
     * The list with the current rows of the reports.
     *
     * @param reported rows of the reports
     * @param isShown whether the form may be open, so that new rows are unseen
     */
    GatheredRows with(List<Map<String, Object>> reported, boolean isShown) {
        List<Map<String, Object>> next = new ArrayList<>();
        Set<String> current = new LinkedHashSet<>();
        List<Map<String, Object>> left = new ArrayList<>(rows);
        for (Map<String, Object> row : reported) {
            String source = source(row);
            Map<String, Object> known = left.stream()
                    .filter(before -> source.equals(before.get(SOURCE)) || isFrom(row, before))
                    .findFirst()
                    .orElse(null);
            if (known != null) {
                left.remove(known);
                next.add(with(known, SOURCE, source));
            } else if (!sources.contains(source)) {
                Map<String, Object> come = with(row, SOURCE, source);
                next.add(isShown ? unseen(come) : come);
            }
            current.add(source);
        }
        left.stream().filter(row -> !row.containsKey(SOURCE)).forEach(next::add);
        return new GatheredRows(next, current);
    }

    /** Matches rows that were gathered before {@code source} was introduced. */
    private static boolean isFrom(Map<String, Object> reported, Map<String, Object> row) {
        return !row.containsKey(SOURCE)
                && reported.entrySet().stream()
                        .allMatch(field -> Objects.equals(row.get(field.getKey()), field.getValue()));
    }

    private static String source(Map<String, Object> row) {
        return UUID.nameUUIDFromBytes(Json.text(row).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Marks a row that joins a list which may be open in a form. */
    static Map<String, Object> unseen(Map<String, Object> row) {
        return with(row, UNSEEN, true);
    }

    private static Map<String, Object> with(Map<String, Object> row, String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(row);
        more.put(field, value);
        return more;
    }
}
