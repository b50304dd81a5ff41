package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.models.Ministry.MODEL;
import static vn.gov.most.dataplan.models.Ministry.PLAN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.calendar.DayKind;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Step;

/** The plan says who does a step and until when; models do not contradict it. */
class ModelsAgainstPlanTest {

    private static final String DUE_DATE = "${deadlines.dueAt(execution)}";

    /** The lane for each {@code who} of a step. */
    private static final Map<String, String> LANES = Map.of(
            "unit", "Đơn vị",
            "head", "Thủ trưởng đơn vị",
            "nasati", "Cơ quan chủ trì",
            "it-center", "Trung tâm CNTT",
            "it-center-head", "Giám đốc Trung tâm CNTT",
            "legal", "Vụ Pháp chế",
            "ministry-office", "Văn phòng Bộ",
            "planning-finance", "Cơ quan chủ trì",
            "leadership", "Lãnh đạo Bộ");

    /** The lane for each {@code who} in a shared process, where it is the variable with the group. */
    private static final Map<String, String> SHARED_LANES = Map.of(
            "unit", "Đơn vị",
            "coordinator", "Cơ quan phối hợp",
            "legal", "Vụ Pháp chế",
            "submitter", "Người trình",
            "signer", "Người ký ban hành",
            "head", "Thủ trưởng đơn vị",
            "lead", "Cơ quan chủ trì",
            "recorder", "Trung tâm CNTT",
            "registry", "Văn thư");

    /** The calls that record an obligation as done. */
    private static final Pattern DONE = Pattern.compile("obligations\\.done(On)?\\(|collectReports\\.(sent|signed)\\(");

    /** The lane for people of any unit who work for another. */
    private static final String COORDINATORS = "Cơ quan phối hợp";

    @Test
    void modelsAndPlanAgree() {
        assertThat(faults(Ministry.shipped())).isEmpty();
        assertThat(faults(Ministry.sample())).isEmpty();
    }

    /** The other way round each start checks it. */
    @Test
    void everyProcessIsInThePlan() {
        assertThat(faults(Ministry.sample().with(PLAN, "two-report", "two-other")))
                .containsExactly(
                        "Tệp \"plan.yml\", mục \"PL.2\", phần \"unit-report\", trường \"process\": không có quy trình"
                                + " \"two-other\"; được phép: id của một quy trình trong processes/ (tên tệp .bpmn).",
                        MODEL + ": is no process of the plan");
    }

    @Test
    void aStepsWhoIsItsLaneAndItsGroup() {
        assertThat(faults(Ministry.sample().with(PLAN, "who: head", "who: it-center")))
                .containsExactly(
                        MODEL
                                + ": userTask_sendReport: stands in the lane \"Thủ trưởng đơn vị\", not \"Trung tâm CNTT\"",
                        MODEL + ": userTask_sendReport: is for the group ${unit}-head, not it-center");
        assertThat(broken("candidateGroups=\"${unit}-head\"", "candidateGroups=\"${unit}\""))
                .containsExactly(MODEL + ": userTask_sendReport: is for the group ${unit}, not ${unit}-head");
        assertThat(broken(
                        "candidateGroups=\"${unit}-head\"", "candidateGroups=\"${unit}-head\" camunda:assignee=\"an\""))
                .containsExactly(MODEL + ": userTask_sendReport: names people: assignee");
        assertThat(faults(Ministry.sample().with(PLAN, "who: head", "who: somebody")))
                .contains(MODEL + ": userTask_sendReport: no lane is known for somebody");
    }

    @Test
    void aLaneIsAKindOfParticipant() {
        assertThat(broken(
                        "<bpmn:lane id=\"lane_head\" name=\"Thủ trưởng đơn vị\"",
                        "<bpmn:lane id=\"lane_head\" name=\"Cục\""))
                .contains(MODEL + ": lane_head: \"Cục\" is no kind of participant");
        assertThat(broken("<bpmn:flowNodeRef>gateway_prepare</bpmn:flowNodeRef>", ""))
                .containsExactly(MODEL + ": gateway_prepare: stands in no lane");
    }

    @Test
    void aDateIsAskedOfThePlan() {
        assertThat(broken(
                        "camunda:candidateGroups=\"${unit}-head\" camunda:dueDate=\"" + DUE_DATE + "\"",
                        "camunda:candidateGroups=\"${unit}-head\""))
                .containsExactly(MODEL + ": userTask_sendReport: its due date is not " + DUE_DATE);
        String head = "camunda:candidateGroups=\"${unit}-head\" camunda:dueDate=\"" + DUE_DATE + "\">";
        assertThat(broken(head, head + "<bpmn:documentation>Hạn 24/12</bpmn:documentation>"))
                .containsExactly(
                        MODEL + ": userTask_sendReport: its description is its date in words, no documentation");
    }

