package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list in a form whose rows come from units' reports, even while a person fills in the form. So a submission may
 * lack rows, or contain rows that a unit has replaced. The task names such a list in the variable {@code gathers}.
 */
final class GatheredList {

    /** Task variable: the list to which rows are added while the task is open. Stored, so never rename it. */
    static final String VARIABLE = "gathers";

    /**
     * Marks a row added to a list that people may change, until somebody submits the list. Stored, so never rename
     * it.
     */
    private static final String UNSEEN = "unseen";

    private static final List<String> NAMES = List.of("unitName", "name");
    private static final int ROWS_TOLD = 10;

    private final Optional<Field> field;
    private final List<ObjectNode> before = new ArrayList<>();
    private final List<ObjectNode> given = new ArrayList<>();
    /** For each row on the server, the index of its row in the submission; null if it is missing there. */
    private final List<Integer> places = new ArrayList<>();

    private GatheredList(Optional<Field> field, ObjectNode given, ObjectNode server) {
        this.field = field.filter(list -> isOfRows(given.path(list.key())) && isOfRows(server.path(list.key())));
        this.field.ifPresent(list -> {
            server.path(list.key()).forEach(row -> before.add((ObjectNode) row));
            given.path(list.key()).forEach(row -> this.given.add((ObjectNode) row));
            match(list);
        });
    }

    static GatheredList of(JsonNode form, ObjectNode given, ObjectNode server) {
        String key = server.path(VARIABLE).asText();
        return new GatheredList(
                Field.in(form).stream()
                        .filter(field -> field.isList() && field.key().equals(key))
                        .findFirst(),
                given,
                server);
    }

    private static boolean isOfRows(JsonNode rows) {
        return Values.isEmpty(rows)
                || rows.isArray()
                        && StreamSupport.stream(rows.spliterator(), false).allMatch(JsonNode::isObject);
    }

    private void match(Field list) {
        Set<Integer> left = new TreeSet<>();
        for (int i = 0; i < given.size(); i++) {
            left.add(i);
        }
        for (ObjectNode row : before) {
            Integer place = left.stream()
                    .filter(i -> isSame(list, row, given.get(i)))
                    .findFirst()
                    .orElse(null);
            places.add(place);
            if (place != null) {
                left.remove(place);
            }
        }
    }

    /**
     * Compares the read-only fields. If people may change all fields: compares unit and name or, after a new name,
     * all other fields.
     */
    private static boolean isSame(Field list, ObjectNode row, ObjectNode submitted) {
        if (list.allowsAddRemove()) {
            return isSame(NAMES.stream(), row, submitted) || saysTheSameOtherwise(list, row, submitted);
        }
        return isSame(
                Field.in(list.schema()).stream()
                        .filter(Field::isAlwaysReadonly)
                        .map(Field::key)
                        .filter(submitted::has),
                row,
                submitted);
    }

    private static boolean saysTheSameOtherwise(Field list, ObjectNode row, ObjectNode submitted) {
        List<String> texts = Field.in(list.schema()).stream()
                .filter(Field::isText)
                .map(Field::key)
                .filter(key -> !NAMES.contains(key) && !Values.isEmpty(row.path(key)))
                .toList();
        return !texts.isEmpty() && isSame(texts.stream(), row, submitted);
    }

    private static boolean isSame(Stream<String> keys, ObjectNode row, ObjectNode submitted) {
        return keys.allMatch(key -> Values.isSame(submitted.path(key), row.path(key)));
    }

    String key() {
        return field.map(Field::key).orElseThrow();
    }

    boolean is(Field other) {
        return field.filter(list -> list.key().equals(other.key())).isPresent();
    }

    /** The submission with its rows in the server's order; a missing row is empty. */
    ObjectNode alignedWithServer(ObjectNode submission) {
        if (field.isEmpty() || fault().isEmpty() || field.get().allowsAddRemove()) {
            return submission;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        places.forEach(place -> rows.add(place == null ? rows.objectNode() : given.get(place)));
        ObjectNode aligned = submission.deepCopy();
        aligned.set(key(), rows);
        return aligned;
    }

    /** For a list that only the reports change. */
    boolean lacks(int row) {
        return !field.orElseThrow().allowsAddRemove() && places.get(row) == null;
    }

    /** The rows to append to a list that people may change. */
    List<ObjectNode> lastRows() {
        return field.orElseThrow().allowsAddRemove()
                ? lacking().stream()
                        .map(row -> row.deepCopy().without(UNSEEN))
                        .map(ObjectNode.class::cast)
                        .toList()
                : List.of();
    }

    private List<ObjectNode> lacking() {
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            boolean counts = !field.orElseThrow().allowsAddRemove()
                    || before.get(i).path(UNSEEN).asBoolean();
            if (places.get(i) == null && counts) {
                rows.add(before.get(i));
            }
        }
        return rows;
    }

    private List<ObjectNode> replaced() {
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            if (!field.orElseThrow().allowsAddRemove() && !places.contains(i)) {
                rows.add(given.get(i));
            }
        }
        return rows;
    }

    /** A sentence that names the wrong rows; empty if the submission has exactly the rows of the server. */
    Optional<String> fault() {
        if (field.isEmpty() || lacking().isEmpty() && replaced().isEmpty()) {
            return Optional.empty();
        }
        List<String> sentences = new ArrayList<>();
        if (!lacking().isEmpty()) {
            sentences.add(
                    "Trong lúc nhập có thêm %d dòng: %s.".formatted(lacking().size(), names(lacking())));
        }
        if (!replaced().isEmpty()) {
            sentences.add("Đơn vị đã gửi lại nên không còn %d dòng: %s."
                    .formatted(replaced().size(), names(replaced())));
        }
        sentences.add("Nội dung đã nhập ở các dòng khác được giữ lại; tải lại biểu mẫu để xem đủ các dòng.");
        return Optional.of(String.join(" ", sentences));
    }

    private static String names(List<ObjectNode> rows) {
        String first = rows.stream()
                .limit(ROWS_TOLD)
                .map(row -> NAMES.stream()
                        .map(name -> row.path(name).asText(null))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(": ")))
                .collect(Collectors.joining("; "));
        return rows.size() > ROWS_TOLD ? first + "; …" : first;
    }
}
