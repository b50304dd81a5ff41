package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.models.Ministry.MODEL;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InteractionNode;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.MessageFlow;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.api.Test;

/** Diagrams are readable: complete, with right angles, and nothing overlaps. */
class DiagramTest {

    private static final int MOST_NODES = 20;

    @Test
    void everyDiagramCanBeRead() {
        assertThat(faults(Ministry.shipped())).isEmpty();
        assertThat(faults(Ministry.sample())).isEmpty();
    }

    @Test
    void everythingIsDrawn() {
        assertThat(broken("bpmnElement=\"endEvent_reportSent\"", "bpmnElement=\"message_none\""))
                .contains(MODEL + ": endEvent_reportSent: is not drawn");
        assertThat(broken("bpmnElement=\"flow_sent\"", "bpmnElement=\"message_none\""))
                .containsExactly(MODEL + ": flow_sent: is not drawn");
        assertThat(broken("bpmnElement=\"messageFlow_reportSent\"", "bpmnElement=\"message_none\""))
                .containsExactly(MODEL + ": messageFlow_reportSent: is not drawn");
        assertThat(broken("bpmnElement=\"lane_head\"", "bpmnElement=\"message_none\""))
                .contains(MODEL + ": lane_head: is not drawn");
    }

    @Test
    void aFlowRunsInRightAngles() {
        assertThat(broken("<di:waypoint x=\"570\" y=\"159\" />", ""))
                .containsExactly(MODEL + ": flow_prepared: is diagonal");
    }

    @Test
    void aFlowDocksOnWhatItJoins() {
        assertThat(broken("<di:waypoint x=\"876\" y=\"289\" />", "<di:waypoint x=\"850\" y=\"289\" />"))
                .containsExactly(MODEL + ": flow_sent: does not reach endEvent_reportSent");
        assertThat(broken("<di:waypoint x=\"894\" y=\"307\" />", "<di:waypoint x=\"894\" y=\"330\" />"))
                .containsExactly(MODEL + ": messageFlow_reportSent: does not reach endEvent_reportSent");
    }

    @Test
    void aFlowKeepsOffEverythingElse() {
        assertThat(broken("y=\"94\" />", "y=\"150\" />"))
                .contains(MODEL + ": flow_returned: runs through userTask_prepareReport");
        assertThat(broken(
                        "<di:waypoint x=\"790\" y=\"264\" />",
                        "<di:waypoint x=\"790\" y=\"314\" />"
                                + "<di:waypoint x=\"790\" y=\"340\" /><di:waypoint x=\"580\" y=\"340\" />"
                                + "<di:waypoint x=\"580\" y=\"220\" /><di:waypoint x=\"560\" y=\"220\" />"
                                + "<di:waypoint x=\"560\" y=\"210\" /><di:waypoint x=\"790\" y=\"210\" />"))
                .containsExactly(MODEL + ": flow_prepared and flow_returned: cross");
    }

    @Test
    void nothingLiesOnAnythingElse() {
        assertThat(broken("<dc:Bounds x=\"344\" y=\"134\"", "<dc:Bounds x=\"420\" y=\"134\""))
                .contains(MODEL + ": gateway_prepare and userTask_prepareReport: overlap");
    }

    @Test
    void everyShapeIsInItsLane() {
        assertThat(broken(
                        "<dc:Bounds x=\"190\" y=\"224\" width=\"773\"", "<dc:Bounds x=\"190\" y=\"224\" width=\"600\""))
                .containsExactly(
                        MODEL + ": gateway_reportSent: is not inside lane_head",
                        MODEL + ": endEvent_reportSent: is not inside lane_head");
    }

    @Test
    void aNodeNamesItsFlows() {
        assertThat(broken("<bpmn:outgoing>flow_sent</bpmn:outgoing>", ""))
                .contains(MODEL + ": gateway_reportSent: does not name its outgoing flows");
        assertThat(broken("<bpmn:incoming>flow_sent</bpmn:incoming>", ""))
                .containsExactly(MODEL + ": endEvent_reportSent: does not name its incoming flows");
    }

    @Test
    void waysMeetAtAGateway() {
        assertThat(broken(
                        "sourceRef=\"gateway_reportSent\" targetRef=\"gateway_prepare\"",
                        "sourceRef=\"gateway_reportSent\" targetRef=\"userTask_prepareReport\""))
                .contains(MODEL + ": userTask_prepareReport: flows meet here, not at a gateway before it");
    }

