package vn.gov.most.dataplan.duty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Each;
import vn.gov.most.dataplan.plan.Opening;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * Opens the periods that ought to be open and are not, for {@code open-due-periods.bpmn}: every working morning and at
 * each start, after days of downtime too, and never twice.
 */
@Component
@ModelBean
public class OpenDuePeriods {

    private static final String STARTED_MESSAGE = "software-started";

    private static final Logger LOG = LoggerFactory.getLogger(OpenDuePeriods.class);

    private final Plan plan;
    private final Schedule schedule;
    private final PlanContext context;
    private final Ledger ledger;
    private final Register register;
    private final RuntimeService runtimeService;

    OpenDuePeriods(
            Plan plan,
            Schedule schedule,
            PlanContext context,
            Ledger ledger,
            Register register,
            RuntimeService runtimeService) {
        this.plan = plan;
        this.schedule = schedule;
        this.context = context;
        this.ledger = ledger;
        this.register = register;
        this.runtimeService = runtimeService;
    }

    /** To be called once at each start of the software: the process runs now, be it a working morning or not. */
    public void softwareStarted() {
        runtimeService.createMessageCorrelation(STARTED_MESSAGE).correlateStartMessage();
    }

    /**
     * Writes what ought to be open today and is not, for this transaction alone: {@code duePeriods}, each as "clause part".
     */
    public void gather(DelegateExecution execution) {
        ObjectValue periods = Variables.objectValue(due(), true).create();
        execution.setVariable("duePeriods", periods);
    }

    /**
     * A period that was over before the software was first installed is not among it: nobody could have carried it out
     * here. A part whose dates cannot be reckoned is among it: to open it is to try again, in a job of its own. Public for
     * instances of the model that asked for it directly.
     */
    public List<String> due() {
        return plan.parts()
                .filter(OpenDuePeriods::opensByItself)
                .filter(this::isDueOrCannotBeReckoned)
                .map(part -> part.clause() + " " + part.id())
                .toList();
    }

    private boolean isDueOrCannotBeReckoned(Part part) {
        try {
            return !due(part).isEmpty();
        } catch (RuntimeException opensAlone) {
            LOG.error("Cannot tell which periods of {} {} are due", part.clause(), part.id(), opensAlone);
            return true;
        }
    }

    /** The earliest first: what opens closes what is left of those before it. */
    private List<String> due(Part part) {
        Instant installedAt = register.installedAt().orElseThrow();
        List<String> due = new ArrayList<>();
        Optional<Opening> opening = schedule.opening(part, context.today());
        while (opening.isPresent() && !isOver(opening.get(), installedAt)) {
            if (opening.get().isDueOn(context.today())
                    && ledger.find(key(opening.get())).isEmpty()) {
                due.add(opening.get().period().id());
            }
            opening = schedule.opening(part, opening.get().period().firstDay().minusDays(1));
        }
        Collections.reverse(due);
        return due;
    }

    /**
     * Opens all that is due of one of these; nothing happens where it has been opened meanwhile. Instances of the model
     * before name the period too.
     */
    public void open(String id) {
        String[] words = id.split(" ");
        Part part = plan.part(words[0], words[1]).orElseThrow();
        if (words.length == 3) {
            open(part, words[2]);
        } else {
            due(part).forEach(period -> open(part, period));
        }
    }

    private void open(Part part, String period) {
        ObligationKey key = new ObligationKey(part.clause(), part.id(), period, "", "");
        if (ledger.find(key).isEmpty()) {
            String businessKey = context.businessKey(key);
            runtimeService.startProcessInstanceByKey(
                    part.process().orElseThrow(), businessKey, Map.of(PlanContext.PERIOD, key.period()));
            LOG.info("Opened {}", businessKey);
        }
    }

    private static boolean opensByItself(Part part) {
        return part.each() == Each.CLAUSE
                && part.period().isPeriodic()
                && !part.opens().isEmpty()
                && part.process().isPresent();
    }

    private boolean isOver(Opening opening, Instant moment) {
        return schedule.deadline(opening.part(), opening.period(), Map.of())
                .filter(due -> due.isLate(moment))
                .isPresent();
    }

    private static ObligationKey key(Opening opening) {
        return new ObligationKey(
                opening.part().clause(), opening.part().id(), opening.period().id(), "", "");
    }
}
