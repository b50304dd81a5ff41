package vn.gov.most.dataplan.obligation;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.FirstState;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/** Records what the plan says was done before the software came, with its day and its evidence. */
@Component
public class FirstStates {

    /** No instance of the engine carried it out. */
    private static final String NO_INSTANCE = "";

    private final Plan plan;
    private final Schedule schedule;
    private final PlanContext context;
    private final ObligationTable table;

    FirstStates(Plan plan, Schedule schedule, PlanContext context, ObligationTable table) {
        this.plan = plan;
        this.schedule = schedule;
        this.context = context;
        this.table = table;
    }

    /** What has a row already, opened by hand or recorded at an earlier start, stays as it is. */
    public void record() {
        for (Clause clause : plan.clauses()) {
            clause.firstState().ifPresent(state -> record(clause.closingPart().orElseThrow(), state));
        }
    }

    private void record(Part part, FirstState state) {
        Period period = schedule.periodOf(part, state.doneOn());
        ObligationKey key = new ObligationKey(part.clause(), part.id(), period.id(), "", "");
        if (table.find(key).isPresent()) {
            return;
        }
        table.insert(
                key,
                context.businessKey(key),
                NO_INSTANCE,
                Optional.empty(),
                context.now(),
                schedule.deadline(part, period, Map.of()));
        Obligation row = table.find(key).orElseThrow();
        table.doneOn(row, PlanContext.startOf(state.doneOn()).toInstant());
        table.send(row, context.now(), null, false, Json.text(Map.of("evidence", state.evidence())));
        table.done(row, Obligation.State.DONE, context.now(), null);
    }
}
