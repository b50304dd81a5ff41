package vn.gov.most.dataplan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.util.StreamProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import vn.gov.most.dataplan.Databases;

/** Measures mails per second, each with its baseline from the same run. */
@Tag("benchmark")
class MailBenchmark {

    private static final Letter LETTER = Samples.reminderTo(Samples.HANH).letter();
    private static final int MAILS = 2_000;

    /** The initial number of threads of Camunda's job executor. */
    private static final int JOB_THREADS = 3;

    private static final double GOAL = 0.8;

    /**
     * Delivery with the journal, the row lock and a commit for each mail. The baseline sends the same mails over one
     * open connection: with Jakarta Mail's defaults, and with the settings of {@link MailConfiguration}.
     */
    @ParameterizedTest
    @EnumSource
    void deliveriesAgainstABareKeptConnection(Databases database) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer();
                MailRoom room = MailRoom.sendingTo(server.port(), pooled(database))) {
            deliver(room, write(room, 0, MAILS / 4));
            bare(server, MAILS / 4);

            double bare = unspared(() -> bare(server, MAILS));
            double spared = bare(server, MAILS);
            double ours = deliver(room, write(room, MAILS, MAILS));

            assertThat(server.taken).hasSize(2 * (MAILS + MAILS / 4) + MAILS);
            System.out.printf(
                    "%s: %d mails delivered by 3 jobs at once: %.0f a second;"
                            + " a bare kept connection: %.0f, ratio %.2f (goal %.1f);"
                            + " one without the searches: %.0f, ratio %.2f%n",
                    database, MAILS, ours, bare, ours / bare, GOAL, spared, ours / spared);
        }
    }

    /** Shows the effect of TCP_NODELAY and of an open connection. */
    @Test
    void aKeptConnectionAgainstAConnectionAMail() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            JavaMailSenderImpl sender = sender(server);
            long begin = System.nanoTime();
            for (int n = 0; n < 50; n++) {
                sender.send(message(sender.getSession(), n));
            }
            double each = perSecond(50, begin);
            double kept = bare(server, MAILS);

            System.out.printf(
                    "A kept connection: %.0f mails a second; Spring's sender, a connection a mail: %.0f; ratio %.1f%n",
                    kept, each, kept / each);
        }
    }

    private static List<Long> write(MailRoom room, int first, int count) {
        return room.transaction.execute(status -> {
            List<Long> ids = new ArrayList<>();
            for (int n = first; n < first + count; n++) {
                Recipient to = new Recipient("p" + n, Recipient.Kind.PERSON, "Nguyễn Thị Mẫu", "p@most.example");
                room.journal()
                        .write(new MailIntent(to, "reminder", Samples.DAY, LETTER, Set.of()))
                        .ifPresent(ids::add);
            }
            return ids;
        });
    }

    private static double deliver(MailRoom room, List<Long> ids) throws Exception {
        ExecutorService jobs = Executors.newFixedThreadPool(JOB_THREADS);
        long begin = System.nanoTime();
        ids.forEach(id -> jobs.execute(() -> room.deliver(id)));
        jobs.shutdown();
        assertThat(jobs.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        return perSecond(ids.size(), begin);
    }

    private static double bare(ScriptedSmtpServer server, int count) throws Exception {
        JavaMailSenderImpl sender = sender(server);
        // Sets TCP_NODELAY, for which Jakarta Mail has no property.
        new SmtpTransport(sender, Duration.ofMinutes(1), System::nanoTime).close();
        try (Transport connection = sender.getSession().getTransport("smtp")) {
            connection.connect("127.0.0.1", server.port(), null, null);
            long begin = System.nanoTime();
            for (int n = 0; n < count; n++) {
                WrittenMessage message = message(sender.getSession(), n);
                connection.sendMessage(message, message.getAllRecipients());
            }
            return perSecond(count, begin);
        }
    }

    private static double unspared(Callable<Double> measure) throws Exception {
        String provider = System.clearProperty(StreamProvider.class.getName());
        try {
            return measure.call();
        } finally {
            System.setProperty(StreamProvider.class.getName(), provider);
        }
    }

    private static JavaMailSenderImpl sender(ScriptedSmtpServer server) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        return sender;
    }

    /** With a connection pool, as in the program. */
    private static DataSource pooled(Databases database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database.migrated());
        return new HikariDataSource(pool);
    }

    private static WrittenMessage message(Session session, int n) throws Exception {
        return new WrittenMessage(
                session,
                Samples.SETTINGS,
                new MailJournal.WrittenMail(
                        n, "p@most.example", "Nguyễn Thị Mẫu", LETTER, "<" + n + "@most.example>", Optional.empty()),
                Samples.CLOCK.instant());
    }

    private static double perSecond(int count, long begin) {
        return count * 1e9 / (System.nanoTime() - begin);
    }
}
