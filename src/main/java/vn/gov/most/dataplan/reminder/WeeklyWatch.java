package vn.gov.most.dataplan.reminder;

import static java.util.stream.Collectors.toMap;
import static vn.gov.most.dataplan.plan.Names.What.GROUP;
import static vn.gov.most.dataplan.plan.Names.What.PART;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkedWeek;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.RootInstance;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.TrackedObligation;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.reminder.WatchedWeek.Row;

/**
 * The digest of the previous week, one mail per person. The leadership, the managers and the head of the unit that
 * follows up the plan get all of it; every other head gets what their own unit owes. Sent once a week on its first
 * working day, or later in the week if nothing ran then.
 */
@Component
@ModelBean
public class WeeklyWatch {

    private static final String OCCASION = "weekly-watch";

    /**
     * The Monday of the week in which the mails are written. It makes them unique, whatever day they are written on.
     */
    private static final String WEEK = "week";

    private final Plan plan;
    private final WorkingCalendar calendar;
    private final Register register;
    private final Ledger ledger;
    private final MailJournal journal;
    private final MailBatches batches;
    private final NotificationFailures failures;
    private final MailTemplates templates;
    private final Clock clock;
    private final String followUpUnit;

    WeeklyWatch(
            Plan plan,
            WorkingCalendar calendar,
            Register register,
            Ledger ledger,
            MailJournal journal,
            MailBatches batches,
            NotificationFailures failures,
            MailTemplates templates,
            Clock clock,
            @Value("${dataplan.follow-up-unit}") String followUpUnit) {
        this.plan = plan;
        this.calendar = calendar;
        this.register = register;
        this.ledger = ledger;
        this.journal = journal;
        this.batches = batches;
        this.failures = failures;
        this.templates = templates;
        this.clock = clock;
        this.followUpUnit = followUpUnit;
    }

    /**
     * The Monday of this week if today is a working day and no digest was written yet. Null otherwise, also if the
     * plan does not have this part or the program was not in service in the previous week.
     */
    public String weekToTell(DelegateExecution execution) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        LocalDate monday = WorkedWeek.mondayOf(today);
        boolean isPlanned =
                plan.partOfProcess(RootInstance.of(execution).process()).isPresent();
        boolean wasThere = register.inUseSince()
                .filter(since ->
                        since.isBefore(WorkedWeek.before(monday, calendar).ends()))
                .isPresent();
        return isPlanned && wasThere && calendar.isWorkingDay(today) && !journal.isWritten(OCCASION, monday)
                ? monday.toString()
                : null;
    }

    /**
     * Writes the mails for a batch of people. Nobody gets the digest of a week twice.
     *
     * @param leaders the group of the leadership
     * @param difficulties the part by which units report difficulties
     * @return the last of the people, where the next job continues; null if all mails are written
     */
    public String write(DelegateExecution execution, @Names(GROUP) String leaders, @Names(PART) String difficulties) {
        LocalDate monday = LocalDate.parse((String) execution.getVariable(WEEK));
        Part own = plan.partOfProcess(RootInstance.of(execution).process()).orElseThrow();
        WatchedWeek week = weekOf(WorkedWeek.before(monday, calendar), own.clause(), difficulties);
        MailBatches.Batch batch = batches.begin();

        Set<String> toldOfAll = batch.people(List.of(leaders, Register.MANAGERS, Register.headGroupOf(followUpUnit)));
        Map<String, Set<String>> unitsOf = new TreeMap<>();
        week.owing().forEach(unit -> batch.people(List.of(Register.headGroupOf(unit)))
                .forEach(head ->
                        unitsOf.computeIfAbsent(head, id -> new TreeSet<>()).add(unit)));
        Digest ofAll = week.ofAll();
        Set<String> people = new TreeSet<>(toldOfAll);
        people.addAll(unitsOf.keySet());
        return batch.writeTo(people, OCCASION, monday, MailBatches.writtenUntil(execution), to -> {
                    Digest digest = toldOfAll.contains(to.id()) ? ofAll : week.of(unitsOf.get(to.id()));
                    return digest.letter(templates, to);
                })
                .orElse(null);
    }

    /** A row that cannot be computed becomes an incident and does not stop the others. */
    private WatchedWeek weekOf(WorkedWeek week, String clause, String difficulties) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        Set<String> known = register.names().units();
        List<Row> rows = new ArrayList<>();
        int uncounted = 0;
        failures.forgetRows();
        for (TrackedObligation tracked : ledger.tracked(week.begins())) {
            ObligationKey key = tracked.obligation().key();
            boolean isDifficulty = key.clause().equals(clause) && key.part().equals(difficulties);
            try {
                rows.add(row(tracked, known, isDifficulty, today));
            } catch (RuntimeException reported) {
                failures.row(tracked.obligation(), reported);
                uncounted++;
            }
        }
        Map<String, String> names = register.unitsOn(today).stream()
                .collect(toMap(Unit::id, Unit::name, (one, other) -> one, LinkedHashMap::new));
        rows.stream()
                .flatMap(row -> Stream.of(row.owner(), row.askedBy()))
                .filter(unit -> !unit.isEmpty())
                .sorted()
                .forEach(unit -> names.computeIfAbsent(
                        unit, id -> register.unit(id, today).map(Unit::name).orElse(id)));
        return new WatchedWeek(week, now, calendar, rows, List.copyOf(names.keySet()), names::get, uncounted);
    }

    private Row row(TrackedObligation tracked, Set<String> known, boolean isDifficulty, LocalDate today) {
        ObligationKey key = tracked.obligation().key();
        Part part = MailLines.part(plan, key);
        Clause clause = plan.clause(key.clause()).orElseThrow();
        LocalDate opened = LocalDate.ofInstant(tracked.obligation().openedAt(), WorkingCalendar.ZONE);
        return new Row(
                tracked,
                clause.owedBy(part, key.unit(), known, followUpUnit),
                key.unit(),
                isDifficulty,
                isDifficulty ? calendar.workingDaysBetween(opened, today) : 0,
                part.name(),
                clause.citation(),
                Stream.of(
                                key.period().isEmpty()
                                        ? ""
                                        : Period.parse(key.period()).vietnamese(),
                                tracked.about())
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", ")));
    }
}
