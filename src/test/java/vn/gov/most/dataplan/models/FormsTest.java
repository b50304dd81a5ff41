package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.models.Ministry.MODEL;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.calendar.DayKind;

/** Every task has its form and every form its task. Tasklist can display it, and a user can fill it in. */
class FormsTest {

    private static final String PREPARE = "forms/two-report/prepareReport.form";
    private static final String SEND = "forms/two-report/sendReport.form";
    private static final String START = "forms/two-report/periodOpened.form";

    /** The component types of the form viewer in Tasklist 7.24; one component of another type breaks the whole form. */
    private static final Set<String> DRAWN = Set.of(
            "textfield",
            "textarea",
            "number",
            "datetime",
            "expression",
            "checkbox",
            "checklist",
            "radio",
            "select",
            "taglist",
            "text",
            "image",
            "table",
            "html",
            "spacer",
            "separator",
            "group",
            "dynamiclist",
            "iframe",
            "button");

    private static final Set<String> CHOICES = Set.of("radio", "select", "checklist", "taglist");
    private static final Set<String> TEXTS = Set.of("textfield", "textarea");
    private static final Set<String> CAN_BE_FILLED = Set.of(
            "textfield", "textarea", "number", "datetime", "checkbox", "checklist", "radio", "select", "taglist");

