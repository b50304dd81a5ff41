package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.form.CompletedSteps.CompletedStep;
import vn.gov.most.dataplan.form.CompletedSteps.Done;
import vn.gov.most.dataplan.form.DeployedForms.DeployedForm;

/**
 * Background for a person who decides on a document: who prepared it, what was returned and why, and what has changed
 * since the same decision was made last. Only what the form shows is compared, then and now; other changes are not
 * listed.
 */
@Component
public class Reviews {

    private final CompletedSteps steps;
    private final DeployedForms forms;

    Reviews(CompletedSteps steps, DeployedForms forms) {
        this.steps = steps;
        this.forms = forms;
    }

    /**
     * @param prepared who wrote it first; empty if nobody did in this instance
     * @param mended who changed it last, if it was returned since
     * @param sent who passed it on after that, in order of time
     * @param returns each return, in order of time
     * @param before when the step was last completed; empty for the first time
     * @param changes since then
     */
    public record Review(
            Optional<Done> prepared,
            Optional<Done> mended,
            List<Done> sent,
            List<Done> returns,
            Optional<Instant> before,
            List<Changes.Change> changes) {}

    /** Empty if the task is not a decision, or if nothing was done before it. Call it inside a command. */
    public Optional<Review> of(TaskEntity task) {
        Optional<DeployedForm> form = forms.of(task);
        if (task.getProcessInstanceId() == null || form.filter(Reviews::decides).isEmpty()) {
            return Optional.empty();
        }
        List<CompletedStep> done = steps.inInstance(task.getProcessInstanceId());
        return done.isEmpty() ? Optional.empty() : Optional.of(review(task, form.get(), done));
    }

    private static boolean decides(DeployedForm form) {
        return Field.in(form.schema()).stream()
                .anyMatch(field -> field.isChoice() && field.key().endsWith(CompletedSteps.DECISION));
    }

    private Review review(TaskEntity task, DeployedForm form, List<CompletedStep> done) {
        List<CompletedStep> returns =
                done.stream().filter(CompletedStep::isReturn).toList();
        int firstReturn = returns.isEmpty() ? done.size() : done.indexOf(returns.get(0));
        int lastReturn = returns.isEmpty() ? -1 : done.lastIndexOf(returns.get(returns.size() - 1));
        List<CompletedStep> writing = writing(form, done);
        Optional<CompletedStep> mended =
                returns.isEmpty() ? Optional.empty() : last(among(writing, done.subList(lastReturn + 1, done.size())));
        Optional<CompletedStep> before = last(done.stream()
                .filter(step -> step.step().equals(task.getTaskDefinitionKey()))
                .toList());
        return new Review(
                last(among(writing, done.subList(0, firstReturn))).map(CompletedStep::done),
                mended.map(CompletedStep::done),
                done.subList(lastReturn + 1, done.size()).stream()
                        .filter(step -> step.decision().isPresent())
                        .map(CompletedStep::done)
                        .toList(),
                returns.stream().map(CompletedStep::done).toList(),
                before.map(CompletedStep::completedAt),
                before.map(step -> changes(task, form.words(), step.shown(), done))
                        .orElse(List.of()));
    }

    /**
     * The steps that wrote the document: the form shows most of what they entered. The others gave comments on it.
     */
    private static List<CompletedStep> writing(DeployedForm form, List<CompletedStep> done) {
        List<CompletedStep> undecided =
                done.stream().filter(step -> step.decision().isEmpty()).toList();
        long most =
                undecided.stream().mapToLong(step -> shown(form, step)).max().orElse(0);
        return undecided.stream()
                .filter(step -> most > 0 && shown(form, step) == most)
                .toList();
    }

    private static long shown(DeployedForm form, CompletedStep step) {
        return step.entered().properties().stream()
                .filter(value -> form.words().contains(value.getKey()))
                .count();
    }

    private static List<CompletedStep> among(List<CompletedStep> some, List<CompletedStep> all) {
        return all.stream().filter(some::contains).toList();
    }

    private static <T> Optional<T> last(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * The changes by the fields of the forms in which they were entered, the latest form first, so that each variable
     * has the label of its input field.
     */
    private List<Changes.Change> changes(
            TaskEntity task, Set<String> shownNow, JsonNode before, List<CompletedStep> done) {
        ObjectNode now = Values.of(task.getVariablesTyped(false));
        now.retain(shownNow);
        Changes changes = new Changes(before, now);
        ProcessDefinitionEntity process = task.getProcessDefinition();
        for (int at = done.size() - 1; at >= 0; at--) {
            if (done.get(at).decision().isEmpty()) {
                forms.of(process, done.get(at).step()).ifPresent(form -> changes.in(form.schema()));
            }
        }
        return changes.found();
    }
}
