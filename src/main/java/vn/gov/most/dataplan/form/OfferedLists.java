package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.Choices.Choice;

/** Fills the lists that the program provides into a form. */
final class OfferedLists {

    private OfferedLists() {}

    /** The form with its current choices; the same object if it names no list. */
    static JsonNode filled(JsonNode form, Function<String, List<Choice>> lists) {
        Map<String, List<Choice>> all = of(form, lists);
        if (all.isEmpty()) {
            return form;
        }
        JsonNode filled = form.deepCopy();
        fill(filled, all);
        return filled;
    }

    /** The choices of each list that the form names. */
    static Map<String, List<Choice>> of(JsonNode form, Function<String, List<Choice>> lists) {
        Set<String> names = new TreeSet<>();
        collect(form, names);
        Map<String, List<Choice>> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, lists.apply(name)));
        return all;
    }

    private static void collect(JsonNode form, Set<String> names) {
        for (Field field : Field.in(form)) {
            if (!field.offered().isEmpty()) {
                names.add(field.offered());
            }
            collect(field.schema(), names);
        }
    }

    private static void fill(JsonNode form, Map<String, List<Choice>> all) {
        for (Field field : Field.in(form)) {
            if (!field.offered().isEmpty()) {
                ArrayNode values = ((ObjectNode) field.schema()).putArray("values");
                all.get(field.offered())
                        .forEach(choice ->
                                values.addObject().put("label", choice.label()).put("value", choice.value()));
            }
            fill(field.schema(), all);
        }
    }

    /** Replaces typed text by the offered value that equals it apart from case and character composition. */
    static JsonNode asOffered(Field field, JsonNode typed) {
        if (!field.offered().isEmpty() && typed.isTextual()) {
            for (JsonNode choice : field.schema().path("values")) {
                if (TypedText.isSame(choice.path("value").asText(), typed.textValue())
                        || TypedText.isSame(choice.path("label").asText(), typed.textValue())) {
                    return choice.path("value");
                }
            }
        }
        return typed;
    }
}
