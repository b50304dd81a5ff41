package vn.gov.most.dataplan.reminder;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailIntent;
import vn.gov.most.dataplan.mail.MailLine;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.obligation.OpenSteps;
import vn.gov.most.dataplan.organisation.FocalOfficers;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/** Rounds of mails: tasks are laid in, and everybody gets one mail with all of theirs; or groups are told of one thing. */
@Component
class Rounds {

    /** A variable of the processes that write. */
    private static final String WRITTEN_UNTIL = "writtenUntil";

    private final Plan plan;
    private final Schedule schedule;
    private final Register register;
    private final FocalOfficers focalOfficers;
    private final IdentityService identityService;
    private final Mails mails;
    private final OpenSteps steps;
    private final Untold untold;
    private final PlanContext context;
    private final Clock clock;
    private final int mailsAJob;

    /** @param mailsAJob a fraction of what a job can write while it is locked; fewer where a test wants several lots */
    Rounds(
            Plan plan,
            Schedule schedule,
            Register register,
            FocalOfficers focalOfficers,
            IdentityService identityService,
            Mails mails,
            OpenSteps steps,
            Untold untold,
            PlanContext context,
            Clock clock,
            @Value("${dataplan.mails-a-job:1000}") int mailsAJob) {
        this.plan = plan;
        this.schedule = schedule;
        this.register = register;
        this.focalOfficers = focalOfficers;
        this.identityService = identityService;
        this.mails = mails;
        this.steps = steps;
        this.untold = untold;
        this.context = context;
        this.clock = clock;
        this.mailsAJob = mailsAJob;
    }

    Round begin() {
        return new Round(clock.instant());
    }

    /** A variable of the processes that tell of one obligation: the number of its row. */
    static final String OBLIGATION = "obligation";

    /** What the process tells of; one that began before the program kept this tells of nothing by number. */
    static Set<Long> about(DelegateExecution execution) {
        return Optional.ofNullable((Long) execution.getVariable(OBLIGATION))
                .map(Set::of)
                .orElse(Set.of());
    }

    /** How far a process has written, by what the last lot gave back. */
    static Optional<String> writtenUntil(DelegateExecution execution) {
        return Optional.ofNullable((String) execution.getVariable(WRITTEN_UNTIL));
    }

    /** What a mail tells of, by the number of its row. */
    static Set<Long> about(Optional<Obligation> row) {
        return row.map(Obligation::id).map(Set::of).orElse(Set.of());
    }

    /** What a mail of the round says. */
    interface Words {

        Letter letter(Recipient to, LocalDate day, List<MailLine> lines);
    }

    /** @param by a user id; empty where the step of before kept nobody's */
    record Return(String reasons, Optional<String> by) {}

    private record Told(OpenStep step, Optional<Return> returned) {}

    /** One round, at one moment. */
    final class Round {

        private final Instant now;
        private final LocalDate today;
        private final Audience audience;
        private final MailLines lines;
        private final NavigableMap<String, List<Told>> toldTo = new TreeMap<>();

        private Round(Instant now) {
            this.now = now;
            today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
            audience = new Audience(identityService, register, focalOfficers, today);
            lines = new MailLines(plan, schedule.calendar(), audience, now);
        }

        void add(OpenStep step, Optional<Return> returned) {
            add(step, returned, Optional.empty());
        }

        /** @param knows of it already, and is not told again */
        void add(OpenStep step, Optional<Return> returned, Optional<String> knows) {
            for (String person : audience.of(step)) {
                if (knows.filter(person::equals).isPresent()) {
                    continue;
                }
                toldTo.computeIfAbsent(person, id -> new ArrayList<>()).add(new Told(step, returned));
            }
        }

        /**
         * What there is to tell of: of a period that is signed no report that was never sent, while what it has ordered
         * goes on. What cannot be reckoned is an incident of its own, and keeps nobody from being told of the rest.
         */
        List<OpenStep> toTell() {
            return steps.toTell().stream()
                    .filter(step -> !(step.periodSigned() && !step.sent() && context.isCollected(step.obligation())))
                    .filter(this::canBeReckoned)
                    .toList();
        }

        private boolean canBeReckoned(OpenStep step) {
            try {
                lines.part(step);
                lines.status(step);
                return true;
            } catch (RuntimeException reported) {
                untold.step(step, reported);
                return false;
            }
        }

