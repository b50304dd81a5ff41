package vn.gov.most.dataplan.obligation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.plan.Period;

/** The rows of what is owed and what was sent. Every call takes part in the caller's transaction. */
@Component
class ObligationTable {

    private final JdbcClient jdbc;

    ObligationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            ObligationKey key,
            String businessKey,
            String processInstance,
            Optional<LocalDate> scheduledOn,
            Instant openedAt,
            Optional<Deadline> deadline) {
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key,
                            state, scheduled_on, opened_at, due_at, late_from, provisional)
                        values (:clause, :part, :period, :unit, :subject, :instance, :businessKey,
                            'OPEN', :scheduledOn, :openedAt, :dueAt, :lateFrom, :provisional)
                        """)
                .param("clause", key.clause())
                .param("part", key.part())
                .param("period", key.period())
                .param("unit", key.unit())
                .param("subject", key.subject())
                .param("instance", processInstance)
                .param("businessKey", businessKey)
                .param("scheduledOn", scheduledOn.orElse(null), Types.DATE)
                .param("openedAt", utc(openedAt))
                .param("dueAt", deadline.map(d -> utc(d.dueAt())).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("lateFrom", deadline.map(d -> utc(d.lateFrom())).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("provisional", deadline.map(Deadline::provisional).orElse(false))
                .update();
    }

    Optional<Obligation> find(ObligationKey key) {
        return jdbc.sql(
                        """
                        select * from dp_obligation where clause = :clause and part = :part and period = :period
                            and unit = :unit and subject = :subject
                        """)
                .param("clause", key.clause())
                .param("part", key.part())
                .param("period", key.period())
                .param("unit", key.unit())
                .param("subject", key.subject())
                .query(ObligationTable::obligation)
                .optional();
    }

    /**
     * Locks a period's row until the end of the transaction. Whoever sends, signs or waives locks it first: else a late
     * sending and the list that the signing freezes could contradict each other.
     */
    Obligation lock(ObligationKey key) {
        jdbc.sql(
                        """
                        select id from dp_obligation where clause = :clause and part = :part and period = :period
                            and unit = :unit and subject = :subject for update
                        """)
                .param("clause", key.clause())
                .param("part", key.part())
                .param("period", key.period())
                .param("unit", key.unit())
                .param("subject", key.subject())
                .query(Long.class)
                .single();
        return find(key).orElseThrow();
    }

    Obligation ofInstance(String processInstance) {
        return findByInstance(processInstance).orElseThrow();
    }

    Optional<Obligation> findByInstance(String processInstance) {
        return jdbc.sql("select * from dp_obligation where process_instance = :instance")
                .param("instance", processInstance)
                .query(ObligationTable::obligation)
                .optional();
    }

    /** All rows of a part in a period, in the order in which they were opened. */
    List<Obligation> ofPeriod(String clause, String part, String period) {
        return jdbc.sql(
                        """
                        select * from dp_obligation where clause = :clause and part = :part and period = :period order by id
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .query(ObligationTable::obligation)
                .list();
    }

    /** Rows of a part that are not done nor closed. */
    List<Obligation> open(String clause, String part) {
        return jdbc.sql(
                        """
                        select * from dp_obligation where clause = :clause and part = :part
                            and done_at is null and closed_at is null and waived_at is null order by id
                        """)
                .param("clause", clause)
                .param("part", part)
                .query(ObligationTable::obligation)
                .list();
    }

    /** Another date than the one so far, which is kept with who moved it and why. */
    void move(Obligation obligation, Deadline to, Instant at, String by, String because) {
        jdbc.sql(
                        """
                        insert into dp_moved_date (obligation_id, moved_at, moved_by, because, old_due_at, new_due_at)
                        select id, :at, :by, :because, due_at, :dueAt from dp_obligation where id = :id
                        """)
                .param("id", obligation.id())
                .param("at", utc(at))
                .param("by", by, Types.VARCHAR)
                .param("because", because)
                .param("dueAt", utc(to.dueAt()))
                .update();
        jdbc.sql(
                        """
                        update dp_obligation set due_at = :dueAt, late_from = :lateFrom, provisional = :provisional
                        where id = :id
                        """)
                .param("id", obligation.id())
                .param("dueAt", utc(to.dueAt()))
                .param("lateFrom", utc(to.lateFrom()))
                .param("provisional", to.provisional())
                .update();
    }

    /** Says in words what an obligation is about. */
    void nameSubject(ObligationKey key, String name) {
        jdbc.sql("update dp_obligation set subject_name = :name where id = :id")
                .param("name", name, Types.VARCHAR)
                .param("id", find(key).orElseThrow().id())
                .update();
    }

    /** What was ordered of a part in the last period before one that ordered anything, in the order of its orders. */
    List<Ordered> lastOrdered(String clause, String part, String beforePeriod) {
        return jdbc.sql(
                        """
                        select o.*, (select s.content from dp_sending s where s.obligation_id = o.id
                                order by s.number desc fetch first 1 row only) as last_content
                        from dp_obligation o where o.clause = :clause and o.part = :part and o.period = (
                            select max(p.period) from dp_obligation p
                            where p.clause = :clause and p.part = :part and p.period < :period)
                        order by o.id
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", beforePeriod)
                .query((row, n) -> new Ordered(
                        obligation(row, n),
                        Optional.ofNullable(row.getString("subject_name")).orElse(""),
                        Optional.ofNullable(row.getString("last_content"))))
                .list();
    }

    /** Rows of a part whose work is not finished, of other periods than the one named. */
    List<Obligation> unfinished(String clause, String part, String exceptPeriod) {
        return jdbc.sql(
                        """
                        select * from dp_obligation where clause = :clause and part = :part and period <> :period
                            and closed_at is null and state in ('OPEN', 'SENT', 'MENDING') order by id
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", exceptPeriod)
                .query(ObligationTable::obligation)
                .list();
    }

    /** The first sending decides in time or late, so it is kept; each is kept with its content. */
    void send(Obligation obligation, Instant at, String by, boolean addendum, String content) {
        jdbc.sql(
                        """
                        insert into dp_sending (obligation_id, number, sent_at, sent_by, addendum, content)
                        select :id, coalesce(max(number), 0) + 1, :at, :by, :addendum, :content
                        from dp_sending where obligation_id = :id
                        """)
                .param("id", obligation.id())
                .param("at", utc(at))
                .param("by", by, Types.VARCHAR)
                .param("addendum", addendum)
                .param("content", content)
                .update();
        jdbc.sql("update dp_obligation set state = 'SENT', first_sent_at = coalesce(first_sent_at, :at) where id = :id")
                .param("at", utc(at))
                .param("id", obligation.id())
                .update();
    }

    List<Sending> sendings(String clause, String part, String period) {
        return jdbc.sql(
                        """
                        select s.* from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = :clause and o.part = :part and o.period = :period
                        order by s.obligation_id, s.number
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .query(ObligationTable::sending)
                .list();
    }

    /** Of each unit that owed something whose last moment in time lies in the period and is past. */
    List<KeptDates> keptDates(Period period, Instant now) {
        return jdbc.sql(
                        """
                        select unit, count(*) as owed,
                            sum(case when coalesce(first_sent_at, done_at) < late_from then 1 else 0 end) as in_time,
                            sum(case when coalesce(first_sent_at, done_at) >= late_from then 1 else 0 end) as late
                        from dp_obligation
                        where unit <> '' and due_at >= :from and due_at < :until and late_from <= :now
                            and waived_at is null and state <> 'NOT_APPLICABLE'
                        group by unit
                        """)
                .param("from", utc(startOf(period.firstDay())))
                .param("until", utc(startOf(period.lastDay().plusDays(1))))
                .param("now", utc(now))
                .query((row, n) -> new KeptDates(
                        row.getString("unit"), row.getInt("owed"), row.getInt("in_time"), row.getInt("late")))
                .list();
    }

    private static Instant startOf(LocalDate day) {
        return PlanContext.startOf(day).toInstant();
    }

    /** What was kept last of a part in a period; empty where nothing was. */
    Optional<Sending> lastSending(String clause, String part, String period) {
        return jdbc.sql(
                        """
                        select s.* from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = :clause and o.part = :part and o.period = :period
                        order by s.sent_at desc, s.obligation_id desc, s.number desc fetch first 1 row only
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .query(ObligationTable::sending)
                .optional();
    }

    /** When a part was last opened for a unit in a period before the one named; empty where it never was. */
    Optional<Instant> lastOpened(String clause, String part, String unit, String beforePeriod) {
        return jdbc.sql(
                        """
                        select * from dp_obligation
                        where clause = :clause and part = :part and unit = :unit and period < :period
                        order by period desc fetch first 1 row only
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("unit", unit)
                .param("period", beforePeriod)
                .query(ObligationTable::obligation)
                .optional()
                .map(Obligation::openedAt);
    }

    /** What was kept last of each thing of a part that a unit has done since a moment, in the order in which it did. */
    List<Sending> doneSince(String clause, String part, String unit, Instant since) {
        return jdbc.sql(
                        """
                        select s.* from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = :clause and o.part = :part and o.unit = :unit
                            and o.state = 'DONE' and o.done_at >= :since
                            and s.number = (select max(l.number) from dp_sending l where l.obligation_id = o.id)
                        order by o.done_at, o.id
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("unit", unit)
                .param("since", utc(since))
                .query(ObligationTable::sending)
                .list();
    }

    void setState(Obligation obligation, Obligation.State state) {
        jdbc.sql("update dp_obligation set state = :state where id = :id")
                .param("state", state.name())
                .param("id", obligation.id())
                .update();
    }

    /** What was never sent ends as such; what was sent keeps its state. */
    void close(Obligation obligation, Instant at) {
        if (obligation.firstSentAt().isEmpty()) {
            setState(obligation, Obligation.State.NOT_SENT);
        }
        jdbc.sql("update dp_obligation set closed_at = :at where id = :id")
                .param("at", utc(at))
                .param("id", obligation.id())
                .update();
    }

    /** It was done on a day before it was recorded here: the first sending, which decides, was then. */
    void doneOn(Obligation obligation, Instant at) {
        jdbc.sql("update dp_obligation set first_sent_at = :at where id = :id")
                .param("at", utc(at))
                .param("id", obligation.id())
                .update();
    }

    void accept(Obligation obligation, Instant at, String by) {
        finish(obligation, Obligation.State.ACCEPTED, at, by);
    }

    void done(Obligation obligation, Obligation.State how, Instant at, String by) {
        finish(obligation, how, at, by);
    }

    void sign(Obligation obligation, Instant at, String by, String missing) {
        finish(obligation, Obligation.State.DONE, at, by);
        jdbc.sql("update dp_obligation set signed_at = :at, missing_at_signing = :missing where id = :id")
                .param("at", utc(at))
                .param("missing", missing)
                .param("id", obligation.id())
                .update();
    }

    void consolidate(Obligation obligation, Instant at) {
        jdbc.sql("update dp_obligation set consolidated_at = :at where id = :id")
                .param("at", utc(at))
                .param("id", obligation.id())
                .update();
    }

    /** Who had not sent when the period was signed, as unit ids in JSON; empty before the signing. */
    Optional<String> missingAtSigning(ObligationKey key) {
        return jdbc.sql(
                        "select missing_at_signing from dp_obligation where id = :id and missing_at_signing is not null")
                .param("id", find(key).orElseThrow().id())
                .query(String.class)
                .optional();
    }

    private void finish(Obligation obligation, Obligation.State state, Instant at, String by) {
        jdbc.sql("update dp_obligation set state = :state, done_at = :at, done_by = :by where id = :id")
                .param("state", state.name())
                .param("at", utc(at))
                .param("by", by, Types.VARCHAR)
                .param("id", obligation.id())
                .update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Sending sending(ResultSet row, int n) throws SQLException {
        return new Sending(
                row.getLong("obligation_id"),
                row.getInt("number"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                row.getString("sent_by"),
                row.getBoolean("addendum"),
                row.getString("content"));
    }

    private static Obligation obligation(ResultSet row, int n) throws SQLException {
        return new Obligation(
                row.getLong("id"),
                new ObligationKey(
                        row.getString("clause"),
                        row.getString("part"),
                        row.getString("period"),
                        row.getString("unit"),
                        row.getString("subject")),
                row.getString("process_instance"),
                Obligation.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("scheduled_on", LocalDate.class)),
                moment(row, "opened_at").orElseThrow(),
                moment(row, "due_at"),
                moment(row, "late_from"),
                row.getBoolean("provisional"),
                moment(row, "first_sent_at"),
                moment(row, "done_at"),
                moment(row, "waived_at"),
                moment(row, "consolidated_at"),
                moment(row, "signed_at"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
