package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.models.Ministry.MODEL;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/**
 * Returned work can be corrected: for every typed value that the decision shows, a step on the way back asks for it
 * again.
 */
class ReturnedWorkTest {

    /** Values decided before the repeated step: opinions of others, and the content of a plan or an order. */
    private static final Map<String, Set<String>> STAYS = Map.of(
            "issue-document", Set.of("comment", "legalOpinion"),
            "iv1-training", Set.of("trainingPurpose", "guidance", "topic", "kind", "plannedOn"),
            "iv2-connection-inspection",
                    Set.of("object", "criteria", "plannedFrom", "plannedTo", "unitAnswer", "unitExplanation"));

    @Test
    void whatIsReturnedCanBeMended() {
        assertThat(faults(Ministry.shipped())).isEmpty();
        assertThat(faults(Ministry.sample())).isEmpty();
    }

    @Test
    void aWayBackBehindTheStepThatAsksIsTold() {
        assertThat(faults(Ministry.sample()
                        .with(
                                MODEL,
                                "sourceRef=\"gateway_reportSent\" targetRef=\"gateway_prepare\"",
                                "sourceRef=\"gateway_reportSent\" targetRef=\"userTask_sendReport\"")))
                .containsExactly(
                        MODEL + ": flow_returned: nobody can mend accuracy",
                        MODEL + ": flow_returned: nobody can mend difficulties");
    }

    private static List<String> faults(Ministry ministry) {
        Map<String, Form> forms = ministry.forms().stream().collect(Collectors.toMap(Form::id, form -> form));
        return ministry.models().stream()
                .flatMap(model -> model.choices().stream()
                        .flatMap(choice -> choice.getOutgoing().stream())
                        .filter(way -> Model.condition(way).contains("'return'"))
                        .flatMap(way -> notMended(model, forms, way)
                                .map(name -> "%s: %s: nobody can mend %s".formatted(model.file(), way.getId(), name))))
                .toList();
    }

    private static Stream<String> notMended(Model model, Map<String, Form> forms, SequenceFlow back) {
        FlowNode decision = back.getSource().getIncoming().iterator().next().getSource();
        Form decided = forms.get(Model.camunda(decision, "formRef"));
        FormReading reading = new FormReading(decided, Map.of());
        Set<String> asked =
                model.userTasks().stream().flatMap(task -> asked(forms, task)).collect(Collectors.toSet());
        Set<String> mended = between(back.getTarget(), decision).stream()
                .flatMap(node -> asked(forms, node))
                .collect(Collectors.toSet());
        Set<String> own = asked(forms, decision).collect(Collectors.toSet());
        return Stream.concat(reading.variables().stream(), reading.fields().stream())
                .filter(asked::contains)
                .filter(name -> !mended.contains(name) && !own.contains(name))
                .filter(name -> !STAYS.getOrDefault(model.name(), Set.of()).contains(name))
                .sorted();
    }

    private static Stream<String> asked(Map<String, Form> forms, FlowNode node) {
        return node instanceof UserTask
                ? forms.get(Model.camunda(node, "formRef")).components().stream()
                        .filter(component -> !Form.isList(component))
                        .map(Form::asks)
                        .filter(name -> !name.isEmpty())
                : Stream.empty();
    }

    /** The nodes from {@code first}, included, that lead to the decision again. */
    private static Set<FlowNode> between(FlowNode first, FlowNode decision) {
        Set<FlowNode> after = reached(first, decision);
        after.removeIf(node -> !reached(node, decision).contains(decision));
        after.remove(decision);
        return after;
    }

    private static Set<FlowNode> reached(FlowNode from, FlowNode last) {
        Set<FlowNode> reached = new HashSet<>(Set.of(from));
        Deque<FlowNode> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            FlowNode node = open.pop();
            if (!node.equals(last)) {
                node.getOutgoing().stream()
                        .map(SequenceFlow::getTarget)
                        .filter(reached::add)
                        .forEach(open::push);
            }
        }
        return reached;
    }
}
