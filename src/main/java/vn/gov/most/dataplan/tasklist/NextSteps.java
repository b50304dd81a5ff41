package vn.gov.most.dataplan.tasklist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** The possible next steps after a task, read from its model: on each path the next user task, wait state or end. */
final class NextSteps {

    /**
     * @param when the answer that leads there, in the model's words; empty if there is only one path
     * @param name in the model's words
     * @param whose the lane; empty if it is not a person's work
     */
    record Next(String when, String name, String whose) {}

    private final Set<FlowNode> seen = new HashSet<>();
    private final Set<Next> found = new LinkedHashSet<>();

    private NextSteps() {}

    static List<Next> after(FlowNode step) {
        NextSteps steps = new NextSteps();
        steps.follow(step, "");
        return new ArrayList<>(steps.found);
    }

    private void follow(FlowNode node, String when) {
        if (!seen.add(node)) {
            return;
        }
        if (node.getOutgoing().isEmpty() && node.getParentElement() instanceof SubProcess around) {
            follow(around, when);
        }
        for (SequenceFlow way : node.getOutgoing()) {
            reach(way.getTarget(), when.isEmpty() && way.getName() != null ? way.getName() : when);
        }
    }

    private void reach(FlowNode node, String when) {
        boolean isWork = node instanceof UserTask || node instanceof CallActivity;
        boolean isEnd = node instanceof EndEvent && !(node.getParentElement() instanceof SubProcess);
        if (isWork || isEnd || node instanceof CatchEvent || node instanceof ReceiveTask) {
            found.add(new Next(when, node.getName(), isWork ? lane(node) : ""));
        } else if (node instanceof SubProcess inside) {
            inside.getChildElementsByType(StartEvent.class).forEach(start -> follow(start, when));
        } else {
            follow(node, when);
        }
    }

    private static String lane(FlowNode node) {
        return node.getModelInstance().getModelElementsByType(Lane.class).stream()
                .filter(lane -> lane.getFlowNodeRefs().contains(node))
                .map(Lane::getName)
                .findFirst()
                .orElse("");
    }
}
