package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.Feel.Place;

/**
 * Validates a submission against its form, with the form's state on the server: hidden fields must not be submitted,
 * read-only fields must be unchanged, computed fields are computed here. Make a new object for each submission.
 */
final class FormCheck {

    private static final int NAME_SHOWN = 60;
    /** The key that identifies a row in a list that only the program changes; the browser sends it back. */
    private static final String ROW = "$row";

    private static final int LONGEST_ROW_NAME = 32;
    /** Expressions that depend on each other need several rounds to settle. */
    private static final int ROUNDS = 10;

    private final Feel feel;
    private final FieldRules rules;
    private final ObjectNode data;
    private final ObjectNode kept;
    private final GatheredList gathered;
    private final List<String> faults = new ArrayList<>();
    private final List<Refusal.Place> places = new ArrayList<>();

    /**
     * @param form the schema
     * @param server the variables with which the form was opened
     * @param given the submission
     */
    FormCheck(Feel feel, FieldRules rules, JsonNode form, ObjectNode server, ObjectNode given) {
        this.feel = feel;
        this.rules = rules;
        ObjectNode typed = typed(form, given);
        gathered = GatheredList.of(form, typed, server);
        ObjectNode aligned = gathered.alignedWithServer(typed);
        data = seen(form, aligned, server);
        computeExpressions(form);
        kept = check(new Level(form, aligned, server, data, Place.top(data), "", List.of(), false));
        gathered.fault().ifPresent(fault -> faults.add(0, fault));
    }

    /**
     * If rows were added while the person filled in the form: the list by variable, with the new rows and the
     * person's other input.
     */
    Optional<ObjectNode> joined() {
        return gathered.fault().map(fault -> kept.objectNode().set(gathered.key(), kept.path(gathered.key())));
    }

    /** The rows added meanwhile to a list that people may change: they go to its end. */
    List<ObjectNode> joining() {
        return gathered.fault().isPresent() ? gathered.lastRows() : List.of();
    }

    /** The faults, one sentence each, naming the field; none if the submission is valid. */
    List<String> faults() {
        return faults;
    }

    /** The faulty fields; none if rows were added or removed, because the browser's row numbers differ then. */
    List<Refusal.Place> places() {
        return gathered.fault().isPresent() ? List.of() : places;
    }

    /** The values to store, by variable. */
    ObjectNode kept() {
        return kept;
    }

    /** The fields of the form, of a row or of a group with a path, with their values. */
    private record Level(
            JsonNode fields,
            ObjectNode given,
            ObjectNode server,
            ObjectNode seen,
            Place place,
            String path,
            List<Object> at,
            boolean isHidden) {

        Level of(JsonNode group, boolean hidden) {
            return new Level(group, given, server, seen, place, path, at, hidden);
        }

        List<Object> at(Object... further) {
            return Stream.concat(at.stream(), Stream.of(further)).toList();
        }
    }

    /** The submission with its texts normalised for storage and the read-only fields reset to their values. */
    private static ObjectNode typed(JsonNode form, ObjectNode given) {
        ObjectNode typed = given.deepCopy();
        for (Field field : Field.in(form)) {
            String key = field.key();
            JsonNode value = typed.path(key);
            if (field.isGroup() && key.isEmpty()) {
                typed = typed(field.schema(), typed);
            } else if (field.isGroup() && value.isObject()) {
                typed.set(key, typed(field.schema(), (ObjectNode) value));
            } else if (field.isList() && isListOfRows(value)) {
                ArrayNode rows = typed.putArray(key);
                value.forEach(row -> rows.add(typed(field.schema(), (ObjectNode) row)));
            } else if (field.isText() && value.isTextual() && !field.isReadonly()) {
                typed.put(
                        key,
                        field.type().equals("textarea")
                                ? TypedText.lines(value.textValue())
                                : TypedText.line(value.textValue()));
                typed.set(key, OfferedLists.asOffered(field, typed.path(key)));
            } else if (field.isChoice() && value.isTextual() && !field.isReadonly()) {
                typed.set(key, OfferedLists.asOffered(field, value));
            }
        }
        return typed;
    }

    /** What a person has entered so far: texts normalised for storage, without read-only fields. */
    static ObjectNode enteredIn(JsonNode form, ObjectNode given) {
        return entered(form, typed(form, given));
    }

    private static ObjectNode entered(JsonNode form, ObjectNode given) {
        ObjectNode entered = given.objectNode();
        for (Field field : Field.in(form)) {
            String key = field.key();
            JsonNode value = given.path(key);
            if (field.isGroup() && key.isEmpty()) {
                entered.setAll(entered(field.schema(), given));
            } else if (field.isGroup() && value.isObject()) {
                entered.set(key, entered(field.schema(), (ObjectNode) value));
            } else if (field.isList() && value.isArray() && isListOfRows(value)) {
                ArrayNode rows = entered.putArray(key);
                value.forEach(row -> rows.add(enteredInRow(field, (ObjectNode) row)));
            } else if (given.has(key)
                    && !field.isGroup()
                    && !field.isList()
                    && !field.isExpression()
                    && !field.isAlwaysReadonly()) {
                entered.set(key, value);
            }
        }
        return entered;
    }

