package vn.gov.most.dataplan.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.DomElement;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.PeriodRule;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Step;

/**
 * Follows the variables through a model. A variable that an expression reads must be written on every way to it, one
 * that a form shows on some way, and a value that a form asks for must be read.
 */
final class Variables {

    /** The variables that Java sets in the instance whose model calls it. */
    static final Map<String, Set<String>> JAVA_WRITES = Map.ofEntries(
            Map.entry("openDuePeriods.gather", Set.of("duePeriods")),
            Map.entry("lateWork.gather", Set.of("lateUnits")),
            Map.entry("lateWork.show", Set.of("overdueWork", "overdueOn", "settledWork")),
            Map.entry("unitFigures.show", Set.of("keptDates")),
            Map.entry("obligations.inYearOf", Set.of("period")),
            Map.entry("obligations.asPeriod", Set.of("period")),
            Map.entry("collectReports.sent", Set.of("sentAt", "reportSent")),
            Map.entry("collectReports.returned", Set.of("returnedAt")),
            Map.entry("events.check", Set.of("unit", "subject", "databaseName")),
            Map.entry("collectReports.show", Set.of("unitReports")),
            Map.entry("collectReports.consolidated", Set.of("unitReports")),
            Map.entry("collectReports.signed", Set.of("unitReportsAtSigning")),
            Map.entry("followUps.show", Set.of("orderedBefore")),
            Map.entry("followUps.offerUnits", Set.of("unitChoices")),
            Map.entry("draftComments.ask", Set.of("askedUnits")),
            Map.entry("unitAnswers.ask", Set.of("askedUnits")),
            Map.entry("draftComments.show", Set.of("comments")),
            Map.entry("issuing.signed", Set.of("documentSigner", "documentDate", "signingAuthority")));

    /**
     * The variables that the package {@code duty} sets at the start of each instance of the plan; no model shows them.
     */
    static final Set<String> JAVA_OPENS =
            Set.of("period", "periodName", "openedAt", "dutyName", "coverage", "unitName");

    /** The variables that Java sets in the instances of the units or of the ministry. */
    static final Map<String, Set<String>> JAVA_TELLS = Map.of(
            "collectReports.open", Set.of("period", "unit", "reportSent", "guidance", "databases"),
            "collectReports.guide", Set.of("guidance"),
            "collectReports.tell", Set.of("allSent"),
            "followUps.order",
                    Set.of("clause", "part", "period", "unit", "subject", "orderName", "orderedBy", "requiredAt"));

    /** The variables that Java reads from the calling instance; the plan has those of the deadlines. */
    private static final Map<String, Set<String>> JAVA_READS = Map.ofEntries(
            Map.entry("collectReports.open", Set.of("period", "guidance")),
            Map.entry("collectReports.guide", Set.of("guidance")),
            Map.entry("draftComments.ask", Set.of("unit")),
            Map.entry(
                    "focalOfficers.appoint",
                    Set.of("unit", "officerName", "officerPosition", "officerDuty", "officerPhone", "officerEmail")),
            Map.entry("followUps.order", Set.of("documentNumber")),
            Map.entry("draftComments.asked", Set.of("askedUnits")),
            Map.entry("unitAnswers.asked", Set.of("askedUnits")),
            Map.entry("draftComments.given", Set.of("coordinator", "comment")),
            Map.entry("issuing.signed", Set.of("signDecision", "signedFor")),
            Map.entry("lateWork.check", Set.of("unit", "listedWork")),
            Map.entry(
                    "urgingLetters.send",
                    Set.of(
                            "unit",
                            "unitName",
                            "listedWork",
                            "listedOn",
                            "documentTitle",
                            "letterContent",
                            "askedFor",
                            "documentNumber",
                            "documentDate",
                            "documentSigner",
                            "signingAuthority",
                            "documentLocation")),
            Map.entry("issuing.mended", Set.of("decidedRows")),
            Map.entry("draftComments.show", Set.of("askedUnits")),
            Map.entry("weeklyWatch.write", Set.of("week")),
            Map.entry(
                    "issuedDocuments.tell",
                    Set.of(
                            "unit",
                            "askedUnits",
                            "signer",
                            "dutyName",
                            "periodName",
                            "documentTitle",
                            "documentNumber",
                            "documentDate",
                            "documentSigner",
                            "signedFor",
                            "documentLocation")));

