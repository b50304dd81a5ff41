package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A component of a form's schema. */
record Field(JsonNode schema) {

    private static final String PAPERS = "papers";
    private static final Set<String> TEXTS = Set.of("textfield", "textarea");
    private static final Set<String> CHOICES = Set.of("radio", "select");
    private static final Set<String> MULTIPLE_CHOICES = Set.of("checklist", "taglist");

    /** The direct components, groups too. A group without a path is a component, but no level of the data. */
    static List<Field> in(JsonNode parent) {
        List<Field> fields = new ArrayList<>();
        parent.path("components").forEach(component -> fields.add(new Field(component)));
        return fields;
    }

    String type() {
        return schema.path("type").asText();
    }

    /** The key of its value in the data of the level; empty if it has no value. */
    String key() {
        return isList() || isGroup()
                ? schema.path("path").asText()
                : schema.path("key").asText();
    }

    boolean isGroup() {
        return type().equals("group");
    }

    boolean isList() {
        return type().equals("dynamiclist");
    }

    boolean isExpression() {
        return type().equals("expression");
    }

    boolean isText() {
        return TEXTS.contains(type());
    }

    boolean isChoice() {
        return CHOICES.contains(type());
    }

    boolean isMultipleChoice() {
        return MULTIPLE_CHOICES.contains(type());
    }

    /** The name of the list of choices that the program provides for the field; empty if there is none. */
    String offered() {
        JsonNode properties = schema.path("properties");
        return namesPapers()
                ? PAPERS
                : properties
                        .path("choices")
                        .asText(properties.path("suggestions").asText());
    }

    /** Whether it asks where something is stored, so that papers of the instance may be named. */
    boolean namesPapers() {
        return schema.path("properties").path(PAPERS).asText().equals("true");
    }

    boolean isDisabled() {
        return schema.path("disabled").asBoolean();
    }

    /** Read-only always, or depending on an expression. */
    boolean isReadonly() {
        JsonNode readonly = schema.path("readonly");
        return isDisabled() || readonly.asBoolean() || readonly.isTextual();
    }

    /** Read-only whatever the other values in the form. */
    boolean isAlwaysReadonly() {
        return isDisabled() || schema.path("readonly").asBoolean();
    }

    boolean allowsAddRemove() {
        return schema.path("allowAddRemove").asBoolean(true);
    }

    JsonNode rule(String name) {
        return schema.path("validate").path(name);
    }

    /** The label that the person sees, in quotes. */
    String named() {
        String label = Stream.of("label", "dateLabel", "timeLabel")
                .map(name -> schema.path(name).asText())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        return '"' + (label.isBlank() ? "(mục không có tên)" : label.strip()) + '"';
    }
}
