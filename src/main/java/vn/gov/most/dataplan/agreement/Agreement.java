package vn.gov.most.dataplan.agreement;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ClassUtils;
import vn.gov.most.dataplan.calendar.DayKind;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.UsedModel;
import vn.gov.most.dataplan.form.Choices;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.organisation.RegisterNames;
import vn.gov.most.dataplan.plan.CarriedDay;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.DeadlineRule;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Step;

/**
 * Checks that models, plan, register and forms agree, before anybody works: the models call only existing beans and
 * methods, the plan names only deployed processes, and all open obligations are in the plan. Only literals in
 * expressions are checked; the value of a variable is unknown here.
 *
 * @param models those in use: the latest versions and the versions with instances
 * @param forms the forms that the models' files reference, by file name
 * @param beans that models may call, by bean name
 * @param followUpUnit the setting {@code dataplan.follow-up-unit}
 * @param carriedOut the clauses and parts of running instances
 */
public record Agreement(
        Plan plan,
        List<UsedModel> models,
        Map<String, String> forms,
        Map<String, Class<?>> beans,
        RegisterNames register,
        String followUpUnit,
        List<ObligationKey> carriedOut) {

    /** Names that the engine defines in expressions. */
    private static final Set<String> ENGINES_OWN = Set.of("execution", "task", "caseExecution");

    private static final Pattern GROUP_VARIABLE = Pattern.compile("\\$\\{(\\w+)}(.*)");

    private static final String UNIT_ALLOWED = "id của một đơn vị trong danh bạ đơn vị";
    private static final String GROUP_ALLOWED =
            UNIT_ALLOWED + ", thêm -head nếu là thủ trưởng, hoặc id của một tổ chức có thành viên";
    private static final String PROCESS_ALLOWED = "id của một quy trình trong processes/ (tên tệp .bpmn)";

    /** Moments that the program itself tells. */
    private static final Set<String> MOMENTS_OF_ALL =
            Set.of("openedAt", "assignedAt", "sentAt", "returnedAt", "requiredAt", "movedAt");

    /** All faults, one Vietnamese sentence each: where it is, what is there and what is allowed. */
    public List<String> faults() {
        return new Checking().faults();
    }

    /** A single run of the check with everything it has read. */
    private final class Checking {

        private final Set<String> faults = new LinkedHashSet<>();
        private final List<Model> read = new ArrayList<>();
        private final Map<String, Model> latest = new HashMap<>();
        private final Map<String, Set<String>> carried = new HashMap<>();

        /** The moments that models tell, their own instances or those that they open. */
        private final Set<String> told = new HashSet<>(MOMENTS_OF_ALL);

        List<String> faults() {
            models.forEach(this::read);
            Set<String> taken = read.stream()
                    .flatMap(model -> model.messages().stream())
                    .filter(use -> !use.sends())
                    .flatMap(use -> use.message().stream())
                    .collect(Collectors.toSet());
            plan.parts().forEach(this::part);
            plan.shared().forEach(this::shared);
            for (Model model : read) {
                boolean isRetired = isRetired(model.used());
                model.expressions((element, text) -> calls(model, element, text, isRetired));
                if (!isRetired) {
                    steps(model);
                    groups(model);
                    called(model);
                    messages(model, taken);
                }
            }
            plan.parts().forEach(this::carriedByNone);
            carriedOut.forEach(this::carriedOut);
            forms.forEach((file, text) -> offered("Tệp \"%s\"".formatted(file), Json.map(text)));
            if (!register.units().contains(followUpUnit)) {
                faults.add(
                        "Cài đặt \"dataplan.follow-up-unit\": đơn vị \"%s\" không có trong danh bạ đơn vị; được phép: %s."
                                .formatted(followUpUnit, UNIT_ALLOWED));
            }
            return List.copyOf(faults);
        }

        private void read(UsedModel used) {
            try {
                Model model = Model.of(used);
                read.add(model);
                if (used.isLatest()) {
                    latest.put(used.process(), model);
                    told.addAll(model.moments());
                }
            } catch (ModelException e) {
                faults.add("%s: không hợp lệ (%s); được phép: sơ đồ BPMN 2.0."
                        .formatted(
                                used.place(),
                                NestedExceptionUtils.getMostSpecificCause(e).getMessage()));
            }
        }

        /** Whether no part of the plan names this model any more and it has no instances: nothing can start it. */
        private boolean isRetired(UsedModel used) {
            return (used.version() > 0 || used.isOfPlan())
                    && !used.hasInstances()
                    && plan.partOfProcess(used.process()).isEmpty()
                    && !plan.shared().containsKey(used.process());
        }

        // ---- parts of the plan

        private void part(Part part) {
            part.process()
                    .filter(process -> !plan.shared().containsKey(process))
                    .ifPresent(process -> {
                        String place = "Tệp \"plan.yml\", mục \"%s\", phần \"%s\"".formatted(part.clause(), part.id());
                        planned(place, process, part.steps());
                        opening(place, part, process);
                        moments(place, part);
                    });
        }

        /** The plan says who may send a message from outside; the model says who receives it. */
        private void opening(String place, Part part, String process) {
            List<String> taken = Optional.ofNullable(latest.get(process))
                    .map(Model::startMessages)
                    .orElse(part.messages());
            if (!Set.copyOf(taken).equals(Set.copyOf(part.messages()))) {
                fault(
                        place + ", trường \"message\"",
                        "đang là %s".formatted(part.messages().isEmpty() ? "trống" : list(part.messages())),
                        taken.isEmpty() ? "bỏ trống, quy trình không bắt đầu bằng thông điệp" : list(taken));
            }
        }

        /** A moment that nothing tells is a slip in its name, and what is due by it never would be. */
        private void moments(String place, Part part) {
            part.due().ifPresent(due -> moments(place, due));
            part.steps().stream()
                    .filter(step -> !step.onlyInOlderVersions())
                    .forEach(step -> moments("%s, bước \"%s\"".formatted(place, step.task()), step.due()));
        }

        private void moments(String place, DeadlineRule due) {
            due.moments().stream()
                    .filter(moment -> !told.contains(moment))
                    .sorted()
                    .forEach(moment -> fault(
                            place + ", trường \"due\"",
                            "không có thời điểm \"%s\"".formatted(moment),
                            list(told.stream().sorted().toList())));
        }

        private void shared(String process, List<Step> steps) {
            planned("Tệp \"plan.yml\", quy trình \"%s\"".formatted(process), process, steps);
        }

        private void planned(String place, String process, List<Step> steps) {
            if (!latest.containsKey(process)) {
                fault(
                        "%s, trường \"process\"".formatted(place),
                        "không có quy trình \"%s\"".formatted(process),
                        PROCESS_ALLOWED);
                return;
            }
            List<String> tasks = latest.get(process).tasks();
            for (Step step : steps) {
                String where = "%s, bước \"%s\"".formatted(place, step.task());
                if (!tasks.contains(step.task()) && !step.onlyInOlderVersions()) {
                    fault(
                            where,
                            "quy trình \"%s\" không có công việc này".formatted(process),
                            list(tasks)
                                    + ", hoặc trường onlyInOlderVersions là true nếu chỉ các phiên bản cũ có công việc này");
                }
                if (tasks.contains(step.task()) && step.onlyInOlderVersions()) {
                    fault(
                            where + ", trường \"onlyInOlderVersions\"",
                            "quy trình \"%s\" hiện nay có công việc này".formatted(process),
                            "bỏ trường này");
                }
            }
        }

        // ---- models

        private Optional<List<Step>> stepsOf(String process) {
            return Optional.ofNullable(plan.shared().get(process))
                    .or(() -> plan.partOfProcess(process).map(Part::steps));
        }

        private void steps(Model model) {
            stepsOf(model.process()).ifPresent(steps -> {
                List<String> known = steps.stream().map(Step::task).toList();
                for (String task : model.tasks()) {
                    if (!known.contains(task)) {
                        fault(
                                at(model, task),
                                "plan.yml không có bước này ở %s".formatted(inPlan(model.process())),
                                list(known)
                                        + (model.used().isLatest()
                                                ? ""
                                                : "; bước chỉ còn ở phiên bản cũ giữ lại trong plan.yml, thêm"
                                                        + " onlyInOlderVersions: true"));
                    }
                }
            });
        }

        private String inPlan(String process) {
            return plan.partOfProcess(process)
                    .map(part -> "mục \"%s\", phần \"%s\"".formatted(part.clause(), part.id()))
                    .orElseGet(() -> "quy trình \"%s\"".formatted(process));
        }

        private void groups(Model model) {
            for (UserTask task : model.all(UserTask.class)) {
                Model.groups(task).forEach(group -> group(at(model, task.getId()), group, ""));
            }
        }

        private void group(String place, String text, String behind) {
            Call.literal(text)
                    .filter(group -> !group.isEmpty() && !register.isGroup(group + behind))
                    .ifPresent(group -> fault(
                            place,
                            "nhóm \"%s\" không có trong danh bạ đơn vị".formatted(group + behind),
                            GROUP_ALLOWED));
        }

        private void called(Model model) {
            for (CallActivity call : model.all(CallActivity.class)) {
                String process = call.getCalledElement();
                if (process == null || process.contains("${") || process.contains("#{")) {
                    continue;
                }
                String place = at(model, call.getId());
                if (!latest.containsKey(process)) {
                    fault(place, "gọi quy trình \"%s\", quy trình này không có".formatted(process), PROCESS_ALLOWED);
                } else {
                    handed(place, call, latest.get(process));
                }
            }
        }

        /** Checks that a call activity passes the variables with the groups that the called process needs. */
        private void handed(String place, CallActivity call, Model called) {
            List<Matcher> asked = called.all(UserTask.class).stream()
                    .flatMap(task -> Model.groups(task).stream())
                    .map(GROUP_VARIABLE::matcher)
                    .filter(Matcher::matches)
                    .toList();
            if (call.getExtensionElements() == null) {
                return;
            }
            for (CamundaIn in : call.getExtensionElements()
                    .getElementsQuery()
                    .filterByType(CamundaIn.class)
                    .list()) {
                String text = in.getCamundaSourceExpression();
                if (text != null) {
                    asked.stream()
                            .filter(variable -> variable.group(1).equals(in.getCamundaTarget()))
                            .forEach(variable -> group(place, text, variable.group(2)));
                }
            }
        }

        private void messages(Model model, Set<String> taken) {
            Set<String> tellers = model.tellers();
            for (Model.MessageUse use : model.messages()) {
                if (use.reference() != null && use.message().isEmpty()) {
                    fault(
                            at(model, use.element()),
                            "không có thông điệp \"%s\"".formatted(use.reference()),
                            "id của một thông điệp (message) khai báo trong sơ đồ");
                }
                // Caught messages are among the received ones
                use.message()
                        .filter(name -> !tellers.contains(use.element()) && !taken.contains(name))
                        .ifPresent(name -> fault(
                                at(model, use.element()),
                                "không ai nhận thông điệp \"%s\"".formatted(name),
                                "thông điệp mà một quy trình nhận (%s), hoặc vẽ luồng thông điệp đến bên nhận"
                                        .formatted(list(taken.stream().sorted().toList()))));
            }
        }

        // ---- expressions

        private void calls(Model model, String element, String text, boolean isRetired) {
            for (Call call : Call.in(text)) {
                if (ENGINES_OWN.contains(call.bean())) {
                    continue;
                }
                String place = at(model, element);
                Class<?> type = beans.get(call.bean());
                if (type == null) {
                    fault(
                            place,
                            "không có thành phần \"%s\"".formatted(call.bean()),
                            list(beans.keySet().stream().sorted().toList()));
                    continue;
                }
                List<Method> methods = methods(ClassUtils.getUserClass(type), call);
                if (methods.isEmpty()) {
                    fault(
                            place,
                            "thành phần \"%s\" không có chức năng \"%s\" nhận %d giá trị"
                                    .formatted(
                                            call.bean(),
                                            call.method(),
                                            call.arguments().size()),
                            list(names(type)));
                } else if (!isRetired) {
                    methods.forEach(method -> named(model, place, call, method));
                }
            }
        }

        private void named(Model model, String place, Call call, Method method) {
            Optional<String> clause = Optional.empty();
            for (int i = 0; i < call.arguments().size(); i++) {
                Optional<String> literal = call.literal(i);
                Names names = literal.isEmpty() ? null : method.getParameters()[i].getAnnotation(Names.class);
                if (names == null) {
                    continue;
                }
                String where = "%s, %s".formatted(place, call.bean() + "." + call.method());
                if (names.value() == Names.What.CLAUSE) {
                    clause = literal;
                    literal.ifPresent(id -> clause(where, id));
                } else if (names.value() == Names.What.PART) {
                    boolean isOfAnother = Stream.of(method.getParameters())
                            .limit(i)
                            .map(one -> one.getAnnotation(Names.class))
                            .anyMatch(one -> one != null && one.value() == Names.What.CLAUSE);
                    Collection<Clause> clauses =
                            isOfAnother ? clause.flatMap(plan::clause).stream().toList() : ownClauses(model.process());
                    literal.ifPresent(id -> part(where, clauses, id));
                } else if (names.value() == Names.What.CLAUSES_AND_PARTS) {
                    literal.ifPresent(all -> clausesAndParts(where, all));
                } else if (names.value() == Names.What.CARRIED) {
                    literal.ifPresent(all -> carried(model.process(), all));
                } else if (names.value() == Names.What.STEP) {
                    literal.ifPresent(task -> step(where, model.process(), task));
                } else if (names.value() == Names.What.GROUP) {
                    literal.ifPresent(group -> group(where, group, ""));
                } else {
                    literal.filter(unit -> !register.units().contains(unit))
                            .ifPresent(unit -> fault(
                                    where,
                                    "đơn vị \"%s\" không có trong danh bạ đơn vị".formatted(unit),
                                    UNIT_ALLOWED));
                }
            }
        }

        private boolean clause(String where, String id) {
            boolean isThere = plan.clause(id).isPresent();
            if (!isThere) {
                fault(where, "plan.yml không có mục \"%s\"".formatted(id), "id của một mục trong plan.yml");
            }
            return isThere;
        }

        /** @param clauses at least one must have the part; empty if the clause is unknown or already reported */
        private void part(String where, Collection<Clause> clauses, String id) {
            if (!clauses.isEmpty()
                    && clauses.stream().noneMatch(clause -> clause.part(id).isPresent())) {
                fault(
                        where,
                        clauses.size() == 1
                                ? "mục \"%s\" trong plan.yml không có phần \"%s\""
                                        .formatted(clauses.iterator().next().id(), id)
                                : "plan.yml không có phần \"%s\"".formatted(id),
                        list(clauses.stream()
                                .flatMap(clause -> clause.parts().stream())
                                .map(Part::id)
                                .distinct()
                                .toList()));
            }
        }

        private void clausesAndParts(String where, String all) {
            for (String one : all.split(", *")) {
                String[] words = one.split(" ");
                if (words.length != 2) {
                    fault(
                            where,
                            "\"%s\" không hợp lệ".formatted(one),
                            "id của mục và của phần, cách nhau một dấu cách");
                } else if (clause(where, words[0])) {
                    part(where, plan.clause(words[0]).stream().toList(), words[1]);
                }
            }
        }

        /** Only the plan limits the moments that an event carries, so it must name them. */
        private void carried(String process, String all) {
            for (String name : all.split(" *, *")) {
                carried.computeIfAbsent(process, any -> new HashSet<>()).add(name);
                plan.partOfProcess(process)
                        .filter(part -> CarriedDay.isNamed(name)
                                && part.carries().stream()
                                        .noneMatch(day -> day.name().equals(name)))
                        .ifPresent(part -> fault(
                                "Tệp \"plan.yml\", mục \"%s\", phần \"%s\", trường \"carries\""
                                        .formatted(part.clause(), part.id()),
                                "không có \"%s\", mà quy trình \"%s\" nhận".formatted(name, process),
                                "name: %s và kind là một trong: %s".formatted(name, DayKind.names())));
            }
        }

        /** A limit for a moment that no event carries is a typo in its name. */
        private void carriedByNone(Part part) {
            for (CarriedDay day : part.carries()) {
                Set<String> known = part.process()
                        .map(process -> carried.getOrDefault(process, Set.of()))
                        .orElse(Set.of());
                if (!known.contains(day.name())) {
                    fault(
                            "Tệp \"plan.yml\", mục \"%s\", phần \"%s\", thời điểm \"%s\""
                                    .formatted(part.clause(), part.id(), day.name()),
                            "quy trình của phần này không nhận",
                            list(known.stream()
                                    .filter(CarriedDay::isNamed)
                                    .sorted()
                                    .toList()));
                }
            }
        }

        private void step(String where, String process, String task) {
            stepsOf(process)
                    .map(steps -> steps.stream().map(Step::task).toList())
                    .filter(known -> !known.contains(task))
                    .ifPresent(known -> fault(
                            where, "plan.yml không có bước \"%s\" ở %s".formatted(task, inPlan(process)), list(known)));
        }

        /** The clauses that use this process; several may share it. */
        private Collection<Clause> ownClauses(String process) {
            return plan.partOfProcess(process)
                    .flatMap(part -> plan.clause(part.clause()))
                    .map(List::of)
                    .orElseGet(plan::clauses);
        }

        // ---- open obligations

        private void carriedOut(ObligationKey key) {
            if (plan.part(key.clause(), key.part()).isEmpty()) {
                fault(
                        "Tệp \"plan.yml\"",
                        "không có phần \"%s\" của mục \"%s\", mà quy trình của phần này đang thực hiện"
                                .formatted(key.part(), key.clause()),
                        "bỏ một phần khi không còn quy trình nào của phần đó đang thực hiện");
            }
        }

        // ---- lists in forms

        private void offered(String file, Map<?, ?> component) {
            if (component.get("properties") instanceof Map<?, ?> properties) {
                Stream.of("choices", "suggestions")
                        .filter(properties::containsKey)
                        .forEach(property -> isList(
                                "%s, trường \"%s\", \"%s\"".formatted(file, component.get("id"), property),
                                properties.get(property).toString()));
            }
            if (component.get("components") instanceof List<?> inside) {
                inside.forEach(one -> offered(file, (Map<?, ?>) one));
            }
        }

        private void isList(String place, String name) {
            List<String> words = List.of(name.split(" "));
            if (words.get(0).equals("products")) {
                if (words.size() != 4 || plan.part(words.get(1), words.get(2)).isEmpty()) {
                    fault(
                            place,
                            "\"%s\" không hợp lệ".formatted(name),
                            "products, id của một mục, id của một phần của mục ấy và tên một nội dung");
                }
            } else if (words.get(0).equals("body")) {
                if (words.size() != 2 || !register.has(words.get(1))) {
                    fault(
                            place,
                            "\"%s\" không hợp lệ".formatted(name),
                            "body và id của một tổ chức trong danh bạ đơn vị");
                }
            } else if (!Choices.LISTS.contains(name)) {
                fault(place, "không có danh sách \"%s\"".formatted(name), String.join(", ", Choices.LISTS));
            }
        }

        private void fault(String place, String found, String allowed) {
            faults.add("%s: %s; được phép: %s.".formatted(place, found, allowed));
        }
    }

    private static String at(Model model, String element) {
        return "%s, phần tử \"%s\"".formatted(model.used().place(), element);
    }

    private static String list(List<String> allowed) {
        return allowed.isEmpty() ? "không có" : String.join(", ", allowed);
    }

    private static List<Method> methods(Class<?> type, Call call) {
        return publicMethods(type)
                .filter(method -> method.getName().equals(call.method())
                        && method.getParameterCount() == call.arguments().size())
                .toList();
    }

    private static List<String> names(Class<?> type) {
        return publicMethods(ClassUtils.getUserClass(type))
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Method> publicMethods(Class<?> type) {
        return Modifier.isPublic(type.getModifiers()) ? Stream.of(type.getMethods()) : Stream.empty();
    }
}
