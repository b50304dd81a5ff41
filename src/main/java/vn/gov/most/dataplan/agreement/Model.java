package vn.gov.most.dataplan.agreement;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelInstanceImpl;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageFlow;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.impl.ModelImpl;
import org.camunda.bpm.model.xml.impl.parser.AbstractModelParser;
import org.camunda.bpm.model.xml.instance.DomDocument;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.gov.most.dataplan.engine.UsedModel;
import vn.gov.most.dataplan.plan.CarriedDay;

/** A model in use, parsed as BPMN. */
record Model(UsedModel used, BpmnModelInstance bpmn) {

    /**
     * An element that sends or receives a message.
     *
     * @param reference the message id that it refers to; null if none
     * @param message the message's name; empty if the model does not define this message
     */
    record MessageUse(String element, boolean sends, String reference, Optional<String> message) {}

    /** Skips schema validation, which takes ten times as long: the engine validates when it deploys. */
    private static final class Parser extends AbstractModelParser {

        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            super.configureFactory(factory);
            factory.setValidating(false);
        }

        @Override
        protected ModelInstance createModelInstance(DomDocument document) {
            return new BpmnModelInstanceImpl(
                    (ModelImpl) Bpmn.INSTANCE.getBpmnModel(), Bpmn.INSTANCE.getBpmnModelBuilder(), document);
        }
    }

    private static final Parser PARSER = new Parser();

    private static final Pattern MOMENT = Pattern.compile("(?<![:\\w])[a-z][A-Za-z]*(?:At|Date)\\b");

    /** @throws ModelException if it is not XML */
    static Model of(UsedModel used) {
        return new Model(used, (BpmnModelInstance)
                PARSER.parseModelFromStream(new ByteArrayInputStream(used.text().getBytes(StandardCharsets.UTF_8))));
    }

    String process() {
        return used.process();
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return bpmn.getModelElementsByType(type);
    }

    List<String> tasks() {
        return all(UserTask.class).stream().map(UserTask::getId).toList();
    }

    /** Not the model API's own list, which makes two groups of {@code ${unit}-head}. */
    static List<String> groups(UserTask task) {
        String groups = task.getCamundaCandidateGroups();
        return groups == null ? List.of() : List.of(groups.strip().split(" *,(?![^{]*}) *"));
    }

    List<MessageUse> messages() {
        List<MessageUse> uses = new ArrayList<>();
        for (MessageEventDefinition definition : all(MessageEventDefinition.class)) {
            if (definition.getParentElement() instanceof Event event) {
                uses.add(use(event, event instanceof ThrowEvent, definition));
            }
        }
        all(SendTask.class).forEach(task -> uses.add(use(task, true, task)));
        all(ReceiveTask.class).forEach(task -> uses.add(use(task, false, task)));
        return uses;
    }

    /** The names of the messages that start the process; those of event sub-processes are not included. */
    List<String> startMessages() {
        List<String> starts = all(StartEvent.class).stream()
                .filter(start -> start.getParentElement() instanceof Process)
                .map(StartEvent::getId)
                .toList();
        return messages().stream()
                .filter(use -> starts.contains(use.element()))
                .flatMap(use -> use.message().stream())
                .toList();
    }

    /** Looks messages up by id: without schema validation the model API does not resolve references. */
    private MessageUse use(FlowElement element, boolean sends, ModelElementInstance naming) {
        String reference = naming.getAttributeValue("messageRef");
        Optional<String> name = all(Message.class).stream()
                .filter(message -> message.getId().equals(reference))
                .map(message -> String.valueOf(message.getName()))
                .findFirst();
        return new MessageUse(element.getId(), sends, reference, name);
    }

    /** The moments that it names, and those from which the days that it names are counted. */
    Set<String> moments() {
        return MOMENT.matcher(used.text())
                .results()
                .map(name -> CarriedDay.momentOf(name.group()))
                .collect(Collectors.toSet());
    }

    /** The elements with an outgoing message flow in the diagram. */
    Set<String> tellers() {
        Set<String> tellers = new HashSet<>();
        all(MessageFlow.class).forEach(flow -> tellers.add(flow.getAttributeValue("sourceRef")));
        return tellers;
    }

    /**
     * Calls the consumer with each attribute and text that contains an expression, and the id of the surrounding
     * element.
     */
    void expressions(BiConsumer<String, String> consumer) {
        Document document = (Document) bpmn.getDocument().getDomSource().getNode();
        walk(document.getDocumentElement(), "", consumer);
    }

    private static void walk(Element element, String above, BiConsumer<String, String> consumer) {
        String id = element.hasAttribute("id") ? element.getAttribute("id") : above;
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            offer(id, element.getAttributes().item(i).getNodeValue(), consumer);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                if (!inner.getLocalName().equals("BPMNDiagram")) {
                    walk(inner, id, consumer);
                }
            } else {
                offer(id, child.getNodeValue(), consumer);
            }
        }
    }

    private static void offer(String id, String text, BiConsumer<String, String> consumer) {
        if (text != null && (text.contains("${") || text.contains("#{"))) {
            consumer.accept(id, text);
        }
    }
}
