package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.organisation.DatabaseEntry;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Each;
import vn.gov.most.dataplan.plan.Part;

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

    private final PlanContext context;
    private final ObligationTable table;
    private final UnitReports unitReports;
    private final Register register;
    private final RuntimeService runtimeService;

    CollectReports(
            PlanContext context,
            ObligationTable table,
            UnitReports unitReports,
            Register register,
            RuntimeService runtimeService) {
        this.context = context;
        this.table = table;
        this.unitReports = unitReports;
        this.register = register;
        this.runtimeService = runtimeService;
    }

    /** Opens the report of each unit that owes one and has none yet; closes what other periods left unfinished. */
    public void open(DelegateExecution execution) {
        open(execution, unit -> Variables.createVariables());
    }

    /**
     * The same, and each unit finds in its report what it has done of a part of the clause that events open, since the
     * report before was opened for it: what was kept of each is a row of the list of that name.
     */
    public void open(DelegateExecution execution, String eventPart, String list) {
        Part collected = collected(execution);
        String period = context.period(execution).id();
        open(execution, unit -> {
            Instant since = table.lastOpened(collected.clause(), collected.id(), unit.id(), period)
                    .orElse(Instant.EPOCH);
            return Variables.createVariables()
                    .putValue(
                            list,
                            Json.value(table.doneSince(collected.clause(), eventPart, unit.id(), since).stream()
                                    .map(Sending::content)
                                    .map(Json::map)
                                    .toList()));
        });
    }

    private void open(DelegateExecution execution, Function<Unit, VariableMap> more) {
        Part collected = collected(execution);
        String period = context.period(execution).id();
        for (Obligation left : table.unfinished(collected.clause(), collected.id(), period)) {
            runtimeService
                    .createMessageCorrelation(CLOSE_MESSAGE)
                    .processInstanceId(left.processInstance())
                    .correlate();
        }
        for (Unit unit : owing(collected)) {
            ObligationKey key = new ObligationKey(collected.clause(), collected.id(), period, unit.id(), "");
            if (table.find(key).isEmpty()) {
                VariableMap variables = unitVariables(execution, unit, collected);
                variables.putAll(more.apply(unit));
                runtimeService.startProcessInstanceByKey(
                        collected.process().orElseThrow(), context.businessKey(key), variables);
            }
        }
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
        for (Obligation unit : table.ofPeriod(
                collected.clause(), collected.id(), context.period(execution).id())) {
            if (isRunning(unit)) {
                runtimeService.setVariable(unit.processInstance(), "guidance", execution.getVariable("guidance"));
            }
        }
    }

    /**
     * The head has sent: in the head's transaction the sending is kept with the content of the named variables, and the
     * first one decides in time or late. After the signing it is an addendum.
     */
    public void sent(DelegateExecution execution, String variables) {
        Obligation period = lockPeriod(execution);
        Obligation unit = table.ofInstance(execution.getProcessInstanceId());
        Instant now = context.now();
        table.send(
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
        table.accept(table.ofInstance(execution.getProcessInstanceId()), context.now(), PlanContext.currentUser());
    }

    /** The IT Center has returned the report: mending has a date of its own, from this moment. */
    public void returned(DelegateExecution execution) {
        table.setState(table.ofInstance(execution.getProcessInstanceId()), Obligation.State.MENDING);
        execution.setVariable("returnedAt", context.nowAsDate());
    }

    /** The unit's instance was closed from outside. */
    public void closed(DelegateExecution execution) {
        table.close(table.ofInstance(execution.getProcessInstanceId()), context.now());
    }

    /**
     * Shows the ministry's instance how the units stand, which makes it look again whether all have sent. After the
     * signing there is nobody to tell. Whoever writes this there locks the period first: else the later of two could
     * show what the earlier knew.
     */
    public void tell(DelegateExecution execution) {
        Obligation period = lockPeriod(execution);
        if (period.signedAt().isEmpty() && isRunning(period)) {
            runtimeService.setVariables(
                    period.processInstance(),
                    Variables.createVariables()
                            .putValue("unitReports", unitReports.of(period))
                            .putValue("allSent", allSent(period)));
        }
    }

    /** Whether each unit that owes a report has sent once or was waived; so also where none owes one. */
    public boolean allSent(DelegateExecution execution) {
        return allSent(table.find(context.periodKey(execution)).orElseThrow());
    }

    /**
     * Gives a task's form the reports as they stand now. In a job before the task: in the transaction of a person, who
     * would be refused for meeting what a unit tells at that moment, {@code unitReports} is never written.
     */
    public void show(DelegateTask task) {
        task.setVariable("unitReports", unitReports.of(lockPeriod(task.getExecution())));
    }

    /**
     * Puts the rows of a list of all reports that have come into the variable of that name, each with its {@code unit}
     * and {@code unitName}: what is concluded of each row is entered beside it, and stays when they are gathered again.
     */
    public void gather(DelegateExecution execution, String list) {
        execution.setVariable(list, unitReports.rows(lockPeriod(execution), list, Json.rows(execution, list)));
    }

    /** The reports have been put together: what comes from now on came after it. */
    public void consolidated(DelegateExecution execution) {
        table.consolidate(table.ofInstance(execution.getProcessInstanceId()), context.now());
    }

    /** The leadership has approved, which is to sign: who had not sent by then is frozen in this transaction. */
    public void signed(DelegateExecution execution) {
        Obligation period = lockPeriod(execution);
        List<String> missing = rows(period).stream()
                .filter(unit -> !unit.isSettled())
                .map(unit -> unit.key().unit())
                .toList();
        table.sign(period, context.now(), PlanContext.currentUser(), Json.text(missing));
        execution.setVariable("unitReportsAtSigning", unitReports.of(period));
    }

    private Obligation lockPeriod(DelegateExecution execution) {
        return table.lock(context.periodKey(execution));
    }

    private boolean allSent(Obligation period) {
        return rows(period).stream().allMatch(Obligation::isSettled);
    }

    private List<Obligation> rows(Obligation period) {
        return table.ofPeriod(
                period.key().clause(), collected(period), period.key().period());
    }

    private String collected(Obligation period) {
        return context.collected(period.key()).id();
    }

    private Part collected(DelegateExecution execution) {
        return context.collected(context.periodKey(execution));
    }

    private boolean isRunning(Obligation obligation) {
        return runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(obligation.processInstance())
                        .count()
                > 0;
    }
}
