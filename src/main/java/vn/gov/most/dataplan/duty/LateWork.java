package vn.gov.most.dataplan.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.variable.Variables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.duty.Lateness.Late;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.SeparateTransactions;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.NamedObligation;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.plan.LateOpening;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * The late work of each unit, for {@code open-after-late.bpmn} and the models that it starts. Each unit has one
 * instance, which lists all its late work and is kept up to date until it is signed.
 */
@Component
@ModelBean
public class LateWork {

    /**
     * Message to instances that are not signed yet: their list is updated, and they end if nothing is late any more.
     */
    private static final String NOTHING_LATE = "nothing-late";

    /** The work that a letter lists: what was late when it was submitted. */
    private static final String LISTED = "listedWork";

    private static final Logger LOG = LoggerFactory.getLogger(LateWork.class);

    private final PlanContext context;
    private final Plan plan;
    private final Schedule schedule;
    private final Ledger ledger;
    private final Lateness lateness;
    private final RuntimeService runtimeService;
    private final SeparateTransactions separateTransactions;

    LateWork(
            PlanContext context,
            Plan plan,
            Schedule schedule,
            Ledger ledger,
            Lateness lateness,
            RuntimeService runtimeService,
            SeparateTransactions separateTransactions) {
        this.context = context;
        this.plan = plan;
        this.schedule = schedule;
        this.ledger = ledger;
        this.lateness = lateness;
        this.runtimeService = runtimeService;
        this.separateTransactions = separateTransactions;
    }

    /**
     * Sets {@code lateUnits} for this transaction only: "clause part unit" for each unit with late work or an open
     * instance. Each unit's own job decides what to do.
     */
    public void gather(DelegateExecution execution) {
        List<String> all = plan.parts()
                .filter(part ->
                        part.opensAfterLate().isPresent() && part.process().isPresent())
                .flatMap(part -> Stream.concat(
                                ledger.active(part.clause(), part.id()).stream()
                                        .map(row -> row.key().unit()),
                                unitsLate(part).stream())
                        .distinct()
                        .map(unit -> "%s %s %s".formatted(part.clause(), part.id(), unit)))
                .toList();
        execution.setVariable("lateUnits", Variables.objectValue(all, true).create());
    }

    /** Includes units whose rows cannot be computed: their jobs report it. */
    private Set<String> unitsLate(Part urging) {
        Set<String> units = new LinkedHashSet<>();
        lateness.ofUnits(urging, (unit, row, fault) -> units.add(unit)).forEach(late -> units.add(late.unit()));
        return units;
    }

    /**
     * Opens an instance for the unit if needed, and updates or ends the open one. A row that cannot be computed does
     * not stop the others.
     *
     * @throws ProcessEngineException at the end, naming these rows
     */
    public void open(String id) {
        String[] words = id.split(" ");
        Part part = plan.part(words[0], words[1]).orElseThrow();
        String unit = words[2];
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put(unit, () -> open(part, unit));
        lateness.ofUnits(part, (owner, row, fault) -> {
            if (owner.equals(unit)) {
                all.put(row.businessKey(), () -> {
                    throw fault;
                });
            }
        });
        separateTransactions.run(all);
    }

    private void open(Part part, String unit) {
        List<Obligation> open = ledger.active(part.clause(), part.id()).stream()
                .filter(row -> row.key().unit().equals(unit))
                .toList();
        open.forEach(row -> refresh(part, row));
        if (open.isEmpty()) {
            offer(part, unit);
        }
    }

    private void offer(Part part, String unit) {
        ObligationKey key = new ObligationKey(part.clause(), part.id(), "", unit, unit + "/" + context.today());
        LateOpening rule = part.opensAfterLate().orElseThrow();
        Optional<NamedObligation> last = ledger.lastEvent(part.clause(), part.id(), unit);
        boolean isGround = lateness.of(part, unit).stream()
                .anyMatch(late -> late.days() >= rule.days()
                        && last.filter(before -> isKnown(late, before, rule)).isEmpty());
        if (isGround && ledger.find(key).isEmpty()) {
            String businessKey = context.businessKey(key);
            runtimeService.startProcessInstanceByKey(
                    part.process().orElseThrow(),
                    businessKey,
                    Map.of(PlanContext.UNIT, unit, PlanContext.SUBJECT, key.subject()));
            LOG.info("Opened {}", businessKey);
        }
    }

