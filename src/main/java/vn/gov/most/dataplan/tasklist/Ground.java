package vn.gov.most.dataplan.tasklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.assignment.Assignments;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.form.CompletedSteps.Done;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.obligation.OpenSteps.Standing;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;

/**
 * Returns the legal ground of a task and the possible next steps to everybody who may see the task. The previous steps
 * of its instance are only for those whose task it is.
 */
@RestController
class Ground {

    private final TaskService tasks;
    private final RepositoryService repository;
    private final UncheckedReads reads;
    private final OpenSteps steps;
    private final CompletedSteps completed;
    private final Assignments assignments;
    private final BodyNames names;
    private final Plan plan;
    private final Clock clock;

    Ground(
            TaskService tasks,
            RepositoryService repository,
            UncheckedReads reads,
            OpenSteps steps,
            CompletedSteps completed,
            Assignments assignments,
            BodyNames names,
            Plan plan,
            Clock clock) {
        this.tasks = tasks;
        this.repository = repository;
        this.reads = reads;
        this.steps = steps;
        this.completed = completed;
        this.assignments = assignments;
        this.names = names;
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * @param ground null if the task is not a step of the plan
     * @param next the possible next steps
     * @param done null if the task is not the current user's
     * @param starts the processes that may be started from the task
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(ClauseGround ground, List<NextSteps.Next> next, List<Step> done, List<Start> starts) {}

    /**
     * A process that the current user may start.
     *
     * @param says the label of the button
     * @param begins the initial values of its form, by field key
     */
    record Start(String process, String says, Map<String, String> begins) {}

    /** The texts of the clause in the plan; empty if the plan has none. */
    record ClauseGround(
            String citation,
            String text,
            String lead,
            String coordinators,
            String product,
            String deadline,
            String ground,
            List<String> remarks) {}

    /**
     * @param reasons why the work was returned; null if it was not
     * @param given the name of the person who got the task; null if this is not an assignment
     * @param instruction the head's instruction; null if there was none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(String name, String by, String at, String reasons, String given, String instruction) {}

    @GetMapping("/api/ground/{id:[A-Za-z0-9-]{1,64}}")
    Answer ground(@PathVariable String id) {
        Task task = Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        Optional<Standing> standing = steps.standing(Set.of(id)).stream().findFirst();
        return new Answer(
                standing.flatMap(step -> plan.clause(step.clause()).map(clause -> ground(clause, step, today)))
                        .orElse(null),
                task.getProcessDefinitionId() == null
                        ? List.of()
                        : reads.ask(command -> NextSteps.after(repository
                                .getBpmnModelInstance(task.getProcessDefinitionId())
                                .getModelElementById(task.getTaskDefinitionKey()))),
                isTheirs(task) ? done(task) : null,
                standing.flatMap(step -> plan.clause(step.clause()))
                        .map(clause -> starts(clause, task))
                        .orElse(List.of()));
    }

    private List<Start> starts(Clause clause, Task task) {
        return plan.parts()
                .filter(part -> part.fromTask().isPresent()
                        && part.process().filter(this::mayStart).isPresent())
                .map(part ->
                        new Start(part.process().orElseThrow(), part.fromTask().orElseThrow(), begins(clause, task)))
                .toList();
    }

    /**
     * Checkers open the process for the report's unit, so its form begins with the difficulties that the report states.
     */
    private Map<String, String> begins(Clause clause, Task task) {
        Map<String, String> begins = new HashMap<>(Map.of("concerns", clause.citation(), "taskName", task.getName()));
        if (isTheirs(task)) {
            Map<String, Object> report =
                    reads.ask(command -> tasks.getVariables(task.getId(), List.of("unit", "difficulties")));
            if (report.get("unit") instanceof String unit
                    && report.get("difficulties") instanceof String difficulties
                    && !difficulties.isBlank()
                    && !reads.person().getGroupIds().contains(Register.groupOf(unit))) {
                begins.putAll(Map.of("unit", unit, "difficulty", difficulties));
            }
        }
        return begins;
    }

    private boolean mayStart(String process) {
        return repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .startablePermissionCheck()
                        .count()
                > 0;
    }

    private ClauseGround ground(Clause clause, Standing step, LocalDate today) {
        return new ClauseGround(
                clause.citation(),
                clause.text(),
                clause.lead().isEmpty() ? "" : names.of(List.of(clause.lead())),
                names.of(clause.coordinators()),
                clause.product(),
                clause.deadline(),
                clause.ground().text(),
                clause.part(step.part())
                        .map(part -> clause.remarks(part, period(step, today), today))
                        .orElse(clause.ground().statesOn(today)));
    }

    /** The period of the step; for an event, which has none, the current year. */
    private static Period period(Standing step, LocalDate today) {
        return step.period().isEmpty() ? Period.year(today.getYear()) : Period.parse(step.period());
    }

    /** Steps and assignments in chronological order. */
    private List<Step> done(Task task) {
        List<Done> done = completed.of(task.getProcessInstanceId());
        Stream<Map.Entry<Instant, Step>> steps = done.stream()
                .map(step -> Map.entry(
                        step.at(),
                        new Step(
                                step.name(),
                                step.byName(),
                                VietnameseDate.shortMoment(step.at()),
                                step.reasons().orElse(null),
                                null,
                                null)));
        Stream<Map.Entry<Instant, Step>> givings = assignments.of(task.getProcessInstanceId()).stream()
                .map(given -> Map.entry(
                        given.at(),
                        new Step(
                                "Giao việc: " + given.taskName(),
                                given.by(),
                                VietnameseDate.shortMoment(given.at()),
                                null,
                                given.to(),
                                given.instruction().isEmpty() ? null : given.instruction())));
        return Stream.concat(steps, givings)
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether the current user is the assignee or in a candidate group. */
    boolean isTheirs(Task task) {
        Authentication person = reads.person();
        return person.getUserId().equals(task.getAssignee())
                || reads.ask(command -> tasks.getIdentityLinksForTask(task.getId())).stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .anyMatch(person.getGroupIds()::contains);
    }
}
