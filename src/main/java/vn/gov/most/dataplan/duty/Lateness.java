package vn.gov.most.dataplan.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.NamedObligation;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.organisation.Body;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.PeriodRule;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/** Finds the late work of units, and describes it for a letter that urges one. */
@Component
class Lateness {

    private static final Logger LOG = LoggerFactory.getLogger(Lateness.class);

    private final PlanContext context;
    private final Plan plan;
    private final Schedule schedule;
    private final Register register;
    private final Ledger ledger;
    private final OpenSteps steps;
    private final CompletedSteps completed;
    private final MailJournal mails;
    private final IdentityService identityService;

    Lateness(
            PlanContext context,
            Plan plan,
            Schedule schedule,
            Register register,
            Ledger ledger,
            OpenSteps steps,
            CompletedSteps completed,
            MailJournal mails,
            IdentityService identityService) {
        this.context = context;
        this.plan = plan;
        this.schedule = schedule;
        this.register = register;
        this.ledger = ledger;
        this.steps = steps;
        this.completed = completed;
        this.mails = mails;
        this.identityService = identityService;
    }

    /**
     * A unit's late work.
     *
     * @param unit the unit responsible today
     * @param about its period and subject
     * @param days working days past the due day, counted as in the morning's mails
     * @param steps its open tasks
     */
    record Late(
            Obligation obligation,
            Part part,
            String unit,
            String about,
            LocalDate dueOn,
            int days,
            List<OpenStep> steps) {}

    /** Skips rows that cannot be computed. */
    List<Late> of(Part urging, String unit) {
        return ofUnits(urging, (owner, row, fault) -> LOG.error("{} is not listed", row.businessKey(), fault)).stream()
                .filter(late -> late.unit().equals(unit))
                .toList();
    }

    /** Receives rows that cannot be computed. */
    interface Unreckoned {

        void of(String unit, Obligation row, RuntimeException fault);
    }

    /**
     * All late work of other units than the urging one, without work that waits for the urging unit and without reports
     * of periods that are signed.
     */
    List<Late> ofUnits(Part urging, Unreckoned unreckoned) {
        Set<String> units =
                register.unitsOn(context.today()).stream().map(Unit::id).collect(Collectors.toCollection(HashSet::new));
        String urger = urging.steps().get(0).who();
        units.remove(urger);
        Set<String> known = register.names().units();
        Map<ObligationKey, List<OpenStep>> open =
                steps.toTell().stream().collect(Collectors.groupingBy(OpenStep::obligation));
        Map<Optional<ObligationKey>, Boolean> signed = new HashMap<>();
        Map<String, String> heirs = new HashMap<>();
        List<Late> all = new ArrayList<>();
        for (NamedObligation row : ledger.late(context.now())) {
            ObligationKey key = row.obligation().key();
            List<OpenStep> tasks = open.getOrDefault(key, List.of());
            // The reminders report work that is no longer in the plan, as an incident
            plan.part(key.clause(), key.part())
                    .filter(part ->
                            !context.isCollected(key) || !signed.computeIfAbsent(context.periodOf(key), this::isSigned))
                    .flatMap(part -> Optional.of(heirs.computeIfAbsent(
                                    context.clause(part).owedBy(part, key.unit(), known, urger), this::standsFor))
                            .filter(units::contains)
                            .filter(unit -> tasks.isEmpty() || !tasks.stream().allMatch(task -> isOf(task, urger)))
                            .flatMap(unit -> late(row, part, unit, tasks, unreckoned)))
                    .ifPresent(all::add);
        }
        return all;
    }

    private Optional<Late> late(
            NamedObligation row, Part part, String unit, List<OpenStep> tasks, Unreckoned unreckoned) {
        try {
            return Optional.of(late(row, part, unit, tasks));
        } catch (RuntimeException fault) {
            unreckoned.of(unit, row.obligation(), fault);
            return Optional.empty();
        }
    }

    private Late late(NamedObligation row, Part part, String unit, List<OpenStep> tasks) {
        String period = row.obligation().key().period();
        String about = Stream.of(
                        TypedText.line(row.name()),
                        period.isEmpty() ? "" : Period.parse(period).vietnamese())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        LocalDate dueOn = LocalDate.ofInstant(row.obligation().dueAt().orElseThrow(), WorkingCalendar.ZONE);
        return new Late(
                row.obligation(),
                part,
                unit,
                about,
                dueOn,
                schedule.calendar().workingDaysBetween(dueOn, context.today()),
                tasks);
    }

    /** Whether the period is signed: nobody is reminded of its missing reports any more. */
    private boolean isSigned(Optional<ObligationKey> period) {
        return period.flatMap(ledger::find).flatMap(Obligation::signedAt).isPresent();
    }

