package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.junit.jupiter.api.Test;

/**
 * The unit models and their forms are exactly what {@link UnitModels} generates. So units report in the same way for
 * every clause, and one filter, one mail and one list fit all. With -Dunits.write=true the files are written instead.
 */
class UnitModelsTest {

    private static final String TEMPLATE = "unit-reports/template/unit.bpmn";
    private static final String DESCRIPTION = "unit-reports/ii4-data-quality.yml";
    private static final String MODEL = "processes/ii4-data-quality-unit.bpmn";
    private static final String PREPARE = "forms/ii4-data-quality-unit/prepareReport.form";
    private static final String SEND = "forms/ii4-data-quality-unit/sendReport.form";
    private static final String CHECK = "forms/ii4-data-quality-unit/checkReport.form";
    private static final String MEND = "forms/ii4-data-quality-unit/mendReport.form";

    private static final List<String> SHAPE =
            """
            process
            startEvent_reportAsked in Đơn vị
            flow_asked: startEvent_reportAsked -> userTask_prepareReport
            userTask_prepareReport in Đơn vị for ${unit} on complete task.setVariable('preparedBy', currentUser())
            flow_prepared: userTask_prepareReport -> gateway_reportReady
            gateway_reportReady in Thủ trưởng đơn vị
            flow_toHead: gateway_reportReady -> userTask_sendReport
            userTask_sendReport in Thủ trưởng đơn vị for ${unit}-head in headDecision in returnReason \
            out headDecision=${headDecision} out mendReason=${returnReason} \
            on complete task.setVariable('sentBy', currentUser())
            flow_headDecided: userTask_sendReport -> gateway_reportSent
            gateway_reportSent in Thủ trưởng đơn vị else flow_reportSent
            flow_reportSent: gateway_reportSent -> throwEvent_reportSent on take collectReports.sent(execution, '@sent@')
            throwEvent_reportSent in Thủ trưởng đơn vị asyncBefore unit-report-sent ${collectReports.tell(execution)}
            flow_toCheck: throwEvent_reportSent -> userTask_checkReport
            userTask_checkReport in @checker@ for @checkedBy@ in checkDecision in returnReason \
            out checkDecision=${checkDecision} out mendReason=${returnReason} notBy=preparedBy,sentBy
            flow_checked: userTask_checkReport -> gateway_reportAccepted
            gateway_reportAccepted in @checker@ else flow_reportAccepted
            flow_reportAccepted: gateway_reportAccepted -> endEvent_reportAccepted \
            on take collectReports.accepted(execution)
            endEvent_reportAccepted in @checker@ asyncBefore unit-report-accepted ${collectReports.tell(execution)}
            flow_reportReturned: gateway_reportAccepted -> throwEvent_reportReturned \
            if ${checkDecision == 'return'} on take collectReports.returned(execution)
            throwEvent_reportReturned in @checker@ asyncBefore unit-report-returned \
            ${collectReports.tell(execution)}
            flow_toMend: throwEvent_reportReturned -> gateway_mendReport
            flow_headReturned: gateway_reportSent -> gateway_mendReport if ${headDecision == 'return'}
            gateway_mendReport in Đơn vị
            flow_mend: gateway_mendReport -> userTask_mendReport
            userTask_mendReport in Đơn vị for ${unit} on complete execution.removeVariable('mendReason') on complete task.setVariable('preparedBy', currentUser())
            flow_mended: userTask_mendReport -> gateway_reportReady
            subProcess_reportClosed in Đơn vị triggeredByEvent
            startEvent_reportClosed unit-report-closed
            flow_closed: startEvent_reportClosed -> endEvent_reportClosed
            endEvent_reportClosed
            """
                    .lines()
                    .toList();

    @Test
    void unitModelsAndTheirFormsAreAsTheTemplateMakesThem() throws IOException {
        Ministry ministry = Ministry.shipped();
        if (Boolean.getBoolean("units.write")) {
            for (Map.Entry<String, String> made : UnitModels.of(ministry).entrySet()) {
                Files.writeString(Path.of(made.getKey()), made.getValue());
            }
            return;
        }
        assertThat(faults(ministry))
                .as("write them anew with: mvn test -Dtest=UnitModelsTest -Dunits.write=true")
                .isEmpty();
    }

    @Test
    void whatIsChangedByHandIsNamed() {
        Ministry asMade = Ministry.shipped().with(UnitModels.of(Ministry.shipped()));
        for (String made : List.of(MODEL, SEND, CHECK, MEND)) {
            assertThat(faults(asMade.with(made, "báo cáo", "báo cáo năm")))
                    .containsExactly(made + ": is not what unit-reports/ makes");
        }
        assertThat(faults(asMade.without(MEND))).containsExactly(MEND + ": is not what unit-reports/ makes");
        assertThat(faults(asMade.copied(MODEL, "processes/v1-other-unit.bpmn")))
                .containsExactly("processes/v1-other-unit.bpmn: has no unit-reports/v1-other.yml");
    }

    @Test
    void oneEditChangesAllThatSaysTheSame() {
        assertThat(made(PREPARE, "Khó khăn, vướng mắc", "Khó khăn")).containsExactly(MEND);
        assertThat(made(PREPARE, "\"difficulties\"", "\"obstacles\"")).containsExactlyInAnyOrder(MODEL, MEND);
        assertThat(made(PREPARE, "### Lập báo cáo của đơn vị", "### Lập báo cáo chất lượng dữ liệu của đơn vị"))
                .containsExactly(MODEL);
        assertThat(made(PREPARE, "Báo cáo chất lượng dữ liệu", "Báo cáo về dữ liệu"))
                .containsExactlyInAnyOrder(SEND, CHECK, MEND);
        assertThat(made(DESCRIPTION, "Tính chính xác", "Độ chính xác")).containsExactlyInAnyOrder(SEND, CHECK);
        assertThat(made(TEMPLATE, "Phê duyệt, gửi", "Gửi"))
                .hasSizeGreaterThan(1)
                .allMatch(file -> file.matches("processes/.*-unit\\.bpmn"));
    }

