package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.models.Ministry.MODEL;
import static vn.gov.most.dataplan.models.Ministry.PLAN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.plan.Part;

/** A model contains only the flow: no code, no date, no version. Each gateway has a default flow. */
class ModelRulesTest {

    private static final Set<String> CODE = Set.of("script", "scriptTask", "connector");
    private static final Set<String> CODE_ATTRIBUTES = Set.of("class", "delegateExpression", "resource");
    private static final Set<String> VERSION_ATTRIBUTES =
            Set.of("versionTag", "historyTimeToLive", "calledElementVersion", "calledElementVersionTag");
    private static final Set<String> TIMERS = Set.of("timeDate", "timeDuration", "timeCycle");

    private static final Pattern OF_INSTANCE = Pattern.compile("\\$\\{(\\w+|\\w+\\.\\w+\\(execution\\))}");

    @Test
    void modelsHoldTheFlowAlone() {
        assertThat(faults(Ministry.shipped())).isEmpty();
        assertThat(faults(Ministry.sample())).isEmpty();
    }

    @Test
    void noCodeStandsInAModel() {
        assertThat(broken(
                        "event=\"start\" expression=\"${obligations.opened(execution)}\"",
                        "event=\"start\" class=\"a.B\""))
                .containsExactly(MODEL + ": executionListener in two-report: has class, which is code");
        assertThat(
                        broken(
                                "event=\"start\" expression=\"${obligations.opened(execution)}\" />",
                                "event=\"start\"><camunda:script scriptFormat=\"x\">1</camunda:script></camunda:executionListener>"))
                .containsExactly(MODEL + ": script in two-report: is code");
        assertThat(broken("<bpmn:endEvent id", "<bpmn:endEvent camunda:delegateExpression=\"${x}\" id"))
                .containsExactly(MODEL + ": endEvent endEvent_reportSent: has delegateExpression, which is code");
    }

    @Test
    void noVersionStandsInAModel() {
        assertThat(broken("isExecutable=\"true\"", "isExecutable=\"true\" camunda:versionTag=\"1\""))
                .containsExactly(MODEL + ": process two-report: has versionTag; versions are the engine's");
        assertThat(broken("isExecutable=\"true\"", "isExecutable=\"true\" camunda:historyTimeToLive=\"P1D\""))
                .containsExactly(MODEL + ": process two-report: has historyTimeToLive; versions are the engine's");
    }

    @Test
    void aTimerAsksForItsDate() {
        String timer = "Kỳ\"><bpmn:timerEventDefinition id=\"timerEventDefinition_x\"><bpmn:%s>%s</bpmn:%s>"
                + "</bpmn:timerEventDefinition></bpmn:startEvent><bpmn:startEvent id=\"startEvent_y\" name=\"Kỳ";
        assertThat(broken("Đã mở kỳ báo cáo", timer.formatted("timeDate", "2026-12-25T00:00:00", "timeDate")))
                .containsExactly(MODEL + ": timeDate in timerEventDefinition_x: is the literal 2026-12-25T00:00:00");
        assertThat(broken("Đã mở kỳ báo cáo", timer.formatted("timeCycle", "0 0 6 * * ?", "timeCycle")))
                .containsExactly(MODEL + ": timeCycle in timerEventDefinition_x: is the literal 0 0 6 * * ?");
        Ministry daily =
                Ministry.sample().with(MODEL, "Đã mở kỳ báo cáo", timer.formatted("timeCycle", "R/P1D", "timeCycle"));
        assertThat(faults(daily.copied(MODEL, "processes/operations/daily.bpmn").without(MODEL)))
                .isEmpty();
        String watch = "processes/kh-iii1a-weekly-watch.bpmn";
        assertThat(faults(Ministry.shipped().with(PLAN, "        owes: nothing\n", "        period: event\n")))
                .containsExactly(watch + ": timeCycle in timerEventDefinition_morning: is the literal 0 0 8 * * ?");
    }

    /** The engine asks for a collection twice (EngineFactsTest), and between the two it must not change. */
    @Test
    void aCollectionIsReadFromTheInstance() {
        String end = "</bpmn:userTask>\n    <bpmn:sequenceFlow id=\"flow_prepared\"";
        String loop = "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"%s\" />" + end;
        assertThat(broken(end, loop.formatted("${bean.due()}")))
                .containsExactly(MODEL
                        + ": multiInstanceLoopCharacteristics in userTask_prepareReport: its collection is not read from"
                        + " the instance");
        assertThat(broken(end, loop.formatted("${units}"))).isEmpty();
        assertThat(broken(end, loop.formatted("${bean.asked(execution)}"))).isEmpty();
    }

    @Test
    void theFirstWayOfAChoiceIsTheUsualOneAndNeedsNoCondition() {
        assertThat(broken(" default=\"flow_sent\"", "")).contains(MODEL + ": gateway_reportSent: has no default flow");
        assertThat(broken("default=\"flow_sent\"", "default=\"flow_returned\""))
                .containsExactly(
                        MODEL + ": flow_returned: is the usual way of gateway_reportSent and not its first",
                        MODEL + ": flow_returned: is a default flow with a condition",
                        MODEL + ": flow_sent: has no condition");
    }

