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
 * How the ministry's report collects the units' reports, for models. A ministry's instance and the units' instances know
 * each other by their rows alone, and neither waits for the other.
 *
 * <p>Whoever sends or signs locks the period's row first. What a unit tells the ministry runs in a job of its own, so
 * that the last head to send is not refused for meeting the cut-off.
 */
@Component
@ModelBean
public class CollectReports {

    /** Ends a unit's instance from outside; a message of every unit model. */
    static final String CLOSE_MESSAGE = "unit-report-closed";

    static final String SHOW_PROCESS = "show-reports";

    /** What no model tells; and the acceptance, since an instance that is accepted may be ended before its job tells it. */
    private static final Set<LedgerChanged.Verb> TOLD_AT_ONCE = Set.of(
            LedgerChanged.Verb.CANCEL,
            LedgerChanged.Verb.OPEN_AGAIN,
            LedgerChanged.Verb.CLOSE,
            LedgerChanged.Verb.ACCEPT);

    /** Of a task: the list that it decides on, see the room form. */
    private static final String GATHERS = "gathers";

    private static final String SOURCES = "gatheredSources";

    /** Of a unit's report: who has prepared it; every unit model writes it. */
    private static final String PREPARED_BY = "preparedBy";

    private final PlanContext context;
    private final Ledger ledger;
    private final UnitReports unitReports;
    private final Register register;
    private final Coordinators coordinators;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final SeparateTransactions eachAlone;

    CollectReports(
            PlanContext context,
            Ledger ledger,
            UnitReports unitReports,
            Register register,
            Coordinators coordinators,
            RuntimeService runtimeService,
            TaskService taskService,
            SeparateTransactions eachAlone) {
        this.context = context;
        this.ledger = ledger;
        this.unitReports = unitReports;
        this.register = register;
        this.coordinators = coordinators;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.eachAlone = eachAlone;
    }

    /** Opens the report of each unit that owes one and has none yet; closes what earlier periods left unfinished. */
    public void open(DelegateExecution execution) {
        open(execution, Optional.empty(), List.of());
    }

    /**
     * The same where an event asks for the reports, and each unit is told what that carries.
     *
     * @param carried names with commas between them
     */
    public void open(DelegateExecution execution, String carried) {
        open(execution, Optional.empty(), List.of(carried.split(", *")));
    }

    /**
     * The same, and each unit finds in its report what it has done of a part of the clause that events open and no report
     * of before has brought to the ministry: what was kept of each is a row of the list of that name.
     */
    public void open(DelegateExecution execution, @Names(PART) String eventPart, String list) {
        open(
                execution,
                Optional.of(
                        new TakenOver(collected(execution).clause(), eventPart, list, (kept, unit) -> Stream.of(kept))),
                List.of());
    }