    /** The fields that Java reads in rows with orders. */
    private static final Set<String> ORDERED_FIELDS = Set.of("unit", "name", "orderedFor");

    /** The only base of a step's due date that is not a variable: when the task was created. */
    private static final String ASSIGNED_AT = "assignedAt";

    /** The variables with which Java starts processes that are not part of the plan. */
    private static final Map<String, Set<String>> JAVA_STARTS = Map.of(
            "send-mail", Set.of("mailId", "retryPauses"),
            "send-mails", Set.of("mailKeys"),
            "show-reports", Set.of("clause", "part", "period"),
            "tell-issued", Set.of("issued", "groups"),
            "tell-outcome", Set.of("decided", "people"),
            "tell-notice", Set.of("notice", "unit"),
            "follow-up", JAVA_TELLS.get("followUps.order"));

    /** The fields of list rows that Java fills. */
    static final Map<String, Set<String>> JAVA_ROWS = Map.of(
            "unitReports",
                    Set.of("unit", "unitName", "state", "timeliness", "sentAt", "sent", "afterConsolidation", "note"),
            "databases", Set.of("name"),
            "unitChoices", Set.of("label", "value"),
            "orderedBefore", Set.of("unitName", "name", "due", "state", "evidence"),
            "overdueWork", Set.of("id", "name", "about", "clause", "due", "lateFrom", "days", "step", "told", "answer"),
            "listedWork", Set.of("name", "about", "clause", "due", "days", "step", "told", "answer"),
            "settledWork", Set.of("name", "about", "clause"),
            "keptDates", Set.of("unitName", "owed", "inTime", "late", "overdue"),
            "comments", Set.of("unitName", "comment", "hasComment"));

    private static final List<String> ATTRIBUTES = List.of(
            "expression",
            "candidateGroups",
            "candidateUsers",
            "assignee",
            "dueDate",
            "followUpDate",
            "priority",
            "collection",
            "calledElement");
    private static final Set<String> TEXTS = Set.of(
            "documentation",
            "condition",
            "conditionExpression",
            "timeDate",
            "timeDuration",
            "timeCycle",
            "inputParameter",
            "completionCondition");

    private final Model model;
    private final Map<String, Form> forms;
    private final Map<String, Set<String>> rows;
    private final Optional<Part> part;
    private final Set<String> given;
    private final Set<String> handedBySome;
    private final boolean isOfPlan;
    private final List<Step> steps;
    private final Set<String> outputs;
    private final Set<String> shownElsewhere;
    private final List<String> faults = new ArrayList<>();

    private Variables(Ministry ministry, Model model) {
        this.model = model;
        Plan plan = ministry.plan();
        part = plan.partOfProcess(model.name());
        isOfPlan = plan.parts()
                .anyMatch(of -> !of.owesNothing()
                        && of.process().filter(model.name()::equals).isPresent());
        handedBySome = calls(ministry, model.name())
                .flatMap(call -> handed(call).stream())
                .collect(Collectors.toSet());
        given = part.map(of -> given(ministry, of))
                .or(() -> givenByCallers(ministry, model.name()))
                .orElse(JAVA_STARTS.getOrDefault(model.name(), Set.of()));
        steps = part.map(Part::steps).orElse(plan.shared().getOrDefault(model.name(), List.of()));
        outputs = calls(ministry, model.name())
                .flatMap(call -> mapped(call, "out").stream())
                .map(out -> out.getAttribute("source"))
                .collect(Collectors.toSet());
        forms = ministry.forms().stream().collect(Collectors.toMap(Form::id, form -> form, (one, other) -> one));
        rows = rows(ministry, model);
        shownElsewhere = shownElsewhere(ministry, model);
    }

