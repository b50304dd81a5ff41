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

/** Opens an obligation with its instance, and ends it with it, in the transaction that starts or ends the instance. */
@Component
public class ObligationLifecycle {

    /** What stands as the reason where an instance was gone before anybody wrote it down. */
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
     * After the model's own listeners, which check what an event carries.
     *
     * @throws Refusal where a person starts by hand what others start
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
     * What is unfinished then was closed by its model, or cancelled by somebody: there alone the engine deletes it.
     *
     * @throws Refusal where an instance that it has called would be left behind
     */
    void ended(ExecutionEntity execution) {
        if (context.isOfPlan(execution)) {
            if (execution.isSkipSubprocesses() && hasCalled(execution)) {
                throw new Refusal("%s đang chờ quy trình con; hủy cả quy trình con (không đặt skipSubprocesses)."
                        .formatted(execution.getProcessBusinessKey()));
            }
            ledger.findByInstance(execution.getProcessInstanceId())
                    .filter(Obligation::lives)
                    .ifPresent(obligation -> {
                        // The period's row first, as whoever sends does it: else each could wait for the other
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

    /** Of a batch, which runs without anybody's authentication, whoever has ordered it. */
    private static String by() {
        JobEntity job = Context.getCommandContext().getCurrentJob();
        if (job == null || job.getBatchId() == null) {
            return PlanContext.currentUser();
        }
        BatchEntity batch = Context.getCommandContext().getBatchManager().findBatchById(job.getBatchId());
        return batch == null ? null : batch.getCreateUserId();
    }

    /** Cancels what an earlier version has lost: its instance was ended from outside, and nobody told the row. */
    public void cancelLost() {
        ledger.lost().forEach(row -> ledger.cancel(row, context.now(), null, LOST));
    }
}
