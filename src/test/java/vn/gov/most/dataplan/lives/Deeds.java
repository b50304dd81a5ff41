package vn.gov.most.dataplan.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.camunda.bpm.engine.runtime.RestartProcessInstanceBuilder;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.lives.Fact.Kind;
import vn.gov.most.dataplan.lives.Fact.Measure;
import vn.gov.most.dataplan.lives.Memory.Owed;
import vn.gov.most.dataplan.lives.Memory.Part;
import vn.gov.most.dataplan.processes.FormFiller;

/**
 * The actions that are possible in the current state of PL.II.4: users' own work, and an administrator's changes in
 * Cockpit.
 */
final class Deeds {

    private static final String ADMIN = "admin";
    private static final List<String> DAYS = List.of("2027-06-30", "2027-11-30", "2028-06-30");
    private static final List<String> WAYS = List.of("deleted", "deleted by REST", "deleted in a batch", "modified");
    private static final Map<String, JsonNode> FORMS = new HashMap<>();

    /**
     * Something that somebody can do now.
     *
     * @param fact what there is to remember once it is done
     * @param isRefused whether the program has to refuse it, with a sentence, and to change nothing
     */
    record Deed(Fact fact, Runnable doing, boolean isRefused) {}

    private record Choice(int weight, Supplier<Optional<Deed>> deed) {}

    private final Program program;
    private final Memory memory;
    private final Random random;
    private final FormFiller filler = new FormFiller();
    private final List<Choice> choices;
    /** In this life these units seldom get to their reports, or with the empty one the ministry to its own. */
    private final List<String> slow;

    private ProcessEngine engine;
    private int number;

    Deeds(Program program, Memory memory, Random random) {
        this.program = program;
        this.memory = memory;
        this.random = random;
        slow = Stream.concat(Memory.OWNERS.stream(), Stream.of(""))
                .filter(unit -> isLikely(30))
                .toList();
        choices = List.of(
                new Choice(60, this::work),
                new Choice(8, () -> cancel(one -> one.part == Part.UNIT)),
                new Choice(2, () -> cancel(one -> one.part == Part.MINISTRY)),
                new Choice(1, () -> cancel(one -> one.part == Part.ORDER)),
                new Choice(8, this::restart),
                new Choice(2, this::restartWhatIsNotCancelled),
                new Choice(8, this::openAgain),
                new Choice(1, this::openWhatIsNotCancelled),
                new Choice(2, this::openAnother),
                new Choice(2, this::suspend),
                new Choice(4, this::activate),
                new Choice(2, this::move),
                new Choice(1, this::startTheProgram));
    }

    Deed next() {
        engine = program.engine(number++);
        List<Choice> left = new ArrayList<>(choices);
        while (!left.isEmpty()) {
            Choice choice = weighted(left);
            Optional<Deed> deed = choice.deed().get();
            if (deed.isPresent()) {
                return deed.get();
            }
            left.remove(choice);
        }
        return nothing("Nobody has anything to do", () -> {});
    }

    private Choice weighted(List<Choice> from) {
        int point = random.nextInt(from.stream().mapToInt(Choice::weight).sum());
        for (Choice choice : from) {
            point -= choice.weight();
            if (point < 0) {
                return choice;
            }
        }
        throw new IllegalStateException();
    }

    /** Opens a period before its day, or after the day of a later one. */
    Deed openAnother(String period) {
        engine = program.engine(number++);
        return new Deed(
                fact(Kind.NOTHING, Memory.ministry(period), "it-center-head").how("opened though it is not its time"),
                () -> submitStartForm("it-center-head", period),
                true);
    }

    private Optional<Deed> openAnother() {
        List<String> notNow = Stream.of("2025", "2026", "2027", "2028")
                .filter(period -> !memory.isOpened(period) || memory.isNextOpened(period))
                .toList();
        return any(notNow, order()).map(this::openAnother);
    }

    // ---- work

    private record Open(Task task, Owed owed) {

        String order() {
            return owed.key + task.getTaskDefinitionKey();
        }
    }

