package vn.gov.most.dataplan.duty;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.plan.Deadline;

/**
 * Computes the due date of each user task of the plan, and keeps a row for it while it is open, in the transaction
 * that creates or ends the task.
 */
@Component
class Steps {

    private final OpenSteps steps;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final PlanContext context;
    private final ApplicationEventPublisher events;

    Steps(OpenSteps steps, Ledger ledger, Deadlines deadlines, PlanContext context, ApplicationEventPublisher events) {
        this.steps = steps;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.context = context;
        this.events = events;
    }

    void opened(DelegateTask task) {
        ledger.findByInstance(RootInstance.of(task.getExecution()).id())
                .ifPresent(obligation -> opened(task, obligation));
    }

    private void opened(DelegateTask task, Obligation obligation) {
        Deadline deadline = deadlines.ofStep(task.getExecution());
        task.setDueDate(Date.from(deadline.dueAt()));
        task.setDescription(Deadlines.inWords(deadline));
        steps.opened(task.getId(), obligation, context.now(), deadline);
        events.publishEvent(new StepNews(task.getId()));
    }

    void ended(DelegateTask task) {
        steps.ended(task.getId());
    }
}
