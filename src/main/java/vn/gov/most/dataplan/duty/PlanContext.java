package vn.gov.most.dataplan.duty;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.DeadlineRule;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;

/** What an instance carries out (its part of the plan, period and unit), and the current user and time. */
@Component
public class PlanContext {

    /** The variables that every process of the plan has; stored, so never rename them. */
    public static final String PERIOD = "period";

    public static final String UNIT = "unit";
    public static final String CLAUSE = "clause";
    public static final String PART = "part";
    public static final String SUBJECT = "subject";

    private final Plan plan;
    private final Clock clock;

    PlanContext(Plan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Determined by the root process; an instance of a shared process knows its part from its variables. */
    public Part part(DelegateExecution execution) {
        return findPart(execution)
                .orElseThrow(() -> currentUser() != null
                        ? startedAlone()
                        : new IllegalStateException("No part of the plan has the process "
                                + RootInstance.of(execution).process()));
    }

    /** For a person who starts by hand what only other processes start. */
    static Refusal startedAlone() {
        return new Refusal("Quy trình này do nhiệm vụ khác mở; không bắt đầu riêng được.");
    }

    /** The part of a ledger key, in the current plan. */
    Part part(ObligationKey key) {
        return plan.part(key.clause(), key.part()).orElseThrow();
    }

    private Optional<Part> findPart(DelegateExecution execution) {
        return plan.partOfProcess(RootInstance.of(execution).process())
                .or(() -> plan.part(
                        Objects.toString(execution.getVariable(CLAUSE), ""),
                        Objects.toString(execution.getVariable(PART), "")));
    }

    /** Whether it is a shared process without a caller and without variables that name a part. */
    boolean isForNothing(DelegateExecution execution) {
        RootInstance root = RootInstance.of(execution);
        return root.id().equals(execution.getProcessInstanceId())
                && plan.shared().containsKey(root.process())
                && findPart(execution).isEmpty();
    }

    /** Whether it is a root instance that carries out an obligation of the plan. */
    boolean isOfPlan(DelegateExecution execution) {
        RootInstance root = RootInstance.of(execution);
        return root.id().equals(execution.getProcessInstanceId())
                && plan.parts()
                        .anyMatch(part -> !part.owesNothing()
                                && part.process().filter(root.process()::equals).isPresent());
    }

    public Clause clause(Part part) {
        return plan.clause(part.clause()).orElseThrow();
    }

    /** The part whose row closes the period; empty if the clause has no period. */
    public Optional<Part> closingPart(Part part) {
        return part.closes() ? Optional.of(part) : clause(part).closingPart();
    }

    public Period period(VariableScope scope) {
        return Period.parse((String) scope.getVariable(PERIOD));
    }

    public ObligationKey periodKey(DelegateExecution execution) {
        return findPeriodKey(execution).orElseThrow();
    }

    /** The key of the row that closes the period, for a row of any part; empty if there is no period. */
    public Optional<ObligationKey> periodOf(ObligationKey key) {
        return plan.part(key.clause(), key.part())
                .filter(part -> !key.period().isEmpty())
                .flatMap(this::closingPart)
                .map(closing -> new ObligationKey(closing.clause(), closing.id(), key.period(), "", ""));
    }

    /** Whether it is one of the reports that the period's closing part puts together. */
    public boolean isCollected(ObligationKey key) {
        return plan.clause(key.clause())
                .filter(clause ->
                        clause.part(key.part()).filter(clause::isCollected).isPresent())
                .isPresent();
    }

    /** Whether it is the period's closing row or one of its reports, and not work that these have ordered. */
    public boolean isOfPeriod(ObligationKey key) {
        return isCollected(key)
                || plan.part(key.clause(), key.part()).filter(Part::closes).isPresent();
    }

    public Optional<ObligationKey> findPeriodKey(DelegateExecution execution) {
        return closingPart(part(execution))
                .map(closing -> new ObligationKey(
                        closing.clause(), closing.id(), period(execution).id(), "", ""));
    }

    /**
     * The business key that people see in Cockpit: the clause's id with its period, as in /2026-H1; for a unit's
     * report the unit follows, for an event its subject; other parts add their id, as in -works/2026.
     */
    public String businessKey(ObligationKey key) {
        Clause clause = plan.clause(key.clause()).orElseThrow();
        List<String> main = clause.closingPart()
                .map(closing -> Stream.concat(Stream.of(closing.id()), closing.collects().stream())
                        .toList())
                .orElseGet(() -> List.of(clause.parts().get(0).id()));
        return Stream.of(
                        key.clause() + (main.contains(key.part()) ? "" : "-" + key.part()),
                        key.period(),
                        key.period().isEmpty() ? "" : key.unit(),
                        key.subject())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("/"));
    }

    /** The moments of a rule that exist as variables. */
    public static Map<String, Instant> moments(DeadlineRule rule, VariableScope scope) {
        Map<String, Instant> moments = new HashMap<>();
        for (String name : rule.moments()) {
            if (scope.getVariable(name) instanceof Date date) {
                moments.put(name, date.toInstant());
            }
        }
        return moments;
    }

    /** The part whose reports the period's closing part puts together. */
    public Part collected(ObligationKey period) {
        Part closing = plan.part(period.clause(), period.part()).orElseThrow();
        return clause(closing).part(closing.collects().orElseThrow()).orElseThrow();
    }

    public Instant now() {
        return clock.instant();
    }

    public Date nowAsDate() {
        return Date.from(now());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now(), WorkingCalendar.ZONE);
    }

    /** The moment that corresponds to a day, as a variable's value. */
    public static Date startOf(LocalDate day) {
        return Date.from(day.atStartOfDay(WorkingCalendar.ZONE).toInstant());
    }

    /** The current user's id; null in a job. */
    public static String currentUser() {
        return Context.getCommandContext().getAuthenticatedUserId();
    }
}