    private Optional<Deed> work() {
        List<Open> open = new ArrayList<>();
        for (Part part : Part.values()) {
            Map<String, Owed> byInstance = new HashMap<>();
            running(part).forEach(instance -> byInstance.put(instance.getId(), memory.of(instance.getBusinessKey())));
            engine.getTaskService().createTaskQuery().processDefinitionKey(part.process).active().list().stream()
                    .filter(task -> byInstance.get(task.getProcessInstanceId()) != null)
                    .forEach(task -> open.add(new Open(task, byInstance.get(task.getProcessInstanceId()))));
        }
        boolean isSlowWork = isLikely(15);
        List<Open> now = open.stream()
                .filter(one -> isSlowWork || !slow.contains(one.owed().unit))
                .toList();
        return any(now, Comparator.comparing(Open::order)).flatMap(this::work);
    }

    private Optional<Deed> work(Open open) {
        Owed owed = open.owed();
        String key = owed.key;
        return switch (open.task().getTaskDefinitionKey()) {
            case "userTask_guideReports" -> complete(open, Kind.NOTHING, "it-center", Map.of());
            case "userTask_prepareReport", "userTask_mendReport" -> {
                List<Measure> measures = Stream.generate(
                                () -> new Measure(owed.unit, "Làm sạch dữ liệu " + random.nextInt(1_000_000), ""))
                        .limit(random.nextInt(3))
                        .toList();
                yield complete(
                        open,
                        Kind.WRITTEN,
                        owed.unit,
                        Map.of("measures", measures.stream().map(Deeds::row).toList()),
                        measures);
            }
            case "userTask_sendReport" ->
                isLikely(80)
                        ? complete(open, Kind.SENT, owed.unit + "-head", Map.of("headDecision", "send"))
                        : complete(
                                open,
                                Kind.NOTHING,
                                owed.unit + "-head",
                                Map.of("headDecision", "return", "returnReason", "Thiếu số liệu."));
            case "userTask_checkReport" ->
                isLikely(65)
                        ? complete(open, Kind.ACCEPTED, "it-center", Map.of("checkDecision", "accept"))
                        : complete(
                                open,
                                Kind.RETURNED,
                                "it-center",
                                Map.of("checkDecision", "return", "returnReason", "Thiếu đề xuất."));
            case "userTask_consolidateReports" -> consolidate(open);
            case "userTask_approveReport" ->
                isLikely(75)
                        ? complete(open, Kind.SIGNED, "leadership", Map.of("approvalDecision", "approve"))
                        : complete(
                                open,
                                Kind.NOTHING,
                                "leadership",
                                Map.of("approvalDecision", "return", "returnReason", "Bổ sung đề xuất."));
            case "userTask_carryOut" -> complete(open, Kind.NOTHING, owed.unit, Map.of());
            case "userTask_confirmResult" ->
                isLikely(75)
                        ? complete(open, Kind.CONFIRMED, owed.unit + "-head", Map.of("confirmDecision", "confirm"))
                        : complete(
                                open,
                                Kind.NOTHING,
                                owed.unit + "-head",
                                Map.of("confirmDecision", "return", "returnReason", "Thiếu biên bản."));
            default -> throw new IllegalStateException("What is to be done with " + key + ", " + open.task());
        };
    }

    /** Concludes on each measure in the form. An order for a past day is refused. */
    private Optional<Deed> consolidate(Open open) {
        LocalDate today = LocalDate.ofInstant(program.now(), ZoneId.of("Asia/Ho_Chi_Minh"));
        List<Measure> concluded = new ArrayList<>();
        List<Map<String, Object>> answers = new ArrayList<>();
        FormFiller.read(String.valueOf(
                        engine.getTaskService().getVariable(open.task().getId(), "measures")))
                .forEach(shown -> {
                    String chosen = DAYS.get(random.nextInt(DAYS.size()));
                    boolean isSoon = LocalDate.parse(chosen).isAfter(today)
                            && LocalDate.parse(chosen).isBefore(today.plusDays(5));
                    String day = isLikely(60) && !isSoon ? chosen : "";
                    concluded.add(new Measure(
                            shown.path("unit").asText(), shown.path("name").asText(), day));
                    answers.add(
                            day.isEmpty()
                                    ? Map.of("conclusion", "refuse")
                                    : Map.of("conclusion", "accept", "orderedFor", day));
                });
        boolean isTooLate = concluded.stream()
                .map(Measure::day)
                .anyMatch(day -> !day.isEmpty() && !LocalDate.parse(day).isAfter(today));
        Kind kind = isTooLate ? Kind.NOTHING : Kind.CONSOLIDATED;
        return complete(open, kind, "it-center", Map.of("measures", answers), isTooLate ? List.of() : concluded)
                .map(deed -> new Deed(deed.fact(), deed.doing(), isTooLate));
    }

