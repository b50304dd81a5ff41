package vn.gov.most.dataplan.processes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.rehearsal.TimeMachine;

/**
 * Plays a plan in virtual time. Every user task is completed the usual way by a member of its group, two hours before
 * it is due, unless the test says otherwise. Time jumps from one event to the next; no timer is fired by hand.
 */
final class Player {

    private static final Duration BEFORE_DUE = Duration.ofHours(2);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm");

    /** Exceptions from the usual way for some tasks; later ones take precedence. */
    static final class Exception {
        private final String task;
        private String unit;
        private int round;
        private LocalDateTime at;
        private Duration late;
        private String by;
        private boolean never;
        private final Map<String, Object> answers = new HashMap<>();

        private Exception(String task) {
            this.task = task;
        }

        Exception of(String unit) {
            this.unit = unit;
            return this;
        }

        /** The nth time that the task comes to this unit, from 1. */
        Exception time(int round) {
            this.round = round;
            return this;
        }

        Exception at(String moment) {
            this.at = LocalDateTime.parse(moment, MOMENT);
            return this;
        }

        /** So long after the task is due. */
        Exception late(Duration late) {
            this.late = late;
            return this;
        }

        Exception by(String user) {
            this.by = user;
            return this;
        }

        Exception answer(String key, Object value) {
            answers.put(key, value);
            return this;
        }

        Exception never() {
            this.never = true;
            return this;
        }
    }

    /** Something that was done. */
    record Done(String task, String unit, String by, String at, String due) {}

    private final ProcessEngine engine;
    private final TimeMachine timeMachine;
    private final Clock clock;
    private final BooleanSupplier idle;
    private final FormFiller filler = new FormFiller();
    private final List<Exception> exceptions = new ArrayList<>();
    private final Map<String, Integer> rounds = new HashMap<>();
    private final Map<String, Optional<Exception>> exceptionOf = new HashMap<>();
    private final List<Done> done = new ArrayList<>();

    /** @param idle whether {@code open-due-periods.bpmn} would open nothing now: such a morning passes without it */
    Player(ProcessEngine engine, TimeMachine timeMachine, Clock clock, BooleanSupplier idle) {
        this.engine = engine;
        this.timeMachine = timeMachine;
        this.clock = clock;
        this.idle = idle;
    }

    Exception when(String task) {
        Exception exception = new Exception(task);
        exceptions.add(0, exception);
        return exception;
    }

    List<Done> done() {
        return done;
    }

    List<Done> done(String task) {
        return done.stream().filter(one -> one.task().equals(task)).toList();
    }

    /** Plays until the moment, that moment's tasks and jobs included. */
    void playUntil(String moment) {
        Instant end = at(LocalDateTime.parse(moment, MOMENT));
        while (true) {
            timeMachine.runDueJobs();
            Optional<Task> task = nextTask();
            passIdleMornings(task.map(this::planned).filter(end::isAfter).orElse(end));
            Optional<Instant> job = nextJobs().stream().findFirst().map(Player::due);
            if (task.isPresent()
                    && !planned(task.get()).isAfter(end)
                    && job.map(due -> !planned(task.get()).isAfter(due)).orElse(true)) {
                timeMachine.jumpTo(planned(task.get()));
                complete(task.get());
            } else if (job.isPresent() && !job.get().isAfter(end)) {
                if (job.get().isBefore(clock.instant())) {
                    throw new IllegalStateException("A job of %s cannot be run".formatted(local(job.get())));
                }
                timeMachine.jumpTo(job.get());
            } else {
                timeMachine.jumpTo(end);
                return;
            }
        }
    }

    /** The machine is off until the moment: nobody works, no job runs. */
    void downUntil(String moment) {
        timeMachine.jumpTo(at(LocalDateTime.parse(moment, MOMENT)));
    }

    /**
     * By SQL, because the engine takes a quarter of a millisecond to build this query, and it runs after each event.
     */
    private Optional<Task> nextTask() {
        return engine
                .getTaskService()
                .createNativeTaskQuery()
                .sql("select * from ACT_RU_TASK where SUSPENSION_STATE_ = 1")
                .list()
                .stream()
                .filter(task -> !planned(task).equals(Instant.MAX))
                .min(Comparator.comparing(this::planned).thenComparing(Task::getId));
    }

    /** On some 300 mornings a year nothing opens; running each took a third of the time of all tests of one clause. */
    private void passIdleMornings(Instant next) {
        List<Job> jobs = nextJobs();
        if (jobs.isEmpty() || !isMorning(jobs.get(0))) {
            return;
        }
        Instant until = jobs.size() > 1 && due(jobs.get(1)).isBefore(next) ? due(jobs.get(1)) : next;
        Instant now = clock.instant();
        Instant first = due(jobs.get(0));
        Instant morning = first;
        while (!morning.isBefore(now) && morning.isBefore(until) && isIdle(morning)) {
            morning = morning.plus(1, ChronoUnit.DAYS);
        }
        timeMachine.jumpTo(now);
        if (!morning.equals(first)) {
            engine.getManagementService().setJobDuedate(jobs.get(0).getId(), Date.from(morning), false);
        }
    }

