package vn.gov.most.dataplan.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;

/** Converts JSON between forms, variables and rows. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static JsonValue value(Object value) {
        return SpinValues.jsonValue(text(value)).create();
    }

    public static Map<String, Object> map(String text) {
        return read(text, new TypeReference<>() {});
    }

    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * The rows of a variable that holds a list of objects. None if it was never written, because a form posts no
     * empty list.
     */
    public static List<Map<String, Object>> rows(VariableScope scope, String variable) {
        return rows(scope.getVariable(variable));
    }

    /** The rows of a value that is a list of objects. */
    public static List<Map<String, Object>> rows(Object value) {
        return value == null ? List.of() : read(value.toString(), new TypeReference<>() {});
    }

    /** The distinct texts of a variable that holds a list; none if it was never written. */
    public static Set<String> texts(VariableScope scope, String variable) {
        Object texts = scope.getVariable(variable);
        return texts == null ? Set.of() : read(texts.toString(), new TypeReference<LinkedHashSet<String>>() {});
    }

    /** A variable's value without the engine's wrapper type. */
    public static Object plain(Object variable) {
        return variable instanceof SpinJsonNode json ? read(json.toString(), new TypeReference<Object>() {}) : variable;
    }

    /**
     * The values of several variables.
     *
     * @param variables their names, comma-separated
     */
    public static Map<String, Object> content(VariableScope scope, String variables) {
        Map<String, Object> content = new LinkedHashMap<>();
        Arrays.stream(variables.split(","))
                .map(String::strip)
                .forEach(name -> content.put(name, plain(scope.getVariable(name))));
        return content;
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
