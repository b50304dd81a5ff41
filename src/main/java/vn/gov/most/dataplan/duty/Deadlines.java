package vn.gov.most.dataplan.duty;

import static vn.gov.most.dataplan.plan.Names.What.STEP;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.plan.DeadlineRule;
import vn.gov.most.dataplan.plan.Facts;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;
import vn.gov.most.dataplan.plan.Step;

/**
 * The due date of each step of the plan, for models: {@code ${deadlines.dueAt(execution)}}. The rule is in plan.yml
 * under the clause and the user task's id. Its moments are variables of the instance of type Date.
 */
@Component
@ModelBean
public class Deadlines {

    private final Plan plan;
    private final PlanContext context;
    private final Schedule schedule;
    private final Ledger ledger;

    Deadlines(Plan plan, PlanContext context, Schedule schedule, Ledger ledger) {
        this.plan = plan;
        this.context = context;
        this.schedule = schedule;
        this.ledger = ledger;
    }

    /** When the execution's current user task is due; this is the date people see. */
    public Date dueAt(DelegateExecution execution) {
        return Date.from(ofStep(execution).dueAt());
    }

    /** The due date in Vietnamese for the task's description, with a remark if it is provisional. */
    public String inWords(DelegateExecution execution) {
        return inWords(ofStep(execution));
    }

    static String inWords(Deadline deadline) {
        return "%s: %s."
                .formatted(
                        deadline.provisional() ? "Hạn tạm tính" : "Hạn xử lý", VietnameseDate.moment(deadline.dueAt()));
    }

    /** When the last outstanding report is late: then consolidation stops waiting. */
    public Date cutOff(DelegateExecution execution) {
        ObligationKey period = context.periodKey(execution);
        Part collected = context.collected(period);
        return Date.from(ledger.ofPeriod(collected.clause(), collected.id(), period.period()).stream()
                .filter(report -> report.isActive() && report.firstSentAt().isEmpty())
                .flatMap(report -> report.lateFrom().stream())
                .max(Comparator.naturalOrder())
                .orElseGet(context::now));
    }

    /** Whether the instance's work was late before anybody could begin it, as a clause of a past year is. */
    public boolean isPast(DelegateExecution execution) {
        return ledger.ofInstance(RootInstance.of(execution).id())
                .lateFrom()
                .filter(from -> !context.now().isBefore(from))
                .isPresent();
    }

    /** When a step that starts now is late, for timers that wait no longer than that. */
    public Date lateFrom(DelegateExecution execution, @Names(STEP) String task) {
        return Date.from(ofStep(execution, task, context.now()).lateFrom());
    }

    /** Whether today is a working day. */
    public boolean isWorkingDay() {
        return schedule.calendar().isWorkingDay(context.today());
    }

    Deadline ofStep(DelegateExecution execution) {
        return ofStep(execution, execution.getCurrentActivityId(), context.now());
    }

    /** @param assignedAt when the task was created */
    Deadline ofStep(DelegateExecution execution, String task, Instant assignedAt) {
        Part part = context.part(execution);
        String process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
        Step step = plan.step(part, process, task)
                .orElseThrow(() -> new IllegalStateException("plan.yml has no step %s of %s in part %s of %s"
                        .formatted(task, process, part.id(), part.clause())));
        RootInstance root = RootInstance.of(execution);
        // A reopened instance has the variables of its earlier life: a return from then makes nobody late
        Map<String, Instant> moments =
                step.due().since(ledger.ofInstance(root.id()).openedAt(), PlanContext.moments(step.due(), execution));
        moments.put(DeadlineRule.ASSIGNED_AT, assignedAt);
        VariableScope ofPart = root.variables();
        part.due().ifPresent(due -> moments.putAll(PlanContext.moments(due, ofPart)));
        return ofStep(part, step.due(), context.period(execution), moments, signedAt(execution));
    }

    private Deadline ofStep(
            Part part, DeadlineRule rule, Period period, Map<String, Instant> moments, Instant signedAt) {
        Facts facts = schedule.facts(part, period, moments);
        return rule.compute(schedule.calendar(), signedAt == null ? facts : facts.withSignedAt(signedAt));
    }

    /**
     * For an event without a period: when the request was answered. Later steps have their own time, as after a
     * signature.
     */
    private Instant signedAt(DelegateExecution execution) {
        return context.findPeriodKey(execution)
                .flatMap(ledger::find)
                .map(Obligation::signedAt)
                .orElseGet(
                        () -> ledger.ofInstance(RootInstance.of(execution).id()).firstSentAt())
                .orElse(null);
    }
}