    private static Map<String, Object> row(Measure measure) {
        return Map.of("name", measure.name(), "proposedFor", "2028-12-29");
    }

    private Optional<Deed> complete(Open open, Kind kind, String group, Map<String, Object> answers) {
        return complete(open, kind, group, answers, List.of());
    }

    /** As an allowed member of the group; empty if there is none. */
    private Optional<Deed> complete(
            Open open, Kind kind, String group, Map<String, Object> answers, List<Measure> measures) {
        Task task = open.task();
        Map<String, Object> shown = engine.getTaskService().getVariables(task.getId());
        List<String> excluded = kind == Kind.ACCEPTED || kind == Kind.RETURNED ? tookPart(open.owed().key) : List.of();
        // Whose completion was refused holds the task still
        List<String> able = task.getAssignee() == null
                ? members(group).stream()
                        .filter(person -> !excluded.contains(person))
                        .toList()
                : List.of(task.getAssignee());
        return any(able, order()).map(person -> {
            Map<String, Object> values = filler.fill(form(task), shown, answers);
            return new Deed(
                    fact(kind, open.owed().key, person)
                            .how(task.getTaskDefinitionKey())
                            .with(measures),
                    () -> as(person, () -> {
                        engine.getTaskService().claim(task.getId(), person);
                        engine.getFormService().submitTaskForm(task.getId(), values);
                    }),
                    false);
        });
    }

