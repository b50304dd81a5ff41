package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A component of a form, as the schema has it. */
record Field(JsonNode schema) {

    private static final String PAPERS = "papers";
    private static final Set<String> TEXTS = Set.of("textfield", "textarea");
    private static final Set<String> CHOICES = Set.of("radio", "select");
    private static final Set<String> MULTIPLE_CHOICES = Set.of("checklist", "taglist");

    /** Components of one level: groups without a path lead no further into the data. */
    static List<Field> in(JsonNode parent) {
        List<Field> fields = new ArrayList<>();
        parent.path("components").forEach(component -> fields.add(new Field(component)));
        return fields;
    }

    String type() {
        return schema.path("type").asText();
    }

    /** Where its value lies, in the data of the level; empty where it has none. */
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

    /** The name of the list that the program knows and the field offers; empty where it offers none. */
    String offered() {
        JsonNode properties = schema.path("properties");
        return namesPapers()
                ? PAPERS
                : properties
                        .path("choices")
                        .asText(properties.path("suggestions").asText());
    }

    /** Whether it asks where something lies, and may name papers of the instance for that. */
    boolean namesPapers() {
        return schema.path("properties").path(PAPERS).asText().equals("true");
    }

    boolean isDisabled() {
        return schema.path("disabled").asBoolean();
    }

    /** Always, or where an expression says so. */
    boolean isReadonly() {
        JsonNode readonly = schema.path("readonly");
        return isDisabled() || readonly.asBoolean() || readonly.isTextual();
    }

    /** Whatever stands in the form beside it. */
    boolean isAlwaysReadonly() {
        return isDisabled() || schema.path("readonly").asBoolean();
    }

    boolean allowsAddRemove() {
        return schema.path("allowAddRemove").asBoolean(true);
    }

    JsonNode rule(String name) {
        return schema.path("validate").path(name);
    }

    /** What the person sees beside it, in quotes. */
    String named() {
        String label = Stream.of("label", "dateLabel", "timeLabel")
                .map(name -> schema.path(name).asText())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        return '"' + (label.isBlank() ? "(mục không có tên)" : label.strip()) + '"';
    }
}
