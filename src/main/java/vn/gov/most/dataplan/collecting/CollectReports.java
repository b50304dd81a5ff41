package vn.gov.most.dataplan.collecting;

import static vn.gov.most.dataplan.plan.Names.What.CLAUSE;
import static vn.gov.most.dataplan.plan.Names.What.PART;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.EachAlone;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.LedgerChanged;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.Sending;
import vn.gov.most.dataplan.organisation.DatabaseEntry;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Each;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
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

    private final PlanContext context;
    private final Ledger ledger;
    private final UnitReports unitReports;
    private final Register register;
    private final RuntimeService runtimeService;
    private final EachAlone eachAlone;

    CollectReports(
            PlanContext context,
            Ledger ledger,
            UnitReports unitReports,
            Register register,
            RuntimeService runtimeService,
            EachAlone eachAlone) {
        this.context = context;
        this.ledger = ledger;
        this.unitReports = unitReports;
        this.register = register;
        this.runtimeService = runtimeService;
        this.eachAlone = eachAlone;
    }

    /** Opens the report of each unit that owes one and has none yet; closes what earlier periods left unfinished. */
    public void open(DelegateExecution execution) {
        open(execution, unit -> Variables.createVariables());
    }

    /**
     * The same, and each unit finds in its report what it has done of a part of the clause that events open, since the
     * report before was opened for it: what was kept of each is a row of the list of that name.
     */
    public void open(DelegateExecution execution, @Names(PART) String eventPart, String list) {
        Part collected = collected(execution);
        String period = context.period(execution).id();
        open(execution, unit -> {
            Instant since = ledger.lastOpened(collected.clause(), collected.id(), unit.id(), period)
                    .orElse(Instant.EPOCH);
            return Variables.createVariables()
                    .putValue(
                            list,
                            Json.value(ledger.doneSince(collected.clause(), eventPart, unit.id(), since).stream()
                                    .map(Sending::content)
                                    .map(Json::map)
                                    .toList()));
        });
    }

    private void open(DelegateExecution execution, Function<Unit, VariableMap> more) {
        Part collected = collected(execution);
        Period opened = context.period(execution);
        String period = opened.id();
        Map<String, Runnable> all = new LinkedHashMap<>();
        for (Obligation left : ledger.living(collected.clause(), collected.id())) {
            if (Period.parse(left.key().period()).lastDay().isBefore(opened.firstDay())) {
                all.put(left.businessKey(), () -> close(left.processInstance()));
            }
        }
        for (Unit unit : owing(collected)) {
            ObligationKey key = new ObligationKey(collected.clause(), collected.id(), period, unit.id(), "");
            if (ledger.find(key).isEmpty()) {
                VariableMap variables = unitVariables(execution, unit, collected);
                variables.putAll(more.apply(unit));
                String businessKey = context.businessKey(key);
                all.put(
                        businessKey,
                        () -> runtimeService.startProcessInstanceByKey(
                                collected.process().orElseThrow(), businessKey, variables));
            }
        }
        eachAlone.run(all);
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

    private List<Unit> owing(Part collected) {
        return collected.each() == Each.UNIT
                ? register.unitsOn(context.today())
                : register.ownersOn(context.today()).stream()
                        .map(owner -> owner.unit())
                        .toList();
    }

    private VariableMap unitVariables(DelegateExecution execution, Unit unit, Part collected) {
        VariableMap variables = Variables.createVariables()
                .putValue(PlanContext.PERIOD, execution.getVariable(PlanContext.PERIOD))
                .putValue(PlanContext.UNIT, unit.id())
                .putValue("reportSent", false)
                .putValue("guidance", execution.getVariable("guidance"));
        collected.due().ifPresent(due -> PlanContext.moments(due, execution)
                .forEach((name, moment) -> variables.putValue(name, Date.from(moment))));
        if (collected.each() == Each.DATABASE_OWNER) {
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
        if (!now.sources().equals(before.sources())) {
            instance.setVariable(SOURCES, Json.value(now.sources()));
        }
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
