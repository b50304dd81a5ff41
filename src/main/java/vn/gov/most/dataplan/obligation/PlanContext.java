package vn.gov.most.dataplan.obligation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;

/** What an instance carries out: its part of the plan, its period, its unit; and who acts on it, when. */
@Component
class PlanContext {

    /** Names of variables that every process of the plan has; stored, so never renamed. */
    static final String PERIOD = "period";

    static final String UNIT = "unit";

    private final Plan plan;
    private final Clock clock;

    PlanContext(Plan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    Part part(String process) {
        return plan.partOfProcess(process)
                .orElseThrow(() -> new IllegalStateException("No part of the plan has the process " + process));
    }

    Part part(DelegateExecution execution) {
        return part(RootInstance.of(execution).process());
    }

    Clause clause(Part part) {
        return plan.clause(part.clause()).orElseThrow();
    }

    /** The part whose row is the period's own. */
    Part closingPart(Part part) {
        return part.closes() ? part : clause(part).closingPart().orElseThrow();
    }

    Period period(VariableScope scope) {
        return Period.parse((String) scope.getVariable(PERIOD));
    }

    ObligationKey periodKey(DelegateExecution execution) {
        Part closing = closingPart(part(execution));
        return new ObligationKey(
                closing.clause(), closing.id(), period(execution).id(), "", "");
    }

    /** The part whose reports the period's own part puts together. */
    Part collected(ObligationKey period) {
        Part closing = plan.part(period.clause(), period.part()).orElseThrow();
        return clause(closing).part(closing.collects().orElseThrow()).orElseThrow();
    }

    Instant now() {
        return clock.instant();
    }

    Date nowAsDate() {
        return Date.from(now());
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), WorkingCalendar.ZONE);
    }

    /** The id of the person who acts; null in a job. */
    static String currentUser() {
        return Context.getCommandContext().getAuthenticatedUserId();
    }
}
