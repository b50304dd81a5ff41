package vn.gov.most.dataplan.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** All mails, one row each, and whether they were sent. */
@Component
public class MailJournal {

    /** The occasion of the morning's mail about overdue work and work that is due soon. */
    public static final String REMINDER = "reminder";

    /** Prefix of the occasion of a trial mail. */
    private static final String TRIAL = "trial/";

    private static final String COPY = "mailbox/";
    private static final int LONGEST_ERROR = 1000;

    private final JdbcClient jdbc;
    private final MailSettings settings;
    private final Clock clock;

    MailJournal(DataSource dataSource, MailSettings settings, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes the mail in the caller's transaction. If two transactions write the same mail at once, the unique key
     * makes the later one fail, and its retry finds the existing row.
     *
     * @return the row's id, to send the mail after the commit; empty if it was already written, which leaves the row
     *     unchanged
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> write(MailIntent intent) {
        Recipient to = intent.to();
        Letter letter = intent.letter();
        KeyHolder key = new GeneratedKeyHolder();
        int written = jdbc.sql(
                        """
                        insert into dp_mail (person, occasion, mail_day, to_address, to_name, subject, html, plain_text,
                            message_id, written_at, attempts, last_error)
                        select :person, :occasion, :day, :address, :name, :subject, :html, :text, :messageId, :at, 0, ''
                        where not exists (
                            select 1 from dp_mail where person = :person and occasion = :occasion and mail_day = :day)
                        """)
                .param("person", to.id())
                .param("occasion", intent.occasion())
                .param("day", intent.day())
                .param("address", to.hasValidAddress() ? to.address() : "")
                .param("name", to.name())
                .param("subject", letter.subject())
                .param("html", letter.html())
                .param("text", letter.text())
                .param("messageId", messageId(to.id(), intent.occasion(), intent.day()))
                .param("at", now())
                .update(key, "id");
        if (written == 0) {
            return Optional.empty();
        }
        long id = key.getKey().longValue();
        if (!intent.about().isEmpty()) {
            jdbc.sql(
                            """
                            insert into dp_mail_about (mail_id, obligation_id)
                            select cast(:mail as bigint), id from dp_obligation where id in (:about)
                            """)
                    .param("mail", id)
                    .param("about", intent.about())
                    .update();
        }
        return Optional.of(id);
    }

    /**
     * A mail as it is shown in lists.
     *
     * @param to a name
     * @param sentAt empty while it is not sent
     */
    public record MailEntry(Instant writtenAt, String to, String subject, Optional<Instant> sentAt) {}

    /** The mails about an obligation, the oldest first. */
    public List<MailEntry> about(long obligation) {
        return jdbc.sql(
                        """
                        select m.written_at, m.to_name, m.subject, m.sent_at
                        from dp_mail_about a join dp_mail m on m.id = a.mail_id
                        where a.obligation_id = :obligation order by m.written_at, m.id
                        """)
                .param("obligation", obligation)
                .query((row, n) -> new MailEntry(
                        row.getObject("written_at", OffsetDateTime.class).toInstant(),
                        row.getString("to_name"),
                        row.getString("subject"),
                        Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }

    /** Whether any mail was written for this occasion and day. */
    public boolean isWritten(String occasion, LocalDate day) {
        return jdbc.sql("select count(*) from dp_mail where occasion = :occasion and mail_day = :day")
                        .param("occasion", occasion)
                        .param("day", day)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Writes a copy to the unit's mailbox, for a person without a valid address; the salutation still names the
     * person.
     *
     * @return as {@link #write}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> writeCopy(MailIntent intent, Recipient mailbox) {
        Recipient to = new Recipient(intent.to().id(), mailbox.kind(), mailbox.name(), mailbox.address());
        return write(new MailIntent(to, COPY + intent.occasion(), intent.day(), intent.letter(), intent.about()));
    }

    /**
     * Writes a trial mail, like {@link #write}; every trial is a new mail.
     *
     * @param through the mail server's name; empty if mails are written to a folder
     * @return the row's id, to send the mail after the commit
     */
    @Transactional
    public long writeTrial(Recipient to, Letter letter, String through) {
        String occasion = TRIAL + UUID.randomUUID() + "/" + through;
        return write(new MailIntent(
                        to, occasion, LocalDate.now(clock.withZone(WorkingCalendar.ZONE)), letter, Set.of()))
                .orElseThrow();
    }

    /**
     * The result of a trial.
     *
     * @param through as in {@link #writeTrial}
     * @param sentAt empty if it is not sent
     * @param error the reason in words for people; empty if it is sent
     */
    public record Trial(Instant writtenAt, String address, String through, Optional<Instant> sentAt, String error) {}

    /** The latest trials, the newest first. */
    public List<Trial> trials(int most) {
        return jdbc.sql(
                        """
                        select written_at, to_address, occasion, sent_at, last_error from dp_mail
                        where occasion like :trial order by written_at desc, id desc fetch first :most rows only
                        """)
                .param("trial", TRIAL + "%")
                .param("most", most)
                .query((row, n) -> new Trial(
                        row.getObject("written_at", OffsetDateTime.class).toInstant(),
                        row.getString("to_address"),
                        row.getString("occasion").replaceFirst("^[^/]*/[^/]*/?", ""),
                        Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getString("last_error")))
                .list();
    }

    /** The day of the latest daily reminder to any of these people, by user ids. */
    public Optional<LocalDate> lastReminder(Collection<String> people) {
        return people.isEmpty()
                ? Optional.empty()
                : jdbc.sql(
                                """
                                select mail_day from dp_mail where occasion = :reminder and person in (:people)
                                order by mail_day desc fetch first 1 row only
                                """)
                        .param("reminder", REMINDER)
                        .param("people", people)
                        .query(LocalDate.class)
                        .optional();
    }

    /**
     * Locks the row until the end of the transaction. If a job outlasts its lock and a second one starts, the mail is
     * sent once.
     */
    WrittenMail lock(long id) {
        return jdbc.sql("select * from dp_mail where id = :id for update")
                .param("id", id)
                .query(MailJournal::mail)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no mail " + id + " in dp_mail."));
    }

    /**
     * How many mails are over an hour late and still retried. After three days they are incidents; trials do not
     * count.
     */
    int waiting() {
        return jdbc.sql(
                        """
                        select count(*) from dp_mail where emptied_at is null and sent_at is null and to_address <> ''
                            and written_at between :since and :before
                            and occasion not like :trial
                        """)
                .param("trial", TRIAL + "%")
                .param("since", now().minusDays(3))
                .param("before", now().minusHours(1))
                .query(Integer.class)
                .single();
    }

    void markSent(long id) {
        jdbc.sql("update dp_mail set sent_at = :at, attempts = attempts + 1, last_error = '' where id = :id")
                .param("at", now())
                .param("id", id)
                .update();
    }

    void markFailed(long id, String error) {
        jdbc.sql("update dp_mail set attempts = attempts + 1, last_error = :error where id = :id")
                .param("error", MailText.shorten(error, LONGEST_ERROR))
                .param("id", id)
                .update();
    }

    /**
     * Empties the bodies of the oldest sent mails whose retention has ended, in the caller's transaction. The rows
     * stay as a record of who got which mail.
     *
     * @param most the limit that keeps the transaction short
     * @return how many
     */
    @Transactional
    public int emptyBodies(int most) {
        return jdbc.sql(
                        """
                        update dp_mail set html = '', plain_text = '', emptied_at = :now
                        where id in (
                            select id from dp_mail where emptied_at is null and sent_at <= :before
                            order by sent_at, id fetch first :most rows only)
                        """)
                .param("now", now())
                .param("before", now().minusDays(settings.bodyDays()))
                .param("most", most)
                .update();
    }

    private String messageId(String person, String occasion, LocalDate day) {
        String origin = jdbc.sql("select origin from dp_mail_origin")
                .query(String.class)
                .single();
        String key = String.join("\n", origin, person, occasion, day.toString());
        return "<%s.%s@%s>".formatted(day, hash(key).substring(0, 32), settings.domain());
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static WrittenMail mail(ResultSet row, int n) throws SQLException {
        OffsetDateTime sentAt = row.getObject("sent_at", OffsetDateTime.class);
        return new WrittenMail(
                row.getLong("id"),
                row.getString("to_address"),
                row.getString("to_name"),
                new Letter(row.getString("subject"), row.getString("html"), row.getString("plain_text")),
                row.getString("message_id"),
                Optional.ofNullable(sentAt).map(OffsetDateTime::toInstant));
    }

    /** A row of the journal. */
    record WrittenMail(
            long id, String address, String name, Letter letter, String messageId, Optional<Instant> sentAt) {}
}