    private static final Pattern WHERE = Pattern.compile("(?iu)minh chứng|nơi lưu");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{([^}]*)}}");

    /** Variables that the plan, the register or the calendar fills. */
    private static final Set<String> NOT_TYPED =
            Set.of("dutyName", "periodName", "coverage", "unitName", "databaseName");

    /** A text variable is a column of that length: a longer one fails when the form is submitted. */
    private static final int LONGEST_TEXT = 4000;

    private static final int COLUMNS_OF_A_ROW = 16;

    @Test
    void formsAndModelsAreInStep() {
        assertThat(faults(Ministry.shipped())).isEmpty();
        assertThat(faults(Ministry.sample())).isEmpty();
    }

    @Test
    void everyTaskHasItsFormAndEveryFormItsTask() {
        assertThat(faults(Ministry.sample().without(SEND)))
                .containsExactly(MODEL + ": userTask_sendReport: its form is not at " + SEND);
        assertThat(faults(Ministry.sample().copied(SEND, "forms/two-report/other.form")))
                .contains("forms/two-report/other.form: is no task's form");
        assertThat(faults(Ministry.sample().with(MODEL, "formRef=\"two-report-sendReport\"", "formRef=\"sendReport\"")))
                .containsExactly(MODEL + ": userTask_sendReport: its form is sendReport, not two-report-sendReport");
        assertThat(faults(Ministry.sample()
                        .with(
                                MODEL,
                                "sendReport\" camunda:formRefBinding=\"deployment\"",
                                "sendReport\" camunda:formRefBinding=\"latest\"")))
                .containsExactly(MODEL + ": userTask_sendReport: its form is not bound to the deployment");
        assertThat(broken(SEND, "\"id\": \"two-report-sendReport\"", "\"id\": \"send\""))
                .containsExactly(SEND + ": has the id send, not two-report-sendReport");
    }

    @Test
    void tasklistCanDrawIt() {
        assertThat(broken(SEND, "\"schemaVersion\": 16", "\"schemaVersion\": 17"))
                .containsExactly(SEND + ": schemaVersion is 17, not 16");
        assertThat(broken(SEND, "7.24.0", "8.7.0"))
                .containsExactly(SEND + ": executionPlatformVersion is 8.7.0, not 7.24.0");
        assertThat(broken(SEND, "\"type\": \"html\"", "\"type\": \"filepicker\""))
                .containsExactly(SEND + ": field_content: Tasklist draws no filepicker");
        assertThat(broken(
                        SEND,
                        "\"id\": \"field_content\"",
                        "\"layout\": {\"row\": \"row_one\", \"columns\": 17}, \"id\": \"field_content\""))
                .containsExactly(SEND + ": row_one: is wider than 16 columns");
    }

    @Test
    void idsAndKeysSayWhatTheyMeanOnce() {
        assertThat(broken(SEND, "field_returnReason", "field_content"))
                .containsExactly(SEND + ": field_content: is there twice");
        assertThat(broken(SEND, "field_returnReason", "Field_1x4k9aa"))
                .containsExactly(SEND + ": Field_1x4k9aa: should be field_ and a meaning in letters");
        assertThat(broken(SEND, "\"key\": \"returnReason\"", "\"key\": \"headDecision\""))
                .containsExactly(SEND + ": headDecision: is asked twice");
        assertThat(broken(SEND, "\"key\": \"returnReason\"", "\"key\": \"textarea_1\""))
                .containsExactly(SEND + ": field_returnReason: its key textarea_1 says no meaning in letters");
        assertThat(broken(SEND, "\"key\": \"returnReason\", ", ""))
                .containsExactly(SEND + ": field_returnReason: asks something without a key");
    }

    @Test
    void itSpeaksVietnamese() {
        assertThat(broken(SEND, "\"label\": \"Lý do trả lại\"", "\"label\": \"Lý Do trả lại.\""))
                .containsExactly(
                        SEND + ": field_returnReason: \"Lý Do trả lại.\" ends in a full stop or a space",
                        SEND + ": field_returnReason: \"Lý Do trả lại.\" has a capital inside: \"Do\"");
        assertThat(broken(SEND, "\"label\": \"Lý do trả lại\", ", ""))
                .containsExactly(SEND + ": field_returnReason: has no label");
        assertThat(broken(PREPARE, "\"content\": \"Lý do", "\"content\": \"Uỷ ban, lý do"))
                .containsExactly(PREPARE + ": field_mendReason: is spelt otherwise: \"Uỷ\"");
        assertThat(broken(SEND, "{\"label\": \"Gửi\"", "{\"label\": \"Send\""))
                .containsExactly(SEND + ": field_headDecision: \"Send\" has no diacritics");
    }

    @Test
    void itCanBeCompletedFromItsSchemaAlone() {
        assertThat(broken(SEND, "\"value\": \"return\"}", "\"value\": \"send\"}"))
                .containsExactly(SEND + ": field_headDecision: has the value send twice");
        assertThat(broken(
                        SEND,
                        "\"values\": [{\"label\": \"Gửi\", \"value\": \"send\"}, {\"label\": \"Trả lại\", \"value\": \"return\"}]",
                        "\"valuesKey\": \"answers\""))
                .containsExactly(SEND + ": field_headDecision: has no values of its own");
        assertThat(broken(PREPARE, "\"readonly\": true", "\"readonly\": true, \"validate\": {\"required\": true}"))
                .containsExactly(PREPARE + ": field_name: is required and cannot be filled in");
        assertThat(broken(START, "\"validate\": {\"pattern\"", "\"validate\": {\"required\": true, \"pattern\""))
                .containsExactly(START + ": field_period: is required in a pattern, which its schema cannot fill in");
    }

    @Test
    void whatItAsksFitsIntoAVariable() {
        assertThat(broken(SEND, "\"maxLength\": 4000", "\"maxLength\": 8000"))
                .containsExactly(SEND + ": field_returnReason: takes more than 4000 characters");
        assertThat(broken(SEND, ", \"maxLength\": 4000", ""))
                .containsExactly(SEND + ": field_returnReason: takes more than 4000 characters");
        assertThat(broken(START, "^[0-9]{4}$", "[0-9]{4}"))
                .containsExactly(START + ": field_period: its pattern lets through what only contains it");
    }

    @Test
    void aListShowsAllItsRows() {
        assertThat(broken(PREPARE, "\"disableCollapse\": true, ", ""))
                .containsExactly(PREPARE + ": field_databases: shows five rows, and loses the others");
    }

    @Test
    void aDaySaysWhetherItHasHappenedOrIsToCome() {
        String day = "\"type\": \"datetime\", \"subtype\": \"date\", \"dateLabel\": \"Ngày ký\"";
        String text = "\"type\": \"textarea\", \"key\": \"returnReason\", \"label\": \"Lý do trả lại\", ";
        assertThat(broken(SEND, text, day + ", \"key\": \"returnReason\", "))
                .containsExactly(
                        SEND
                                + ": field_returnReason: does not say its kind: happened, past-duty, expected, ordered or either");
    }

    @Test
    void whereEvidenceOrAPlaceIsAskedForAPaperMayBeNamed() {
        for (String label : List.of("Tài liệu minh chứng", "Nơi lưu tệp dự thảo")) {
            String asked = "\"label\": \"%s\"".formatted(label);
            assertThat(broken(SEND, "\"label\": \"Lý do trả lại\"", asked))
                    .containsExactly(
                            SEND + ": field_returnReason: asks where something is, and lets nobody name a paper");
            assertThat(broken(SEND, "\"label\": \"Lý do trả lại\"", asked + ", \"properties\": {\"papers\": \"true\"}"))
                    .isEmpty();
        }
    }

    @Test
    void aDayThatIsNotBeforeAnotherHasThatOneBesideIt() {
        String text = "\"type\": \"textarea\", \"key\": \"returnReason\", \"label\": \"Lý do trả lại\", ";
        String day = "\"type\": \"datetime\", \"subtype\": \"date\", \"dateLabel\": \"Đến ngày\", \"key\":"
                + " \"plannedTo\", \"properties\": {\"kind\": \"expected\", \"notBefore\": \"plannedFrom\"}, ";
        String other = day.replace(", \"notBefore\": \"plannedFrom\"", "").replace("plannedTo", "plannedFrom");
        String fault = SEND + ": plannedTo: is not before plannedFrom, which is no date beside it";

        assertThat(broken(SEND, text, day)).containsExactly(fault);
        assertThat(broken(SEND, text, day.replace("\"plannedFrom\"", "\"headDecision\"")))
                .containsExactly(fault.replace("plannedFrom", "headDecision"));
        assertThat(broken(SEND, text, day + "\"id\": \"field_plannedTo\"}, {" + other))
                .isEmpty();
    }

    /** Those whose kinds alone would not keep them in order come first. */
    @Test
    void daysThatBelongTogetherAreSaidToBeInOrder() {
        assertThat(Ministry.shipped().forms().stream().flatMap(form -> form.components().stream()
                        .filter(day -> day.path("properties").has("notBefore"))
                        .map(day -> "%s: %s, %s"
                                .formatted(
                                        form.id(),
                                        day.path("properties").path("notBefore").asText(),
                                        day.path("key").asText()))))
                .containsExactlyInAnyOrder(
                        "i6-inspection-plan-planInspections: plannedFrom, plannedTo",
                        "iv2-connection-inspection-listInspections: plannedFrom, plannedTo",
                        "i8-data-rules-publishRules: documentDate, publicDate",
                        "iv2-connection-inspection-inspectUnits: inspectedOn, mendBy",
                        "iv2-connection-inspection-reportInspections: inspectedOn, mendBy",
                        "i1-national-databases-sendDossier: documentDate, resultDate",
                        "ii8-open-data-feedback-consolidateReports: receivedOn, orderedFor");
    }

    @Test
    void whatPeopleTypedIsShownByAComponentThatEscapesIt() {
        assertThat(broken(PREPARE, "\"type\": \"html\", \"content\": \"Lý do", "\"type\": \"text\", \"text\": \"Lý do"))
                .containsExactly(PREPARE + ": field_mendReason: shows {{mendReason}} as markdown, which people may have"
                        + " typed: a html component escapes it");
    }

    private static List<String> broken(String file, String old, String replacement) {
        return faults(Ministry.sample().with(file, old, replacement));
    }

    private static List<String> faults(Ministry ministry) {
        List<String> faults = new ArrayList<>();
        Set<String> expected = new HashSet<>();
        for (Model model : ministry.models()) {
            for (FlowNode node : model.nodesWithForm()) {
                String file = "forms/%s/%s.form".formatted(model.name(), Model.meaning(node));
                expected.add(file);
                nodeFaults(ministry, model, node, file)
                        .forEach(fault -> faults.add("%s: %s: %s".formatted(model.file(), node.getId(), fault)));
            }
        }
        for (Form form : ministry.forms()) {
            List<String> found = new ArrayList<>();
            if (!expected.contains(form.file())) {
                found.add("is no task's form");
            }
            formFaults(form, found);
            found.forEach(fault -> faults.add(form.file() + ": " + fault));
        }
        return faults;
    }

    private static List<String> nodeFaults(Ministry ministry, Model model, FlowNode node, String file) {
        List<String> faults = new ArrayList<>();
        String id = model.name() + "-" + Model.meaning(node);
        if (!id.equals(Model.camunda(node, "formRef"))) {
            faults.add("its form is %s, not %s".formatted(Model.camunda(node, "formRef"), id));
        }
        if (!"deployment".equals(Model.camunda(node, "formRefBinding"))) {
            faults.add("its form is not bound to the deployment");
        }
        if (!ministry.files().containsKey(file)) {
            faults.add("its form is not at " + file);
        }
        return faults;
    }

    private static void formFaults(Form form, List<String> faults) {
        String id = form.file().replaceAll("forms/(.*)/(.*)\\.form", "$1-$2");
        if (!form.id().equals(id)) {
            faults.add("has the id %s, not %s".formatted(form.id(), id));
        }
        Map.of(
                        "type", "default",
                        "schemaVersion", "16",
                        "executionPlatform", "Camunda Platform",
                        "executionPlatformVersion", "7.24.0")
                .forEach((field, value) -> {
                    String found = form.schema().path(field).asText();
                    if (!found.equals(value)) {
                        faults.add("%s is %s, not %s".formatted(field, found, value));
                    }
                });
        Set<String> ids = new HashSet<>();
        Map<String, Integer> widths = new HashMap<>();
        for (JsonNode component : form.components()) {
            String componentId = component.path("id").asText();
            if (!ids.add(componentId)) {
                faults.add(componentId + ": is there twice");
            }
            JsonNode layout = component.path("layout");
            if (layout.has("row")) {
                widths.merge(layout.path("row").asText(), layout.path("columns").asInt(COLUMNS_OF_A_ROW), Integer::sum);
            }
            componentFaults(component).forEach(fault -> faults.add(componentId + ": " + fault));
        }
        widths.forEach((row, width) -> {
            if (width > COLUMNS_OF_A_ROW) {
                faults.add("%s: is wider than %d columns".formatted(row, COLUMNS_OF_A_ROW));
            }
        });
        keys(form.schema(), true, new HashSet<>(), faults);
        orders(form.schema(), faults);
    }

    /** A day in a row is compared with a day of the same row. */
    private static void orders(JsonNode scope, List<String> faults) {
        List<String> days = new ArrayList<>();
        scope.path("components").forEach(component -> {
            if (Form.type(component).equals("datetime")) {
                days.add(component.path("key").asText());
            }
            orders(component, faults);
        });
        for (JsonNode component : scope.path("components")) {
            JsonNode other = component.path("properties").path("notBefore");
            String key = component.path("key").asText();
            if (!other.isMissingNode() && (!days.contains(other.asText()) || !days.contains(key))) {
                faults.add("%s: is not before %s, which is no date beside it".formatted(key, other.asText()));
            }
        }
    }

    private static List<String> componentFaults(JsonNode component) {
        List<String> faults = new ArrayList<>();
        String type = Form.type(component);
        if (!DRAWN.contains(type)) {
            faults.add("Tasklist draws no " + type);
        }
        if (!component.path("id").asText().matches("field_[a-z][a-zA-Z]*")) {
            faults.add("should be field_ and a meaning in letters");
        }
        if (Form.isList(component) && !component.path("disableCollapse").asBoolean()) {
            faults.add("shows five rows, and loses the others");
        }
        boolean asks = CAN_BE_FILLED.contains(type) || Form.isList(component);
        String key = component.path(Form.isList(component) ? "path" : "key").asText();
        if (asks && key.isEmpty()) {
            faults.add("asks something without a key");
        } else if (asks && !key.matches("[a-z][a-zA-Z]*")) {
            faults.add("its key %s says no meaning in letters".formatted(key));
        }
        words(component, asks, faults);
        if (type.equals("text")) {
            SHOWN.matcher(component.path("text").asText())
                    .results()
                    .map(shown -> shown.group(1).strip())
                    .filter(shown -> !NOT_TYPED.contains(shown))
                    .forEach(shown -> faults.add(
                            "shows {{%s}} as markdown, which people may have typed: a html component escapes it"
                                    .formatted(shown)));
        }
        if (CHOICES.contains(type)) {
            choices(component, faults);
        }
        filling(component, faults);
        if (asksWhereSomethingIs(component)
                && !component.path("properties").path("papers").asText().equals("true")) {
            faults.add("asks where something is, and lets nobody name a paper");
        }
        if (type.equals("datetime")
                && !Form.asks(component).isEmpty()
                && DayKind.named(component.path("properties").path("kind").asText())
                        .isEmpty()) {
            faults.add("does not say its kind: happened, past-duty, expected, ordered or either");
        }
        return faults;
    }

    /** Asks for a file or for the place of a file: both may be in the papers. */
    private static boolean asksWhereSomethingIs(JsonNode component) {
        return TEXTS.contains(Form.type(component))
                && !Form.asks(component).isEmpty()
                && WHERE.matcher(component.path("label").asText()).find();
    }

    private static void words(JsonNode component, boolean asks, List<String> faults) {
        String label = component
                .path(component.has("dateLabel") ? "dateLabel" : "label")
                .asText();
        if (asks && label.isEmpty()) {
            faults.add("has no label");
        }
        List<String> labels = new ArrayList<>(label.isEmpty() ? List.of() : List.of(label));
        component.path("values").forEach(value -> labels.add(value.path("label").asText()));
        component
                .path("columns")
                .forEach(column -> labels.add(column.path("label").asText()));
        labels.forEach(
                text -> Vietnamese.nameFaults(text).forEach(fault -> faults.add("\"%s\" %s".formatted(text, fault))));
        for (String field : List.of("text", "content", "description")) {
            String text = component.path(field).asText().replaceAll("\\{\\{[^}]*}}|<[^>]*>", " ");
            faults.addAll(Vietnamese.faults(text));
        }
    }

    private static void choices(JsonNode component, List<String> faults) {
        List<String> values = values(component);
        boolean isKnown = component.path("properties").has("choices");
        if (values.isEmpty() && !isFilledByJava(component) && !isKnown) {
            faults.add("has no values of its own");
        }
        values.stream()
                .filter(value -> values.indexOf(value) != values.lastIndexOf(value))
                .distinct()
                .forEach(value -> faults.add("has the value %s twice".formatted(value)));
    }

    /** Whether its values are a list that Java writes. */
    private static boolean isFilledByJava(JsonNode component) {
        return Variables.JAVA_ROWS
                .getOrDefault(component.path("valuesKey").asText(), Set.of())
                .contains("value");
    }

    private static List<String> values(JsonNode component) {
        return StreamSupport.stream(component.path("values").spliterator(), false)
                .map(value -> value.path("value").asText())
                .collect(Collectors.toList());
    }

    private static void filling(JsonNode component, List<String> faults) {
        JsonNode validate = component.path("validate");
        boolean required = validate.path("required").asBoolean();
        String pattern = validate.path("pattern").asText();
        if (required && (Form.asks(component).isEmpty() || !CAN_BE_FILLED.contains(Form.type(component)))) {
            if (!component.path("key").asText().isEmpty()) {
                faults.add("is required and cannot be filled in");
            }
        }
        if (required && !pattern.isEmpty()) {
            faults.add("is required in a pattern, which its schema cannot fill in");
        }
        if (!pattern.isEmpty() && !pattern.matches("\\^.*\\$")) {
            faults.add("its pattern lets through what only contains it");
        }
    }

    /** Keys are unique within the form or within the rows of a list; only the keys in rows have no length limit. */
    private static void keys(JsonNode scope, boolean variables, Set<String> keys, List<String> faults) {
        for (JsonNode component : scope.path("components")) {
            String key = component.path(Form.isList(component) ? "path" : "key").asText();
            if (!key.isEmpty() && !keys.add(key)) {
                faults.add(key + ": is asked twice");
            }
            int longest = component.path("validate").path("maxLength").asInt(Integer.MAX_VALUE);
            if (variables
                    && TEXTS.contains(Form.type(component))
                    && !Form.asks(component).isEmpty()
                    && longest > LONGEST_TEXT) {
                faults.add("%s: takes more than %d characters"
                        .formatted(component.path("id").asText(), LONGEST_TEXT));
            }
            if (Form.isList(component)) {
                keys(component, false, new HashSet<>(), faults);
            } else {
                keys(component, variables, keys, faults);
            }
        }
    }
}