    private static ObjectNode enteredInRow(Field list, ObjectNode row) {
        ObjectNode entered = entered(list.schema(), row);
        String name = row.path(ROW).asText();
        if (!list.allowsAddRemove() && !name.isEmpty() && name.length() <= LONGEST_ROW_NAME) {
            entered.put(ROW, name);
        }
        return entered;
    }

    /** The data with which the browser would evaluate its conditions. */
    private ObjectNode seen(JsonNode form, ObjectNode given, ObjectNode server) {
        ObjectNode all = server.deepCopy();
        for (Field field : Field.in(form)) {
            String key = field.key();
            if (field.isGroup() && key.isEmpty()) {
                all = seen(field.schema(), given, all);
            } else if (field.isGroup()) {
                all.set(key, seen(field.schema(), object(given.path(key)), object(server.path(key))));
            } else if (field.isList()) {
                ArrayNode rows = all.arrayNode();
                for (int i = 0; i < given.path(key).size(); i++) {
                    rows.add(seen(
                            field.schema(),
                            object(given.path(key).path(i)),
                            object(server.path(key).path(i))));
                }
                all.set(key, rows);
            } else if (!key.isEmpty() && isShownAlone(field, null)) {
                all.set(key, shown(field, server));
            } else if (!key.isEmpty()) {
                all.set(key, given.has(key) ? given.get(key) : all.nullNode());
            }
        }
        return all;
    }

    private void computeExpressions(JsonNode form) {
        if (!computes(form)) {
            return;
        }
        ObjectNode before = null;
        for (int round = 0; round < ROUNDS && !data.equals(before); round++) {
            before = data.deepCopy();
            compute(form, data, Place.top(data));
        }
    }

    private static boolean computes(JsonNode form) {
        return Field.in(form).stream().anyMatch(field -> field.isExpression() || computes(field.schema()));
    }

    private void compute(JsonNode form, ObjectNode here, Place place) {
        for (Field field : Field.in(form)) {
            String key = field.key();
            if (field.isGroup()) {
                ObjectNode inside = key.isEmpty() ? here : object(here.path(key));
                compute(field.schema(), inside, key.isEmpty() ? place : place.group(inside));
            } else if (field.isList()) {
                int number = 1;
                for (JsonNode row : here.path(key)) {
                    compute(field.schema(), (ObjectNode) row, place.row(row, number++));
                }
            } else if (field.isExpression() && !key.isEmpty()) {
                here.set(key, feel.value(field.schema().path("expression"), place));
            }
        }
    }

    private ObjectNode check(Level level) {
        ObjectNode kept = level.given().objectNode();
        Set<String> known = new HashSet<>();
        checkFields(level, kept, known);
        Set<String> unknown = new TreeSet<>();
        level.given().fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        String where = level.path().isEmpty() ? "Biểu mẫu" : level.path() + ": biểu mẫu";
        unknown.forEach(name -> faults.add("%s không có mục \"%s\".".formatted(where, shortened(name))));
        return kept;
    }

    private void checkFields(Level level, ObjectNode kept, Set<String> known) {
        for (Field field : Field.in(level.fields())) {
            boolean hidden = level.isHidden()
                    || feel.isTrue(field.schema().path("conditional").path("hide"), level.place());
            String key = field.key();
            if (field.isGroup() && key.isEmpty()) {
                checkFields(level.of(field.schema(), hidden), kept, known);
            } else if (!key.isEmpty()) {
                known.add(key);
                JsonNode given = level.given().path(key);
                if (hidden) {
                    checkIsEmpty(field, given, level);
                } else if (field.isGroup()) {
                    checkGroup(field, given, level, kept);
                } else if (field.isList()) {
                    checkRows(field, given, level, kept);
                } else if (field.isExpression()) {
                    kept.set(key, level.seen().path(key));
                } else if (isShownAlone(field, level.place())) {
                    checkIsUnchanged(field, given, level, kept);
                } else {
                    checkValue(field, given, level, kept);
                }
            }
        }
    }

    private void checkIsEmpty(Field field, JsonNode given, Level level) {
        if (!field.isExpression() && !Values.isEmpty(given)) {
            fault(level, field, "Không nhập mục này trong trường hợp đã chọn.");
        }
    }

    private void checkGroup(Field field, JsonNode given, Level level, ObjectNode kept) {
        if (!given.isMissingNode() && !given.isObject()) {
            fault(level, field, "Nội dung không hợp lệ.");
            return;
        }
        ObjectNode was = object(level.server().path(field.key()));
        ObjectNode seen = object(level.seen().path(field.key()));
        ObjectNode group = check(new Level(
                field.schema(),
                object(given),
                was,
                seen,
                level.place().group(seen),
                level.path(),
                level.at(field.key()),
                false));
        kept.set(field.key(), withWhatTheFormLacks(group, was, field.schema()));
    }

