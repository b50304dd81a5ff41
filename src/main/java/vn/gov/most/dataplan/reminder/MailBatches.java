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

/**
 * Batches of mails. Each person gets one mail with all of their tasks, or each member of some groups gets the same
 * mail.
 */
@Component
class MailBatches {

    /** A variable of the processes that write mails. */
    private static final String WRITTEN_UNTIL = "writtenUntil";

    private final Plan plan;
    private final Schedule schedule;
    private final Register register;
    private final FocalOfficers focalOfficers;
    private final IdentityService identityService;
    private final Mails mails;
    private final OpenSteps steps;
    private final NotificationFailures failures;
    private final PlanContext context;
    private final Clock clock;
    private final int mailsAJob;

    /**
     * @param mailsAJob a fraction of what a job can write while it is locked; a test sets fewer to get several
     *     batches
     */
    MailBatches(
            Plan plan,
            Schedule schedule,
            Register register,
            FocalOfficers focalOfficers,
            IdentityService identityService,
            Mails mails,
            OpenSteps steps,
            NotificationFailures failures,
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
        this.failures = failures;
        this.context = context;
        this.clock = clock;
        this.mailsAJob = mailsAJob;
    }

    Batch begin() {
        return new Batch(clock.instant());
    }

    /** A variable of the processes that notify about one obligation: the row's id. */
    static final String OBLIGATION = "obligation";

    /** The ids of the obligations that the process notifies about; empty in instances from before this variable. */
    static Set<Long> about(DelegateExecution execution) {
        return Optional.ofNullable((Long) execution.getVariable(OBLIGATION))
                .map(Set::of)
                .orElse(Set.of());
    }

    /** The last person of the previous batch; empty in the first one. */
    static Optional<String> writtenUntil(DelegateExecution execution) {
        return Optional.ofNullable((String) execution.getVariable(WRITTEN_UNTIL));
    }

    /** The id of the obligation that a mail is about, if there is one. */
    static Set<Long> about(Optional<Obligation> row) {
        return row.map(Obligation::id).map(Set::of).orElse(Set.of());
    }

    /** The words of a mail. */
    interface Words {

        Letter letter(Recipient to, LocalDate day, List<MailLine> lines);
    }

    /** @param by the person's name then; empty if the previous step has none */
    record Return(String reasons, Optional<String> by) {}

    private record TaskNotice(OpenStep step, Optional<Return> returned) {}

    /** One batch run, at one time. */
    final class Batch {

        private final Instant now;
        private final LocalDate today;
        private final Audience audience;
        private final MailLines lines;
        private final NavigableMap<String, List<TaskNotice>> toldTo = new TreeMap<>();

        private Batch(Instant now) {
            this.now = now;
            today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
            audience = new Audience(identityService, register, focalOfficers, today);
            lines = new MailLines(plan, schedule.calendar(), audience, now);
        }

        void add(OpenStep step, Optional<Return> returned) {
            add(step, returned, Optional.empty());
        }

        /** @param knows the user who already knows of the task and gets no mail about it */
        void add(OpenStep step, Optional<Return> returned, Optional<String> knows) {
            for (String person : audience.of(step)) {
                if (knows.filter(person::equals).isPresent()) {
                    continue;
                }
                toldTo.computeIfAbsent(person, id -> new ArrayList<>()).add(new TaskNotice(step, returned));
            }
        }

        /**
         * The tasks to notify about. Once a period is signed, missing reports are left out; the work that it ordered
         * stays. A task that cannot be computed becomes an incident and does not stop the others.
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
                failures.step(step, reported);
                return false;
            }
        }

        /** The tasks that have reached a threshold of working days nobody was reminded of, with the threshold. */
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

        /** Whether the period is over and signed: its open tasks are closed together with the next period. */
        boolean isOver(OpenStep step) {
            return step.periodSigned()
                    && context.isOfPeriod(step.obligation())
                    && Period.parse(step.obligation().period()).lastDay().isBefore(today);
        }

        /**
         * Writes the mails for the next batch of people, ordered by id: all mails in one job would outlast its lock.
         *
         * @param occasion unique for a person and day: running the same batch again writes no second mail
         * @param after the last person of the previous batch; empty for the first
         * @return the last person of this batch; empty if nobody is left
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

        /**
         * Writes a batch of mails that are not about tasks: to all members of the groups and the focal officers of
         * their units.
         */
        Optional<String> writeToGroups(
                Collection<String> groups,
                String occasion,
                Set<Long> about,
                Optional<String> after,
                Function<Recipient, Letter> words) {
            return write(new TreeSet<>(people(groups)), occasion, today, after, words, to -> about);
        }

        /** Writes a batch of mails to these people, unique for the given day instead of today. */
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

        /** Writes the mails to these people in a single batch. */
        void writeTo(Collection<String> people, String occasion, Set<Long> about, Function<Recipient, Letter> words) {
            write(new TreeSet<>(people), occasion, today, Optional.empty(), words, to -> about);
        }

        /**
         * The people whom the morning's reminder of the task would reach; the owing unit's mailbox if there is
         * nobody.
         */
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

        /** The unit's head, deputies and focal officer, see {@link Audience}. */
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
