package vn.gov.most.dataplan.assignment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Collator;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.assignment.Assignments.Named;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.OpenTask;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.ReassignedDrafts;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.security.CurrentUser;
import vn.gov.most.dataplan.security.EarlierSteps;
import vn.gov.most.dataplan.security.UnclaimPermission;

/**
 * Lets a head assign a task to a member of its candidate groups by name. Administrators cannot use it: who works on
 * what is the unit's decision. For tasks that nobody can continue they have Camunda's own assignment.
 */
@RestController
class AssignmentController {

    private static final String PATH = "/api/tasks/{id:[A-Za-z0-9-]{1,64}}/assignment";
    private static final String HEAD = Register.headGroupOf("");
    private static final int LONGEST_INSTRUCTION = 1_000;

    /** The size before normalisation, with surrounding blanks and decomposed accents. */
    private static final int LONGEST_SENT = 8 * LONGEST_INSTRUCTION;

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final ProcessEngineConfigurationImpl engine;
    private final TaskService tasks;
    private final IdentityService identity;
    private final Assignments assignments;
    private final ReassignedDrafts drafts;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    AssignmentController(
            ProcessEngineConfigurationImpl engine,
            TaskService tasks,
            IdentityService identity,
            Assignments assignments,
            ReassignedDrafts drafts,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.engine = engine;
        this.tasks = tasks;
        this.identity = identity;
        this.assignments = assignments;
        this.drafts = drafts;
        this.events = events;
        this.jdbc = jdbc;
    }

    /**
     * @param holder the user id of the assignee; empty if the task is unclaimed
     * @param draftSavedAt when the assignee last saved a draft; null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Choice(String holder, String holderName, String draftSavedAt, List<Officer> officers) {}

    /**
     * @param tasks the number of their open tasks of the unit
     * @param nextDue dd/MM/yyyy, the earliest due date of these; null if none has one
     * @param cannot why they may not get the task; null if they may
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Officer(String id, String name, String position, int tasks, String nextDue, String cannot) {}

    /** @param holder the assignee that the head saw; empty if there was none */
    record Given(String to, String instruction, DraftChoice draft, String holder) {}

    @GetMapping(PATH)
    Choice choice(@PathVariable("id") String id) {
        CurrentUser head = asker();
        seen(id);
        return asked(id, head, false, task -> {
            Optional<String> holder = Optional.ofNullable(task.getAssignee());
            return new Choice(
                    holder.orElse(""),
                    holder.map(this::nameOf).orElse(null),
                    holder.flatMap(person -> drafts.savedAt(id, person))
                            .map(VietnameseDate::shortMoment)
                            .orElse(null),
                    officers(task, head));
        });
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void give(@PathVariable("id") String id, InputStream body) throws IOException {
        byte[] sent = body.readAllBytes();
        CurrentUser head = asker();
        seen(id);
        Given given = read(sent);
        String instruction = instruction(given);
        asked(id, head, true, task -> {
            give(task, head, given, instruction);
            return null;
        });
    }

    /** The checked instruction; it may have several lines. */
    private static String instruction(Given given) {
        String typed = Objects.requireNonNullElse(given.instruction(), "");
        String instruction = typed.length() > LONGEST_SENT ? typed : TypedText.lines(typed);
        if (instruction.length() > LONGEST_INSTRUCTION) {
            throw new Refusal("\"Ý kiến chỉ đạo\": không được dài quá 1.000 ký tự.");
        }
        return instruction;
    }

    private void give(TaskEntity task, CurrentUser head, Given given, String instruction) {
        if (task.isSuspended()) {
            throw new Refusal("Công việc đang tạm dừng nên chưa giao được.");
        }
        Optional<String> before = Optional.ofNullable(task.getAssignee());
        if (!before.orElse("").equals(Objects.requireNonNullElse(given.holder(), ""))) {
            throw new Refusal(before.map(this::nameOf)
                    .map("Chưa giao: công việc vừa có người xử lý khác, %s. Xem lại rồi giao."::formatted)
                    .orElse("Chưa giao: người xử lý vừa bỏ nhận việc. Xem lại rồi giao."));
        }
        User to = members(task)
                .filter(member -> member.getId().equals(given.to()))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal("\"Người được giao\": chọn một cán bộ của nhóm được giao công việc này."));
        if (EarlierSteps.shutOut(to.getId(), task)) {
            throw new Refusal(
                    "\"Người được giao\": %s đã tham gia bước trước của công việc nên không được xử lý bước này."
                            .formatted(PersonName.of(to)));
        }
        Optional<String> replaced = before.filter(person -> !person.equals(to.getId()));
        Optional<DraftChoice> draft = replaced.filter(
                        person -> drafts.savedAt(task.getId(), person).isPresent())
                .map(person -> Optional.ofNullable(given.draft())
                        .orElseThrow(() -> new Refusal(
                                "\"Nội dung đang nhập\": %s đã nhập nội dung chưa gửi; chọn chuyển cho người được giao hoặc bỏ."
                                        .formatted(nameOf(person)))));
        // Ends a delegation: the task does not go back to an earlier owner
        task.setDelegationState(null);
        tasks.setAssignee(task.getId(), to.getId());
        tasks.setOwner(task.getId(), head.id());
        draft.ifPresent(choice -> {
            if (choice == DraftChoice.PASS_ON) {
                drafts.passOn(task.getId(), replaced.orElseThrow());
            } else {
                drafts.discard(task.getId(), replaced.orElseThrow());
            }
        });
        long number = assignments.give(
                task.getId(),
                task.getProcessInstanceId(),
                task.getName(),
                new Named(to.getId(), PersonName.of(to)),
                new Named(head.id(), nameOf(head.id())),
                instruction);
        events.publishEvent(new TaskGiven(
                number, task.getId(), task.getName(), to.getId(), head.id(), instruction, replaced, draft));
    }