    /** The browser omits a list without rows. */
    private void checkRows(Field field, JsonNode given, Level level, ObjectNode kept) {
        JsonNode before = level.server().path(field.key());
        if (!Values.isEmpty(given) && !isListOfRows(given)) {
            fault(level, field, "Phải là danh sách các dòng.");
        } else if (!field.allowsAddRemove() && given.size() != before.size()) {
            fault(level, field, "Không được thêm hoặc bớt dòng; phải có đủ %d dòng.".formatted(before.size()));
        } else if (!given.isEmpty() || !before.isEmpty()) {
            ArrayNode rows = kept.putArray(field.key());
            boolean isGathered = gathered.is(field) && level.path().isEmpty();
            for (int i = 0; i < given.size(); i++) {
                ObjectNode was = object(before.path(i));
                if (isGathered && gathered.lacks(i)) {
                    rows.add(was);
                    continue;
                }
                JsonNode seen = level.seen().path(field.key()).path(i);
                ObjectNode row = check(new Level(
                        field.schema(),
                        object(given.path(i)),
                        was,
                        object(seen),
                        level.place().row(seen, i + 1),
                        named(level, field) + ", dòng " + (i + 1),
                        level.at(field.key(), i),
                        false));
                rows.add(field.allowsAddRemove() ? row : withWhatTheFormLacks(row, was, field.schema()));
            }
            if (isGathered) {
                gathered.lastRows().forEach(rows::add);
            }
        }
    }

    private static boolean isListOfRows(JsonNode given) {
        boolean rows = given.isArray();
        for (JsonNode row : given) {
            rows &= row.isObject();
        }
        return rows;
    }

    /** Keeps what the form does not show: the browser does not post it, and the person may not drop it. */
    private static ObjectNode withWhatTheFormLacks(ObjectNode row, ObjectNode before, JsonNode form) {
        Set<String> inForm = new HashSet<>();
        collectKeys(form, inForm);
        before.fields().forEachRemaining(entry -> {
            if (!inForm.contains(entry.getKey())) {
                row.set(entry.getKey(), entry.getValue());
            }
        });
        return row;
    }

    private static void collectKeys(JsonNode form, Set<String> keys) {
        for (Field field : Field.in(form)) {
            if (field.isGroup() && field.key().isEmpty()) {
                collectKeys(field.schema(), keys);
            } else {
                keys.add(field.key());
            }
        }
    }

    private void checkIsUnchanged(Field field, JsonNode given, Level level, ObjectNode kept) {
        JsonNode shown = shown(field, level.server());
        if (!Values.isEmpty(given) && !Values.isSame(given, shown)) {
            fault(level, field, "Không được sửa mục này.");
        } else if (isInVariable(level) || !level.server().has(field.key()) && !field.isDisabled() && !shown.isNull()) {
            kept.set(field.key(), shown);
        }
    }

    /** Whether the level is part of a variable (a row or a group), which is written as a whole. */
    private boolean isInVariable(Level level) {
        return level.seen() != data;
    }

    private void checkValue(Field field, JsonNode given, Level level, ObjectNode kept) {
        List<String> wrong = rules.faults(field, given, level.place());
        if (wrong.isEmpty() && !given.isMissingNode()) {
            wrong = rules.orderFault(field, given, Field.in(level.fields()), level.seen()).stream()
                    .toList();
        }
        wrong.forEach(sentence -> fault(level, field, sentence));
        if (wrong.isEmpty() && !given.isMissingNode()) {
            kept.set(field.key(), FieldRules.kept(field, given));
        }
    }

    private void fault(Level level, Field field, String sentence) {
        places.add(new Refusal.Place(level.at(field.key()), sentence));
        faults.add(named(level, field) + ": " + sentence.substring(0, 1).toLowerCase() + sentence.substring(1));
    }

    private static String named(Level level, Field field) {
        return level.path().isEmpty() ? field.named() : level.path() + ", " + field.named();
    }

    /** @param place null while the data is unknown; no expression is evaluated then */
    private boolean isShownAlone(Field field, Place place) {
        return field.isAlwaysReadonly()
                || place != null && feel.isTrue(field.schema().path("readonly"), place);
    }

    private static JsonNode shown(Field field, ObjectNode server) {
        JsonNode value = server.path(field.key());
        JsonNode shown = value.isMissingNode() ? field.schema().path("defaultValue") : value;
        return shown.isMissingNode() ? JsonNodeFactory.instance.nullNode() : shown;
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static String shortened(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", " ");
        return printable.length() > NAME_SHOWN ? printable.substring(0, NAME_SHOWN) + "…" : printable;
    }
}