    /**
     * The same of another part's product, of any clause: of its list {@code from} the rows with the unit's id as their
     * {@code unit} are rows of the report's list {@code into}.
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
        for (Obligation left : ledger.living(collected.clause(), collected.id())) {
            LocalDate last = Period.parse(left.key().period()).lastDay();
            // A request is opened before its own day: what runs until a day that is still to come is not over
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
        eachAlone.run(all);
    }

    /** Looks for what it takes over once the unit's report of before is closed: what that has not sent comes here. */
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
     * Gives what the product says to the reports that begin with it, where units have them already: as rows that join the
     * list {@code into} of a report of the same period or a later one with which nobody has begun, and which is not put
     * together yet. For all others the next period's reports begin with it. Each report has it once, so it can be called
     * again.
     *
     * @param part the one that is reported, and whose model opens its reports with this product
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
        for (Obligation report : ledger.living(clause, part)) {
            if (!Period.parse(report.key().period()).lastDay().isBefore(period.lastDay())) {
                all.put(report.businessKey(), () -> join(report.key(), over));
            }
        }
        eachAlone.run(all);
    }

    private void join(ObligationKey key, TakenOver over) {
        Optional<Obligation> period = context.periodOf(key)
                .flatMap(ledger::find)
                .map(found -> ledger.lock(found.key()))
                .filter(found -> found.lives() && found.consolidatedAt().isEmpty());
        Obligation report = ledger.find(key).orElseThrow();
        Optional<Task> untouched = period.isEmpty() || !report.lives() ? Optional.empty() : untouched(report);
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
        // Whoever has opened the form before would send it without them
        taskService.setVariableLocal(untouched.get().getId(), GATHERS, over.into());
        taken.keySet().forEach(source -> ledger.takeOver(source, report));
    }

    /** The first task of a report, as long as nobody has taken it: what is entered there is not in the way. */
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
            // It takes no message
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

    /** Gives the guidance to every unit whose report is not finished; later ones get it when they are opened. */
    public void guide(DelegateExecution execution) {
        Part collected = collected(execution);
        String period = context.period(execution).id();
        Object guidance = execution.getVariable("guidance");
        Map<String, Runnable> all = new LinkedHashMap<>();
        for (Obligation unit : ledger.living(collected.clause(), collected.id())) {
            if (unit.key().period().equals(period)) {
                all.put(
                        unit.businessKey(),
                        () -> runtimeService.setVariable(unit.processInstance(), "guidance", guidance));
            }
        }
        eachAlone.run(all);
    }

    /**
     * The head has sent: in the head's transaction the sending is kept with the content of the named variables, and the
     * first one decides in time or late. After the signing it is an addendum.
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

    /** The IT Center has returned the report: mending has a date of its own, from this moment. */
    public void returned(DelegateExecution execution) {
        ledger.returnForMending(
                ledger.ofInstance(execution.getProcessInstanceId()), context.now(), PlanContext.currentUser());
        execution.setVariable("returnedAt", context.nowAsDate());
    }

    /** For models of before, which said so themselves: their row ends with them. */
    public void closed(DelegateExecution execution) {}

    /**
     * What a unit has sent, and how its report goes on, is to be seen in the ministry's instance: it looks again once all
     * have sent, and its forms show it where they are open. After the signing there is nobody to tell. Under the period's
     * lock: else the later of two could show what the earlier knew.
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
     * A unit's report that is cancelled holds up nobody, until it is opened again; one that the next period closes comes no
     * more. The ministry's instance is to see that, too.
     */
    @EventListener
    void on(LedgerChanged changed) {
        if (TOLD_AT_ONCE.contains(changed.verb()) && context.isCollected(changed.obligation())) {
            context.periodOf(changed.obligation())
                    .flatMap(ledger::find)
                    .filter(Obligation::lives)
                    .map(period -> ledger.lock(period.key()))
                    .ifPresent(this::tell);
        }
    }

    /** One job for all that there is to show until it runs. Whoever cancels need not have the right to start it. */
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
     * Shows the ministry's instance how the units stand now, for {@code show-reports.bpmn}.
     *
     * @return whether there is nothing left to show: a paused instance is shown nothing until it goes on
     */
    public boolean show(@Names(CLAUSE) String clause, @Names(PART) String part, String ofPeriod) {
        Obligation period = ledger.lock(new ObligationKey(clause, part, ofPeriod, "", ""));
        if (period.lives() && isPaused(period.processInstance())) {
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

    /** Whether a form of the ministry's instance has shown how the units stand; until then nobody looks. */
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
        return period.lives() && isRunning(period);
    }

    /**
     * Whether each unit that owes a report has sent once or was waived; so also where none owes one. Not while the instance
     * is paused: whoever changes one of its variables then would be refused, since the engine lets nothing go on in it.
     */
    public boolean allSent(DelegateExecution execution) {
        return !((ExecutionEntity) execution).isSuspended()
                && allSent(ledger.find(context.periodKey(execution)).orElseThrow());
    }

    /**
     * Gives a task's form the reports as they stand now. In a job before the task: in the transaction of a person, who
     * would be refused for meeting what a unit tells at that moment, {@code unitReports} is never written.
     */
    public void show(DelegateTask task) {
        task.setVariable("unitReports", unitReports.of(lockPeriod(task.getExecution())));
    }

    /**
     * The same for a task that decides on the rows of a list of all reports: they are put into the variable of that name,
     * each with its {@code unit} and {@code unitName}. As long as the task is open, rows of reports that come meanwhile
     * join them.
     */
    public void show(DelegateTask task, String list) {
        show(task);
        gather(task, lockPeriod(task.getExecution()), list, false);
        task.setVariableLocal(GATHERS, list);
    }

    /** For models of before, which gathered once on the way to the task. */
    public void gather(DelegateExecution execution, String list) {
        gather(execution, lockPeriod(execution), list, false);
    }

    private void gather(VariableScope instance, Obligation period, String list, boolean isShown) {
        GatheredRows before = new GatheredRows(Json.rows(instance, list), Json.texts(instance, SOURCES));
        GatheredRows now = before.with(unitReports.rows(period, list), isShown);
        // Whoever submits the form meanwhile is not refused for what has not changed
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

    /** The reports have been put together: what comes from now on came after it. */
    public void consolidated(DelegateExecution execution) {
        ledger.consolidate(
                ledger.ofInstance(execution.getProcessInstanceId()), context.now(), PlanContext.currentUser());
    }

    /** The leadership has approved, which is to sign: who had not sent by then is frozen in this transaction. */
    public void signed(DelegateExecution execution) {
        Obligation period = lockPeriod(execution);
        List<String> missing = rows(period).stream()
                .filter(unit -> !unit.isSettled())
                .map(unit -> unit.key().unit())
                .toList();
        if (!execution.hasVariable(SOURCES)) {
            // It puts no rows together: what was sent by now is in it
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
