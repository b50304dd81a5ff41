package vn.gov.most.dataplan.collecting;

import static vn.gov.most.dataplan.plan.Names.What.CLAUSE;
import static vn.gov.most.dataplan.plan.Names.What.PART;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.duty.Coordinators;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.SeparateTransactions;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.LedgerChanged;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.Sending;
import vn.gov.most.dataplan.organisation.DatabaseEntry;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.Period;

/**
 * Collects the units' reports for the ministry's report; a bean for models. A ministry's instance and the units'
 * instances are connected only by their rows, and neither waits for the other.
 *
 * <p>Sending and signing lock the period's row first. A separate job carries a unit's change to the ministry's
 * instance. Otherwise the last head to send would be refused when this coincides with the cut-off.
 */
@Component
@ModelBean
public class CollectReports {

    /** The message that ends a unit's instance; every unit model has it. */
    static final String CLOSE_MESSAGE = "unit-report-closed";

    static final String SHOW_PROCESS = "show-reports";

    /**
     * Changes that no model passes on; and the acceptance, because an accepted instance may be ended before its job
     * does so.
     */
    private static final Set<LedgerChanged.Verb> TOLD_AT_ONCE = Set.of(
            LedgerChanged.Verb.CANCEL,
            LedgerChanged.Verb.OPEN_AGAIN,
            LedgerChanged.Verb.CLOSE,
            LedgerChanged.Verb.ACCEPT);

    /** A task variable: the name of the list that is decided on, see the package {@code form}. */
    private static final String GATHERS = "gathers";

    private static final String SOURCES = "gatheredSources";

    /** A variable of a unit's report: who has prepared it. Every unit model sets it. */
    private static final String PREPARED_BY = "preparedBy";

    private final PlanContext context;
    private final Ledger ledger;
    private final UnitReports unitReports;
    private final Register register;
    private final Coordinators coordinators;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final SeparateTransactions separateTransactions;

    CollectReports(
            PlanContext context,
            Ledger ledger,
            UnitReports unitReports,
            Register register,
            Coordinators coordinators,
            RuntimeService runtimeService,
            TaskService taskService,
            SeparateTransactions separateTransactions) {
        this.context = context;
        this.ledger = ledger;
        this.unitReports = unitReports;
        this.register = register;
        this.coordinators = coordinators;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.separateTransactions = separateTransactions;
    }

    /**
     * Opens the report of each unit that owes one and has none yet, and closes the unfinished reports of earlier
     * periods.
     */
    public void open(DelegateExecution execution) {
        open(execution, Optional.empty(), List.of());
    }

    /**
     * The same for an event that requests the reports. Each unit gets the named variables of the event.
     *
     * @param carried variable names, separated by commas
     */
    public void open(DelegateExecution execution, String carried) {
        open(execution, Optional.empty(), List.of(carried.split(", *")));
    }

    /**
     * The same. Each unit's report begins with the unit's completed events of a part of the clause that no earlier
     * report has brought to the ministry. The stored content of each event becomes a row of the list {@code list}.
     */
    public void open(DelegateExecution execution, @Names(PART) String eventPart, String list) {
        open(
                execution,
                Optional.of(
                        new TakenOver(collected(execution).clause(), eventPart, list, (kept, unit) -> Stream.of(kept))),
                List.of());
    }

    /**
     * The same for the product of another part, of any clause: the rows of its list {@code from} with the unit's id as
     * their {@code unit} become rows of the report's list {@code into}.
     */
    public void open(
            DelegateExecution execution,
            @Names(CLAUSE) String clause,
            @Names(PART) String part,
            String from,
            String into) {
        open(execution, Optional.of(TakenOver.rowsOf(clause, part, from, into)), List.of());
    }

    private void open(DelegateExecution execution, Optional<TakenOver> takenOver, List<String> carried) {
        Part collected = collected(execution);
        Period opened = context.period(execution);
        String closing = context.periodKey(execution).part();
        Map<String, Runnable> all = new LinkedHashMap<>();
        for (Obligation left : ledger.active(collected.clause(), collected.id())) {
            LocalDate last = Period.parse(left.key().period()).lastDay();
            // A request may open before its own first day, so a period that ends in the future is not over
            if (last.isBefore(opened.firstDay()) && last.isBefore(context.today())) {
                all.put(left.businessKey(), () -> close(left.processInstance()));
            }
        }
        for (Unit unit : coordinators.owing(collected)) {
            ObligationKey key = new ObligationKey(collected.clause(), collected.id(), opened.id(), unit.id(), "");
            if (ledger.find(key).isEmpty()) {
                VariableMap variables = unitVariables(execution, unit, collected);
                carried.forEach(name -> variables.putValue(name, execution.getVariable(name)));
                all.put(context.businessKey(key), () -> open(collected, key, variables, closing, takenOver));
            }
        }
        separateTransactions.run(all);
    }

