package vn.gov.most.dataplan.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** A form's file. */
record Form(String file, JsonNode schema) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Form read(String file, String text) {
        try {
            return new Form(file, MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": is no JSON: " + e.getMessage(), e);
        }
    }

    String id() {
        return schema.path("id").asText();
    }

    /** All components, those inside lists and groups too. */
    List<JsonNode> components() {
        return below(schema);
    }

    static List<JsonNode> below(JsonNode parent) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode component : parent.path("components")) {
            found.add(component);
            found.addAll(below(component));
        }
        return found;
    }

    static String type(JsonNode component) {
        return component.path("type").asText();
    }

    /**
     * The name of the entered value: the key of a field or the path of a list. Empty if the component takes no input.
     */
    static String asks(JsonNode component) {
        boolean shownOnly = component.path("readonly").asBoolean()
                || component.path("disabled").asBoolean();
        return shownOnly
                ? ""
                : component.path(isList(component) ? "path" : "key").asText();
    }

    static boolean isList(JsonNode component) {
        return type(component).equals("dynamiclist");
    }
}