    /** Otherwise it would end as "not sent", and nothing else would report that. */
    @Test
    void whatIsOwedIsToldToBeDone() {
        String help = "processes/kh-iii1c-service-help.bpmn";
        assertThat(neverDone(Ministry.shipped())).isEmpty();
        assertThat(neverDone(Ministry.shipped().with(help, "obligations.done(", "obligations.answered(")))
                .containsExactly(help + ": tells nowhere that what is owed is done");
    }

    private static List<String> neverDone(Ministry ministry) {
        List<String> owing = ministry.plan()
                .parts()
                .filter(part -> !part.owesNothing())
                .flatMap(part -> part.process().stream())
                .toList();
        return ministry.models().stream()
                .filter(model -> owing.contains(model.name()))
                .filter(model ->
                        !DONE.matcher(ministry.files().get(model.file())).find())
                .map(model -> model.file() + ": tells nowhere that what is owed is done")
                .toList();
    }

    @Test
    void aProcessIsCalledAsItsPartOrClause() {
        assertThat(faults(Ministry.sample().with(PLAN, "name: Báo cáo của đơn vị", "name: Báo cáo khác")))
                .containsExactly(MODEL + ": is called \"Báo cáo của đơn vị\", not \"Báo cáo khác\" or \"Tên của mục\"");
    }

    @Test
    void unitsReportInAModelBesideTheMinistrys() {
        Ministry two = Ministry.sample().with(PLAN, "process: planned", "process: two");
        assertThat(faults(two.copied(MODEL, "processes/two.bpmn")))
                .contains("plan.yml: PL.2 ministry-report: collects from two-report, which should be two-unit");
    }

    @Test
    void aSharedProcessHasItsStepsInThePlan() {
        String issue = "processes/called/issue-document.bpmn";
        assertThat(faults(Ministry.shipped()
                        .with(issue, "candidateGroups=\"${signer}\"", "candidateGroups=\"minister\"")))
                .containsExactly(
                        "Tệp \"processes/called/issue-document.bpmn\", phần tử \"userTask_signDocument\": nhóm \"minister\""
                                + " không có trong danh bạ đơn vị; được phép: id của một đơn vị trong danh bạ đơn vị, thêm -head"
                                + " nếu là thủ trưởng, hoặc id của một tổ chức có thành viên.",
                        issue + ": userTask_signDocument: is for the group minister, not ${signer}");
        assertThat(faults(Ministry.shipped().with(PLAN, "process: issue-document", "process: issue")))
                .contains(issue + ": userTask_signDocument: is no step of a shared process of the plan");
    }

    @Test
    void aStartFormHoldsAMomentToThePlansKind() {
        String form = "forms/ii6-sharing-service/serviceStated.form";
        assertThat(faults(Ministry.shipped().with(form, "\"kind\": \"happened\"", "\"kind\": \"either\"")))
                .containsExactly(form + ": readyAt: is of the kind either, not happened as the plan has it");
        assertThat(faults(Ministry.shipped().with(form, "\"key\": \"readyAt\"", "\"key\": \"readyOn\"")))
                .containsExactly(form + ": readyAt: is not asked, though the plan names it");
    }

    private static List<String> broken(String old, String replacement) {
        return faults(Ministry.sample().with(MODEL, old, replacement));
    }

    private static List<String> faults(Ministry ministry) {
        List<String> faults = new ArrayList<>(ministry.disagreements());
        Plan plan = ministry.plan();
        plan.parts().forEach(part -> planFaults(plan, part, faults));
        for (Model model : ministry.models()) {
            List<String> found = new ArrayList<>();
            lanes(model, found);
            if (model.isOfThePlan()) {
                plan.partOfProcess(model.name())
                        .ifPresentOrElse(
                                part -> {
                                    modelFaults(plan, part, model, found);
                                    startFormFaults(ministry, part, model, faults);
                                },
                                () -> faults.add(model.file() + ": is no process of the plan"));
            } else {
                sharedFaults(plan.shared().getOrDefault(model.name(), List.of()), model, found);
            }
            found.forEach(fault -> faults.add(model.file() + ": " + fault));
        }
        return faults;
    }

    private static void planFaults(Plan plan, Part part, List<String> faults) {
        part.process().filter(process -> !plan.shared().containsKey(process)).ifPresent(process -> part.collects()
                .flatMap(collected -> plan.part(part.clause(), collected))
                .flatMap(Part::process)
                .filter(collected -> !collected.equals(process + "-unit"))
                .ifPresent(collected -> faults.add("plan.yml: %s %s: collects from %s, which should be %s-unit"
                        .formatted(part.clause(), part.id(), collected, process))));
    }