    /**
     * Whether the last instance listed this work recently. A cancelled instance has no list and counts as having
     * listed everything that was late by then. Work that is late by another date than then is new.
     */
    private boolean isKnown(Late late, NamedObligation last, LateOpening rule) {
        Instant endedAt = last.obligation().endedAt().orElseThrow();
        LocalDate endedOn = LocalDate.ofInstant(endedAt, WorkingCalendar.ZONE);
        Instant lateFrom = late.obligation().lateFrom().orElseThrow();
        boolean isListed = last.result()
                .map(kept -> Json.rows(Json.text(Json.map(kept).getOrDefault(LISTED, List.of()))).stream()
                        .anyMatch(row -> isOf(row, late) && lateFrom.toString().equals(row.get("lateFrom"))))
                .orElse(!lateFrom.isAfter(endedAt));
        return isListed && schedule.calendar().workingDaysBetween(endedOn, context.today()) < rule.again();
    }

    private void refresh(Part part, Obligation open) {
        Execution waiting = runtimeService
                .createExecutionQuery()
                .processInstanceId(open.processInstance())
                .messageEventSubscriptionName(NOTHING_LATE)
                .active()
                .singleResult();
        if (waiting != null) {
            List<Late> late = lateness.of(part, open.key().unit());
            if (late.isEmpty()) {
                runtimeService.messageEventReceived(NOTHING_LATE, waiting.getId());
            } else {
                List<Map<String, Object>> listed =
                        Json.rows(runtimeService.getVariable(open.processInstance(), LISTED));
                runtimeService.setVariables(
                        open.processInstance(),
                        Map.of(
                                "overdueWork",
                                        Json.value(
                                                lateness.rows(part, open.key().unit(), late)),
                                "overdueOn", VietnameseDate.day(context.today()),
                                "settledWork", Json.value(settled(listed, late))));
            }
        }
    }

    /**
     * Sets {@code overdueWork} to the unit's current late work, of the day {@code overdueOn}, and {@code settledWork}
     * to the work in the letter's {@code listedWork} that is no longer late.
     */
    public void show(DelegateExecution execution) {
        Part part = context.part(execution);
        String unit = (String) execution.getVariable(PlanContext.UNIT);
        List<Late> late = lateness.of(part, unit);
        execution.setVariable("overdueWork", Json.value(lateness.rows(part, unit, late)));
        execution.setVariable("overdueOn", VietnameseDate.day(context.today()));
        execution.setVariable("settledWork", Json.value(settled(Json.rows(execution, LISTED), late)));
    }

    /** @throws Refusal if nothing in the letter is late any more */
    public void check(DelegateExecution execution) {
        List<Map<String, Object>> listed = Json.rows(execution, LISTED);
        List<Late> late = lateness.of(context.part(execution), (String) execution.getVariable(PlanContext.UNIT));
        if (settled(listed, late).size() == listed.size()) {
            throw new Refusal("Những việc nêu trong công văn không còn quá hạn; không ký được công văn này. Được phép: "
                    + "\"Trả lại\" để soạn lại, hoặc \"Không đôn đốc\" kèm lý do.");
        }
    }

    private static List<Map<String, Object>> settled(List<Map<String, Object>> listed, List<Late> late) {
        return listed.stream()
                .filter(row -> late.stream().noneMatch(one -> isOf(row, one)))
                .toList();
    }

    private static boolean isOf(Map<String, Object> row, Late late) {
        return row.get("id") instanceof Number id
                && id.longValue() == late.obligation().id();
    }
}