    /** Who prepared, mended or sent a report, in any round: they do not check it. */
    private List<String> tookPart(String key) {
        return engine
                .getHistoryService()
                .createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(key)
                .taskDefinitionKeyIn("userTask_prepareReport", "userTask_mendReport", "userTask_sendReport")
                .finished()
                .list()
                .stream()
                .map(HistoricTaskInstance::getAssignee)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> members(String group) {
        return engine.getIdentityService().createUserQuery().memberOfGroup(group).list().stream()
                .map(User::getId)
                .toList();
    }

    private JsonNode form(Task task) {
        return FORMS.computeIfAbsent(task.getTaskDefinitionKey(), key -> {
            try (InputStream form = engine.getFormService().getDeployedTaskForm(task.getId())) {
                return FormFiller.read(new String(form.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    // ---- cancelling, and opening again

    private Optional<Deed> cancel(Predicate<Owed> kind) {
        return anyInstance(running(kind)).map(instance -> {
            String id = instance.getId();
            boolean skipListeners = random.nextBoolean();
            boolean skipMappings = random.nextBoolean();
            boolean skipCalled = random.nextBoolean();
            String because = "Mở nhầm " + random.nextInt(1_000_000);
            // The engine does not modify a suspended instance
            int way = random.nextInt(instance.isSuspended() ? 3 : 4);
            Runnable doing =
                    switch (way) {
                        case 0 ->
                            () -> engine.getRuntimeService()
                                    .deleteProcessInstance(id, because, skipListeners, true, skipMappings, skipCalled);
                        case 1 ->
                            () -> deleteByRest("/process-instance/%s?skipCustomListeners=%s&skipIoMappings=%s"
                                    .formatted(id, skipListeners, skipMappings));
                        case 2 ->
                            () -> engine.getRuntimeService()
                                    .deleteProcessInstancesAsync(List.of(id), null, because, skipListeners, skipCalled);
                        default -> () -> cancelAllActivities(id, skipListeners, skipMappings);
                    };
            return new Deed(
                    fact(Kind.CANCELLED, instance.getBusinessKey(), ADMIN)
                            .because(way % 2 == 0 ? because : "")
                            .how("%s, skips listeners %s, mappings %s, called %s"
                                    .formatted(WAYS.get(way), skipListeners, skipMappings, skipCalled)),
                    way == 1 ? doing : () -> as(ADMIN, doing),
                    false);
        });
    }

    private void cancelAllActivities(String instance, boolean skipListeners, boolean skipMappings) {
        ActivityInstance all = engine.getRuntimeService().getActivityInstance(instance);
        ProcessInstanceModificationBuilder modification =
                engine.getRuntimeService().createProcessInstanceModification(instance);
        for (ActivityInstance one : all.getChildActivityInstances()) {
            modification.cancelActivityInstance(one.getId());
        }
        Stream.of(all.getChildTransitionInstances()).forEach(one -> modification.cancelTransitionInstance(one.getId()));
        modification.execute(skipListeners, skipMappings);
    }

    private void deleteByRest(String path) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + program.port() + "/engine-rest" + path))
                                    .header(
                                            "Authorization",
                                            "Basic "
                                                    + Base64.getEncoder()
                                                            .encodeToString(
                                                                    (ADMIN + ":demo").getBytes(StandardCharsets.UTF_8)))
                                    .DELETE()
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 204) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Deed> restart() {
        return anyRow(one -> one.part == Part.UNIT && one.cancelled != null)
                .map(one -> memory.isNextOpened(one.period)
                        ? restart(one, Kind.NOTHING, true)
                        : restart(one, Kind.OPENED_AGAIN, false));
    }

    private Optional<Deed> restartWhatIsNotCancelled() {
        return anyRow(one -> one.part == Part.UNIT
                        && one.cancelled == null
                        && !ended(one).isEmpty())
                .map(one -> restart(one, Kind.NOTHING, true));
    }

    /** The ended instances of a row, the latest first. */
    private List<HistoricProcessInstance> ended(Owed one) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(one.part.process)
                .processInstanceBusinessKey(one.key)
                .finished()
                .orderByProcessInstanceStartTime()
                .desc()
                .list();
    }

    private Deed restart(Owed one, Kind kind, boolean isRefused) {
        HistoricProcessInstance ended = ended(one).get(0);
        RestartProcessInstanceBuilder restart = engine.getRuntimeService()
                .restartProcessInstances(ended.getProcessDefinitionId())
                .processInstanceIds(ended.getId());
        String from = List.of("startEvent_reportAsked", "userTask_prepareReport", "userTask_mendReport")
                .get(random.nextInt(3));
        restart.startBeforeActivity(from);
        // Corrections start from the values that were entered since
        boolean isAsAtFirst = !from.equals("userTask_mendReport") && random.nextBoolean();
        if (isAsAtFirst) {
            restart.initialSetOfVariables();
        }
        boolean skipListeners = random.nextBoolean();
        if (skipListeners) {
            restart.skipCustomListeners();
        }
        if (random.nextBoolean()) {
            restart.skipIoMappings();
        }
        // A batch tells nobody that it was refused
        boolean isBatch = !isRefused && random.nextInt(4) == 0;
        return new Deed(
                fact(kind, one.key, ADMIN)
                        .how("restart before %s, as at first %s, skips listeners %s, batch %s"
                                .formatted(from, isAsAtFirst, skipListeners, isBatch)),
                () -> as(ADMIN, () -> {
                    if (isBatch) {
                        restart.executeAsync();
                    } else {
                        restart.execute();
                    }
                }),
                isRefused);
    }

    private Optional<Deed> openAgain() {
        return anyRow(one -> one.part == Part.MINISTRY && one.cancelled != null && !memory.isNextOpened(one.period))
                .map(one -> new Deed(
                        fact(Kind.OPENED_AGAIN, one.key, ADMIN), () -> submitStartForm(ADMIN, one.period), false));
    }

    private Optional<Deed> openWhatIsNotCancelled() {
        return anyRow(one -> one.part == Part.MINISTRY && one.cancelled == null)
                .map(one -> new Deed(
                        fact(Kind.NOTHING, one.key, ADMIN).how("opened though it is not cancelled"),
                        () -> submitStartForm(ADMIN, one.period),
                        true));
    }

    private void submitStartForm(String person, String period) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(Part.MINISTRY.process)
                .latestVersion()
                .singleResult()
                .getId();
        as(person, () -> engine.getFormService().submitStartForm(definition, Map.of("period", period)));
    }

    // ---- suspending, moving

    private Optional<Deed> suspend() {
        return anyInstance(running(one -> one.isOpen() && !one.suspended))
                .map(instance -> new Deed(
                        fact(Kind.SUSPENDED, instance.getBusinessKey(), ADMIN),
                        () -> as(ADMIN, () -> engine.getRuntimeService().suspendProcessInstanceById(instance.getId())),
                        false));
    }

    private Optional<Deed> activate() {
        return anyInstance(running(one -> one.suspended)).map(this::activate);
    }

    Deed activate(ProcessInstance instance) {
        return new Deed(
                fact(Kind.ACTIVATED, instance.getBusinessKey(), ADMIN),
                () -> as(ADMIN, () -> engine.getRuntimeService().activateProcessInstanceById(instance.getId())),
                false);
    }

    /**
     * The due date of the guidance depends on the opening, and that of a correction on the return. The others are
     * calculated as before.
     */
    private Optional<Deed> move() {
        return anyRow(one -> one.part != Part.ORDER && one.isOpen())
                .map(one -> new Deed(
                        fact(Kind.MOVED, one.key, ""),
                        () -> engine.getRuntimeService()
                                .startProcessInstanceByKey(
                                        Program.MOVE,
                                        Variables.createVariables()
                                                .putValue("period", one.period)
                                                .putValue("parts", "PL.II.4 " + one.part.id)
                                                .putValue(moment(one), Date.from(program.now()))
                                                .putValue("moment", moment(one))
                                                .putValue("because", "Thử")),
                        false));
    }

    private static String moment(Owed one) {
        return one.part == Part.MINISTRY ? "openedAt" : "returnedAt";
    }

    private Optional<Deed> startTheProgram() {
        return Optional.of(nothing("The program starts", () -> engine.getRuntimeService()
                .createMessageCorrelation("software-started")
                .correlateStartMessage()));
    }

    // ---- choosing

    private Deed nothing(String what, Runnable doing) {
        return new Deed(fact(Kind.NOTHING, "", "").how(what), doing, false);
    }

    private Fact fact(Kind kind, String key, String by) {
        return Fact.of(kind, program.now(), key, by);
    }

    private List<ProcessInstance> running(Part part) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(part.process)
                .list();
    }

    List<ProcessInstance> running(Predicate<Owed> which) {
        engine = program.engine(number);
        return Stream.of(Part.values())
                .flatMap(part -> running(part).stream())
                .filter(instance -> Optional.ofNullable(memory.of(instance.getBusinessKey()))
                        .filter(which)
                        .isPresent())
                .toList();
    }

    private Optional<ProcessInstance> anyInstance(List<ProcessInstance> instances) {
        return any(instances, Comparator.comparing(ProcessInstance::getBusinessKey));
    }

    private Optional<Owed> anyRow(Predicate<Owed> which) {
        return any(memory.all().stream().filter(which).toList(), Comparator.comparing(one -> one.key));
    }

    private static Comparator<String> order() {
        return Comparator.naturalOrder();
    }

    /** In an order that is the same whenever a life is lived again. */
    private <T> Optional<T> any(List<T> from, Comparator<T> order) {
        return from.isEmpty()
                ? Optional.empty()
                : Optional.of(from.stream().sorted(order).toList().get(random.nextInt(from.size())));
    }

    private boolean isLikely(int percent) {
        return random.nextInt(100) < percent;
    }

    private void as(String person, Runnable doing) {
        Acting.as(engine, person, () -> {
            doing.run();
            return null;
        });
    }
}
