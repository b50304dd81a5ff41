package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
 * A unit reports in the same way whatever the clause, so that one filter, one mail and one list are right for all: the
 * unit models differ in names, forms and in what a report holds, and in nothing else.
 */
class UnitModelsTest {

    private static final String UNIT_MODEL = "processes/ii4-data-quality-unit.bpmn";

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
            flow_reportSent: gateway_reportSent -> throwEvent_reportSent on take collectReports.sent(execution, ...)
            throwEvent_reportSent in Thủ trưởng đơn vị asyncBefore unit-report-sent ${collectReports.tell(execution)}
            flow_toCheck: throwEvent_reportSent -> userTask_checkReport
            userTask_checkReport in Trung tâm CNTT for it-center in checkDecision in returnReason \
            out checkDecision=${checkDecision} out mendReason=${returnReason} notBy=preparedBy,sentBy
            flow_checked: userTask_checkReport -> gateway_reportAccepted
            gateway_reportAccepted in Trung tâm CNTT else flow_reportAccepted
            flow_reportAccepted: gateway_reportAccepted -> endEvent_reportAccepted \
            on take collectReports.accepted(execution)
            endEvent_reportAccepted in Trung tâm CNTT asyncBefore unit-report-accepted ${collectReports.tell(execution)}
            flow_reportReturned: gateway_reportAccepted -> throwEvent_reportReturned \
            if ${checkDecision == 'return'} on take collectReports.returned(execution)
            throwEvent_reportReturned in Trung tâm CNTT asyncBefore unit-report-returned \
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
    void allUnitsReportInOneWay() {
        assertThat(faults(Ministry.shipped())).isEmpty();
    }

    @Test
    void whatDiffersIsNamed() {
        assertThat(broken("gateway_reportReady", "gateway_ready"))
                .contains(
                        UNIT_MODEL + ": lacks gateway_reportReady in Thủ trưởng đơn vị",
                        UNIT_MODEL + ": adds gateway_ready in Thủ trưởng đơn vị");
        assertThat(broken("candidateGroups=\"${unit}-head\"", "candidateGroups=\"${unit}\""))
                .hasSize(2)
                .allMatch(fault -> fault.contains("userTask_sendReport"));
        assertThat(broken("${collectReports.accepted(execution)}", "${collectReports.returned(execution)}"))
                .hasSize(2)
                .allMatch(fault -> fault.contains("flow_reportAccepted"));
        assertThat(broken("name=\"unit-report-closed\"", "name=\"report-closed\""))
                .containsExactly(
                        UNIT_MODEL + ": lacks startEvent_reportClosed unit-report-closed",
                        UNIT_MODEL + ": adds startEvent_reportClosed report-closed");
        assertThat(broken("value=\"preparedBy,sentBy\"", "value=\"sentBy\""))
                .hasSize(2)
                .allMatch(fault -> fault.contains("userTask_checkReport"));
    }

    @Test
    void namesFormsAndContentMayDiffer() {
        assertThat(broken("Lập báo cáo của đơn vị", "Kê khai dữ liệu")).isEmpty();
        assertThat(broken("ii4-data-quality-unit-prepareReport", "another-form"))
                .isEmpty();
        assertThat(broken("'databases, difficulties, measures'", "'works'")).isEmpty();
    }

    private static List<String> broken(String old, String replacement) {
        return faults(Ministry.shipped().with(UNIT_MODEL, old, replacement));
    }

    private static List<String> faults(Ministry ministry) {
        List<String> faults = new ArrayList<>();
        for (Model model : ministry.models()) {
            if (!model.name().endsWith("-unit")) {
                continue;
            }
            List<String> shape =
                    shape(model).stream().map(UnitModelsTest::ledByTheItCenter).toList();
            SHAPE.stream()
                    .filter(line -> !shape.contains(line))
                    .forEach(line -> faults.add("%s: lacks %s".formatted(model.file(), line)));
            shape.stream()
                    .filter(line -> !SHAPE.contains(line))
                    .forEach(line -> faults.add("%s: adds %s".formatted(model.file(), line)));
        }
        return faults;
    }

    /** Whoever leads the clause checks; the lane of a lead that is not the IT Center says so. */
    private static String ledByTheItCenter(String line) {
        return line.contains("in Cơ quan chủ trì")
                ? line.replace("in Cơ quan chủ trì", "in Trung tâm CNTT").replace("for nasati", "for it-center")
                : line;
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

    /** Without its brackets, and without what a report holds. */
    private static String call(String expression) {
        return expression.substring(2, expression.length() - 1).replaceAll("(sent\\(execution), '.*'", "$1, ...");
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