    /** The unit itself, or its successor if it has ended. */
    private String standsFor(String unit) {
        return register.successorOf(unit, context.today()).map(this::standsFor).orElse(unit);
    }

    /** The rows of a letter to the unit. */
    List<Map<String, Object>> rows(Part urging, String unit, List<Late> late) {
        Instant since = late.stream()
                .map(one -> one.obligation().openedAt())
                .min(Comparator.naturalOrder())
                .orElseGet(context::now);
        Optional<LocalDate> reminded = mails.lastReminder(
                identityService.createUserQuery().memberOfGroup(Register.groupOf(unit)).list().stream()
                        .map(User::getId)
                        .toList());
        Map<Part, List<NamedObligation>> stated = plan.clause(urging.clause()).orElseThrow().parts().stream()
                .filter(part ->
                        part.period() == PeriodRule.EVENT && !part.messages().isEmpty())
                .collect(Collectors.toMap(
                        Function.identity(), part -> ledger.events(part.clause(), part.id(), since, context.now())));
        return late.stream()
                .map(one -> row(
                        one,
                        reminded,
                        stated.values().stream().flatMap(Collection::stream).toList()))
                .toList();
    }

    private Map<String, Object> row(Late late, Optional<LocalDate> reminded, List<NamedObligation> stated) {
        Obligation obligation = late.obligation();
        Clause clause = context.clause(late.part());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", obligation.id());
        row.put("name", late.part().name());
        row.put("about", late.about());
        row.put("clause", clause.citation());
        row.put("due", VietnameseDate.day(late.dueOn()));
        row.put("lateFrom", obligation.lateFrom().orElseThrow().toString());
        row.put("days", late.days());
        row.put(
                "step",
                late.steps().stream()
                        .map(step -> at(step, late.unit()))
                        .distinct()
                        .collect(Collectors.joining("; ")));
        row.put(
                "told",
                reminded.filter(day -> day.isAfter(late.dueOn()))
                        .filter(day -> late.steps().stream().anyMatch(step -> isOf(step, late.unit())))
                        .map(day -> "Nhắc việc quá hạn lần gần nhất ngày " + VietnameseDate.day(day))
                        .orElse("Chưa có thư nhắc việc sau khi quá hạn"));
        row.put("answer", answer(late, clause, stated));
        return row;
    }

    private static boolean isOf(OpenStep step, String unit) {
        return step.groups().contains(Register.groupOf(unit)) || step.groups().contains(Register.headGroupOf(unit));
    }

    /** The open task, with its holder if that is not the unit: the work may be waiting for others. */
    private String at(OpenStep step, String unit) {
        return isOf(step, unit)
                ? step.name()
                : "%s (%s)"
                        .formatted(
                                step.name(),
                                step.groups().stream()
                                        .map(this::named)
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
    }

    private String named(String group) {
        String unit = group.replaceFirst("-head$", "");
        return register.unit(unit, context.today())
                .map(Unit::name)
                .or(() -> register.body(group, context.today()).map(Body::name))
                .orElse(group);
    }

    /**
     * What the unit has done since it owes this: reported difficulties with the clause, and the last completed step.
     */
    private String answer(Late late, Clause clause, List<NamedObligation> stated) {
        Instant since = late.obligation().openedAt();
        String unit = late.obligation().key().unit();
        String aboutClause = (unit.isEmpty() ? late.unit() : unit) + "/" + clause.citation() + "/";
        Stream<String> difficulties = stated.stream()
                .filter(event ->
                        event.obligation().endedAt().filter(since::isAfter).isEmpty())
                .filter(event -> event.obligation().key().subject().startsWith(aboutClause))
                .map(event -> "%s: %s, ngày %s (%s)"
                        .formatted(
                                context.part(event.obligation().key()).name(),
                                TypedText.line(event.name()),
                                VietnameseDate.day(event.obligation().openedAt()),
                                event.obligation().firstSentAt().isPresent() ? "đã trả lời" : "chưa trả lời"));
        Stream<String> lastStep =
                completed.of(late.obligation().processInstance()).stream().reduce((one, next) -> next).stream()
                        .map(done -> "Bước đã làm gần nhất: %s, ngày %s%s"
                                .formatted(
                                        done.name(),
                                        VietnameseDate.day(done.at()),
                                        done.reasons()
                                                .map(why -> " (trả lại: " + TypedText.line(why) + ")")
                                                .orElse("")));
        String answer = Stream.concat(difficulties, lastStep).collect(Collectors.joining("; "));
        return answer.isEmpty() ? "Chưa có phản hồi" : answer;
    }
}
