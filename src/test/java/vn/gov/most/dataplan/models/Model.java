package vn.gov.most.dataplan.models;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A BPMN file, with queries for tests. */
record Model(String file, BpmnModelInstance instance) {

    static Model read(String file, String text) {
        try {
            return new Model(
                    file, Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        } catch (ModelException e) {
            throw new IllegalArgumentException(
                    file + ": is no BPMN: " + getMostSpecificCause(e).getMessage(), e);
        }
    }

    /** The file's name without its folders and ending. */
    String name() {
        return file.substring(file.lastIndexOf('/') + 1).replace(".bpmn", "");
    }

    /** Whether it carries out a part of the plan; not for called models, the program's own and follow-ups. */
    boolean isOfThePlan() {
        return file.matches("processes/[^/]+") && !name().equals("follow-up");
    }

    Process process() {
        return all(Process.class).iterator().next();
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return instance.getModelElementsByType(type);
    }

    Collection<FlowNode> nodes() {
        return all(FlowNode.class);
    }

    Collection<UserTask> userTasks() {
        return all(UserTask.class);
    }

    /** The user tasks and start events with a form. */
    List<FlowNode> nodesWithForm() {
        return Stream.concat(
                        userTasks().stream(),
                        all(StartEvent.class).stream().filter(start -> camunda(start, "formRef") != null))
                .map(FlowNode.class::cast)
                .toList();
    }

    Optional<Lane> lane(FlowNode node) {
        return all(Lane.class).stream()
                .filter(lane -> lane.getFlowNodeRefs().contains(node))
                .findFirst();
    }

    /** The gateways that choose one or several flows. */
    List<FlowNode> choices() {
        return nodes().stream()
                .filter(node -> node instanceof ExclusiveGateway || node instanceof InclusiveGateway)
                .filter(node -> node.getOutgoing().size() > 1)
                .toList();
    }

    static SequenceFlow defaultFlow(FlowNode choice) {
        return choice instanceof ExclusiveGateway exclusive
                ? exclusive.getDefault()
                : ((InclusiveGateway) choice).getDefault();
    }

    static String condition(SequenceFlow flow) {
        ConditionExpression condition = flow.getConditionExpression();
        return condition == null ? "" : condition.getTextContent().strip();
    }

    static String camunda(ModelElementInstance element, String attribute) {
        return element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, attribute);
    }

    static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(Documentation::getTextContent)
                .findFirst()
                .orElse("");
    }

    static String type(ModelElementInstance element) {
        return element.getElementType().getTypeName();
    }

    /** The form's name for a node: its id without what says its type. */
    static String meaning(FlowNode node) {
        return node.getId().substring(node.getId().indexOf('_') + 1);
    }
}
