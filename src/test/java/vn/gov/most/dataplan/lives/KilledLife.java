package vn.gov.most.dataplan.lives;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A life in a process of its own together with the program. It prints to standard output which actions begin and which
 * were confirmed. After a kill it first compares the stored state with these lines.
 */
final class KilledLife {

    /** The beginning of a line for the parent process. */
    static final String TO_STARTER = "LIFE ";

    static final String GOES_ON = "goes on to ";
    static final String BEGINS = "begins ";
    static final String IS_DONE = "is done ";
    static final String AGREES = "agrees";
    static final String ENDS = "ends";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private KilledLife() {}

    /** What is known of the life so far. */
    private static final class Known {

        final List<Fact> facts = new ArrayList<>();
        Optional<Fact> begun = Optional.empty();
        Instant moment = Life.BEGIN;
        boolean hasBegun;

        Known(Path journal) throws IOException {
            for (String line : Files.readAllLines(journal)) {
                hasBegun = true;
                if (line.startsWith(GOES_ON)) {
                    reach(Instant.parse(line.substring(GOES_ON.length())));
                } else if (line.startsWith(BEGINS)) {
                    begun = Optional.of(fact(line.substring(BEGINS.length())));
                    reach(begun.get().at());
                } else if (line.startsWith(IS_DONE)) {
                    Fact done = fact(line.substring(IS_DONE.length()));
                    facts.add(done);
                    begun = begun.filter(one -> !one.equals(done));
                }
            }
        }

        private void reach(Instant to) {
            moment = to.isAfter(moment) ? to : moment;
        }

        /** The action that the kill interrupted is done or not done; nothing in between is allowed. */
        Memory memory(boolean isDone) {
            Memory memory = new Memory();
            facts.forEach(memory::remember);
            begun.filter(fact -> isDone).ifPresent(memory::remember);
            return memory;
        }
    }

    /** @param arguments the journal so far, the seed, the number of nodes, then the settings that name the database */
    public static void main(String[] arguments) throws IOException {
        // The program's own threads would keep a life alive that has failed
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> {
            fault.printStackTrace(System.out);
            System.out.flush();
            Runtime.getRuntime().halt(1);
        });
        Known known = new Known(Path.of(arguments[0]));
        boolean isFirst = !known.hasBegun;
        // The locks of the killed program have expired by then
        Instant now = isFirst ? Life.BEGIN : known.moment.plus(Duration.ofMinutes(1));
        Program program = new Program(
                List.of(arguments).subList(3, arguments.length),
                Program.MINISTRY,
                Integer.parseInt(arguments[2]),
                true,
                now);
        if (isFirst) {
            program.prepare();
            program.installedAt(now);
        }
        Life.Journal starter = new ToStarter();
        Memory memory = known.memory(false);
        if (!isFirst) {
            program.runJobs();
            memory = agreeing(program, known, starter);
        }
        say(AGREES);
        new Life(program, memory, Long.parseLong(arguments[1]), starter).live();
        say(ENDS);
        program.close();
        System.exit(0);
    }

    private static Memory agreeing(Program program, Known known, Life.Journal starter) {
        Memory undone = known.memory(false);
        try {
            check(program, undone);
            return undone;
        } catch (AssertionError notUndone) {
            if (known.begun.isEmpty()) {
                throw notUndone;
            }
            Memory done = known.memory(true);
            try {
                check(program, done);
            } catch (AssertionError notDoneEither) {
                notDoneEither.addSuppressed(notUndone);
                throw notDoneEither;
            }
            starter.isDone(known.begun.get());
            return done;
        }
    }

    private static void check(Program program, Memory memory) {
        Checker checker = new Checker(program, memory);
        checker.check(true);
        checker.checkMails();
    }

    private static final class ToStarter implements Life.Journal {

        @Override
        public void goesOnTo(Instant moment) {
            say(GOES_ON + moment);
        }

        @Override
        public void begins(Fact fact) {
            say(BEGINS + json(fact));
        }

        @Override
        public void isDone(Fact fact) {
            say(IS_DONE + json(fact));
        }
    }

    private static void say(String line) {
        System.out.println(TO_STARTER + line);
    }

    private static String json(Fact fact) {
        try {
            return MAPPER.writeValueAsString(fact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fact fact(String json) {
        try {
            return MAPPER.readValue(json, Fact.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