    static List<String> faults(Ministry ministry) {
        return ministry.models().stream()
                .flatMap(model -> new Variables(ministry, model).faults().stream())
                .toList();
    }

    /** The variables with which an instance starts, by the kind of its part. */
    private static Set<String> given(Ministry ministry, Part part) {
        if (part.period() == PeriodRule.EVENT && isCollected(ministry, part)) {
            Set<String> given = new HashSet<>(JAVA_TELLS.get("collectReports.open"));
            given.remove("databases");
            ministry.models().stream()
                    .flatMap(model -> model.nodes().stream())
                    .flatMap(node -> texts(node).stream())
                    .forEach(text -> given.addAll(Expression.toldToUnits(text)));
            return given;
        }
        Set<String> told = told(ministry, part);
        if (!told.isEmpty()) {
            told.addAll(Set.of("period", "unit", "subject"));
            return told;
        }
        if (part.opensAfterLate().isPresent()) {
            return Set.of("unit", "subject");
        }
        if (part.period() == PeriodRule.EVENT) {
            return ministry.models().stream()
                    .flatMap(model -> Stream.concat(model.all(SequenceFlow.class).stream(), model.nodes().stream()))
                    .flatMap(element -> texts(element).stream())
                    .flatMap(text -> Expression.handedTo(part.clause(), part.id(), text).stream())
                    .collect(Collectors.toSet());
        }
        if (part.each() == PartOwner.CLAUSE) {
            return Set.of("period");
        }
        if (ministry.plan().clause(part.clause()).orElseThrow().closingPart().isEmpty()) {
            // Nothing collects it, so that a hand opens it.
            return Set.of();
        }
        Set<String> given = new HashSet<>(JAVA_TELLS.get("collectReports.open"));
        if (part.each() == PartOwner.UNIT) {
            given.remove("databases");
        }
        return given;
    }

    private static boolean isCollected(Ministry ministry, Part part) {
        return ministry.plan()
                .clause(part.clause())
                .flatMap(Clause::closingPart)
                .flatMap(Part::collects)
                .filter(part.id()::equals)
                .isPresent();
    }

    /** The lists whose rows its clause tells each unit. */
    private static Set<String> told(Ministry ministry, Part part) {
        return ministry.models().stream()
                .filter(model -> ministry.plan()
                        .partOfProcess(model.name())
                        .filter(of -> of.clause().equals(part.clause()))
                        .isPresent())
                .flatMap(model -> model.nodes().stream())
                .flatMap(node -> texts(node).stream())
                .flatMap(text -> Expression.toldTo(part.id(), text).stream())
                .collect(Collectors.toSet());
    }

    /** The variables passed by every calling process; empty if none calls it. */
    private static Optional<Set<String>> givenByCallers(Ministry ministry, String process) {
        return calls(ministry, process).map(Variables::handed).reduce((one, other) -> {
            one.retainAll(other);
            return one;
        });
    }

    private static Set<String> handed(CallActivity call) {
        return mapped(call, "in").stream()
                .map(in -> in.getAttribute("target"))
                .filter(target -> target != null)
                .collect(Collectors.toSet());
    }

    private static Stream<CallActivity> calls(Ministry ministry, String process) {
        return ministry.models().stream()
                .flatMap(model -> model.all(CallActivity.class).stream())
                .filter(call -> process.equals(call.getCalledElement()));
    }

    /** The variables passed in or out by name. */
    private static List<DomElement> mapped(BaseElement call, String way) {
        return own(call.getDomElement())
                .filter(child -> child.getLocalName().equals(way))
                .toList();
    }