    /** Runs after the unit's previous report is closed, so that it can take over what that report never sent. */
    private void open(
            Part collected, ObligationKey key, VariableMap variables, String closing, Optional<TakenOver> takenOver) {
        Map<Sending, List<Map<String, Object>>> taken =
                takenOver.map(over -> over.notYetIn(key, closing, ledger)).orElse(Map.of());
        takenOver.ifPresent(over -> variables.putValue(over.into(), Json.value(rows(taken))));
        runtimeService.startProcessInstanceByKey(
                collected.process().orElseThrow(), context.businessKey(key), variables);
        Obligation report = ledger.find(key).orElseThrow();
        taken.keySet().forEach(source -> ledger.takeOver(source, report));
    }

    /**
     * Adds the product's rows to unit reports that are already open. They join the list {@code into} of reports of the
     * same or a later period, if nobody has begun the report and it is not consolidated. All other reports of units
     * take them over in the next period. Each report takes a product over once, so the method may be called again.
     *
     * @param part the reported part; its model opens reports with this product
     */
    public void passOn(
            DelegateExecution execution,
            @Names(CLAUSE) String clause,
            @Names(PART) String part,
            String from,
            String into) {
        Part product = context.part(execution);
        Period period = context.period(execution);
        TakenOver over = TakenOver.rowsOf(product.clause(), product.id(), from, into);
        Map<String, Runnable> all = new LinkedHashMap<>();
        for (Obligation report : ledger.active(clause, part)) {
            if (!Period.parse(report.key().period()).lastDay().isBefore(period.lastDay())) {
                all.put(report.businessKey(), () -> join(report.key(), over));
            }
        }
        separateTransactions.run(all);
    }

    private void join(ObligationKey key, TakenOver over) {
        Optional<Obligation> period = context.periodOf(key)
                .flatMap(ledger::find)
                .map(found -> ledger.lock(found.key()))
                .filter(found -> found.isActive() && found.consolidatedAt().isEmpty());
        Obligation report = ledger.find(key).orElseThrow();
        Optional<Task> untouched = period.isEmpty() || !report.isActive() ? Optional.empty() : untouched(report);
        if (untouched.isEmpty()) {
            return;
        }
        Map<Sending, List<Map<String, Object>>> taken =
                over.notYetIn(key, period.get().key().part(), ledger);
        if (taken.isEmpty()) {
            return;
        }
        List<Map<String, Object>> list =
                new ArrayList<>(Json.rows(runtimeService.getVariable(report.processInstance(), over.into())));
        rows(taken).stream().map(GatheredRows::unseen).forEach(list::add);
        runtimeService.setVariable(report.processInstance(), over.into(), Json.value(list));
        // Otherwise a form that is already open would be submitted without the new rows
        taskService.setVariableLocal(untouched.get().getId(), GATHERS, over.into());
        taken.keySet().forEach(source -> ledger.takeOver(source, report));
    }

    /** The first task of a report while nobody has claimed it: nothing that was entered there can be lost. */
    private Optional<Task> untouched(Obligation report) {
        return runtimeService.getVariable(report.processInstance(), PREPARED_BY) != null
                ? Optional.empty()
                : taskService
                        .createTaskQuery()
                        .processInstanceId(report.processInstance())
                        .active()
                        .taskUnassigned()
                        .list()
                        .stream()
                        .findFirst();
    }

    private static List<Map<String, Object>> rows(Map<Sending, List<Map<String, Object>>> taken) {
        return taken.values().stream().flatMap(List::stream).toList();
    }

    private void close(String instance) {
        if (isPaused(instance)) {
            // A suspended instance receives no message
            runtimeService.activateProcessInstanceById(instance);
        }
        runtimeService
                .createMessageCorrelation(CLOSE_MESSAGE)
                .processInstanceId(instance)
                .correlate();
    }

    private VariableMap unitVariables(DelegateExecution execution, Unit unit, Part collected) {
        VariableMap variables = Variables.createVariables()
                .putValue(PlanContext.PERIOD, execution.getVariable(PlanContext.PERIOD))
                .putValue(PlanContext.UNIT, unit.id())
                .putValue("reportSent", false)
                .putValue("guidance", execution.getVariable("guidance"));
        collected.due().ifPresent(due -> PlanContext.moments(due, execution)
                .forEach((name, moment) -> variables.putValue(name, Date.from(moment))));
        if (collected.each() == PartOwner.DATABASE_OWNER || collected.each() == PartOwner.COORDINATOR) {
            variables.putValue(
                    "databases",
                    Json.value(register.databasesOf(unit.id(), context.today()).stream()
                            .map(DatabaseEntry::name)
                            .map(name -> Map.of("name", name))
                            .toList()));
        }
        return variables;
    }

