package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;

/**
 * Variables as JSON, which forms use. Values that are not JSON (files, bytes) become a node that no field accepts.
 */
final class Values {

    /**
     * The size of the engine's text column. Longer texts are stored serialized; forms and expressions read both
     * alike.
     */
    private static final int COLUMN = 4000;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Values() {}

    static ObjectNode of(Map<String, Object> variables) {
        ObjectNode all = NODES.objectNode();
        if (variables instanceof VariableMap typed) {
            typed.keySet().forEach(name -> all.set(name, of((Object) typed.getValueTyped(name))));
        } else if (variables != null) {
            variables.forEach((name, value) -> all.set(name, of(value)));
        }
        return all;
    }

    static JsonNode of(Object value) {
        if (value instanceof SerializableValue serializable && !serializable.isDeserialized()) {
            return serializable instanceof JsonValue || isJson(serializable)
                    ? read(serializable.getValueSerialized())
                    : NODES.pojoNode(value);
        } else if (value instanceof TypedValue typed) {
            return of(typed.getValue());
        } else if (value instanceof SpinJsonNode json) {
            return read(json.toString());
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof Date date) {
            return NODES.textNode(LocalDateTime.ofInstant(date.toInstant(), ZoneId.systemDefault())
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
        } else if (value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Collection
                || value instanceof Map) {
            return tree(value);
        }
        return NODES.pojoNode(value);
    }

    private static boolean isJson(SerializableValue value) {
        return value instanceof ObjectValue
                && Variables.SerializationDataFormats.JSON.getName().equals(value.getSerializationDataFormat());
    }

    private static JsonNode tree(Object value) {
        try {
            return MAPPER.valueToTree(value);
        } catch (IllegalArgumentException noJson) {
            return NODES.pojoNode(value);
        }
    }

    private static JsonNode read(String json) {
        if (json == null) {
            return NODES.nullNode();
        }
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            return NODES.pojoNode(json);
        }
    }

    /** As maps, lists and plain values. */
    static Object plain(JsonNode node) {
        if (node == null || node.isPojo() || node.isNull() || node.isMissingNode()) {
            return null;
        } else if (node instanceof ObjectNode object) {
            return map(object);
        } else if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        return node.isNumber() ? node.numberValue() : node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }

    static Map<String, Object> map(ObjectNode node) {
        Map<String, Object> map = new HashMap<>();
        node.fields().forEachRemaining(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        return map;
    }

    /** As a variable that the engine stores. */
    static Object variable(JsonNode node) {
        if (node.isTextual() && node.textValue().length() > COLUMN) {
            return Variables.objectValue(node.textValue())
                    .serializationDataFormat(Variables.SerializationDataFormats.JSON)
                    .create();
        }
        return node.isContainerNode() ? SpinValues.jsonValue(node.toString()).create() : plain(node);
    }

    /** Whether nothing was entered: the browser posts such a value for an empty field of any type. */
    static boolean isEmpty(JsonNode value) {
        return value == null
                || value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isContainerNode() && value.isEmpty();
    }

    /** Equality that ignores what a field of the browser changes in a value. */
    static boolean isSame(JsonNode one, JsonNode other) {
        if (isEmpty(one) || isEmpty(other)) {
            return isEmpty(one) && isEmpty(other);
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.isValueNode() && other.isValueNode() ? Objects.equals(shown(one), shown(other)) : one.equals(other);
    }

    private static String shown(JsonNode value) {
        return value.asText().replaceAll("[\r\n\t]+", " ");
    }
}
