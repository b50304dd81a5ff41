package vn.gov.most.dataplan.duty;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.batch.BatchEntity;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;

/** Opens and ends an obligation together with its process instance, in the same transaction. */
@Component
public class ObligationLifecycle {

    /** The recorded reason for an instance that disappeared without a record. */
    private static final String LOST = "Quy trình không còn trong hệ thống.";

    private final PlanContext context;
    private final Obligations obligations;
    private final Ledger ledger;
    private final RuntimeService runtimeService;

    ObligationLifecycle(PlanContext context, Obligations obligations, Ledger ledger, RuntimeService runtimeService) {
        this.context = context;
        this.obligations = obligations;
        this.ledger = ledger;
        this.runtimeService = runtimeService;
    }

    /**
     * Runs after the model's own listeners, which check the event's variables.
     *
     * @throws Refusal if a person starts by hand what only other processes start
     */
    void started(ExecutionEntity execution) {
        String ended = execution.getRestartedProcessInstanceId();
        if (ended == null && PlanContext.currentUser() != null && context.isForNothing(execution)) {
            throw PlanContext.startedAlone();
        } else if (context.isOfPlan(execution)) {
            if (ended == null) {
                obligations.open(execution);
            } else {
                obligations.openAgain(execution, ended);
            }
        }
    }

    /**
     * A row that is unfinished now was closed by its model or cancelled by a person; the engine deletes the instance
     * only in the second case.
     *
     * @throws Refusal if a process instance called by this one would be left behind
     */
    void ended(ExecutionEntity execution) {
        if (context.isOfPlan(execution)) {
            if (execution.isSkipSubprocesses() && hasCalled(execution)) {
                throw new Refusal("%s đang chờ quy trình con; hủy cả quy trình con (không đặt skipSubprocesses)."
                        .formatted(execution.getProcessBusinessKey()));
            }
            ledger.findByInstance(execution.getProcessInstanceId())
                    .filter(Obligation::isActive)
                    .ifPresent(obligation -> {
                        // Locks the period's row first, in the same order as a sending, to avoid a deadlock
                        context.periodOf(obligation.key())
                                .flatMap(ledger::find)
                                .ifPresent(period -> ledger.lock(period.key()));
                        if (!execution.isDeleteRoot() && execution.getDeleteReason() == null) {
                            ledger.close(obligation, context.now());
                        } else {
                            ledger.cancel(obligation, context.now(), by(), execution.getDeleteReason());
                        }
                    });
        }
    }

    private boolean hasCalled(ExecutionEntity execution) {
        return runtimeService
                        .createProcessInstanceQuery()
                        .superProcessInstanceId(execution.getProcessInstanceId())
                        .count()
                > 0;
    }

    /** For a batch, which runs without authentication: the user who started it. */
    private static String by() {
        JobEntity job = Context.getCommandContext().getCurrentJob();
        if (job == null || job.getBatchId() == null) {
            return PlanContext.currentUser();
        }
        BatchEntity batch = Context.getCommandContext().getBatchManager().findBatchById(job.getBatchId());
        return batch == null ? null : batch.getCreateUserId();
    }

    /** Cancels rows of older versions whose instance was ended from outside without a record. */
    public void cancelLost() {
        ledger.lost().forEach(row -> ledger.cancel(row, context.now(), null, LOST));
    }
}
