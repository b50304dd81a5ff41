package vn.gov.most.dataplan.duty;

import static vn.gov.most.dataplan.plan.Names.What.CLAUSES_AND_PARTS;
import static vn.gov.most.dataplan.plan.Names.What.UNIT;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * Moves due dates when a moment that they depend on changes, for models. The dates of open work are computed again in
 * the same transaction, and the old date, the new one, the person and the reason are recorded.
 */
@Component
@ModelBean
public class MovedDates {

    /** When the date was last moved, for rules that allow some days from then on. A variable, so never rename it. */
    private static final String MOVED_AT = "movedAt";

    /** The incident type; the configuration is the business key. */
    private static final String INCIDENT = "dateNotMoved";

    private static final Logger LOG = LoggerFactory.getLogger(MovedDates.class);

    private final PlanContext context;
    private final Plan plan;
    private final Schedule schedule;
    private final Deadlines deadlines;
    private final Ledger ledger;
    private final OpenSteps steps;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final ApplicationEventPublisher events;

    MovedDates(
            PlanContext context,
            Plan plan,
            Schedule schedule,
            Deadlines deadlines,
            Ledger ledger,
            OpenSteps steps,
            RuntimeService runtimeService,
            TaskService taskService,
            ManagementService managementService,
            ApplicationEventPublisher events) {
        this.context = context;
        this.plan = plan;
        this.schedule = schedule;
        this.deadlines = deadlines;
        this.ledger = ledger;
        this.steps = steps;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.managementService = managementService;
        this.events = events;
    }

    /**
     * Moves the open work of these parts in the instance's period. Sent work keeps the date that decided whether it
     * was in time, and late work stays late.
     *
     * @param parts clause and part separated by a space, such as "PL.1 report"; several are separated by commas
     * @param moment the variable with the new moment, here and in the moved instances
     * @param because the reason
     * @throws Refusal if the day of the new moment has passed
     */
    public void move(
            DelegateExecution execution, @Names(CLAUSES_AND_PARTS) String parts, String moment, String because) {
        String period = context.period(execution).id();
        move(execution, parts, moment, because, key -> key.period().equals(period));
    }

    /**
     * Moves open work that an event has opened.
     *
     * @param unit of the event
     * @param subject distinguishes it from the unit's other events
     * @throws Refusal if none of it is open, or if the day of the new moment has passed
     */
    public void moveEvent(
            DelegateExecution execution,
            @Names(CLAUSES_AND_PARTS) String parts,
            @Names(UNIT) String unit,
            String subject,
            String moment,
            String because) {
        boolean any = move(
                execution,
                parts,
                moment,
                because,
                key -> key.unit().equals(unit) && key.subject().equals(subject));
        if (!any) {
            throw new Refusal("Không có việc nào đang mở cho \"%s\"; không có hạn nào để dời.".formatted(subject));
        }
    }

    /**
     * Moves the date of the instance itself, before its next step begins. Late work stays late, although the next
     * step has the new date.
     *
     * @param day as from a form's date field
     * @param moment the variable from which the date counts
     * @param because the reason
     */
    public void moveOwn(DelegateExecution execution, String day, String moment, String because) {
        Date to = PlanContext.startOf(LocalDate.parse(day));
        execution.setVariable(moment, to);
        Part part = context.part(execution);
        Obligation own = ledger.ofInstance(execution.getProcessInstanceId());
        if (own.isLate(context.now())) {
            return;
        }
        Map<String, Instant> moments = PlanContext.moments(part.due().orElseThrow(), execution);
        moments.put(moment, to.toInstant());
        ledger.move(
                own,
                schedule.deadline(part, context.period(execution), moments).orElseThrow(),
                context.now(),
                PlanContext.currentUser(),
                because);
    }