    @Test
    void whatIsStartedInTasklistHasAStartForm() {
        assertThat(broken("isExecutable=\"true\"", "isExecutable=\"true\" camunda:isStartableInTasklist=\"false\""))
                .containsExactly(MODEL + ": two-report: has a start form and cannot be started in Tasklist");
        assertThat(broken("camunda:formRef=\"two-report-periodOpened\" camunda:formRefBinding=\"deployment\"", ""))
                .containsExactly(MODEL + ": two-report: can be started in Tasklist and has no start form");
    }

    private static List<String> broken(String old, String replacement) {
        return faults(Ministry.sample().with(MODEL, old, replacement));
    }

    private static List<String> faults(Ministry ministry) {
        List<String> faults = new ArrayList<>();
        for (Model model : ministry.models()) {
            List<String> found = new ArrayList<>();
            walk(model.instance().getDocument().getRootElement(), hasOwnRhythm(ministry, model), found);
            choices(model, found);
            startable(model, found);
            found.forEach(fault -> faults.add(model.file() + ": " + fault));
        }
        return faults;
    }

    /** The timer is the only place for the schedule of the program's own processes, and of parts that nobody owes. */
    private static boolean hasOwnRhythm(Ministry ministry, Model model) {
        return model.file().startsWith("processes/operations/")
                || ministry.plan()
                        .partOfProcess(model.name())
                        .filter(Part::owesNothing)
                        .isPresent();
    }

    private static void walk(DomElement element, boolean hasOwnRhythm, List<String> faults) {
        String name = element.getLocalName();
        String where = name + " " + place(element);
        if (CODE.contains(name)) {
            faults.add(where + ": is code");
        }
        for (String attribute : CODE_ATTRIBUTES) {
            if (has(element, attribute)) {
                faults.add("%s: has %s, which is code".formatted(where, attribute));
            }
        }
        for (String attribute : VERSION_ATTRIBUTES) {
            if (has(element, attribute)) {
                faults.add("%s: has %s; versions are the engine's".formatted(where, attribute));
            }
        }
        if (name.equals("multiInstanceLoopCharacteristics")
                && !OF_INSTANCE
                        .matcher(String.valueOf(element.getAttribute(BpmnModelConstants.CAMUNDA_NS, "collection")))
                        .matches()) {
            faults.add(where + ": its collection is not read from the instance");
        }
        boolean own = hasOwnRhythm && !name.equals("timeDate");
        String text = element.getTextContent().strip();
        if (TIMERS.contains(name) && !own && !text.matches("\\$\\{.*}")) {
            faults.add("%s: is the literal %s".formatted(where, text));
        }
        element.getChildElements().forEach(child -> walk(child, hasOwnRhythm, faults));
    }

    private static boolean has(DomElement element, String attribute) {
        boolean camundas = BpmnModelConstants.CAMUNDA_NS.equals(element.getNamespaceURI());
        return element.hasAttribute(BpmnModelConstants.CAMUNDA_NS, attribute)
                || camundas && element.hasAttribute(attribute);
    }

    private static String place(DomElement element) {
        if (element.hasAttribute("id")) {
            return element.getAttribute("id");
        }
        DomElement parent = element.getParentElement();
        while (parent != null && !parent.hasAttribute("id")) {
            parent = parent.getParentElement();
        }
        return parent == null ? "" : "in " + parent.getAttribute("id");
    }

    private static void choices(Model model, List<String> faults) {
        for (FlowNode choice : model.choices()) {
            SequenceFlow usual = Model.defaultFlow(choice);
            if (usual == null) {
                faults.add(choice.getId() + ": has no default flow");
            } else if (!usual.equals(choice.getOutgoing().iterator().next())) {
                faults.add("%s: is the usual way of %s and not its first".formatted(usual.getId(), choice.getId()));
            }
            if (usual != null && !Model.condition(usual).isEmpty()) {
                faults.add(usual.getId() + ": is a default flow with a condition");
            }
            choice.getOutgoing().stream()
                    .filter(flow -> !flow.equals(usual) && Model.condition(flow).isEmpty())
                    .forEach(flow -> faults.add(flow.getId() + ": has no condition"));
        }
        model.all(SequenceFlow.class).stream()
                .filter(flow ->
                        !Model.condition(flow).isEmpty() && !model.choices().contains(flow.getSource()))
                .forEach(flow -> faults.add("%s: has a condition, but %s is no choice"
                        .formatted(flow.getId(), flow.getSource().getId())));
    }

    private static void startable(Model model, List<String> faults) {
        boolean form = model.all(StartEvent.class).stream().anyMatch(start -> Model.camunda(start, "formRef") != null);
        boolean startable = !"false"
                .equals(Optional.ofNullable(Model.camunda(model.process(), "isStartableInTasklist"))
                        .orElse("true"));
        if (form && !startable) {
            faults.add(model.process().getId() + ": has a start form and cannot be started in Tasklist");
        }
        if (startable && !form) {
            faults.add(model.process().getId() + ": can be started in Tasklist and has no start form");
        }
    }
}
