package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** The differences between two states of what forms show, field by field and row by row, in words for people. */
public final class Changes {

    /** In characters. For a longer text the changed sentences are listed instead. */
    private static final int SHORT = 120;

    private static final String NOTHING = "(để trống)";

    /**
     * @param row which row of a list; null outside lists
     * @param label of the field, or of the list if a row was added or removed
     * @param before null if a row was added; {@code after} is null if one was removed; both are null for a long text,
     *     whose changed sentences are in {@code removed} and {@code added}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Change(
            String row, String label, String before, String after, List<String> removed, List<String> added) {}

    private final JsonNode before;
    private final JsonNode now;
    private final Set<String> told = new HashSet<>();
    private final List<Change> found = new ArrayList<>();

    Changes(JsonNode before, JsonNode now) {
        this.before = before;
        this.now = now;
    }

    List<Change> found() {
        return found;
    }

    /** Compares the fields of a form, without those that an earlier form covered or that both states lack. */
    void in(JsonNode form) {
        for (Field field : Field.in(form)) {
            if (field.isGroup() && field.key().isEmpty()) {
                in(field.schema());
            } else if (!field.key().isEmpty()
                    && before.has(field.key())
                    && now.has(field.key())
                    && told.add(field.key())) {
                JsonNode one = before.path(field.key());
                JsonNode other = now.path(field.key());
                if (field.isList()) {
                    rows(field, one, other);
                } else if (field.isGroup()) {
                    Changes inside = new Changes(one, other);
                    inside.in(field.schema());
                    found.addAll(inside.found);
                } else if (isWritten(field)) {
                    value(null, field, one, other);
                }
            }
        }
    }

    private static boolean isWritten(Field field) {
        return !field.isExpression() && !label(field).isEmpty();
    }

    private void value(String row, Field field, JsonNode one, JsonNode other) {
        if (Values.isSame(one, other)) {
            return;
        }
        String was = said(field, one);
        String is = said(field, other);
        if (was.length() <= SHORT && is.length() <= SHORT || Values.isEmpty(one) || Values.isEmpty(other)) {
            found.add(new Change(row, label(field), was, is, List.of(), List.of()));
        } else {
            List<String> removed = sentences(was);
            List<String> added = new ArrayList<>();
            sentences(is).stream().filter(sentence -> !removed.remove(sentence)).forEach(added::add);
            found.add(new Change(row, label(field), null, null, removed, added));
        }
    }

    /** Equal rows are dropped first; of the rest, rows with the same name count as one changed row. */
    private void rows(Field list, JsonNode one, JsonNode other) {
        List<JsonNode> gone = elements(one);
        List<JsonNode> come = new ArrayList<>();
        List<Field> fields = fields(list);
        for (JsonNode row : elements(other)) {
            Optional<JsonNode> same =
                    gone.stream().filter(old -> isSame(fields, old, row)).findFirst();
            same.ifPresentOrElse(old -> removeOne(gone, old), () -> come.add(row));
        }
        Map<JsonNode, JsonNode> changed = new LinkedHashMap<>();
        for (JsonNode row : come) {
            gone.stream()
                    .filter(old -> name(fields, old).equals(name(fields, row)))
                    .findFirst()
                    .ifPresent(old -> {
                        removeOne(gone, old);
                        changed.put(row, old);
                    });
        }
        for (JsonNode row : come) {
            if (changed.containsKey(row)) {
                fields.forEach(field ->
                        value(name(fields, row), field, changed.get(row).path(field.key()), row.path(field.key())));
            } else {
                found.add(new Change(name(fields, row), label(list), null, whole(fields, row), List.of(), List.of()));
            }
        }
        gone.forEach(row ->
                found.add(new Change(name(fields, row), label(list), whole(fields, row), null, List.of(), List.of())));
    }

    private static void removeOne(List<JsonNode> rows, JsonNode row) {
        for (int at = 0; at < rows.size(); at++) {
            if (rows.get(at) == row) {
                rows.remove(at);
                return;
            }
        }
    }

    private static List<JsonNode> elements(JsonNode list) {
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(rows::add);
        return rows;
    }

    private static List<Field> fields(Field list) {
        return Field.in(list.schema()).stream()
                .flatMap(field ->
                        field.isGroup() && field.key().isEmpty() ? Field.in(field.schema()).stream() : Stream.of(field))
                .filter(field -> !field.key().isEmpty() && isWritten(field))
                .toList();
    }

    private static boolean isSame(List<Field> fields, JsonNode one, JsonNode other) {
        return fields.stream().allMatch(field -> Values.isSame(one.path(field.key()), other.path(field.key())));
    }

    /** The first value that the form shows of the row. */
    private static String name(List<Field> fields, JsonNode row) {
        return fields.stream()
                .filter(field -> !Values.isEmpty(row.path(field.key())))
                .map(field -> said(field, row.path(field.key())))
                .findFirst()
                .orElse(NOTHING);
    }

    private static String whole(List<Field> fields, JsonNode row) {
        return fields.stream()
                .filter(field -> !Values.isEmpty(row.path(field.key())))
                .map(field -> label(field) + ": " + said(field, row.path(field.key())))
                .collect(Collectors.joining("; "));
    }

    /** The sentences with their punctuation; a line counts as a sentence. */
    private static List<String> sentences(String text) {
        return Stream.of(text.split("(?<=[.;!?…])\\s+|\\R+"))
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String label(Field field) {
        return Stream.of("label", "dateLabel", "timeLabel")
                .map(name -> field.schema().path(name).asText().strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String said(Field field, JsonNode value) {
        if (Values.isEmpty(value)) {
            return NOTHING;
        } else if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(one -> said(field, one))
                    .collect(Collectors.joining(", "));
        } else if (field.isChoice() || field.isMultipleChoice()) {
            return StreamSupport.stream(field.schema().path("values").spliterator(), false)
                    .filter(offered -> offered.path("value").equals(value))
                    .map(offered -> offered.path("label").asText())
                    .findFirst()
                    .orElse(value.asText());
        } else if (value.isBoolean()) {
            return value.booleanValue() ? "Có" : "Không";
        } else if (value.isNumber()) {
            return number(value.decimalValue());
        }
        return field.type().equals("datetime")
                ? day(value.asText())
                : value.asText().strip();
    }

    private static String number(BigDecimal number) {
        DecimalFormat format =
                new DecimalFormat("#,##0.##########", new DecimalFormatSymbols(Locale.forLanguageTag("vi")));
        return format.format(number);
    }

    /** The day in Vietnamese; the value itself if it is not a day. */
    private static String day(String value) {
        try {
            if (value.length() == 10) {
                return VietnameseDate.day(LocalDate.parse(value));
            } else if (value.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
                return VietnameseDate.shortMoment(OffsetDateTime.parse(value).toInstant());
            }
            return VietnameseDate.shortMoment(LocalDateTime.parse(value, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .atZone(WorkingCalendar.ZONE)
                    .toInstant());
        } catch (DateTimeParseException noDay) {
            return value;
        }
    }
}
