package vn.gov.most.dataplan.obligation;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.plan.Deadline;

/** Keeps a row for each open user task of the plan, in the transaction that creates or ends the task. */
@Component
class StepRecorder {

    private final OpenSteps steps;
    private final ObligationTable table;
    private final Deadlines deadlines;
    private final PlanContext context;
    private final ApplicationEventPublisher events;

    StepRecorder(
            OpenSteps steps,
            ObligationTable table,
            Deadlines deadlines,
            PlanContext context,
            ApplicationEventPublisher events) {
        this.steps = steps;
        this.table = table;
        this.deadlines = deadlines;
        this.context = context;
        this.events = events;
    }

    @EventListener
    void on(DelegateTask task) {
        switch (task.getEventName()) {
            case TaskListener.EVENTNAME_CREATE ->
                table.findByInstance(RootInstance.of(task.getExecution()).id())
                        .ifPresent(obligation -> opened(task, obligation));
            case TaskListener.EVENTNAME_COMPLETE, TaskListener.EVENTNAME_DELETE -> steps.ended(task.getId());
            default -> {
                // Claiming and the like change nothing here.
            }
        }
    }

    private void opened(DelegateTask task, Obligation obligation) {
        Deadline deadline = deadlines.ofStep(task.getExecution());
        steps.opened(task.getId(), obligation, context.now(), deadline);
        events.publishEvent(new StepOpened(task.getId()));
    }
}
