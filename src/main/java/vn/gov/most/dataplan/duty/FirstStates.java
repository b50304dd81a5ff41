package vn.gov.most.dataplan.duty;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.FirstState;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/** Records work that was done before the software came, from the plan, with its day and evidence. */
@Component
public class FirstStates {

    /** No process instance carried it out. */
    private static final String NO_INSTANCE = "";

    private final Plan plan;
    private final Schedule schedule;
    private final PlanContext context;
    private final Ledger ledger;

    FirstStates(Plan plan, Schedule schedule, PlanContext context, Ledger ledger) {
        this.plan = plan;
        this.schedule = schedule;
        this.context = context;
        this.ledger = ledger;
    }

    /** Rows that exist, opened by hand or recorded at an earlier start, stay unchanged. */
    public void record() {
        for (Clause clause : plan.clauses()) {
            clause.firstState().ifPresent(state -> record(clause.closingPart().orElseThrow(), state));
        }
    }

    private void record(Part part, FirstState state) {
        Period period = schedule.periodOf(part, state.doneOn());
        ObligationKey key = new ObligationKey(part.clause(), part.id(), period.id(), "", "");
        if (ledger.find(key).isPresent()) {
            return;
        }
        ledger.open(
                key,
                context.businessKey(key),
                NO_INSTANCE,
                Optional.empty(),
                context.now(),
                schedule.deadline(part, period, Map.of()));
        ledger.finish(
                ledger.find(key).orElseThrow(),
                Obligation.State.DONE,
                PlanContext.startOf(state.doneOn()).toInstant(),
                context.now(),
                null,
                Json.text(Map.of("evidence", state.evidence())));
    }
}