    /**
     * Sets the guidance for every unit whose report is unfinished; reports that are opened later get it when they open.
     */
    public void guide(DelegateExecution execution) {
        Part collected = collected(execution);
        String period = context.period(execution).id();
        Object guidance = execution.getVariable("guidance");
        Map<String, Runnable> all = new LinkedHashMap<>();
        for (Obligation unit : ledger.active(collected.clause(), collected.id())) {
            if (unit.key().period().equals(period)) {
                all.put(
                        unit.businessKey(),
                        () -> runtimeService.setVariable(unit.processInstance(), "guidance", guidance));
            }
        }
        separateTransactions.run(all);
    }

    /**
     * The head has sent the report. In the head's transaction, the sending is stored with the content of the named
     * variables. The first sending decides whether the report is in time or late. After the signature it is an
     * addendum.
     */
    public void sent(DelegateExecution execution, String variables) {
        Obligation period = lockPeriod(execution);
        Obligation unit = ledger.ofInstance(execution.getProcessInstanceId());
        Instant now = context.now();
        ledger.send(
                unit,
                now,
                PlanContext.currentUser(),
                period.signedAt().isPresent(),
                Json.text(Json.content(execution, variables)));
        execution.setVariable("sentAt", Date.from(now));
        execution.setVariable("reportSent", true);
    }

    /** The IT Center has accepted the report. */
    public void accepted(DelegateExecution execution) {
        lockPeriod(execution);
        ledger.accept(ledger.ofInstance(execution.getProcessInstanceId()), context.now(), PlanContext.currentUser());
    }

    /** The IT Center has returned the report. The correction has its own due date, counted from now. */
    public void returned(DelegateExecution execution) {
        ledger.returnForMending(
                ledger.ofInstance(execution.getProcessInstanceId()), context.now(), PlanContext.currentUser());
        execution.setVariable("returnedAt", context.nowAsDate());
    }

    /** For older models, which called it. The ledger now closes the row when the instance ends. */
    public void closed(DelegateExecution execution) {}

    /**
     * Shows the ministry's instance that a unit has sent or its report has changed: consolidation begins when all have
     * sent, and open forms are updated. After the signature nothing is shown. It holds the period's lock: otherwise an
     * older state could overwrite a newer one.
     */
    public void tell(DelegateExecution execution) {
        tell(lockPeriod(execution));
    }

    private void tell(Obligation period) {
        if (isShown(period) || isAllSentNews(period)) {
            showSoon(period);
        }
    }

    /**
     * Shows the ministry's instance that a unit's report was cancelled, opened again, closed by the next period or
     * accepted. A cancelled report delays nobody until it is opened again.
     */
    @EventListener
    void on(LedgerChanged changed) {
        if (TOLD_AT_ONCE.contains(changed.verb()) && context.isCollected(changed.obligation())) {
            context.periodOf(changed.obligation())
                    .flatMap(ledger::find)
                    .filter(Obligation::isActive)
                    .map(period -> ledger.lock(period.key()))
                    .ifPresent(this::tell);
        }
    }

    /**
     * Starts one job for all changes until it runs. A user who cancels a report needs no right to start its process.
     */
    private void showSoon(Obligation period) {
        if (!ledger.showing(period, true)) {
            Context.getCommandContext()
                    .runWithoutAuthorization(() -> runtimeService.startProcessInstanceByKey(
                            SHOW_PROCESS,
                            Map.of(
                                    PlanContext.CLAUSE, period.key().clause(),
                                    PlanContext.PART, period.key().part(),
                                    PlanContext.PERIOD, period.key().period())));
        }
    }

    /**
     * Shows the ministry's instance the current state of the unit reports, for {@code show-reports.bpmn}.
     *
     * @return false if the instance is suspended: nothing is shown until it is activated
     */
    public boolean show(@Names(CLAUSE) String clause, @Names(PART) String part, String ofPeriod) {
        Obligation period = ledger.lock(new ObligationKey(clause, part, ofPeriod, "", ""));
        if (period.isActive() && isPaused(period.processInstance())) {
            return false;
        }
        ledger.showing(period, false);
        if (isAllSentNews(period)) {
            runtimeService.setVariable(period.processInstance(), "allSent", true);
        }
        if (isShown(period)) {
            runtimeService.setVariable(period.processInstance(), "unitReports", unitReports.of(period));
            gatherAgain(period);
        }
        return true;
    }

    private void gatherAgain(Obligation period) {
        ExecutionEntity instance =
                Context.getCommandContext().getExecutionManager().findExecutionById(period.processInstance());
        runtimeService
                .createVariableInstanceQuery()
                .processInstanceIdIn(period.processInstance())
                .variableName(GATHERS)
                .list()
                .forEach(gathers -> gather(instance, period, (String) gathers.getValue(), true));
    }

