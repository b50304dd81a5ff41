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

/** What an instance carries out: its part of the plan, its period, its unit; and who acts on it, when. */
@Component
public class PlanContext {

    /** Names of variables that every process of the plan has; stored, so never renamed. */
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

    /** By the process that nothing has called; an instance of a shared one knows its part by its variables. */
    public Part part(DelegateExecution execution) {
        return findPart(execution)
                .orElseThrow(() -> currentUser() != null
                        ? startedAlone()
                        : new IllegalStateException("No part of the plan has the process "
                                + RootInstance.of(execution).process()));
    }

    /** For whoever starts by hand what others start. */
    static Refusal startedAlone() {
        return new Refusal("Quy trình này do nhiệm vụ khác mở; không bắt đầu riêng được.");
    }

    /** Of what is in the ledger, in the plan as it is now. */
    Part part(ObligationKey key) {
        return plan.part(key.clause(), key.part()).orElseThrow();
    }

    private Optional<Part> findPart(DelegateExecution execution) {
        return plan.partOfProcess(RootInstance.of(execution).process())
                .or(() -> plan.part(
                        Objects.toString(execution.getVariable(CLAUSE), ""),
                        Objects.toString(execution.getVariable(PART), "")));
    }

    /** Whether it is of a process that recurs, and nothing has called it or told it for what. */
    boolean isForNothing(DelegateExecution execution) {
        RootInstance root = RootInstance.of(execution);
        return root.id().equals(execution.getProcessInstanceId())
                && plan.shared().containsKey(root.process())
                && findPart(execution).isEmpty();
    }

    /** Whether the instance carries out something of the plan that is owed, and nothing has called it. */
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

    /** The part whose row is the period's own; empty where the clause has no period. */
    public Optional<Part> closingPart(Part part) {
        return part.closes() ? Optional.of(part) : clause(part).closingPart();
    }

    public Period period(VariableScope scope) {
        return Period.parse((String) scope.getVariable(PERIOD));
    }

    public ObligationKey periodKey(DelegateExecution execution) {
        return findPeriodKey(execution).orElseThrow();
    }

    /** The key of the period's own row, for a row of any part of it; empty where there is no period. */
    public Optional<ObligationKey> periodOf(ObligationKey key) {
        return plan.part(key.clause(), key.part())
                .filter(part -> !key.period().isEmpty())
                .flatMap(this::closingPart)
                .map(closing -> new ObligationKey(closing.clause(), closing.id(), key.period(), "", ""));
    }

    /** Whether it is one of the reports that the period's own part puts together. */
    public boolean isCollected(ObligationKey key) {
        return plan.clause(key.clause())
                .filter(clause ->
                        clause.part(key.part()).filter(clause::isCollected).isPresent())
                .isPresent();
    }

    /** Whether it is the period's own row or one of the reports that this puts together, and nothing that these ordered. */
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
     * As people find it in Cockpit: the clause's id with its period, as in /2026-H1, a unit's report with the unit behind
     * that, an event with its subject; of a part beside these, with the part's id, as in -works/2026.
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

    /** The moments that a rule may ask about, as far as they are variables. */
    public static Map<String, Instant> moments(DeadlineRule rule, VariableScope scope) {
        Map<String, Instant> moments = new HashMap<>();
        for (String name : rule.moments()) {
            if (scope.getVariable(name) instanceof Date date) {
                moments.put(name, date.toInstant());
            }
        }
        return moments;
    }

    /** The part whose reports the period's own part puts together. */
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

    /** The name of the moment from which rules count a day. */
    public static String moment(String day) {
        return day.replaceFirst("Date$", "At");
    }

    /** The moment from which rules count a day, as a variable has it. */
    public static Date startOf(LocalDate day) {
        return Date.from(day.atStartOfDay(WorkingCalendar.ZONE).toInstant());
    }

    /** The id of the person who acts; null in a job. */
    public static String currentUser() {
        return Context.getCommandContext().getAuthenticatedUserId();
    }
}