    /** The fields of lists, of this model's forms and of those at the other end. */
    private static Map<String, Set<String>> rows(Ministry ministry, Model model) {
        Map<String, Set<String>> rows = new HashMap<>();
        JAVA_ROWS.forEach((list, fields) -> rows.put(list, new HashSet<>(fields)));
        String clause = model.name().replaceFirst("-unit$", "");
        Set<String> recalled = recalled(model);
        ministry.plan().partOfProcess(model.name()).ifPresent(part -> recalled.addAll(told(ministry, part)));
        for (Form form : ministry.forms()) {
            form.components().stream()
                    .filter(component -> Form.type(component).equals("expression"))
                    .forEach(computed -> rows.computeIfAbsent(
                                    computed.path("key").asText(), any -> new HashSet<>())
                            .addAll(computed(computed.path("expression").asText())));
            boolean ofClause = form.file().matches("forms/" + clause + "(-unit)?/.*");
            form.components().stream()
                    .filter(Form::isList)
                    .filter(list ->
                            ofClause || recalled.contains(list.path("path").asText()))
                    .forEach(list -> rows.computeIfAbsent(list.path("path").asText(), any -> new HashSet<>())
                            .addAll(asked(list)));
        }
        model.all(UserTask.class).stream()
                .flatMap(task -> texts(task).stream())
                .flatMap(text -> Expression.gathered(text).stream())
                .forEach(list ->
                        rows.computeIfAbsent(list, any -> new HashSet<>()).addAll(Set.of("unit", "unitName")));
        model.all(UserTask.class).stream()
                .flatMap(task -> texts(task).stream())
                .forEach(text -> rows.putAll(Expression.recalledEvents(text)));
        for (Model other : ministry.models()) {
            if (other.name().equals(clause + "-unit")) {
                other.all(SequenceFlow.class).forEach(flow -> rows.get("unitReports")
                        .addAll(Expression.sent(String.join(" ", texts(flow)))));
            }
        }
        return rows;
    }