    private boolean isAllSentNews(Obligation period) {
        return isWaiting(period)
                && allSent(period)
                && !Boolean.TRUE.equals(runtimeService.getVariable(period.processInstance(), "allSent"));
    }

    /**
     * Whether a form of the ministry's instance has already shown the unit reports; before that there is nothing to
     * update.
     */
    private boolean isShown(Obligation period) {
        return isWaiting(period)
                && runtimeService
                                .createVariableInstanceQuery()
                                .processInstanceIdIn(period.processInstance())
                                .variableName(UnitReports.VARIABLE)
                                .count()
                        > 0;
    }

    private boolean isWaiting(Obligation period) {
        return period.isActive() && isRunning(period);
    }

    /**
     * Whether each unit that owes a report has sent once or was waived; true if no unit owes one. False while the
     * instance is suspended: otherwise a change of one of its variables would trigger the condition, and the engine
     * would refuse the change because the instance cannot continue.
     */
    public boolean allSent(DelegateExecution execution) {
        return !((ExecutionEntity) execution).isSuspended()
                && allSent(ledger.find(context.periodKey(execution)).orElseThrow());
    }

    /**
     * Gives a task's form the current unit reports. It runs in a job before the task. {@code unitReports} is never
     * written in a user's transaction, because a concurrent update for a unit's report would make the user's action
     * fail.
     */
    public void show(DelegateTask task) {
        task.setVariable("unitReports", unitReports.of(lockPeriod(task.getExecution())));
    }

    /**
     * The same for a task that decides on the rows of a list from all reports. The rows are put into the variable of
     * that name, each with its {@code unit} and {@code unitName}. While the task is open, rows of later reports join
     * the list.
     */
    public void show(DelegateTask task, String list) {
        show(task);
        gather(task, lockPeriod(task.getExecution()), list, false);
        task.setVariableLocal(GATHERS, list);
    }

    /** For older models, which gathered the rows once before the task. */
    public void gather(DelegateExecution execution, String list) {
        gather(execution, lockPeriod(execution), list, false);
    }

    private void gather(VariableScope instance, Obligation period, String list, boolean isShown) {
        GatheredRows before = new GatheredRows(Json.rows(instance, list), Json.texts(instance, SOURCES));
        GatheredRows now = before.with(unitReports.rows(period, list), isShown);
        // An unnecessary write could make a user's submission at the same time fail
        if (!instance.hasVariable(list) || !now.rows().equals(before.rows())) {
            instance.setVariable(list, Json.value(now.rows()));
        }
        if (!instance.hasVariable(SOURCES) || !now.sources().equals(before.sources())) {
            instance.setVariable(SOURCES, Json.value(now.sources()));
        }
        gathered(period);
    }

    private void gathered(Obligation period) {
        ledger.gathered(period.key().clause(), collected(period), period.key().period());
    }

    /** The reports were consolidated: later sendings are marked as sent after the consolidation. */
    public void consolidated(DelegateExecution execution) {
        ledger.consolidate(
                ledger.ofInstance(execution.getProcessInstanceId()), context.now(), PlanContext.currentUser());
    }

    /**
     * The leadership has approved, which counts as signing. This transaction freezes the list of units that have not
     * sent.
     */
    public void signed(DelegateExecution execution) {
        Obligation period = lockPeriod(execution);
        List<String> missing = rows(period).stream()
                .filter(unit -> !unit.isSettled())
                .map(unit -> unit.key().unit())
                .toList();
        if (!execution.hasVariable(SOURCES)) {
            // This report gathers no rows, so it includes everything that was sent before the signature
            gathered(period);
        }
        ledger.sign(period, context.now(), PlanContext.currentUser(), Json.text(missing));
        execution.setVariable("unitReportsAtSigning", unitReports.of(period));
    }

    private Obligation lockPeriod(DelegateExecution execution) {
        return ledger.lock(context.periodKey(execution));
    }

    private boolean allSent(Obligation period) {
        return ledger.allSettled(
                period.key().clause(), collected(period), period.key().period());
    }

    private List<Obligation> rows(Obligation period) {
        return ledger.ofPeriod(
                period.key().clause(), collected(period), period.key().period());
    }

    private String collected(Obligation period) {
        return context.collected(period.key()).id();
    }

    private Part collected(DelegateExecution execution) {
        return context.collected(context.periodKey(execution));
    }

    private boolean isPaused(String instance) {
        return runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .suspended()
                        .count()
                > 0;
    }

    private boolean isRunning(Obligation obligation) {
        return runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(obligation.processInstance())
                        .count()
                > 0;
    }
}