    @Test
    void whatCannotBeMadeIsNamed() {
        assertThatThrownBy(() -> UnitModels.of(Ministry.shipped().copied(DESCRIPTION, "unit-reports/v1-other.yml")))
                .hasMessage("unit-reports/v1-other.yml: plan.yml has no part with the process v1-other-unit");
        assertThatThrownBy(() -> UnitModels.of(Ministry.shipped().without(PREPARE)))
                .hasMessage(PREPARE + ": is missing");
        assertThatThrownBy(() -> UnitModels.of(Ministry.shipped().with(PREPARE, "### Lập", "Lập")))
                .hasMessage(
                        PREPARE + ": does not begin with a text of \"### \", the task's name, and what is reported");
        assertThatThrownBy(() -> UnitModels.of(Ministry.shipped().with(DESCRIPTION, "sendingWords:", "words:")))
                .hasMessageStartingWith(DESCRIPTION + ": Unrecognized field \"words\"");
        assertThatThrownBy(() -> UnitModels.of(Ministry.shipped().with(DESCRIPTION, "ministryReport: ", "# ")))
                .hasMessageStartingWith(DESCRIPTION + ": Missing required creator property 'ministryReport'");
    }

    @Test
    void theTemplateHasTheShapeThatTheProgramReliesOn() {
        Model template = Model.read(TEMPLATE, Ministry.shipped().files().get(TEMPLATE));
        assertThat(shape(template)).containsExactlyInAnyOrderElementsOf(SHAPE);
    }

    private static List<String> faults(Ministry ministry) {
        Map<String, String> made = UnitModels.of(ministry);
        List<String> faults = new ArrayList<>();
        made.forEach((file, text) -> {
            if (!text.equals(ministry.files().get(file))) {
                faults.add(file + ": is not what unit-reports/ makes");
            }
        });
        ministry.files().keySet().stream()
                .filter(file -> file.matches("processes/.*-unit\\.bpmn") && !made.containsKey(file))
                .forEach(file -> faults.add(
                        file + file.replaceFirst("processes/(.*)-unit\\.bpmn", ": has no unit-reports/$1.yml")));
        return faults;
    }

    /** The files that are made otherwise after a change. */
    private static List<String> made(String file, String old, String replacement) {
        Map<String, String> before = UnitModels.of(Ministry.shipped());
        Map<String, String> after = UnitModels.of(Ministry.shipped().with(file, old, replacement));
        return after.keySet().stream()
                .filter(made -> !after.get(made).equals(before.get(made)))
                .toList();
    }

    private static List<String> shape(Model model) {
        List<String> shape = new ArrayList<>();
        shape.add(line("process", more(model.process())));
        for (FlowNode node : model.nodes()) {
            shape.add(line(
                    node.getId(),
                    model.lane(node)
                            .map(Lane::getName)
                            .map(lane -> "in " + lane)
                            .orElse(null),
                    prefixed("for ", Model.camunda(node, "candidateGroups")),
                    model.choices().contains(node)
                            ? prefixed("else ", Model.defaultFlow(node).getId())
                            : null,
                    node instanceof SubProcess sub && sub.triggeredByEvent() ? "triggeredByEvent" : null,
                    node.isCamundaAsyncBefore() ? "asyncBefore" : null,
                    messages(node),
                    more(node)));
        }
        for (SequenceFlow flow : model.all(SequenceFlow.class)) {
            shape.add(line(
                    "%s: %s -> %s"
                            .formatted(
                                    flow.getId(),
                                    flow.getSource().getId(),
                                    flow.getTarget().getId()),
                    Model.condition(flow).isEmpty() ? null : "if " + Model.condition(flow),
                    more(flow)));
        }
        return shape;
    }

    private static String messages(FlowNode node) {
        return join(node.getChildElementsByType(MessageEventDefinition.class).stream()
                .flatMap(event -> Stream.of(event.getMessage().getName(), Model.camunda(event, "expression"))));
    }

    /** Mappings, listeners and properties. */
    private static String more(BaseElement element) {
        if (element.getExtensionElements() == null) {
            return null;
        }
        return join(below(element.getExtensionElements().getDomElement()).map(child -> switch (child.getLocalName()) {
            case "inputParameter" -> line("in", name(child), blankToNull(child.getTextContent()));
            case "outputParameter" -> "out %s=%s".formatted(name(child), child.getTextContent());
            case "executionListener", "taskListener" ->
                "on %s %s".formatted(child.getAttribute("event"), call(child.getAttribute("expression")));
            case "property" -> "%s=%s".formatted(name(child), child.getAttribute("value"));
            default -> null;
        }));
    }

    private static String name(DomElement element) {
        return element.getAttribute("name");
    }

    /** Without its brackets. */
    private static String call(String expression) {
        return expression.substring(2, expression.length() - 1);
    }

    private static Stream<DomElement> below(DomElement element) {
        return element.getChildElements().stream().flatMap(child -> Stream.concat(Stream.of(child), below(child)));
    }

    private static String prefixed(String prefix, String text) {
        return text == null ? null : prefix + text;
    }

    private static String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static String line(String... words) {
        return join(Stream.of(words));
    }

    private static String join(Stream<String> words) {
        String joined = words.filter(Objects::nonNull).collect(Collectors.joining(" "));
        return joined.isEmpty() ? null : joined;
    }
}
