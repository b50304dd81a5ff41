package vn.gov.most.dataplan.tasklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.assignment.Assignments;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.form.Changes;
import vn.gov.most.dataplan.form.CompletedSteps.Done;
import vn.gov.most.dataplan.form.Reviews;
import vn.gov.most.dataplan.form.Reviews.Review;
import vn.gov.most.dataplan.security.CurrentUser;
import vn.gov.most.dataplan.security.UnclaimPermission;

/**
 * Returns the briefing above the form of an open task: whether the current user may work on it and assign it to others.
 * For those whose task it is, also the head's instruction, who prepared the content to decide on, what was returned,
 * and what has changed since.
 */
@RestController
class TaskBriefing {

    private final TaskService tasks;
    private final UncheckedReads reads;
    private final Ground ground;
    private final Assignments assignments;
    private final Reviews reviews;
    private final ProcessEngineConfigurationImpl engine;

    TaskBriefing(
            TaskService tasks,
            UncheckedReads reads,
            Ground ground,
            Assignments assignments,
            Reviews reviews,
            ProcessEngineConfigurationImpl engine) {
        this.tasks = tasks;
        this.reads = reads;
        this.ground = ground;
        this.assignments = assignments;
        this.reviews = reviews;
        this.engine = engine;
    }

    /**
     * @param given the assignment with its instruction; null if there is none
     * @param review null if there is nothing to show
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(boolean mayWork, boolean mayGive, Given given, Reviewed review) {}

    /** @param instruction empty if there is none */
    record Given(String by, String at, String instruction) {}

    /**
     * @param written who prepared, corrected and sent it
     * @param before when the step was last completed; null if this is the first time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reviewed(List<Line> written, List<Returned> returns, String before, List<Changes.Change> changes) {}

    record Line(String label, String by, String at) {}

    record Returned(String by, String step, String at, String reasons) {}

    @GetMapping("/api/told/task/{id:[A-Za-z0-9-]{1,64}}")
    Answer told(@PathVariable("id") String id) {
        Task seen = Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean isTheirs = ground.isTheirs(seen);
        CurrentUser person =
                new CurrentUser(reads.person().getUserId(), reads.person().getGroupIds());
        boolean mayWork = mayWork(id);
        return reads.ask(command -> {
            TaskEntity task = Optional.ofNullable(command.getTaskManager().findTaskById(id))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            return new Answer(
                    mayWork,
                    UnclaimPermission.isDirectedBy(person, task),
                    isTheirs
                            ? assignments
                                    .inForce(id)
                                    .map(given -> new Given(
                                            given.by(), VietnameseDate.shortMoment(given.at()), given.instruction()))
                                    .orElse(null)
                            : null,
                    isTheirs ? reviews.of(task).map(this::inWords).orElse(null) : null);
        });
    }

    private boolean mayWork(String id) {
        return engine.getCommandExecutorTxRequired().execute(new Command<Boolean>() {
            @Override
            public Boolean execute(CommandContext command) {
                TaskEntity task = command.getTaskManager().findTaskById(id);
                try {
                    engine.getCommandCheckers().forEach(checker -> checker.checkTaskWork(task));
                    return true;
                } catch (AuthorizationException itIsNot) {
                    return false;
                }
            }
        });
    }

    private Reviewed inWords(Review review) {
        return new Reviewed(
                Stream.of(
                                review.prepared().map(done -> line("Người lập", done)).stream(),
                                review.mended().map(done -> line("Người chỉnh sửa", done)).stream(),
                                review.sent().stream().map(done -> line(done.name(), done)))
                        .flatMap(some -> some)
                        .toList(),
                review.returns().stream()
                        .map(done -> new Returned(
                                done.byName(),
                                done.name(),
                                at(done.at()),
                                done.reasons().orElse("")))
                        .toList(),
                review.before().map(TaskBriefing::at).orElse(null),
                review.changes());
    }

    private static Line line(String label, Done done) {
        return new Line(label, done.byName(), at(done.at()));
    }

    private static String at(Instant moment) {
        return VietnameseDate.shortMoment(moment);
    }
}
