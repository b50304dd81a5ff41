package vn.gov.most.dataplan.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import vn.gov.most.dataplan.lives.Deeds.Deed;
import vn.gov.most.dataplan.lives.Fact.Kind;

/**
 * A random life of a collecting period, from October 2026 until after the opening of its next period in November 2027.
 * On some days, users take some actions, one after the other. The program runs in the night before, and is down in
 * between.
 */
final class Life {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    static final Instant BEGIN = at(LocalDate.of(2026, 10, 1), 8, 0);

    /** When the plan opens each period: 06:30 on the first working day of November. */
    private static final Map<String, Instant> OPENINGS = new TreeMap<>(
            Map.of("2026", at(LocalDate.of(2026, 11, 2), 6, 30), "2027", at(LocalDate.of(2027, 11, 1), 6, 30)));

    /** Receives each fact before and after the action, and each time to which the clock moves. */
    interface Journal {

        void goesOnTo(Instant moment);

        void begins(Fact fact);

        void isDone(Fact fact);

        Journal NONE = new Journal() {
            @Override
            public void goesOnTo(Instant moment) {}

            @Override
            public void begins(Fact fact) {}

            @Override
            public void isDone(Fact fact) {}
        };
    }

    private final Program program;
    private final Memory memory;
    private final Random random;
    private final Journal journal;
    private final Deeds deeds;
    private final Checker checker;
    private final List<String> story = new ArrayList<>();
    private final List<Instant> moments = new ArrayList<>();
    private final Map<Instant, String> tooEarly = new TreeMap<>();

    /** @param memory of the life so far, which a kill may have interrupted */
    Life(Program program, Memory memory, long seed, Journal journal) {
        this.program = program;
        this.memory = memory;
        this.random = new Random(seed);
        this.journal = journal;
        deeds = new Deeds(program, memory, random);
        checker = new Checker(program, memory);
        plan();
    }

    /** Most days are near the dates that matter. */
    private void plan() {
        openTooEarly("2026", LocalDate.of(2026, 10, 2), 31, 40);
        days(2, LocalDate.of(2026, 11, 2), 51);
        days(3, LocalDate.of(2026, 12, 23), 9);
        days(1, LocalDate.of(2027, 1, 1), 30);
        days(1, LocalDate.of(2027, 2, 1), 240);
        openTooEarly("2027", LocalDate.of(2027, 10, 1), 30, 25);
        days(1, LocalDate.of(2027, 11, 1), 60);
        moments.sort(null);
    }

    private void openTooEarly(String period, LocalDate first, int within, int percent) {
        Instant moment = at(first.plusDays(random.nextInt(within)), 9, random.nextInt(60));
        if (random.nextInt(100) < percent) {
            moments.add(moment);
            tooEarly.put(moment, period);
        }
    }

    private void days(int number, LocalDate first, int within) {
        for (int i = 0; i < number; i++) {
            Instant moment = at(first.plusDays(random.nextInt(within)), 8, random.nextInt(60));
            for (int deeds = 3 + random.nextInt(6); deeds > 0; deeds--) {
                moments.add(moment);
                moment = moment.plus(Duration.ofMinutes(1 + random.nextInt(90)));
            }
        }
    }

    /** The story so far, one line per event. */
    List<String> story() {
        return story;
    }

    /** Lives on, and checks after everything that happens. */
    void live() {
        boolean isQuiet = true;
        for (Instant moment : moments) {
            if (moment.isAfter(program.now())) {
                if (isQuiet || isOtherDay(moment)) {
                    goTo(moment);
                }
                // After the jobs of that time, so that the order is certain
                program.jumpTo(moment.plusSeconds(1));
                String period = tooEarly.get(moment);
                Deed deed = period != null ? deeds.openAnother(period) : deeds.next();
                boolean isDone = attempt(deed, isQuiet);
                isQuiet = !isDone || hasAtOnce(deed.fact().kind()) || random.nextInt(100) < 80;
                settle(isQuiet);
            }
        }
        settle(true);
        deeds.running(one -> one.suspended).forEach(instance -> attempt(deeds.activate(instance), true));
        settle(true);
        goTo(program.now().plus(Duration.ofMinutes(10)));
        settle(true);
        checker.checkMails();
    }

