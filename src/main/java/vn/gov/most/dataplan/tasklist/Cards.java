package vn.gov.most.dataplan.tasklist;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.form.CompletedSteps.Return;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.obligation.OpenSteps.Standing;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.security.CurrentUser;
import vn.gov.most.dataplan.security.UnclaimPermission;

/**
 * The cards of several tasks at once, of those that the user may see. Also searches the user's tasks by words or by
 * clause.
 */
@RestController
class Cards {

    /** Tasklist shows fifteen at most. */
    private static final int MOST = 50;

    /** The search limit; beyond it a user adds more words. */
    private static final int MOST_FOUND = 20;

    private static final int AT_ONCE = 500;

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final UncheckedReads reads;
    private final OpenSteps steps;
    private final CompletedSteps completed;
    private final Plan plan;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Cards(
            TaskService tasks,
            RuntimeService runtime,
            UncheckedReads reads,
            OpenSteps steps,
            CompletedSteps completed,
            Plan plan,
            WorkingCalendar calendar,
            Clock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.reads = reads;
        this.steps = steps;
        this.completed = completed;
        this.plan = plan;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @param due in words; null if the task is not a step of the plan
     * @param about the subject of an event without a database and a service
     * @param period null for an event
     * @param returned by whom and when it was returned; null if it was not
     * @param holder the assignee's name; null if there is none
     * @param mayBeGivenBack whether it has an assignee and the user may unclaim it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Card(
            String task,
            String name,
            String citation,
            String duty,
            String unit,
            String database,
            String service,
            String about,
            String period,
            DueWords due,
            String returned,
            String holder,
            boolean isMine,
            boolean mayBeGivenBack) {}

    @GetMapping("/api/cards")
    List<Card> cards(@RequestParam("task") Set<String> ids) {
        CurrentUser person = asker();
        List<Task> visible = tasks.createTaskQuery()
                .taskIdIn(ids.stream().limit(MOST).toArray(String[]::new))
                .list();
        return visible.isEmpty() ? List.of() : reads.ask(command -> cards(visible, person));
    }

    private CurrentUser asker() {
        return new CurrentUser(reads.person().getUserId(), reads.person().getGroupIds());
    }

    /** A clause for which the user's groups have open tasks. */
    record OpenClause(String clause, String citation, String name, long tasks) {}

    /** In the plan's order. */
    @GetMapping("/api/search/clauses")
    List<OpenClause> clauses() {
        List<Task> theirs = theirs();
        Map<String, Long> tasksByClause = reads.ask(command -> {
            Map<String, Long> counts = new HashMap<>();
            for (List<Task> some : inLots(theirs)) {
                steps.standing(ids(some)).forEach(step -> counts.merge(step.clause(), 1L, Long::sum));
            }
            return counts;
        });
        return plan.clauses().stream()
                .filter(clause -> tasksByClause.containsKey(clause.id()))
                .map(clause ->
                        new OpenClause(clause.id(), clause.citation(), clause.name(), tasksByClause.get(clause.id())))
                .toList();
    }

    /**
     * @param words all of which occur on the card, in any order, with or without diacritics
     * @param clause the id of the tasks' clause; empty for all
     * @return the earliest due date first; none if neither parameter is given
     */
    @GetMapping("/api/search")
    List<Card> search(
            @RequestParam(name = "words", defaultValue = "") String words,
            @RequestParam(name = "clause", defaultValue = "") String clause) {
        List<String> asked = TypedText.words(words);
        if (asked.isEmpty() && clause.isEmpty()) {
            return List.of();
        }
        CurrentUser person = asker();
        List<Task> theirs = theirs();
        return reads.ask(command -> {
            List<Task> found = new ArrayList<>();
            for (List<Task> some : inLots(theirs)) {
                if (found.size() < MOST_FOUND) {
                    Map<String, Clause> clauses = clauses(ids(some));
                    Map<String, String> written = written(some, clauses);
                    some.stream()
                            .filter(task -> clause.isEmpty()
                                    || Optional.ofNullable(clauses.get(task.getId()))
                                            .filter(one -> one.id().equals(clause))
                                            .isPresent())
                            .filter(task -> asked.stream().allMatch(written.get(task.getId())::contains))
                            .limit(MOST_FOUND - found.size())
                            .forEach(found::add);
                }
            }
            return found.isEmpty() ? List.of() : cards(found, person);
        });
    }

    /** All tasks of the user's groups, the earliest due date first. */
    private List<Task> theirs() {
        List<String> groups = reads.person().getGroupIds();
        return groups.isEmpty()
                ? List.of()
                : tasks.createTaskQuery()
                        .taskCandidateGroupIn(groups)
                        .includeAssignedTasks()
                        .orderByDueDate()
                        .asc()
                        .orderByTaskCreateTime()
                        .asc()
                        .list();
    }

    private static List<List<Task>> inLots(List<Task> all) {
        List<List<Task>> lots = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            lots.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return lots;
    }

    private static Set<String> ids(Collection<Task> some) {
        return some.stream().map(Task::getId).collect(toSet());
    }

    /** The clauses of the tasks that are steps of the plan, by task id. */
    private Map<String, Clause> clauses(Set<String> ids) {
        Map<String, Clause> clauses = new HashMap<>();
        steps.standing(ids)
                .forEach(step -> plan.clause(step.clause()).ifPresent(clause -> clauses.put(step.task(), clause)));
        return clauses;
    }

    /** The searchable text of each card, without diacritics. */
    private Map<String, String> written(List<Task> some, Map<String, Clause> clauses) {
        Map<String, Map<String, String>> shown = shown(ids(some));
        return some.stream()
                .collect(toMap(
                        Task::getId,
                        task -> TypedText.plain(String.join(
                                " ",
                                String.valueOf(task.getName()),
                                clauses.containsKey(task.getId())
                                        ? clauses.get(task.getId()).citation()
                                        : "",
                                String.join(
                                        " ",
                                        shown.getOrDefault(task.getId(), Map.of())
                                                .values())))));
    }

    private List<Card> cards(List<Task> visible, CurrentUser person) {
        Set<String> ids = ids(visible);
        Map<String, Standing> standing =
                steps.standing(ids).stream().collect(toMap(Standing::task, Function.identity()));
        Map<String, Map<String, String>> shown = shown(ids);
        Map<String, Return> returns = completed
                .lastReturns(visible.stream()
                        .map(Task::getProcessInstanceId)
                        .filter(Objects::nonNull)
                        .toList())
                .stream()
                .collect(toMap(Return::instance, Function.identity(), (one, other) -> one));
        Map<String, String> names = reads.names(visible.stream()
                .map(Task::getAssignee)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Instant now = clock.instant();
        return visible.stream()
                .map(task -> {
                    Map<String, String> variables = shown.getOrDefault(task.getId(), Map.of());
                    Optional<Standing> step = Optional.ofNullable(standing.get(task.getId()));
                    Optional<Return> back = Optional.ofNullable(returns.get(task.getProcessInstanceId()))
                            .filter(one -> !one.at()
                                    .isAfter(task.getCreateTime().toInstant().plusSeconds(1)));
                    return new Card(
                            task.getId(),
                            task.getName(),
                            step.flatMap(one -> plan.clause(one.clause()))
                                    .map(Clause::citation)
                                    .orElse(null),
                            variables.get("dutyName"),
                            variables.get("unitName"),
                            variables.get("databaseName"),
                            variables.get("service"),
                            variables.containsKey("databaseName") || variables.containsKey("service")
                                    ? null
                                    : step.map(Standing::about)
                                            .filter(about -> !about.isEmpty())
                                            .orElse(null),
                            step.filter(one -> one.period().isEmpty()).isPresent() ? null : variables.get("periodName"),
                            step.map(one -> DueWords.of(one.dueAt(), one.lateFrom(), one.provisional(), now, calendar))
                                    .orElse(null),
                            back.map(one -> "Được trả lại, %s, %s"
                                            .formatted(one.by(), VietnameseDate.shortMoment(one.at())))
                                    .orElse(null),
                            task.getAssignee() == null ? null : names.get(task.getAssignee()),
                            person.id().equals(task.getAssignee()),
                            task.getAssignee() != null && UnclaimPermission.isOpenTo(person, (TaskEntity) task));
                })
                .toList();
    }

    private Map<String, Map<String, String>> shown(Collection<String> ids) {
        Map<String, Map<String, String>> shown = new HashMap<>();
        for (VariableInstance variable : runtime.createVariableInstanceQuery()
                .taskIdIn(ids.toArray(String[]::new))
                .variableNameIn(CardVariables.NAMES.toArray(String[]::new))
                .list()) {
            shown.computeIfAbsent(variable.getTaskId(), id -> new HashMap<>())
                    .put(variable.getName(), String.valueOf(variable.getValue()));
        }
        return shown;
    }
}