    private boolean move(
            DelegateExecution execution,
            String parts,
            String moment,
            String because,
            Predicate<ObligationKey> isMeant) {
        LocalDate to = LocalDate.ofInstant(((Date) execution.getVariable(moment)).toInstant(), WorkingCalendar.ZONE);
        if (to.isBefore(context.today())) {
            throw new Refusal("Không dời hạn đến %s: ngày này đã qua; được phép: từ hôm nay, %s."
                    .formatted(VietnameseDate.day(to), VietnameseDate.day(context.today())));
        }
        List<Obligation> moved = new ArrayList<>();
        for (String words : parts.split(", *")) {
            String[] named = words.split(" ");
            Part part = plan.part(named[0], named[1]).orElseThrow();
            for (Obligation open : ledger.active(part.clause(), part.id())) {
                if (isMeant.test(open.key())) {
                    move(open, part, moment, (Date) execution.getVariable(moment), because);
                    moved.add(open);
                }
            }
        }
        // After all rows, because the timer of the consolidation depends on the reports' dates
        moved.forEach(open -> recalculateTimers(open.processInstance()));
        return !moved.isEmpty();
    }

    private void move(Obligation open, Part part, String name, Date moment, String because) {
        boolean isSent = open.firstSentAt().isPresent();
        if (!isSent && open.isLate(context.now())) {
            return;
        }
        ExecutionEntity instance = execution(open.processInstance());
        orReport(open, () -> {
            Map<String, Instant> moments = PlanContext.moments(part.due().orElseThrow(), instance);
            moments.put(name, moment.toInstant());
            moments.put(MOVED_AT, context.now());
            Deadline deadline =
                    schedule.deadline(part, context.period(instance), moments).orElseThrow();
            return () -> {
                runtimeService.setVariable(open.processInstance(), name, moment);
                runtimeService.setVariable(open.processInstance(), MOVED_AT, context.nowAsDate());
                if (!isSent) {
                    ledger.move(open, deadline, context.now(), PlanContext.currentUser(), because);
                }
            };
        });
        for (OpenSteps.Assigned step : steps.of(open)) {
            TaskEntity task = (TaskEntity)
                    taskService.createTaskQuery().taskId(step.task()).singleResult();
            orReport(open, () -> {
                Deadline deadline =
                        deadlines.ofStep(execution(task.getExecutionId()), task.getTaskDefinitionKey(), step.at());
                return () -> {
                    if (!deadline.dueAt().equals(step.dueAt())) {
                        move(task, deadline, because);
                    }
                };
            });
        }
    }

    private void move(TaskEntity task, Deadline deadline, String because) {
        Date due = Date.from(deadline.dueAt());
        if (task.isSuspended()) {
            // A suspended task also moves, although the engine refuses changes to it
            task.setDueDateWithoutCascade(due);
            task.setDescriptionWithoutCascade(Deadlines.inWords(deadline));
        } else {
            taskService.setDueDate(task.getId(), due);
            taskService.setDescription(task.getId(), Deadlines.inWords(deadline));
        }
        steps.move(task.getId(), deadline, because);
        events.publishEvent(new StepNews(task.getId()));
    }

    /**
     * Computes the date before writing. If the computation fails, the row keeps its date and gets an incident, while
     * the others move.
     */
    private void orReport(Obligation open, Supplier<Runnable> working) {
        Runnable write;
        try {
            write = working.get();
        } catch (RuntimeException e) {
            LOG.error("The date of {} cannot be moved", open.businessKey(), e);
            Context.getCommandContext()
                    .runWithoutAuthorization(() -> runtimeService.createIncident(
                            INCIDENT,
                            open.processInstance(),
                            open.businessKey(),
                            "Không dời được hạn của %s: %s. Hạn cũ được giữ."
                                    .formatted(open.businessKey(), e.getMessage())));
            return;
        }
        write.run();
    }

    private void recalculateTimers(String instance) {
        for (Job timer : managementService
                .createJobQuery()
                .processInstanceId(instance)
                .timers()
                .list()) {
            managementService.recalculateJobDuedate(timer.getId(), false);
        }
    }

    private static ExecutionEntity execution(String id) {
        return Context.getCommandContext().getExecutionManager().findExecutionById(id);
    }
}