    @Test
    void aDiagramFitsOnAPage() {
        StringBuilder more = new StringBuilder();
        for (char letter = 'a'; letter <= 'p'; letter++) {
            more.append("<bpmn:endEvent id=\"endEvent_").append(letter).append("\" />");
        }
        assertThat(broken("</bpmn:process>", more + "</bpmn:process>"))
                .contains(MODEL + ": has 22 nodes; more than 20 belong in a called process");
    }

    private static List<String> broken(String old, String replacement) {
        return faults(Ministry.sample().with(MODEL, old, replacement));
    }

    private static List<String> faults(Ministry ministry) {
        return ministry.models().stream()
                .flatMap(model -> new Diagram(model).faults().stream().map(fault -> model.file() + ": " + fault))
                .toList();
    }

    private record Point(double x, double y) {}

    private record Box(double left, double top, double right, double bottom) {

        /** Nobody notices two pixels. */
        private static final double SLACK = 2;

        static Box of(BpmnShape shape) {
            Bounds bounds = shape.getBounds();
            return new Box(
                    bounds.getX(),
                    bounds.getY(),
                    bounds.getX() + bounds.getWidth(),
                    bounds.getY() + bounds.getHeight());
        }

        boolean contains(Box other) {
            return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
        }

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean reaches(Point point) {
            return grown(SLACK).overlaps(new Box(point.x, point.y, point.x, point.y).grown(0.1));
        }

        Box grown(double by) {
            return new Box(left - by, top - by, right + by, bottom + by);
        }
    }

    /** A straight segment of a sequence flow. */
    private record Piece(Point from, Point to) {

        boolean isDiagonal() {
            return Math.abs(from.x - to.x) > Box.SLACK && Math.abs(from.y - to.y) > Box.SLACK;
        }

        Box box() {
            return new Box(
                    Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y));
        }

        boolean crosses(Piece other) {
            Box one = box().grown(-1);
            Box two = other.box().grown(-1);
            return between(one.left, (two.left + two.right) / 2, one.right)
                            && between(two.top, (one.top + one.bottom) / 2, two.bottom)
                    || between(two.left, (one.left + one.right) / 2, two.right)
                            && between(one.top, (two.top + two.bottom) / 2, one.bottom);
        }

