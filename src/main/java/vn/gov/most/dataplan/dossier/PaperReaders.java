package vn.gov.most.dataplan.dossier;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Ledger.Ending;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.Sending;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.tasklist.BodyNames;
import vn.gov.most.dataplan.tasklist.UncheckedReads;

/**
 * Decides who may read a paper: those who see an open task of its instance, those who completed a step of it or are in
 * the group of a completed step, and those who read the whole plan. If the instance was cancelled and opened again,
 * also the readers of the later instance. When a unit's report is sent, the readers of the ministry's instance of the
 * period may read its papers too.
 */
@Component
class PaperReaders {

    private final Papers papers;
    private final CompletedSteps steps;
    private final Ledger ledger;
    private final Plan plan;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final UncheckedReads reads;
    private final BodyNames names;
    private final List<String> readAll;

    PaperReaders(
            Papers papers,
            CompletedSteps steps,
            Ledger ledger,
            Plan plan,
            @Lazy RuntimeService runtime,
            @Lazy TaskService tasks,
            UncheckedReads reads,
            BodyNames names,
            @Value("${dataplan.leaders}") String leaders,
            @Value("${dataplan.follow-up-unit}") String followUpUnit) {
        this.papers = papers;
        this.steps = steps;
        this.ledger = ledger;
        this.plan = plan;
        this.runtime = runtime;
        this.tasks = tasks;
        this.reads = reads;
        this.names = names;
        readAll = List.of(Register.MANAGERS, leaders, Register.groupOf(followUpUnit));
    }

    /** Whether this user may read the paper. */
    boolean mayRead(Authentication person, Paper paper) {
        return readAll.stream().anyMatch(person.getGroupIds()::contains)
                || since(paper.instance()).anyMatch(instance -> readsInstance(person, instance))
                || ministryOf(paper).anyMatch(instance -> readsInstance(person, instance));
    }

    /**
     * The instance and those opened after it: those who work on a later instance may read the papers of a cancelled
     * one.
     */
    private Stream<String> since(String instance) {
        List<String> all = ledger.relatedInstances(instance);
        return all.subList(all.indexOf(instance), all.size()).stream();
    }

    private boolean readsInstance(Authentication person, String instance) {
        return seesOpenTask(instance) || steps.tookPart(instance, person.getUserId(), person.getGroupIds());
    }

    /** By the engine's own authorization checks. */
    private boolean seesOpenTask(String instance) {
        String[] withCalled = reads.ask(
                command -> runtime.createProcessInstanceQuery().rootProcessInstanceId(instance).list().stream()
                        .map(ProcessInstance::getId)
                        .toArray(String[]::new));
        return withCalled.length > 0
                && tasks.createTaskQuery().processInstanceIdIn(withCalled).count() > 0;
    }

    /** The cancelled instances of the same obligation, each with the time at which it ended. */
    Map<String, Instant> earlier(String instance) {
        return ledger.findByInstance(instance).map(row -> ledger.endings(row.id())).orElse(List.of()).stream()
                .filter(ending -> !ending.instance().equals(instance))
                .collect(Collectors.toMap(Ending::instance, Ending::at));
    }

    /** The ministry's instances of the period to which the unit's report was sent with this paper. */
    private Stream<String> ministryOf(Paper paper) {
        return ledger
                .findByAnyInstance(paper.instance())
                .filter(unit ->
                        isSent(paper, ledger.sendings(unit.id()).stream().reduce((earlier, later) -> later)))
                .flatMap(unit -> closing(unit.key())
                        .filter(closing -> closing.collects()
                                .filter(unit.key().part()::equals)
                                .isPresent())
                        .flatMap(closing -> ledger.find(new ObligationKey(
                                closing.clause(), closing.id(), unit.key().period(), "", ""))))
                .stream()
                .flatMap(period -> ledger.instances(period).stream());
    }

    private Optional<Part> closing(ObligationKey key) {
        return key.period().isEmpty()
                ? Optional.empty()
                : plan.clause(key.clause()).flatMap(clause -> clause.closingPart());
    }

    /** Papers that were uploaded while the report was being corrected go along when it is sent again. */
    private static boolean isSent(Paper paper, Optional<Sending> last) {
        return !paper.isWithdrawn()
                && last.map(Sending::sentAt)
                        .filter(sent -> !paper.at().isAfter(sent))
                        .isPresent();
    }

    /** The papers sent with the unit reports that a ministry's instance consolidates, by the unit's name. */
    Map<String, List<Paper>> ofUnits(String instance) {
        return ledger.findByInstance(instance)
                .flatMap(period -> closing(period.key())
                        .filter(closing -> closing.id().equals(period.key().part()))
                        .flatMap(Part::collects)
                        .map(collected -> ofUnits(period.key(), collected)))
                .orElse(Map.of());
    }

    private Map<String, List<Paper>> ofUnits(ObligationKey period, String collected) {
        Map<Long, Sending> last = ledger.sendings(period.clause(), collected, period.period()).stream()
                .collect(Collectors.toMap(Sending::obligation, sending -> sending, (first, next) -> next));
        Map<String, Obligation> units = new LinkedHashMap<>();
        ledger.ofPeriod(period.clause(), collected, period.period())
                .forEach(unit -> units.put(unit.processInstance(), unit));
        Map<String, List<Paper>> byUnit = new LinkedHashMap<>();
        Map<String, Optional<Sending>> sent = new HashMap<>();
        units.forEach((unit, row) -> sent.put(unit, Optional.ofNullable(last.get(row.id()))));
        Map<String, String> later = ledger.laterInstances();
        later.values().retainAll(units.keySet());
        List<String> instances =
                Stream.concat(units.keySet().stream(), later.keySet().stream()).toList();
        Map<String, List<Paper>> byInstance = papers.ofAll(instances).stream()
                .collect(Collectors.groupingBy(paper -> later.getOrDefault(paper.instance(), paper.instance())));
        byInstance.replaceAll((unit, all) ->
                all.stream().filter(paper -> isSent(paper, sent.get(unit))).toList());
        byInstance.values().removeIf(List::isEmpty);
        units.forEach((unit, row) -> Stream.ofNullable(byInstance.get(unit))
                .forEach(of -> byUnit.put(names.of(List.of(row.key().unit())), of)));
        return byUnit;
    }
}
