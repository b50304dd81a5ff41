package vn.gov.most.dataplan.processes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * Fills in a Camunda Form using only its schema, the usual way: the first option of each choice, some words in each
 * text field. Like the browser, it keeps initial values and omits hidden fields.
 */
public final class FormFiller {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final LocalDate END_OF_2026 = LocalDate.of(2026, 12, 31);

    private static final FeelEngine FEEL = new ScalaFeelEngineFactory().createInstance();

    /**
     * @param schema of the form
     * @param opened the initial variables
     * @param answers the values that differ from the usual way, by key
     */
    public Map<String, Object> fill(JsonNode schema, Map<String, Object> opened, Map<String, Object> answers) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (JsonNode field : schema.path("components")) {
            if (field.path("type").asText().equals("dynamiclist")) {
                String path = field.path("path").asText();
                values.put(path, json(list(field, opened, rows(answers.get(path)))));
                continue;
            }
            String key = field.path("key").asText();
            if (key.isEmpty() || isHidden(field, opened, values)) {
                continue;
            }
            Object answer = answers.getOrDefault(key, usual(field, opened.get(key)));
            if (answer != null) {
                values.put(key, answer);
            }
        }
        return values;
    }

    /**
     * The existing rows, or one row if people add rows themselves.
     *
     * @param answers the different values, row by row; a growing list gets that many rows
     */
    private ArrayNode list(JsonNode field, Map<String, Object> all, List<Map<String, Object>> answers) {
        Object opened = all.get(field.path("path").asText());
        ArrayNode before = opened == null ? MAPPER.createArrayNode() : (ArrayNode) read(opened.toString());
        boolean grows = field.path("allowAddRemove").asBoolean();
        int size = grows && answers != null
                ? answers.size()
                : grows
                        ? Math.max(
                                before.size(), field.path("defaultRepetitions").asInt())
                        : before.size();
        ArrayNode rows = MAPPER.createArrayNode();
        for (int i = 0; i < size; i++) {
            rows.add(row(
                    field, all, before.path(i), answers == null || i >= answers.size() ? Map.of() : answers.get(i)));
        }
        return rows;
    }

    private ObjectNode row(JsonNode list, Map<String, Object> all, JsonNode before, Map<String, Object> answers) {
        ObjectNode filled = MAPPER.createObjectNode();
        for (JsonNode child : list.path("components")) {
            String key = child.path("key").asText();
            Map<String, Object> known = map(before);
            known.putAll(map(filled));
            if (!key.isEmpty() && !isHidden(child, Map.of(), Map.of("this", known))) {
                JsonNode kept = before.get(key);
                Object usual = kept != null && !kept.isNull() ? kept : usual(child, chosen(child, all));
                filled.set(key, MAPPER.valueToTree(answers.getOrDefault(key, usual)));
            }
        }
        return filled;
    }

    private static Map<String, Object> map(JsonNode node) {
        return node.isObject() ? MAPPER.convertValue(node, new TypeReference<>() {}) : new LinkedHashMap<>();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Object answer) {
        return (List<Map<String, Object>>) answer;
    }

    /** The first of the unit's databases, which the report lists, or of another list of the form. */
    private static Object chosen(JsonNode field, Map<String, Object> all) {
        Object offered = all.get(field.path("valuesKey").asText());
        if (offered != null) {
            return read(offered.toString()).path(0).path("value").asText();
        }
        return field.path("properties").path("choices").asText().equals("databases")
                ? read(all.get("databases").toString()).path(0).path("name").asText()
                : null;
    }

    private Object usual(JsonNode field, Object opened) {
        if (opened != null && !opened.toString().isEmpty()) {
            return opened;
        }
        if (!field.path("validate").path("required").asBoolean()) {
            return null;
        }
        if (field.path("validate").path("validationType").asText().equals("email")) {
            return "dau-moi@most.example";
        }
        return switch (field.path("type").asText()) {
            case "radio", "select" -> field.path("values").path(0).path("value").asText();
            case "datetime" ->
                day(field.path("properties").path("kind").asText()).toString();
            case "number" -> 1;
            case "textfield", "textarea" ->
                upTo(
                        field.path("validate").path("maxLength").asInt(4000),
                        "Nội dung: " + field.path("label").asText());
            default -> throw new IllegalArgumentException("No usual way to fill in " + field);
        };
    }

    /** Today by the engine's clock for a past day; the end of 2026 or two months later for a future day. */
    private static LocalDate day(String kind) {
        LocalDate today = LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), WorkingCalendar.ZONE);
        return kind.equals("happened") || kind.equals("past-duty")
                ? today
                : today.isBefore(END_OF_2026) ? END_OF_2026 : today.plusMonths(2);
    }

    private static String upTo(int length, String text) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private boolean isHidden(JsonNode field, Map<String, Object> opened, Map<String, Object> values) {
        Optional<String> hide =
                Optional.ofNullable(field.path("conditional").get("hide")).map(JsonNode::asText);
        if (hide.isEmpty()) {
            return false;
        }
        Map<String, Object> all = new LinkedHashMap<>(opened);
        all.putAll(values);
        return Boolean.TRUE.equals(FEEL.evaluateSimpleExpression(
                hide.get().substring(1), Variables.fromMap(all).asVariableContext()));
    }

    public static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object json(JsonNode value) {
        return SpinValues.jsonValue(value.toString()).create();
    }
}