        private static boolean between(double low, double value, double high) {
            return low < value && value < high;
        }
    }

    private static final class Diagram {

        private final Model model;
        private final Map<String, Box> shapes = new LinkedHashMap<>();
        private final Map<String, List<Piece>> flows = new LinkedHashMap<>();
        private final List<String> faults = new ArrayList<>();

        Diagram(Model model) {
            this.model = model;
            for (BpmnShape shape : model.all(BpmnShape.class)) {
                if (shape.getBpmnElement() != null) {
                    shapes.put(shape.getBpmnElement().getId(), Box.of(shape));
                }
            }
            for (BpmnEdge edge : model.all(BpmnEdge.class)) {
                if (edge.getBpmnElement() != null) {
                    flows.put(edge.getBpmnElement().getId(), pieces(edge.getWaypoints()));
                }
            }
        }

        private static List<Piece> pieces(Collection<Waypoint> waypoints) {
            List<Point> points = waypoints.stream()
                    .map(point -> new Point(point.getX(), point.getY()))
                    .toList();
            List<Piece> pieces = new ArrayList<>();
            for (int i = 1; i < points.size(); i++) {
                pieces.add(new Piece(points.get(i - 1), points.get(i)));
            }
            return pieces;
        }

        List<String> faults() {
            drawn();
            model.all(SequenceFlow.class).forEach(flow -> way(flow.getId(), flow.getSource(), flow.getTarget()));
            model.all(MessageFlow.class).forEach(flow -> way(flow.getId(), flow.getSource(), flow.getTarget()));
            crossings();
            overlaps();
            lanes();
            model.nodes().forEach(this::names);
            if (model.nodes().size() > MOST_NODES) {
                faults.add("has %d nodes; more than %d belong in a called process"
                        .formatted(model.nodes().size(), MOST_NODES));
            }
            return faults;
        }

        private void drawn() {
            Stream.of(FlowNode.class, Participant.class, Lane.class)
                    .flatMap(type -> model.all(type).stream())
                    .map(BaseElement::getId)
                    .filter(id -> !shapes.containsKey(id))
                    .forEach(id -> faults.add(id + ": is not drawn"));
            Stream.of(SequenceFlow.class, MessageFlow.class)
                    .flatMap(type -> model.all(type).stream())
                    .map(BaseElement::getId)
                    .filter(id -> !flows.containsKey(id))
                    .forEach(id -> faults.add(id + ": is not drawn"));
        }

        private void way(String flow, BaseElement source, BaseElement target) {
            List<Piece> way = flows.getOrDefault(flow, List.of());
            if (way.isEmpty()) {
                return;
            }
            if (way.stream().anyMatch(Piece::isDiagonal)) {
                faults.add(flow + ": is diagonal");
            }
            docks(flow, source, way.get(0).from());
            docks(flow, target, way.get(way.size() - 1).to());
            for (FlowNode node : model.nodes()) {
                Box shape = shapes.get(node.getId());
                if (shape == null || node instanceof SubProcess || node.equals(source) || node.equals(target)) {
                    continue;
                }
                if (way.stream().anyMatch(piece -> piece.box().overlaps(shape.grown(-3)))) {
                    faults.add("%s: runs through %s".formatted(flow, node.getId()));
                }
            }
        }

        private void way(String flow, InteractionNode source, InteractionNode target) {
            way(flow, (BaseElement) source, (BaseElement) target);
        }

        private void docks(String flow, BaseElement end, Point point) {
            if (shapes.containsKey(end.getId()) && !shapes.get(end.getId()).reaches(point)) {
                faults.add("%s: does not reach %s".formatted(flow, end.getId()));
            }
        }

        private void crossings() {
            List<String> ids = model.all(SequenceFlow.class).stream()
                    .map(BaseElement::getId)
                    .filter(flows::containsKey)
                    .toList();
            pairs(ids, (one, two) -> {
                if (flows.get(one).stream()
                        .anyMatch(piece -> flows.get(two).stream().anyMatch(piece::crosses))) {
                    faults.add("%s and %s: cross".formatted(one, two));
                }
            });
        }

        private void overlaps() {
            List<FlowNode> drawn = model.nodes().stream()
                    .filter(node -> shapes.containsKey(node.getId()) && !(node instanceof BoundaryEvent))
                    .toList();
            pairs(drawn, (one, two) -> {
                boolean nested = isWithin(one, two) || isWithin(two, one);
                if (!nested && shapes.get(one.getId()).overlaps(shapes.get(two.getId()))) {
                    faults.add("%s and %s: overlap".formatted(one.getId(), two.getId()));
                }
            });
        }

        private static boolean isWithin(FlowNode node, FlowNode other) {
            return node.getParentElement().equals(other)
                    || node.getParentElement() instanceof FlowNode parent && isWithin(parent, other);
        }

        private void lanes() {
            for (Lane lane : model.all(Lane.class)) {
                Box box = shapes.get(lane.getId());
                for (FlowNode node : lane.getFlowNodeRefs()) {
                    Box shape = shapes.get(node.getId());
                    if (box != null && shape != null && !box.contains(shape)) {
                        faults.add("%s: is not inside %s".formatted(node.getId(), lane.getId()));
                    }
                }
            }
        }

        private void names(FlowNode node) {
            Set<SequenceFlow> in = model.all(SequenceFlow.class).stream()
                    .filter(flow -> flow.getTarget().equals(node))
                    .collect(Collectors.toSet());
            Set<SequenceFlow> out = model.all(SequenceFlow.class).stream()
                    .filter(flow -> flow.getSource().equals(node))
                    .collect(Collectors.toSet());
            if (!in.equals(Set.copyOf(node.getIncoming()))) {
                faults.add(node.getId() + ": does not name its incoming flows");
            }
            if (!out.equals(Set.copyOf(node.getOutgoing()))) {
                faults.add(node.getId() + ": does not name its outgoing flows");
            }
            if (in.size() > 1 && !(node instanceof Gateway)) {
                faults.add(node.getId() + ": flows meet here, not at a gateway before it");
            }
        }

        private static <T> void pairs(List<T> all, java.util.function.BiConsumer<T, T> check) {
            for (int i = 0; i < all.size(); i++) {
                for (T other : all.subList(i + 1, all.size())) {
                    check.accept(all.get(i), other);
                }
            }
        }
    }
}
