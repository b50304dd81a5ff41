package vn.gov.most.dataplan.oversight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.form.CompletedSteps.Done;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.obligation.OpenSteps.Standing;
import vn.gov.most.dataplan.tasklist.UncheckedReads;

/**
 * The course of an obligation through its processes: the model in the version of each instance, the completed work with
 * its people, and the open work. Users need read access to the obligation, not to the engine's history.
 */
@Component
class Course {

    /** Limits the instances, because called instances are followed recursively and a model may call itself. */
    private static final int MOST_INSTANCES = 20;

    private final HistoryService history;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final CompletedSteps completed;
    private final OpenSteps steps;
    private final UncheckedReads reads;
    private final JdbcClient jdbc;
    private final Clock clock;

    Course(
            @Lazy HistoryService history,
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            @Lazy TaskService tasks,
            CompletedSteps completed,
            OpenSteps steps,
            UncheckedReads reads,
            JdbcClient jdbc,
            Clock clock) {
        this.history = history;
        this.runtime = runtime;
        this.repository = repository;
        this.tasks = tasks;
        this.completed = completed;
        this.steps = steps;
        this.reads = reads;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A process instance of the obligation.
     *
     * @param heading the process name; for a called process with a note that it was called
     * @param xml the model in the version of the instance
     * @param passed the ids of all completed elements, separated by spaces
     */
    record Walk(String heading, String name, int version, String state, String xml, String passed, List<Mark> marks) {}

    /** The state of an element. */
    enum Kind {
        DONE("Đã xong"),
        OPEN("Đang thực hiện"),
        OVERDUE("Quá hạn"),
        FAILED("Gặp sự cố kỹ thuật"),
        STOPPED("Đã dừng");

        private final String vietnamese;

        Kind(String vietnamese) {
            this.vietnamese = vietnamese;
        }

        public String word() {
            return name().toLowerCase();
        }

        public String vietnamese() {
            return vietnamese;
        }
    }

    /**
     * @param name the element's name in the model
     * @param says who and when
     * @param reasons why the work was returned; null if it was not
     */
    record Mark(String element, String name, Kind kind, String says, String reasons) {}

    /**
     * The latest instance first, each followed by the instances that it called; without those that history no longer
     * has.
     */
    List<Walk> of(List<String> instances) {
        return IntStream.rangeClosed(1, instances.size())
                .mapToObj(back -> instances.get(instances.size() - back))
                .flatMap(instance -> of(instance).stream())
                .toList();
    }

    private List<Walk> of(String instance) {
        return reads.ask(command -> {
            List<Walk> walks = new ArrayList<>();
            Deque<String> ahead = new ArrayDeque<>(List.of(instance));
            while (!ahead.isEmpty() && walks.size() < MOST_INSTANCES) {
                String next = ahead.poll();
                HistoricProcessInstance one = history.createHistoricProcessInstanceQuery()
                        .processInstanceId(next)
                        .singleResult();
                if (one != null) {
                    List<HistoricActivityInstance> been = history.createHistoricActivityInstanceQuery()
                            .processInstanceId(next)
                            .orderByHistoricActivityInstanceStartTime()
                            .asc()
                            .list();
                    walks.add(walk(one, been, next.equals(instance)));
                    been.stream()
                            .map(HistoricActivityInstance::getCalledProcessInstanceId)
                            .filter(Objects::nonNull)
                            .forEach(ahead::add);
                }
            }
            return walks;
        });
    }

    private Walk walk(HistoricProcessInstance instance, List<HistoricActivityInstance> been, boolean own) {
        ProcessDefinition model = repository.getProcessDefinition(instance.getProcessDefinitionId());
        List<Mark> marks = new ArrayList<>(done(instance, been));
        if (instance.getEndTime() == null) {
            marks.addAll(open(instance, been));
            marks.addAll(failed(instance));
        }
        return new Walk(
                own ? model.getName() : "Quy trình được gọi: " + model.getName(),
                model.getName(),
                model.getVersion(),
                state(instance),
                xml(model),
                been.stream()
                        .filter(activity -> activity.getEndTime() != null && !activity.isCanceled())
                        .map(Course::element)
                        .distinct()
                        .collect(joining(" ")),
                marks);
    }

    private static String state(HistoricProcessInstance instance) {
        return switch (instance.getState()) {
            case HistoricProcessInstance.STATE_ACTIVE -> "Đang thực hiện";
            case HistoricProcessInstance.STATE_SUSPENDED -> "Đang tạm dừng";
            case HistoricProcessInstance.STATE_COMPLETED ->
                "Đã kết thúc "
                        + VietnameseDate.shortMoment(instance.getEndTime().toInstant());
            default ->
                "Đã hủy " + VietnameseDate.shortMoment(instance.getEndTime().toInstant());
        };
    }

    private String xml(ProcessDefinition model) {
        try (InputStream file = repository.getProcessModel(model.getId())) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The work of people, and the steps that were cancelled. Automatic steps appear only in the diagram. */
    private List<Mark> done(HistoricProcessInstance instance, List<HistoricActivityInstance> been) {
        Map<String, Done> kept = completed.of(instance.getId()).stream()
                .collect(toMap(Done::task, Function.identity(), (one, other) -> one));
        List<HistoricActivityInstance> ended = been.stream()
                .filter(activity -> activity.getEndTime() != null && isWork(activity))
                .toList();
        // For steps older than the table of completed steps, the engine knows only the user id
        Map<String, String> names = reads.names(ended.stream()
                .filter(activity -> !kept.containsKey(activity.getTaskId()))
                .map(HistoricActivityInstance::getAssignee)
                .filter(Objects::nonNull)
                .collect(toSet()));
        return ended.stream()
                .map(activity -> {
                    Done step = kept.get(activity.getTaskId());
                    String at = VietnameseDate.shortMoment(activity.getEndTime().toInstant());
                    String by = step == null ? names.getOrDefault(activity.getAssignee(), "") : step.byName();
                    String who = activity.isCanceled() ? "" : by;
                    return new Mark(
                            element(activity),
                            activity.getActivityName(),
                            activity.isCanceled() ? Kind.STOPPED : Kind.DONE,
                            who.isEmpty() ? at : who + ", " + at,
                            step == null ? null : step.reasons().orElse(null));
                })
                .toList();
    }

    private static boolean isWork(HistoricActivityInstance activity) {
        return Set.of(ActivityTypes.TASK_USER_TASK, ActivityTypes.CALL_ACTIVITY).contains(activity.getActivityType());
    }

    /** The instances of a multi-instance activity belong to one element of the diagram. */
    private static String element(HistoricActivityInstance activity) {
        return activity.getActivityId().replace("#multiInstanceBody", "");
    }

    private List<Mark> open(HistoricProcessInstance instance, List<HistoricActivityInstance> been) {
        Map<String, Task> byId = tasks.createTaskQuery().processInstanceId(instance.getId()).list().stream()
                .collect(toMap(Task::getId, Function.identity()));
        Map<String, Standing> standing = byId.isEmpty()
                ? Map.of()
                : steps.standing(byId.keySet()).stream().collect(toMap(Standing::task, Function.identity()));
        Map<String, String> groups = groups(byId.keySet());
        Map<String, String> names = reads.names(byId.values().stream()
                .map(Task::getAssignee)
                .filter(Objects::nonNull)
                .collect(toSet()));
        return been.stream()
                .filter(activity -> activity.getEndTime() == null && !isAround(activity))
                .map(activity -> {
                    Task task = byId.get(activity.getTaskId());
                    if (task == null) {
                        return new Mark(
                                element(activity),
                                waitedFor(activity),
                                Kind.OPEN,
                                "từ "
                                        + VietnameseDate.shortMoment(
                                                activity.getStartTime().toInstant()),
                                null);
                    }
                    String holder = task.getAssignee() == null
                            ? groups.getOrDefault(task.getId(), "")
                            : names.get(task.getAssignee());
                    String due = task.getDueDate() == null
                            ? ""
                            : "hạn "
                                    + VietnameseDate.shortMoment(
                                            task.getDueDate().toInstant());
                    return new Mark(
                            element(activity),
                            task.getName(),
                            isOverdue(task, standing.get(task.getId())) ? Kind.OVERDUE : Kind.OPEN,
                            Stream.of(holder, due)
                                    .filter(word -> !word.isEmpty())
                                    .collect(joining(", ")),
                            null);
                })
                .toList();
    }

    /** An event-based gateway has no name, so the names of the events after it are shown. */
    private String waitedFor(HistoricActivityInstance activity) {
        if (activity.getActivityName() != null) {
            return activity.getActivityName();
        }
        FlowNode node = repository
                .getBpmnModelInstance(activity.getProcessDefinitionId())
                .getModelElementById(element(activity));
        return "Chờ: "
                + node.getOutgoing().stream()
                        .map(flow -> flow.getTarget().getName())
                        .filter(Objects::nonNull)
                        .collect(joining(" hoặc "));
    }

    /** Whether it only contains steps that have their own marks; true for start events too. */
    private static boolean isAround(HistoricActivityInstance activity) {
        return activity.getActivityId().endsWith("#multiInstanceBody")
                || Set.of(ActivityTypes.SUB_PROCESS, ActivityTypes.START_EVENT).contains(activity.getActivityType());
    }

    private boolean isOverdue(Task task, Standing step) {
        Instant lateFrom = step != null
                ? step.lateFrom()
                : task.getDueDate() == null ? Instant.MAX : task.getDueDate().toInstant();
        return !clock.instant().isBefore(lateFrom);
    }

    /** The names of the candidate groups, by task id. */
    private Map<String, String> groups(Set<String> open) {
        return open.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(
                                """
                                select l.task_id_ as task, g.name_ as name from act_ru_identitylink l
                                join act_id_group g on g.id_ = l.group_id_
                                where l.type_ = 'candidate' and l.task_id_ in (:tasks) order by g.name_
                                """)
                        .param("tasks", open)
                        .query((row, n) -> Map.entry(row.getString("task"), row.getString("name")))
                        .list()
                        .stream()
                        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, joining(", "))));
    }

    private List<Mark> failed(HistoricProcessInstance instance) {
        List<Incident> incidents = runtime.createIncidentQuery()
                .processInstanceId(instance.getId())
                .list();
        if (incidents.isEmpty()) {
            return List.of();
        }
        Map<String, String> names = new HashMap<>();
        repository
                .getBpmnModelInstance(instance.getProcessDefinitionId())
                .getModelElementsByType(FlowElement.class)
                .forEach(element -> names.put(element.getId(), element.getName()));
        return incidents.stream()
                .map(incident -> new Mark(
                        incident.getActivityId(),
                        names.get(incident.getActivityId()),
                        Kind.FAILED,
                        "từ "
                                + VietnameseDate.shortMoment(
                                        incident.getIncidentTimestamp().toInstant()),
                        null))
                .toList();
    }
}