    private boolean isOtherDay(Instant moment) {
        return !LocalDate.ofInstant(moment, ZONE).equals(LocalDate.ofInstant(program.now(), ZONE));
    }

    /** Others than these may meet jobs that have not run yet. */
    private static boolean hasAtOnce(Kind kind) {
        return kind != Kind.SENT && kind != Kind.ACCEPTED && kind != Kind.RETURNED;
    }

    private void settle(boolean isQuiet) {
        if (isQuiet) {
            program.runJobs();
            remember(Fact.of(Kind.QUIET, program.now(), "", ""));
        }
        checker.check(isQuiet);
    }

    /**
     * @param isQuiet whether no job could run between what the user saw and the action
     * @return whether it was done, and not refused
     */
    private boolean attempt(Deed deed, boolean isQuiet) {
        journal.begins(deed.fact());
        try {
            deed.doing().run();
        } catch (OptimisticLockingException met) {
            story.add("Met by another: " + deed.fact());
            return false;
        } catch (RuntimeException refused) {
            if (isGoneMeanwhile(refused)) {
                story.add("Ended by another: " + deed.fact());
                return false;
            }
            if (!isQuiet && isOfRows(refused)) {
                story.add("Rows came or went meanwhile: " + deed.fact());
                return false;
            }
            if (deed.isRefused() && isRefusal(refused)) {
                remember(deed.fact());
                return false;
            }
            throw new AssertionError("Refused: " + deed.fact(), refused);
        }
        assertThat(deed.isRefused()).as("Not refused: " + deed.fact()).isFalse();
        remember(deed.fact());
        return true;
    }

    /** How the engine says that a job has ended the instance which somebody is about to delete. */
    private static boolean isGoneMeanwhile(RuntimeException thrown) {
        return thrown instanceof NullValueException
                && thrown.getMessage().startsWith("Cannot restore state of process instance");
    }

    /** Consolidating users are shown the rows that a unit has sent since they opened the form. */
    private static boolean isOfRows(RuntimeException thrown) {
        return isRefusal(thrown) && thrown.getMessage().endsWith("tải lại biểu mẫu để xem đủ các dòng.");
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown != null && (thrown.getClass().getSimpleName().equals("Refusal") || isRefusal(thrown.getCause()));
    }

    private void remember(Fact fact) {
        memory.remember(fact);
        journal.isDone(fact);
        if (fact.kind() != Kind.QUIET) {
            story.add(fact.toString());
        }
    }

    // ---- time

    private void goTo(Instant moment) {
        OPENINGS.forEach((period, opening) -> {
            if (program.now().isBefore(opening) && !moment.isBefore(opening)) {
                Fact opened = Fact.of(Kind.OPENED, opening, Memory.ministry(period), "");
                boolean isForThePlan = !memory.isOpened(period);
                if (isForThePlan) {
                    journal.begins(opened);
                }
                lastNightTo(opening);
                if (isForThePlan) {
                    remember(opened);
                }
                settle(true);
            }
        });
        lastNightTo(moment);
    }

    /** The program runs since the evening before. */
    private void lastNightTo(Instant moment) {
        Instant evening = at(LocalDate.ofInstant(moment, ZONE).minusDays(1), 20, 0);
        if (evening.isAfter(program.now())) {
            program.jumpTo(evening);
        }
        Instant from = program.now();
        journal.goesOnTo(moment);
        program.advanceTo(moment);
        Instant morning = at(LocalDate.ofInstant(moment, ZONE), 7, 30);
        if (from.isBefore(morning) && !moment.isBefore(morning)) {
            remember(Fact.of(Kind.MORNING, morning, "", ""));
        }
        remember(Fact.of(Kind.QUIET, moment, "", ""));
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return LocalDateTime.of(day, LocalTime.of(hour, minute)).atZone(ZONE).toInstant();
    }
}