    /** The fields of the rows that an expression creates. */
    private static Set<String> computed(String expression) {
        return Pattern.compile("[{,] ?(\\w+):")
                .matcher(expression)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** The variables that a model takes over from another clause's product. */
    private static Set<String> recalled(Model model) {
        return model.all(SequenceFlow.class).stream()
                .flatMap(flow -> texts(flow).stream())
                .flatMap(text -> Expression.recalled(text).stream())
                .collect(Collectors.toSet());
    }

    /** The fields of lists that other clauses show of this one's product. */
    private static Set<String> shownElsewhere(Ministry ministry, Model model) {
        Set<String> kept = model.all(SequenceFlow.class).stream()
                .flatMap(flow -> texts(flow).stream())
                .flatMap(text -> Expression.sent(text).stream())
                .collect(Collectors.toSet());
        return ministry.models().stream()
                .filter(other -> other != model)
                .filter(other -> recalled(other).stream().anyMatch(kept::contains))
                .flatMap(other -> ministry.forms().stream()
                        .filter(form -> form.file().startsWith("forms/" + other.name() + "/"))
                        .flatMap(form -> new FormReading(form, rows(ministry, other)).fields().stream()))
                .collect(Collectors.toSet());
    }

    private List<String> faults() {
        Map<FlowNode, Set<String>> sure = before(true);
        Map<FlowNode, Set<String>> possible = before(false);
        for (FlowNode node : model.nodes()) {
            reads(node, sure.get(node));
            for (SequenceFlow flow : node.getOutgoing()) {
                Set<String> known = after(node, sure.get(node), true);
                texts(flow).forEach(text -> known(flow.getId(), Expression.reads(text), known));
            }
            form(node).ifPresent(form -> shown(node, form, possible.get(node)));
            moments(node, possible.get(node));
        }
        asked();
        model.choices().forEach(this::answers);
        return faults.stream()
                .distinct()
                .map(fault -> model.file() + ": " + fault)
                .toList();
    }

    /** The variables written before a node, on all ways to it or on some. */
    private Map<FlowNode, Set<String>> before(boolean onEachWay) {
        Map<FlowNode, Set<String>> before = new LinkedHashMap<>();
        for (boolean changed = true; changed; ) {
            changed = false;
            for (FlowNode node : model.nodes()) {
                Optional<Set<String>> reached = reached(node, before, onEachWay);
                if (reached.isPresent() && !reached.get().equals(before.get(node))) {
                    before.put(node, reached.get());
                    changed = true;
                }
            }
        }
        model.nodes().forEach(node -> before.computeIfAbsent(node, any -> start(onEachWay)));
        return before;
    }

    private Optional<Set<String>> reached(FlowNode node, Map<FlowNode, Set<String>> before, boolean onEachWay) {
        if (node instanceof BoundaryEvent boundary) {
            return Optional.ofNullable(before.get(boundary.getAttachedTo()));
        }
        if (node.getIncoming().isEmpty()) {
            return Optional.of(start(onEachWay));
        }
        Set<String> reached = null;
        for (SequenceFlow flow : node.getIncoming()) {
            if (!before.containsKey(flow.getSource())) {
                continue;
            }
            Set<String> way = after(flow.getSource(), before.get(flow.getSource()), onEachWay);
            texts(flow).forEach(text -> way.addAll(written(text)));
            if (reached == null) {
                reached = way;
            } else if (onEachWay && !(node instanceof ParallelGateway)) {
                reached.retainAll(way);
            } else {
                reached.addAll(way);
            }
        }
        return Optional.ofNullable(reached);
    }

    private Set<String> start(boolean onEachWay) {
        Set<String> start = new LinkedHashSet<>(given);
        if (!onEachWay) {
            start.addAll(handedBySome);
        }
        listeners(model.process(), "").forEach(text -> start.addAll(written(text)));
        if (isOfPlan) {
            start.addAll(JAVA_OPENS);
        }
        return start;
    }

    private Set<String> after(FlowNode node, Set<String> before, boolean onEachWay) {
        Set<String> after = new LinkedHashSet<>(before);
        texts(node).forEach(text -> after.addAll(written(text)));
        Set<String> local = parameters(node, "inputParameter").keySet();
        form(node).ifPresent(form -> askedAtOnce(form, onEachWay).stream()
                .filter(key -> !local.contains(key))
                .forEach(after::add));
        after.addAll(parameters(node, "outputParameter").keySet());
        mapped(node, "out").forEach(out -> after.add(out.getAttribute("target")));
        Optional.ofNullable(Model.camunda(node, "resultVariable")).ifPresent(after::add);
        return after;
    }

    private void reads(FlowNode node, Set<String> before) {
        Set<String> known = new HashSet<>(before);
        known.addAll(parameters(node, "inputParameter").keySet());
        known.addAll(elementVariables(node));
        listeners(node, "create").forEach(text -> known.addAll(written(text)));
        texts(node).forEach(text -> known(node.getId(), Expression.reads(text), known));
        property(node, "notBy").forEach(name -> known(node.getId(), Set.of(name), known));
        handedIn(node).forEach(name -> known(node.getId(), Set.of(name), known));
        form(node).ifPresent(form -> known.addAll(askedAtOnce(form, true)));
        parameters(node, "outputParameter")
                .values()
                .forEach(text -> known(node.getId(), Expression.reads(text), known));
    }

    private void known(String where, Set<String> reads, Set<String> known) {
        reads.stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        faults.add("%s: reads %s, which is not written on every way there".formatted(where, name)));
    }

    private void shown(FlowNode node, Form form, Set<String> before) {
        Set<String> known = new HashSet<>(before);
        known.addAll(parameters(node, "inputParameter").keySet());
        known.addAll(askedAtOnce(form, false));
        listeners(node, "create").forEach(text -> known.addAll(written(text)));
        new FormReading(form, rows)
                .variables().stream()
                        .filter(name -> !known.contains(name))
                        .forEach(name -> faults.add(
                                "%s: its form shows %s, which nothing has written".formatted(node.getId(), name)));
    }

    private void moments(FlowNode node, Set<String> before) {
        steps.stream()
                .filter(step -> step.task().equals(node.getId()))
                .flatMap(step -> step.due().moments().stream())
                .filter(moment -> !moment.equals(ASSIGNED_AT) && !before.contains(moment))
                .forEach(moment ->
                        faults.add("%s: is due by %s, which nothing has written".formatted(node.getId(), moment)));
    }