    /** Sorted by given name. */
    private List<Officer> officers(TaskEntity task, CurrentUser head) {
        Map<String, User> members = members(task).collect(toMap(User::getId, user -> user, (one, other) -> one));
        if (members.isEmpty()) {
            return List.of();
        }
        Map<String, List<Task>> held = tasks
                .createTaskQuery()
                .taskAssigneeIn(members.keySet().toArray(String[]::new))
                .taskCandidateGroupIn(head.groups())
                .includeAssignedTasks()
                .active()
                .list()
                .stream()
                .collect(groupingBy(Task::getAssignee));
        List<String> heads = candidateGroups(task)
                .flatMap(group -> Stream.of(group, Register.headGroupOf(group)))
                .filter(group -> group.endsWith(HEAD))
                .flatMap(this::membersOf)
                .map(User::getId)
                .toList();
        Collator collator = Collator.getInstance(Locale.forLanguageTag("vi"));
        return members.values().stream()
                .sorted(Comparator.comparing(User::getLastName, collator)
                        .thenComparing(User::getFirstName, collator)
                        .thenComparing(User::getId))
                .map(user -> {
                    List<Task> theirs = held.getOrDefault(user.getId(), List.of());
                    return new Officer(
                            user.getId(),
                            PersonName.of(user),
                            heads.contains(user.getId()) ? "lãnh đạo đơn vị" : "cán bộ",
                            theirs.size(),
                            theirs.stream()
                                    .map(Task::getDueDate)
                                    .filter(Objects::nonNull)
                                    .min(Comparator.naturalOrder())
                                    .map(Date::toInstant)
                                    .map(VietnameseDate::day)
                                    .orElse(null),
                            EarlierSteps.shutOut(user.getId(), task) ? "đã tham gia bước trước" : null);
                })
                .toList();
    }

    private Stream<User> members(TaskEntity task) {
        return candidateGroups(task).flatMap(this::membersOf);
    }

    private static Stream<String> candidateGroups(TaskEntity task) {
        return task.getIdentityLinks().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull);
    }

    private Stream<User> membersOf(String group) {
        return identity.createUserQuery().memberOfGroup(group).list().stream();
    }

    private String nameOf(String person) {
        User user = identity.createUserQuery().userId(person).singleResult();
        return user == null ? person : PersonName.of(user);
    }

    private CurrentUser asker() {
        Authentication person = identity.getCurrentAuthentication();
        return new CurrentUser(person.getUserId(), person.getGroupIds());
    }

    /** Checks read access of the current user: a task that they may not see is answered with 404. */
    private void seen(String id) {
        if (tasks.createTaskQuery().taskId(id).count() == 0) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static Given read(byte[] body) {
        try {
            Given given = JSON.readValue(body, Given.class);
            if (given != null) {
                return given;
            }
        } catch (JsonProcessingException notJson) {
            // Answered below with 400
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    private <T> T asked(String id, CurrentUser head, boolean holds, Function<TaskEntity, T> answer) {
        return engine.getCommandExecutorTxRequired().execute(new Command<T>() {
            @Override
            public T execute(CommandContext command) {
                return command.runWithoutAuthorization(() -> {
                    if (holds) {
                        OpenTask.hold(jdbc, id);
                    }
                    TaskEntity task = command.getTaskManager().findTaskById(id);
                    if (task == null) {
                        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                    } else if (!UnclaimPermission.isDirectedBy(head, task)) {
                        throw new NotTheHead();
                    }
                    return answer.apply(task);
                });
            }
        });
    }

    private static final class NotTheHead extends AuthorizationException {

        NotTheHead() {
            super("Chỉ thủ trưởng đơn vị được giao việc cho cán bộ của đơn vị.");
        }
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refused(Refusal refusal) {
        return Map.of("message", refusal.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> forbidden(NotTheHead refusal) {
        return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("message", refusal.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> changed(OptimisticLockingException meanwhile) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(Map.of("message", "Công việc vừa được người khác thay đổi. Tải lại trang rồi giao lại."));
    }
}
