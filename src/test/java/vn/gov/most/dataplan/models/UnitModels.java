package vn.gov.most.dataplan.models;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import vn.gov.most.dataplan.plan.Part;

/**
 * Generates the files of each clause with unit reports from the template in {@code unit-reports/template}, the clause's
 * description, its form {@code prepareReport} and its part of the plan: the unit model, and the forms to send, check
 * and correct the report.
 */
final class UnitModels {

    private static final String TEMPLATE = "unit-reports/template/";

    private static final Pattern DESCRIPTION = Pattern.compile("unit-reports/([^/]+)\\.yml");
    private static final Pattern ABOUT = Pattern.compile("### ([^\n]+)\n\n(.+)", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("@([a-zA-Z]+)@");

    /** In the template's diagram. */
    private static final String FIRST_TASK = "<dc:Bounds x=\"344\" y=\"119\" width=\"";

    private static final int WIDTH = 100;
    private static final int BEHIND_THE_FIRST_TASK = 344 + WIDTH;
    private static final Pattern LENGTH = Pattern.compile("(x|width)=\"(\\d+)\"");

    private static final YAMLMapper YAML = new YAMLMapper();

    /** As form editors write it. */
    private static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private UnitModels() {}

    /**
     * The parts of a clause's report that are not in its form.
     *
     * @param documentation the model's first sentence
     * @param collaboration the ending of the ids of collaboration and lane set, if it differs from the process id
     * @param ministryReport the pool that receives the report
     * @param sendingWords the plan's own words for the sending, if it has any
     * @param alsoShown ids of components that senders and checkers see too
     * @param shown HTML that shows the report to senders and checkers; its lines are joined without blanks
     */
    private record Description(
            @JsonProperty(required = true) String documentation,
            String collaboration,
            @JsonProperty(required = true) String ministryReport,
            String sendingWords,
            List<String> alsoShown,
            @JsonProperty(required = true) String shown) {}

    /**
     * The generated texts by file.
     *
     * @throws IllegalArgumentException with the name of a faulty file
     */
    static Map<String, String> of(Ministry ministry) {
        Map<String, String> made = new TreeMap<>();
        for (String file : ministry.files().keySet()) {
            Matcher description = DESCRIPTION.matcher(file);
            if (description.matches()) {
                make(ministry, file, description.group(1) + "-unit", made);
            }
        }
        return made;
    }

    private static void make(Ministry ministry, String file, String process, Map<String, String> made) {
        Description description = description(file, ministry.files().get(file));
        Part part = ministry.plan()
                .partOfProcess(process)
                .orElseThrow(() -> fault(file, "plan.yml has no part with the process " + process));
        String checkedBy = part.step("userTask_checkReport")
                .orElseThrow(() -> fault(file, "plan.yml does not say who does userTask_checkReport of " + process))
                .who();
        boolean itCenter = checkedBy.equals("it-center");
        String formFile = "forms/%s/prepareReport.form".formatted(process);
        if (!ministry.files().containsKey(formFile)) {
            throw fault(formFile, "is missing");
        }
        JsonNode form = Form.read(formFile, ministry.files().get(formFile)).schema();
        List<JsonNode> prepared = components(form);
        Matcher about = ABOUT.matcher(
                prepared.isEmpty() ? "" : prepared.get(0).path("text").asText());
        if (!about.matches()) {
            throw fault(formFile, "does not begin with a text of \"### \", the task's name, and what is reported");
        }
        Map<String, String> texts = Map.ofEntries(
                entry("name", part.name()),
                entry("task", about.group(1)),
                entry("about", about.group(2)),
                entry("checkedBy", checkedBy),
                entry("checker", itCenter ? "Trung tâm CNTT" : "Cơ quan chủ trì"),
                entry("sent", asked(form).collect(Collectors.joining(", "))),
                entry("documentation", description.documentation),
                entry("ministryReport", description.ministryReport),
                entry(
                        "sendingWords",
                        description.sendingWords == null ? "" : " (\"%s\")".formatted(description.sendingWords)),
                entry("shown", description.shown.lines().map(String::strip).collect(Collectors.joining())));

        String model = template(ministry, "unit.bpmn", process)
                .replace("clauseUnit", description.collaboration == null ? camel(process) : description.collaboration)
                .replace("lane_checker", itCenter ? "lane_itCenter" : "lane_lead");
        made.put(
                "processes/%s.bpmn".formatted(process),
                widened(fill(model, texts, UnitModels::inXml), wider(about.group(1))));
        List<JsonNode> report = prepared.subList(1, prepared.size());
        List<JsonNode> alsoShown = report.stream()
                .filter(component -> description.alsoShown != null
                        && description.alsoShown.contains(component.path("id").asText()))
                .toList();
        Map.of("sendReport.form", alsoShown, "checkReport.form", alsoShown, "mendReport.form", report)
                .forEach((name, taken) -> made.put(
                        "forms/%s/%s".formatted(process, name),
                        withReport(fill(template(ministry, name, process), texts, UnitModels::inJson), taken)));
    }

    private static String template(Ministry ministry, String name, String process) {
        return ministry.files().get(TEMPLATE + name).replace("clause-unit", process);
    }

    private static Description description(String file, String text) {
        try {
            return YAML.readValue(text, Description.class);
        } catch (JsonProcessingException e) {
            throw fault(file, e.getOriginalMessage());
        }
    }

    /** The form with the components that it takes from the first form. */
    private static String withReport(String text, List<JsonNode> taken) {
        ObjectNode form = (ObjectNode) Form.read(TEMPLATE, text).schema();
        List<JsonNode> components = new ArrayList<>();
        for (JsonNode component : components(form)) {
            components.addAll(component.path("id").asText().equals("field_report") ? taken : List.of(component));
        }
        form.putArray("components").addAll(components);
        try {
            return JSON.writeValueAsString(form) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> components(JsonNode parent) {
        return StreamSupport.stream(parent.path("components").spliterator(), false)
                .toList();
    }

    /** The variables of a form in order; components inside a list belong to the list. */
    private static Stream<String> asked(JsonNode parent) {
        return components(parent).stream()
                .flatMap(component ->
                        Form.asks(component).isEmpty() ? asked(component) : Stream.of(Form.asks(component)));
    }

    /** By how much the first task is wider than in the template: bpmn-js then breaks its name into two lines. */
    private static int wider(String task) {
        return task.length() <= 28 ? 0 : task.length() <= 35 ? 20 : 40;
    }

    /** Moves everything after the wider first task, and widens everything around it. */
    private static String widened(String model, int by) {
        int diagram = model.indexOf("<bpmndi:BPMNDiagram");
        String lengths = LENGTH.matcher(model.substring(diagram)).replaceAll(found -> {
            int length = Integer.parseInt(found.group(2));
            return "%s=\"%d\"".formatted(found.group(1), length < BEHIND_THE_FIRST_TASK ? length : length + by);
        });
        return model.substring(0, diagram)
                + lengths.replace(FIRST_TASK + WIDTH + "\"", FIRST_TASK + (WIDTH + by) + "\"");
    }

    private static String fill(String template, Map<String, String> texts, UnaryOperator<String> escaped) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(escaped.apply(texts.get(place.group(1)))));
    }

    private static String inJson(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String inXml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Without what names the clause: {@code dataQualityUnit} of {@code ii4-data-quality-unit}. */
    private static String camel(String process) {
        return Pattern.compile("-([a-z])")
                .matcher(process.replaceFirst("^(kh-)?[^-]+-", ""))
                .replaceAll(word -> word.group(1).toUpperCase());
    }

    private static IllegalArgumentException fault(String file, String fault) {
        return new IllegalArgumentException(file + ": " + fault);
    }
}