    private void asked() {
        Map<String, FormReading> readings = new HashMap<>();
        model.nodesWithForm()
                .forEach(node -> form(node).ifPresent(form -> readings.put(form.id(), new FormReading(form, rows))));
        Set<String> readByModel = Stream.concat(
                        Stream.of((BaseElement) model.process()),
                        Stream.concat(model.nodes().stream(), model.all(SequenceFlow.class).stream()))
                .flatMap(this::allReads)
                .collect(Collectors.toSet());
        readByModel.addAll(outputs);
        for (FlowNode node : model.nodesWithForm()) {
            form(node).ifPresent(form -> {
                Set<String> read = new HashSet<>(readByModel);
                Set<String> fieldsRead = new HashSet<>(shownElsewhere);
                if (ordersFollowUps()) {
                    fieldsRead.addAll(ORDERED_FIELDS);
                }
                readings.forEach((id, reading) -> {
                    if (!id.equals(form.id())) {
                        read.addAll(reading.variables());
                    }
                    fieldsRead.addAll(reading.fields());
                });
                askedAtOnce(form, false).stream()
                        .filter(key -> !read.contains(key))
                        .forEach(key ->
                                faults.add("%s: its form asks %s, which nothing reads".formatted(node.getId(), key)));
                form.components().stream()
                        .filter(Form::isList)
                        .flatMap(list -> asked(list).stream())
                        .filter(key -> !fieldsRead.contains(key))
                        .forEach(key -> faults.add(
                                "%s: its form asks %s of each row, which nothing reads".formatted(node.getId(), key)));
            });
        }
    }

    private boolean ordersFollowUps() {
        return model.nodes().stream().flatMap(node -> texts(node).stream()).anyMatch(text -> Expression.calls(text)
                .contains("followUps.order"));
    }

    private Stream<String> allReads(BaseElement element) {
        return Stream.of(
                        texts(element).stream().flatMap(text -> Expression.reads(text).stream()),
                        texts(element).stream()
                                .flatMap(text -> Expression.calls(text).stream())
                                .flatMap(call -> JAVA_READS.getOrDefault(call, Set.of()).stream()),
                        isOfPlan ? Stream.of("period") : Stream.<String>empty(),
                        parameters(element, "outputParameter").values().stream()
                                .flatMap(text -> Expression.reads(text).stream()),
                        property(element, "notBy").stream(),
                        handedIn(element).stream())
                .flatMap(reads -> reads);
    }

