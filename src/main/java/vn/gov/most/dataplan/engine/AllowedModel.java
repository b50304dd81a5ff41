package vn.gov.most.dataplan.engine;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;

/**
 * The allowlist for deployments, whoever deploys: diagrams and forms, and in a diagram only the elements and
 * attributes listed here. A model may call our beans in expressions. It may have no class, script or connector, start
 * no program, and show only deployed forms. Only new deployments are checked; stored ones go on.
 */
public final class AllowedModel {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";

    private static final Set<String> ELEMENTS = Set.of(
            // the frame
            "definitions",
            "collaboration",
            "participant",
            "messageFlow",
            "message",
            "process",
            "laneSet",
            "lane",
            "flowNodeRef",
            "subProcess",
            // the flow
            "sequenceFlow",
            "conditionExpression",
            "incoming",
            "outgoing",
            "exclusiveGateway",
            "inclusiveGateway",
            "parallelGateway",
            "eventBasedGateway",
            // activities
            "userTask",
            "serviceTask",
            "callActivity",
            "multiInstanceLoopCharacteristics",
            "completionCondition",
            // events
            "startEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "endEvent",
            "messageEventDefinition",
            "timerEventDefinition",
            "timeDate",
            "timeDuration",
            "timeCycle",
            "conditionalEventDefinition",
            "condition",
            "terminateEventDefinition",
            // texts
            "documentation",
            "textAnnotation",
            "text",
            "association",
            "group",
            "category",
            "categoryValue",
            "extensionElements");

    private static final Set<String> CAMUNDA_ATTRIBUTES = Set.of(
            "asyncBefore",
            "asyncAfter",
            "exclusive",
            "candidateGroups",
            "dueDate",
            "expression",
            "resultVariable",
            "formRef",
            "formRefBinding",
            "isStartableInTasklist",
            "collection",
            "elementVariable");

    /** Camunda's extension elements with their allowed attributes. */
    private static final Map<String, Set<String>> CAMUNDA_ELEMENTS = Map.of(
            "executionListener", Set.of("event", "expression"),
            "taskListener", Set.of("event", "expression"),
            "properties", Set.of(),
            "property", Set.of("id", "name", "value"),
            "inputOutput", Set.of(),
            "inputParameter", Set.of("name"),
            "outputParameter", Set.of("name"),
            "in", Set.of("businessKey", "source", "sourceExpression", "target"),
            "out", Set.of("source", "sourceExpression", "target"),
            "failedJobRetryTimeCycle", Set.of());

    /**
     * BPMN attributes are checked by its schema; only this one is refused, because it turns an expression into a
     * script.
     */
    private static final String LANGUAGE = "language";

    private AllowedModel() {}

    /**
     * @param file its name, as faults name it
     * @throws MinistryFileException with everything that may not be deployed, and what may
     */
    public static void check(String file, String text) {
        if (file.endsWith(".bpmn")) {
            Faults faults = new Faults();
            check(file, read(file, text).getDocumentElement(), faults);
            faults.tell();
        } else if (!file.endsWith(".form")) {
            throw new MinistryFileException(
                    file, "", "không phải quy trình hay biểu mẫu; được phép: tệp .bpmn và .form");
        }
    }

    private static void check(String file, Element element, Faults faults) {
        String name = element.getLocalName();
        boolean isCamundas = CAMUNDA.equals(element.getNamespaceURI());
        if (DIAGRAM.equals(element.getNamespaceURI()) && isOfDefinitions(element)) {
            // The diagram interchange part, which the engine does not execute
            return;
        } else if (isCamundas
                ? !CAMUNDA_ELEMENTS.containsKey(name)
                : !BPMN.equals(element.getNamespaceURI()) || !ELEMENTS.contains(name)) {
            Set<String> allowed = isCamundas ? CAMUNDA_ELEMENTS.keySet() : ELEMENTS;
            faults.check(() -> {
                throw fault(file, element, element.getNodeName(), allowed);
            });
            return;
        }
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (!isAllowed(attribute, isCamundas ? CAMUNDA_ELEMENTS.get(name) : null)) {
                Set<String> allowed = isCamundas ? CAMUNDA_ELEMENTS.get(name) : CAMUNDA_ATTRIBUTES;
                faults.check(() -> {
                    throw fault(file, element, element.getNodeName() + " " + attribute.getName(), allowed);
                });
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inside) {
                check(file, inside, faults);
            }
        }
    }

    private static boolean isOfDefinitions(Element element) {
        return element.getParentNode() == element.getOwnerDocument().getDocumentElement();
    }

    /** @param ofCamundas the attributes allowed on an element of Camunda's; null for other elements */
    private static boolean isAllowed(Attr attribute, Set<String> ofCamundas) {
        String space = attribute.getNamespaceURI();
        String name = attribute.getLocalName();
        if (space == null) {
            return ofCamundas == null ? !LANGUAGE.equals(name) : ofCamundas.contains(name);
        } else if (space.equals(CAMUNDA)) {
            return ofCamundas == null && CAMUNDA_ATTRIBUTES.contains(name);
        }
        return space.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                || space.equals(MODELER)
                || space.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI) && name.equals("type");
    }

    private static MinistryFileException fault(String file, Element element, String what, Set<String> allowed) {
        Element named = element;
        while (!named.hasAttribute("id") && named.getParentNode() instanceof Element parent) {
            named = parent;
        }
        return new MinistryFileException(
                file,
                named.hasAttribute("id") ? "phần tử \"%s\"".formatted(named.getAttribute("id")) : "",
                "\"%s\" không được dùng trong quy trình; được phép: %s"
                        .formatted(
                                what, allowed.isEmpty() ? "không có gì" : String.join(", ", new TreeSet<>(allowed))));
    }

    private static Document read(String file, String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Errors are thrown; the default handler would also print them
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (SAXParseException noXml) {
            throw new MinistryFileException(
                    file,
                    "dòng " + noXml.getLineNumber(),
                    "không hợp lệ (%s); được phép: sơ đồ BPMN 2.0, lưu từ Camunda Modeler"
                            .formatted(noXml.getMessage()));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("Không đọc được " + file + ".", e);
        }
    }
}
