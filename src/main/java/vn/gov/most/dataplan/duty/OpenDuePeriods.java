package vn.gov.most.dataplan.duty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
import vn.gov.most.dataplan.plan.Opening;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * Opens the periods that are due to be open, for {@code open-due-periods.bpmn}: every working morning and at each
 * start, also after days of downtime, and never twice.
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

    /**
     * Starts the process now, working day or not. Call it once at each start, and in the transaction that puts the
     * software into service.
     */
    public void softwareStarted() {
        runtimeService.createMessageCorrelation(STARTED_MESSAGE).correlateStartMessage();
    }

    /** Sets {@code duePeriods} for this transaction only: "clause part" for each part with a period to open. */
    public void gather(DelegateExecution execution) {
        ObjectValue periods = Variables.objectValue(due(), true).create();
        execution.setVariable("duePeriods", periods);
    }

    /**
     * Empty until the software is in service; periods that ended before that are not opened. Includes parts whose
     * dates cannot be computed: their own job tries again and reports it. Public for instances of an older model that
     * call it directly.
     */
    public List<String> due() {
        return register.inUseSince()
                .map(this::due)
                .map(due -> due.keySet().stream()
                        .map(part -> part.clause() + " " + part.id())
                        .toList())
                .orElse(List.of());
    }

    /**
     * What would open if the software went into service now, in the plan's order: the periods of each part; none if
     * its dates cannot be computed.
     */
    public Map<Part, List<Opening>> toOpen() {
        return due(context.now());
    }

    private Map<Part, List<Opening>> due(Instant inUseSince) {
        Map<Part, List<Opening>> all = new LinkedHashMap<>();
        plan.parts().filter(OpenDuePeriods::opensByItself).forEach(part -> {
            try {
                List<Opening> due = due(part, inUseSince);
                if (!due.isEmpty()) {
                    all.put(part, due);
                }
            } catch (RuntimeException opensAlone) {
                LOG.error("Cannot tell which periods of {} {} are due", part.clause(), part.id(), opensAlone);
                all.put(part, List.of());
            }
        });
        return all;
    }

    /** The earliest first, because opening a period closes the rest of the earlier ones. */
    private List<Opening> due(Part part, Instant inUseSince) {
        List<Opening> due = new ArrayList<>();
        Optional<Opening> opening = schedule.opening(part, context.today());
        while (opening.isPresent() && !isOver(opening.get(), inUseSince)) {
            if (opening.get().isDueOn(context.today())
                    && ledger.find(key(opening.get())).isEmpty()) {
                due.add(opening.get());
            }
            opening = schedule.opening(part, opening.get().period().firstDay().minusDays(1));
        }
        Collections.reverse(due);
        return due;
    }

    /**
     * Opens all due periods of a part; does nothing for those opened meanwhile. Instances of an older model also name
     * the period.
     */
    public void open(String id) {
        String[] words = id.split(" ");
        Part part = plan.part(words[0], words[1]).orElseThrow();
        if (words.length == 3) {
            open(part, words[2]);
        } else {
            register.inUseSince()
                    .map(since -> due(part, since))
                    .orElse(List.of())
                    .forEach(opening -> open(part, opening.period().id()));
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
        return part.each() == PartOwner.CLAUSE
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