    private static boolean isMorning(Job job) {
        return "open-due-periods".equals(job.getProcessDefinitionKey()) && job.getProcessInstanceId() == null;
    }

    private boolean isIdle(Instant morning) {
        timeMachine.jumpTo(morning);
        return idle.getAsBoolean();
    }

    /** The first two. */
    private List<Job> nextJobs() {
        return engine.getManagementService()
                .createJobQuery()
                .withRetriesLeft()
                .active()
                .duedateHigherThan(new Date(0))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 2);
    }

    private static Instant due(Job job) {
        return job.getDuedate().toInstant();
    }

    /** By the current due date: if it moves, the action moves too. */
    private Instant planned(Task task) {
        Optional<Exception> exception = exceptionOf.computeIfAbsent(task.getId(), id -> exception(task));
        if (exception.filter(one -> one.never).isPresent()) {
            return Instant.MAX;
        }
        Duration beforeDue =
                exception.map(one -> one.late).map(Duration::negated).orElse(BEFORE_DUE);
        Instant usual = task.getDueDate().toInstant().minus(beforeDue);
        Instant when = exception.map(one -> one.at).map(Player::at).orElse(usual);
        return when.isBefore(clock.instant()) ? clock.instant() : when;
    }

    private Optional<Exception> exception(Task task) {
        String unit = unit(engine.getTaskService().getVariables(task.getId(), List.of("coordinator", "unit")));
        int round = rounds.merge(
                String.join("/", task.getTaskDefinitionKey(), task.getProcessInstanceId(), unit), 1, Integer::sum);
        return exceptions.stream()
                .filter(one -> one.task.equals(task.getTaskDefinitionKey()))
                .filter(one -> one.unit == null || one.unit.equals(unit))
                .filter(one -> one.round == 0 || one.round == round)
                .findFirst();
    }

    private void complete(Task task) {
        Optional<Exception> exception = exceptionOf.get(task.getId());
        Map<String, Object> variables = variables(task);
        String user = exception.map(one -> one.by).orElseGet(() -> memberFor(task, variables));
        Map<String, Object> values = filler.fill(
                form(task), variables, exception.map(one -> one.answers).orElse(Map.of()));
        as(user, () -> {
            engine.getTaskService().claim(task.getId(), user);
            engine.getFormService().submitTaskForm(task.getId(), values);
        });
        done.add(new Done(
                task.getTaskDefinitionKey(),
                unit(variables),
                user,
                local(clock.instant()),
                local(task.getDueDate().toInstant())));
    }

    /** The values that a user submits who opens the task's form now. */
    Map<String, Object> filledIn(Task task, Map<String, Object> answers) {
        return filler.fill(form(task), variables(task), answers);
    }

    private Map<String, Object> variables(Task task) {
        return new LinkedHashMap<>(engine.getTaskService().getVariables(task.getId()));
    }

    /** Runs something as this user, with the permissions of the user's groups. */
    void as(String user, Runnable action) {
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            action.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** The person of its group who does it. */
    String memberFor(Task task) {
        return memberFor(task, variables(task));
    }

    private String memberFor(Task task, Map<String, Object> variables) {
        String group = engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(id -> id != null)
                .findFirst()
                .orElseThrow();
        Set<String> excluded = new HashSet<>();
        for (String variable : List.of("preparedBy", "sentBy")) {
            Object value = variables.get(variable);
            if (value != null && task.getTaskDefinitionKey().equals("userTask_checkReport")) {
                excluded.add(value.toString());
            }
        }
        return engine.getIdentityService().createUserQuery().memberOfGroup(group).orderByUserId().desc().list().stream()
                .map(User::getId)
                .filter(id -> !excluded.contains(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Nobody of %s may do %s".formatted(group, task.getName())));
    }

    private JsonNode form(Task task) {
        try (InputStream form = engine.getFormService().getDeployedTaskForm(task.getId())) {
            return FormFiller.read(new String(form.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String unit(Map<String, Object> variables) {
        Object coordinator = variables.get("coordinator");
        Object unit = coordinator == null ? variables.get("unit") : coordinator;
        return unit == null ? "" : unit.toString();
    }

    static Instant at(LocalDateTime moment) {
        return moment.atZone(WorkingCalendar.ZONE).toInstant();
    }

    static Instant at(String moment) {
        return at(LocalDateTime.parse(moment, MOMENT));
    }

    static String local(Instant moment) {
        return MOMENT.format(moment.atZone(WorkingCalendar.ZONE));
    }
}