        /**
         * Of these tasks, those that have reached a threshold of working days of which nobody has been told, with the
         * threshold.
         */
        Map<String, Integer> thresholds(List<OpenStep> steps) {
            Map<String, Integer> reached = new HashMap<>();
            for (OpenStep step : steps) {
                int left = lines.workingDaysLeft(step);
                lines.part(step).reminders().stream()
                        .filter(days -> left <= days)
                        .min(Integer::compare)
                        .filter(days ->
                                step.toldDaysBefore().map(told -> days < told).orElse(true))
                        .ifPresent(days -> reached.put(step.task(), days));
            }
            return reached;
        }

        /** Whether the period was signed and has passed: what is still open of it waits for the next one to close it. */
        boolean isOver(OpenStep step) {
            return step.periodSigned()
                    && context.isOfPeriod(step.obligation())
                    && Period.parse(step.obligation().period()).lastDay().isBefore(today);
        }

        /**
         * Writes the mails of the next lot of people, in the order of their ids: all at once would outlast a job's lock.
         *
         * @param occasion unique for a person and day: the same round written again writes nothing
         * @param after the last person of the lot before; empty for the first
         * @return the last person of this one, to go on after; empty where nobody is left
         */
        Optional<String> write(String occasion, Optional<String> after, Words words) {
            return write(
                    toldTo.navigableKeySet(),
                    occasion,
                    today,
                    after,
                    to -> {
                        List<MailLine> told = toldTo.get(to.id()).stream()
                                .map(one -> lines.line(one.step(), to.id(), one.returned()))
                                .toList();
                        return words.letter(to, today, told);
                    },
                    to -> toldTo.get(to.id()).stream()
                            .map(one -> one.step().row())
                            .collect(Collectors.toSet()));
        }

        /** The same of what is no task: to all members of the groups and the focal officers of their units. */
        Optional<String> writeToGroups(
                Collection<String> groups,
                String occasion,
                Set<Long> about,
                Optional<String> after,
                Function<Recipient, Letter> words) {
            return write(new TreeSet<>(people(groups)), occasion, today, after, words, to -> about);
        }

        /** The same to some people, once for a day that is not that of the writing. */
        Optional<String> writeTo(
                Collection<String> people,
                String occasion,
                LocalDate day,
                Optional<String> after,
                Function<Recipient, Letter> words) {
            return write(new TreeSet<>(people), occasion, day, after, words, to -> Set.of());
        }

        /** All members of the groups, and the focal officers of the units whose groups they are. */
        Set<String> people(Collection<String> groups) {
            return audience.of(groups);
        }

        /** The same to some people, in one lot. */
        void writeTo(Collection<String> people, String occasion, Set<Long> about, Function<Recipient, Letter> words) {
            write(new TreeSet<>(people), occasion, today, Optional.empty(), words, to -> about);
        }

        /** Whom the morning's reminder of the task would reach; the mailbox of the unit that owes it where it has nobody. */
        Set<String> holding(OpenStep step) {
            Set<String> people = audience.of(step);
            return people.isEmpty() ? audience.directing(step.obligation().unit()) : people;
        }

        MailLine line(OpenStep step, String person) {
            return lines.line(step, person, Optional.empty());
        }

        /** A unit's head and deputies, see {@link Audience}. */
        Set<String> heads(String unit) {
            return audience.heads(unit);
        }

        /** Whoever directs the unit's work, see {@link Audience}. */
        Set<String> directing(String unit) {
            return audience.directing(unit);
        }

        String shortUnitName(String unit) {
            return audience.shortUnitName(unit);
        }

        String name(String person) {
            return audience.recipient(person).name();
        }

        String unitName(String unit) {
            return audience.unitName(unit);
        }

        private Optional<String> write(
                NavigableSet<String> people,
                String occasion,
                LocalDate day,
                Optional<String> after,
                Function<Recipient, Letter> words,
                Function<Recipient, Set<Long>> about) {
            NavigableSet<String> left =
                    after.map(last -> people.tailSet(last, false)).orElse(people);
            List<String> lot = left.stream().limit(mailsAJob).toList();
            mails.write(lot.stream()
                    .map(person -> {
                        Recipient to = audience.recipient(person);
                        return new Mails.Written(
                                new MailIntent(to, occasion, day, words.apply(to), about.apply(to)),
                                audience.mailbox(person));
                    })
                    .toList());
            return lot.size() < left.size() ? Optional.of(lot.get(lot.size() - 1)) : Optional.empty();
        }

        boolean isPastDue(OpenStep step) {
            return now.isAfter(step.dueAt());
        }
    }
}
