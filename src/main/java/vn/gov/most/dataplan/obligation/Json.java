package vn.gov.most.dataplan.obligation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;

/** JSON between forms, variables and rows. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static JsonValue value(Object value) {
        return SpinValues.jsonValue(text(value)).create();
    }

    static Map<String, Object> map(String text) {
        return read(text, new TypeReference<>() {});
    }

    /** A variable's value without the engine's wrapping. */
    static Object plain(Object variable) {
        return variable instanceof SpinJsonNode json ? read(json.toString(), new TypeReference<Object>() {}) : variable;
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
