package vn.gov.most.dataplan.reminder;

import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.assignment.DraftChoice;
import vn.gov.most.dataplan.assignment.TaskGiven;
import vn.gov.most.dataplan.mail.MailLine;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.obligation.OpenSteps;

/** When a head assigns a task, notifies the new assignee and the previous one, who may be working on it. */
@Component
class GivenTasks {

    private final OpenSteps steps;
    private final MailBatches batches;
    private final MailTemplates templates;

    GivenTasks(OpenSteps steps, MailBatches batches, MailTemplates templates) {
        this.steps = steps;
        this.batches = batches;
        this.templates = templates;
    }

    /** Writes the mails in the transaction that assigns the task. */
    @EventListener
    void on(TaskGiven given) {
        MailBatches.Batch batch = batches.begin();
        Optional<OpenStep> step = steps.find(given.task()).map(one -> one.heldBy(given.to()));
        Set<Long> about = step.map(OpenStep::row).map(Set::of).orElse(Set.of());
        String by = batch.name(given.by());
        if (!given.to().equals(given.by())) {
            batch.writeTo(
                    Set.of(given.to()),
                    "given/" + given.giving(),
                    about,
                    to -> templates.given(to, by, given.instruction(), line(batch, step, given, to.id())));
        }
        given.before()
                .filter(person -> !person.equals(given.by()))
                .ifPresent(person -> batch.writeTo(
                        Set.of(person),
                        "given-to-another/" + given.giving(),
                        about,
                        to -> templates.givenToAnother(
                                to,
                                by,
                                given.draft().map(GivenTasks::said).orElse(""),
                                line(batch, step, given, to.id()))));
    }

    private static String said(DraftChoice draft) {
        return draft == DraftChoice.PASS_ON
                ? "Nội dung đã nhập mà chưa gửi được chuyển cho người được giao."
                : "Nội dung đã nhập mà chưa gửi không được giữ lại.";
    }

    private static MailLine line(MailBatches.Batch batch, Optional<OpenStep> step, TaskGiven given, String person) {
        return step.map(one -> batch.line(one, person))
                .orElseGet(() -> new MailLine(
                        given.task(),
                        given.taskName(),
                        "",
                        "",
                        "",
                        "",
                        given.to().equals(person) ? "" : batch.name(given.to()),
                        Optional.empty(),
                        false,
                        MailLine.Status.IN_TIME,
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }
}