    /** A form and a message carry the same, within the same days. */
    private static void startFormFaults(Ministry ministry, Part part, Model model, List<String> faults) {
        model.nodesWithForm().stream()
                .filter(StartEvent.class::isInstance)
                .map(start -> "forms/%s/%s.form".formatted(model.name(), Model.meaning(start)))
                .flatMap(file ->
                        ministry.forms().stream().filter(form -> form.file().equals(file)))
                .forEach(form -> part.carries().forEach(day -> form.components().stream()
                        .filter(field -> Form.asks(field).equals(day.name()))
                        .map(field -> field.path("properties").path("kind").asText())
                        .findFirst()
                        .ifPresentOrElse(
                                kind -> {
                                    if (DayKind.named(kind).stream().noneMatch(day.kind()::equals)) {
                                        faults.add("%s: %s: is of the kind %s, not %s as the plan has it"
                                                .formatted(
                                                        form.file(),
                                                        day.name(),
                                                        kind,
                                                        day.kind().name().toLowerCase(Locale.ROOT)));
                                    }
                                },
                                () -> faults.add("%s: %s: is not asked, though the plan names it"
                                        .formatted(form.file(), day.name())))));
    }

    private static void modelFaults(Plan plan, Part part, Model model, List<String> faults) {
        String name = model.process().getName();
        String clause = plan.clause(part.clause()).orElseThrow().name();
        if (!List.of(part.name(), clause).contains(name)) {
            faults.add("is called \"%s\", not \"%s\" or \"%s\"".formatted(name, part.name(), clause));
        }
        for (UserTask task : model.userTasks()) {
            part.step(task.getId()).map(Step::who).ifPresent(who -> {
                String group = who.equals("unit") ? "${unit}" : who.equals("head") ? "${unit}-head" : who;
                stepFaults(model, task, LANES, who, group, faults);
            });
        }
    }

    private static void stepFaults(
            Model model, UserTask task, Map<String, String> lanes, String who, String group, List<String> faults) {
        String lane = model.lane(task).map(Lane::getName).orElse("");
        if (!lanes.containsKey(who)) {
            faults.add("%s: no lane is known for %s".formatted(task.getId(), who));
        } else if (!lane.equals(lanes.get(who)) && !lane.equals(COORDINATORS)) {
            faults.add("%s: stands in the lane \"%s\", not \"%s\"".formatted(task.getId(), lane, lanes.get(who)));
        }
        if (!group.equals(Model.camunda(task, "candidateGroups"))) {
            faults.add("%s: is for the group %s, not %s"
                    .formatted(task.getId(), Model.camunda(task, "candidateGroups"), group));
        }
        for (String attribute : List.of("assignee", "candidateUsers")) {
            if (Model.camunda(task, attribute) != null) {
                faults.add("%s: names people: %s".formatted(task.getId(), attribute));
            }
        }
        if (!DUE_DATE.equals(Model.camunda(task, "dueDate"))) {
            faults.add("%s: its due date is not %s".formatted(task.getId(), DUE_DATE));
        }
        if (!Model.documentation(task).isEmpty()) {
            faults.add("%s: its description is its date in words, no documentation".formatted(task.getId()));
        }
    }

    private static void lanes(Model model, List<String> faults) {
        for (Lane lane : model.all(Lane.class)) {
            if (!LANES.containsValue(lane.getName())
                    && !SHARED_LANES.containsValue(lane.getName())
                    && !COORDINATORS.equals(lane.getName())) {
                faults.add("%s: \"%s\" is no kind of participant".formatted(lane.getId(), lane.getName()));
            }
        }
        if (!model.all(Lane.class).isEmpty()) {
            model.nodes().stream()
                    .filter(node -> node.getParentElement().equals(model.process()))
                    .filter(node -> model.lane(node).isEmpty())
                    .map(FlowNode::getId)
                    .forEach(id -> faults.add(id + ": stands in no lane"));
        }
    }

    private static String group(String who) {
        return who.equals("head") ? "${unit}-head" : "${%s}".formatted(who);
    }

    private static void sharedFaults(List<Step> steps, Model model, List<String> faults) {
        for (UserTask task : model.userTasks()) {
            steps.stream()
                    .filter(step -> step.task().equals(task.getId()))
                    .findFirst()
                    .ifPresentOrElse(
                            step -> stepFaults(model, task, SHARED_LANES, step.who(), group(step.who()), faults),
                            () -> faults.add(task.getId() + ": is no step of a shared process of the plan"));
        }
    }
}
