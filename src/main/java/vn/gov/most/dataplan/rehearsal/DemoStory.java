package vn.gov.most.dataplan.rehearsal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.StartRefused;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.organisation.Installed;
import vn.gov.most.dataplan.rehearsal.StoryFile.Chapter;
import vn.gov.most.dataplan.rehearsal.StoryFile.Work;

/**
 * Plays what the demo's people have done so far, so that every demo account, the leadership too, finds work in
 * progress. Each person acts with their own rights and through the forms, as in Tasklist.
 */
@Component
@Profile("demo")
public class DemoStory {

    /** A number of working days from today or before it. */
    private static final Pattern DAY = Pattern.compile("(in )?(\\d{1,3}) working days( ago)?");

    private final MinistryFiles files;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final TimeMachine timeMachine;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final FormService formService;
    private final IdentityService identityService;
    private boolean isToBePlayed;

    DemoStory(
            MinistryFiles files,
            WorkingCalendar calendar,
            Clock clock,
            TimeMachine timeMachine,
            RuntimeService runtimeService,
            TaskService taskService,
            FormService formService,
            IdentityService identityService) {
        this.files = files;
        this.calendar = calendar;
        this.clock = clock;
        this.timeMachine = timeMachine;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.formService = formService;
        this.identityService = identityService;
    }

    /** Opens what is due before anybody can look. */
    @EventListener
    void installed(Installed event) {
        timeMachine.runDueJobs();
        isToBePlayed = true;
    }

    /** Runs when the port is open, so that nobody waits for it, and before the job executor starts. */
    @EventListener
    void started(ApplicationStartedEvent event) {
        if (isToBePlayed) {
            isToBePlayed = false;
            play(files);
        }
    }

    /**
     * Plays the story of the file, if there is one. Call it before the job executor runs.
     *
     * @throws MinistryFileException for the file's faults
     * @throws StartRefused if a person may not do what the story says
     */
    public void play(MinistryFiles files) {
        List<Chapter> story = StoryFile.read(files);
        timeMachine.runDueJobs();
        story.forEach(this::play);
    }

    private void play(Chapter chapter) {
        try {
            if (chapter.message().isPresent()) {
                runtimeService
                        .createMessageCorrelation(chapter.message().get())
                        .setVariables(dated(chapter.carries()))
                        .correlateStartMessage();
                timeMachine.runDueJobs();
            } else if (chapter.works().stream().findFirst().flatMap(this::open).isEmpty()) {
                return;
            }
        } catch (ProcessEngineException e) {
            throw refused("chương \"%s\": %s".formatted(chapter.name(), e.getMessage()));
        }
        for (Work work : chapter.works()) {
            try {
                complete(open(work).orElseThrow(() -> refused(chapter, work, "không có công việc này đang mở")), work);
            } catch (ProcessEngineException e) {
                throw refused(chapter, work, e.getMessage());
            }
            timeMachine.runDueJobs();
        }
    }

    private Optional<Task> open(Work work) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKeyLike(work.of())
                .taskDefinitionKey(work.task())
                .taskCandidateUser(work.by())
                .list()
                .stream()
                .findFirst();
    }

    private void complete(Task task, Work work) {
        Map<String, Object> answers = dated(work.answers());
        answers.replaceAll((field, answer) -> answer instanceof List<?> rows ? Json.value(rows) : answer);
        identityService.setAuthentication(work.by(), groups(work.by()));
        try {
            taskService.claim(task.getId(), work.by());
            formService.submitTaskForm(task.getId(), answers);
        } finally {
            identityService.clearAuthentication();
        }
    }

    private List<String> groups(String person) {
        return identityService.createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object row) {
        return (Map<String, Object>) row;
    }

    /** The values with days computed from this year's calendar; a field whose name ends in At gets a time. */
    private Map<String, Object> dated(Map<String, Object> values) {
        Map<String, Object> dated = new LinkedHashMap<>();
        values.forEach((field, value) -> dated.put(field, dated(field, value)));
        return dated;
    }

    private Object dated(String field, Object value) {
        if (value instanceof List<?> rows) {
            return rows.stream().map(row -> dated(map(row))).toList();
        }
        Matcher day = DAY.matcher(String.valueOf(value));
        if (!day.matches()) {
            return value;
        }
        LocalDate today = LocalDate.now(clock);
        int count = Integer.parseInt(day.group(2));
        LocalDate date =
                day.group(3) == null ? calendar.plusWorkingDays(today, count) : calendar.minusWorkingDays(today, count);
        return field.endsWith("At")
                ? date.atTime(LocalTime.of(8, 0))
                        .atZone(WorkingCalendar.ZONE)
                        .toOffsetDateTime()
                        .toString()
                : date.toString();
    }

    private static StartRefused refused(Chapter chapter, Work work, String problem) {
        return refused("chương \"%s\", công việc %s (%s) của %s: %s"
                .formatted(chapter.name(), work.task(), work.of(), work.by(), problem));
    }

    private static StartRefused refused(String problem) {
        return new StartRefused(
                "Tệp \"%s\", %s.".formatted(StoryFile.NAME, problem.replaceFirst("\\.$", "")),
                "Sửa tệp nêu trên, xóa dữ liệu dùng thử rồi khởi động lại");
    }
}