    /** If a gateway tests the value of a form field, its flows match the options of the field, the default first. */
    private void answers(FlowNode choice) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        for (SequenceFlow flow : choice.getOutgoing()) {
            String[] words = Model.condition(flow).split("\\$\\{| == '|'}");
            if (words.length == 3) {
                asked.computeIfAbsent(words[1], any -> new ArrayList<>()).add(words[2]);
                names.put(words[2], flow.getName());
            }
        }
        asked.forEach((variable, values) -> model.nodesWithForm().stream()
                .flatMap(node -> form(node).stream())
                .flatMap(form -> form.components().stream())
                .filter(field -> variable.equals(field.path("key").asText()))
                .forEach(field -> answers(choice, field, values, names)));
    }

    private void answers(FlowNode choice, JsonNode field, List<String> conditions, Map<String, String> names) {
        String where = "%s: %s".formatted(choice.getId(), field.path("key").asText());
        List<String> values = new ArrayList<>();
        field.path("values").forEach(value -> values.add(value.path("value").asText()));
        List<String> usual =
                values.stream().filter(value -> !conditions.contains(value)).toList();
        conditions.stream()
                .filter(value -> !values.contains(value))
                .forEach(value -> faults.add("%s is never %s".formatted(where, value)));
        if (usual.size() != 1) {
            faults.add("%s needs one answer for the usual way, not %s".formatted(where, usual));
            return;
        }
        if (values.indexOf(usual.get(0)) != 0) {
            faults.add("%s does not begin with the usual way, %s".formatted(where, usual.get(0)));
        }
        names.put(
                usual.get(0),
                Model.defaultFlow(choice) == null
                        ? ""
                        : Model.defaultFlow(choice).getName());
        field.path("values").forEach(value -> {
            String label = value.path("label").asText();
            String flow = names.get(value.path("value").asText());
            if (!label.equals(flow)) {
                faults.add("%s says \"%s\" where the flow says \"%s\"".formatted(where, label, flow));
            }
        });
    }

    private Optional<Form> form(FlowNode node) {
        return Optional.ofNullable(Model.camunda(node, "formRef")).map(forms::get);
    }

    /**
     * The names under which a form's answers become variables; a field that may be hidden answers on some ways only.
     */
    private static Set<String> askedAtOnce(Form form, boolean surely) {
        Set<String> asked = new LinkedHashSet<>();
        form.schema().path("components").forEach(component -> {
            if (!surely || !component.has("conditional")) {
                asked.add(Form.asks(component));
            }
        });
        asked.remove("");
        return asked;
    }

    private static Set<String> asked(JsonNode list) {
        Set<String> asked =
                Form.below(list).stream().map(Form::asks).collect(Collectors.toCollection(LinkedHashSet::new));
        asked.remove("");
        return asked;
    }

    private static Set<String> written(String text) {
        Set<String> written = new HashSet<>(Expression.writes(text));
        Expression.calls(text).forEach(call -> written.addAll(JAVA_WRITES.getOrDefault(call, Set.of())));
        return written;
    }

    private static List<String> listeners(BaseElement element, String event) {
        return own(element.getDomElement())
                .filter(child -> child.getLocalName().endsWith("Listener"))
                .filter(child -> event.isEmpty() || event.equals(child.getAttribute("event")))
                .map(child -> child.getAttribute("expression"))
                .toList();
    }

    private static Map<String, String> parameters(BaseElement element, String kind) {
        return own(element.getDomElement())
                .filter(child -> child.getLocalName().equals(kind))
                .collect(Collectors.toMap(child -> child.getAttribute("name"), DomElement::getTextContent));
    }

    private static List<String> property(BaseElement element, String name) {
        return own(element.getDomElement())
                .filter(child -> child.getLocalName().equals("property") && name.equals(child.getAttribute("name")))
                .flatMap(child -> Stream.of(child.getAttribute("value").split(", *")))
                .toList();
    }

    /** The variables that a called process gets as they are. */
    private static List<String> handedIn(BaseElement element) {
        return mapped(element, "in").stream()
                .map(in -> in.getAttribute("source"))
                .filter(source -> source != null)
                .toList();
    }

    private static List<String> elementVariables(BaseElement element) {
        return own(element.getDomElement())
                .map(child -> camunda(child, "elementVariable"))
                .filter(name -> name != null)
                .toList();
    }

    /** The texts of an element that may contain expressions, without outputs, which are read after it. */
    private static List<String> texts(BaseElement element) {
        return Stream.concat(Stream.of(element.getDomElement()), own(element.getDomElement()))
                .flatMap(each -> Stream.concat(
                        ATTRIBUTES.stream().map(attribute -> camunda(each, attribute)),
                        Stream.of(TEXTS.contains(each.getLocalName()) ? each.getTextContent() : null)))
                .filter(text -> text != null)
                .toList();
    }

    private static String camunda(DomElement element, String attribute) {
        String camundas = "http://camunda.org/schema/1.0/bpmn";
        return camundas.equals(element.getNamespaceURI()) && element.hasAttribute(attribute)
                ? element.getAttribute(attribute)
                : element.getAttribute(camundas, attribute);
    }

    /** The descendants of an element that belong to no inner node or flow. */
    private static Stream<DomElement> own(DomElement element) {
        return element.getChildElements().stream()
                .filter(child ->
                        !child.hasAttribute("id") || child.getLocalName().endsWith("EventDefinition"))
                .flatMap(child -> Stream.concat(Stream.of(child), own(child)));
    }
}
