package vn.gov.most.dataplan.obligation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.obligation.LedgerChanged.Verb;
import vn.gov.most.dataplan.obligation.Obligation.State;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.plan.Period;

/**
 * The obligations and their sendings, one row each. Every call takes part in the caller's transaction. A change is
 * refused if the row's state does not allow it: a done, closed, waived or cancelled row stays unchanged, even under
 * concurrent requests. Each change is published as {@link LedgerChanged}.
 */
@Component
public class Ledger {

    /** Neither closed, waived nor cancelled. */
    private static final String STANDS = "closed_at is null and waived_at is null and cancelled_at is null";

    /** Work on it continues. */
    private static final String ACTIVE = "done_at is null and " + STANDS;

    /** A period's product may follow the signature or come with it; each of the two happens once. */
    private static final String CAN_BE_FINISHED = "(done_at is null or signed_at is not null) and " + STANDS;

    private static final String CAN_BE_SIGNED = "signed_at is null and " + STANDS;

    private static final String TRACKED =
            """
            select o.*, exists (
                select 1 from act_ru_execution e
                where e.id_ = o.process_instance and e.suspension_state_ = 2) as paused
            from dp_obligation o
            """;

    private static final String GOING_ON =
            "opened_at < :until and coalesce(done_at, closed_at, cancelled_at, waived_at, :from) >= :from";

    private static final String WAS_SENT = "first_sent_at is not null";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    public Ledger(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Opens an obligation, carried out by this process instance. If the previous instance was cancelled, the row
     * takes the new one; sendings stay, and the earlier instance is kept.
     *
     * @throws DuplicateKeyException if it is already open
     */
    public void open(
            ObligationKey key,
            String businessKey,
            String processInstance,
            Optional<LocalDate> scheduledOn,
            Instant openedAt,
            Optional<Deadline> deadline) {
        Optional<Obligation> cancelled =
                find(key).filter(row -> row.cancelledAt().isPresent());
        cancelled.ifPresent(this::keepLife);
        int opened = jdbc.sql(
                        cancelled.isPresent()
                                ? """
                                update dp_obligation set process_instance = :instance, business_key = :businessKey,
                                    scheduled_on = :scheduledOn, opened_at = :openedAt, due_at = :dueAt,
                                    late_from = :lateFrom, provisional = :provisional, consolidated_at = null,
                                    cancelled_at = null, cancelled_by = null, cancelled_by_name = null, cancelled_because = null,
                                    showing = false
                                where clause = :clause and part = :part and period = :period and unit = :unit
                                    and subject = :subject and cancelled_at is not null
                                """
                                : """
                                insert into dp_obligation (clause, part, period, unit, subject, process_instance,
                                    business_key, state, scheduled_on, opened_at, due_at, late_from, provisional)
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
        if (opened == 0) {
            throw new DuplicateKeyException("Opened meanwhile: " + businessKey);
        }
        tell(key, cancelled.isPresent() ? Verb.OPEN_AGAIN : Verb.OPEN, openedAt, null);
    }

    private void keepLife(Obligation cancelled) {
        jdbc.sql(
                        """
                        insert into dp_earlier_life (obligation_id, number, process_instance, opened_at, cancelled_at,
                            cancelled_by, cancelled_by_name, cancelled_because)
                        select id, 1 + (select count(*) from dp_earlier_life where obligation_id = :id),
                            process_instance, opened_at, cancelled_at, cancelled_by, cancelled_by_name, cancelled_because
                        from dp_obligation where id = :id
                        """)
                .param("id", cancelled.id())
                .update();
    }

    /**
     * An instance of a row was ended from outside.
     *
     * @param by the person's name then; empty if unknown
     * @param because empty if no reason was given
     */
    public record Ending(String instance, Instant at, String by, String because) {}

    /** In order of time, also those after which the row was opened again. */
    public List<Ending> endings(long obligation) {
        return jdbc.sql(
                        """
                        select process_instance, cancelled_at, cancelled_by_name, cancelled_because, number from dp_earlier_life
                        where obligation_id = :id
                        union all
                        select process_instance, cancelled_at, cancelled_by_name, cancelled_because, 1000000 from dp_obligation
                        where id = :id and cancelled_at is not null
                        order by 5
                        """)
                .param("id", obligation)
                .query((row, n) -> new Ending(
                        row.getString("process_instance"),
                        moment(row, "cancelled_at").orElseThrow(),
                        Objects.toString(row.getString("cancelled_by_name"), ""),
                        Objects.toString(row.getString("cancelled_because"), "")))
                .list();
    }

    /** All instances of the row: those ended from outside, and its current one last. */
    public List<String> instances(Obligation row) {
        return Stream.concat(endings(row.id()).stream().map(Ending::instance), Stream.of(row.processInstance()))
                .distinct()
                .toList();
    }

    /** The row that the instance carries out, or has carried out until it was ended from outside. */
    public Optional<Obligation> findByAnyInstance(String instance) {
        return jdbc.sql(
                        """
                        select * from dp_obligation where id in (
                            select id from dp_obligation where process_instance = :instance
                            union select obligation_id from dp_earlier_life where process_instance = :instance)
                        """)
                .param("instance", instance)
                .query(Ledger::obligation)
                .optional();
    }

    /** All instances of the instance's row, in order; only the instance itself if it has no row. */
    public List<String> relatedInstances(String instance) {
        return findByAnyInstance(instance).map(this::instances).orElse(List.of(instance));
    }

    /** The row's current instance, by the id of each instance that was ended from outside before it. */
    public Map<String, String> laterInstances() {
        Map<String, String> later = new HashMap<>();
        jdbc.sql(
                        """
                        select e.process_instance as earlier, o.process_instance as own from dp_earlier_life e
                        join dp_obligation o on o.id = e.obligation_id
                        """)
                .query((row, n) -> later.put(row.getString("earlier"), row.getString("own")))
                .list();
        return later;
    }

    /** The subjects of the events of a part of one unit. */
    public List<String> subjects(String clause, String part, String unit) {
        return jdbc.sql(
                        """
                        select subject from dp_obligation where clause = :clause and part = :part and period = ''
                            and unit = :unit
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("unit", unit)
                .query(String.class)
                .list();
    }

    public Optional<Obligation> find(ObligationKey key) {
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
                .query(Ledger::obligation)
                .optional();
    }

    /**
     * Locks a period's row until the end of the transaction. Sending, signing and waiving lock it first: otherwise a
     * late sending and the list that the signature freezes could contradict each other.
     */
    public Obligation lock(ObligationKey key) {
        return jdbc.sql(
                        """
                        select * from dp_obligation where clause = :clause and part = :part and period = :period
                            and unit = :unit and subject = :subject for update
                        """)
                .param("clause", key.clause())
                .param("part", key.part())
                .param("period", key.period())
                .param("unit", key.unit())
                .param("subject", key.subject())
                .query(Ledger::obligation)
                .single();
    }

    public Obligation ofInstance(String processInstance) {
        return findByInstance(processInstance).orElseThrow();
    }

    public Optional<Obligation> findByInstance(String processInstance) {
        return jdbc.sql("select * from dp_obligation where process_instance = :instance")
                .param("instance", processInstance)
                .query(Ledger::obligation)
                .optional();
    }

    /** All rows of a part in a period, in the order in which they were opened. */
    public List<Obligation> ofPeriod(String clause, String part, String period) {
        return jdbc.sql(
                        """
                        select * from dp_obligation where clause = :clause and part = :part and period = :period order by id
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .query(Ledger::obligation)
                .list();
    }

    /** The rows of a part on which work continues. */
    public List<Obligation> active(String clause, String part) {
        return jdbc.sql("select * from dp_obligation where clause = :clause and part = :part and %s order by id"
                        .formatted(ACTIVE))
                .param("clause", clause)
                .param("part", part)
                .query(Ledger::obligation)
                .list();
    }

    /** Whether a later period of this part was opened; false for a row without a period. */
    public boolean isLaterOpened(ObligationKey key) {
        return !key.period().isEmpty()
                && jdbc.sql(
                                        """
                                select count(*) from dp_obligation
                                where clause = :clause and part = :part and period > :period and subject = ''
                                """)
                                .param("clause", key.clause())
                                .param("part", key.part())
                                .param("period", key.period())
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /** The suspended instances of a part in a period. */
    public Set<String> suspended(String clause, String part, String period) {
        return Set.copyOf(jdbc.sql(
                        """
                        select o.process_instance from dp_obligation o
                            join act_ru_execution e on e.id_ = o.process_instance and e.suspension_state_ = 2
                        where o.clause = :clause and o.part = :part and o.period = :period
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .query(String.class)
                .list());
    }

    /** Open rows whose instance the engine no longer has: it ended without a record. */
    public List<Obligation> lost() {
        return jdbc.sql(
                        """
                        select * from dp_obligation o where %s
                            and not exists (select 1 from act_ru_execution e where e.id_ = o.process_instance)
                        order by id
                        """
                                .formatted(ACTIVE))
                .query(Ledger::obligation)
                .list();
    }

    /** The clauses and parts with running instances, as keys without period, unit and subject. */
    public List<ObligationKey> carriedOut() {
        return jdbc.sql(
                        """
                        select distinct clause, part from dp_obligation o
                        where exists (select 1 from act_ru_execution e where e.id_ = o.process_instance)
                        order by clause, part
                        """)
                .query((row, n) -> new ObligationKey(row.getString("clause"), row.getString("part"), "", "", ""))
                .list();
    }

    /** Changes the due date, and keeps the old date with who moved it and why. */
    public void move(Obligation obligation, Deadline to, Instant at, String by, String because) {
        change(
                obligation,
                Verb.MOVE,
                at,
                by,
                ACTIVE,
                "due_at = :dueAt, late_from = :lateFrom, provisional = :provisional",
                Map.of(
                        "dueAt", utc(to.dueAt()),
                        "lateFrom", utc(to.lateFrom()),
                        "provisional", to.provisional()));
        jdbc.sql(
                        """
                        insert into dp_moved_date (obligation_id, moved_at, moved_by, moved_by_name, because, old_due_at,
                            new_due_at)
                        values (:id, :at, :by, %s, :because, :oldDueAt, :dueAt)
                        """
                                .formatted(PersonName.kept("cast(:by as varchar(64))")))
                .param("id", obligation.id())
                .param("at", utc(at))
                .param("by", by, Types.VARCHAR)
                .param("because", because)
                .param("oldDueAt", obligation.dueAt().map(Ledger::utc).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("dueAt", utc(to.dueAt()))
                .update();
    }

    /** Sets the subject in words. */
    public void nameSubject(ObligationKey key, String name) {
        jdbc.sql("update dp_obligation set subject_name = :name where id = :id")
                .param("name", name, Types.VARCHAR)
                .param("id", find(key).orElseThrow().id())
                .update();
    }

    /** The obligations that the latest earlier period with orders has ordered from a part, in their order. */
    public List<NamedObligation> lastOrdered(String clause, String part, String beforePeriod) {
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
                .query(Ledger::ordered)
                .list();
    }

    /**
     * The events of a part that were opened before {@code until} and not done before {@code from}, in the order in
     * which they were opened; without cancelled ones.
     */
    public List<NamedObligation> events(String clause, String part, Instant from, Instant until) {
        return jdbc.sql(
                        """
                        select o.*, (select s.content from dp_sending s where s.obligation_id = o.id
                                order by s.number desc fetch first 1 row only) as last_content
                        from dp_obligation o where o.clause = :clause and o.part = :part and o.period = ''
                            and o.cancelled_at is null and o.opened_at < :until
                            and (o.opened_at >= :from or o.done_at is null or o.done_at >= :from)
                        order by o.opened_at, o.id
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(Ledger::ordered)
                .list();
    }

    /**
     * Open work that was never sent and is late at this time, the earliest due date first. Without suspended work,
     * and without work that was past due when it was opened.
     */
    public List<NamedObligation> late(Instant now) {
        return jdbc.sql(
                        """
                        select o.*, cast(null as varchar) as last_content from dp_obligation o
                        where %s and first_sent_at is null and late_from <= :now and due_at >= opened_at
                            and exists (
                                select 1 from act_ru_execution e
                                where e.id_ = o.process_instance and e.suspension_state_ = 1)
                        order by o.due_at, o.id
                        """
                                .formatted(ACTIVE))
                .param("now", utc(now))
                .query(Ledger::ordered)
                .list();
    }

    /** The latest event of a part for a unit, with its latest content. */
    public Optional<NamedObligation> lastEvent(String clause, String part, String unit) {
        return jdbc.sql(
                        """
                        select o.*, (select s.content from dp_sending s where s.obligation_id = o.id
                                order by s.number desc fetch first 1 row only) as last_content
                        from dp_obligation o where o.clause = :clause and o.part = :part and o.period = ''
                            and o.unit = :unit
                        order by o.opened_at desc, o.id desc fetch first 1 row only
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("unit", unit)
                .query(Ledger::ordered)
                .optional();
    }

    /**
     * Records a sending with its content. The first sending decides whether the obligation is in time, so its time is
     * kept.
     */
    public void send(Obligation obligation, Instant at, String by, boolean addendum, String content) {
        change(
                obligation,
                Verb.SEND,
                at,
                by,
                ACTIVE,
                "state = 'SENT', first_sent_at = coalesce(first_sent_at, :sentAt)",
                Map.of("sentAt", utc(at)));
        keep(obligation, at, by, addendum, content);
    }

    private void keep(Obligation obligation, Instant at, String by, boolean addendum, String content) {
        jdbc.sql(
                        """
                        insert into dp_sending (obligation_id, number, sent_at, sent_by, sent_by_name, addendum, content)
                        select :id, coalesce(max(number), 0) + 1, :at, :by, %s, :addendum, :content
                        from dp_sending where obligation_id = :id
                        """
                                .formatted(PersonName.kept("cast(:by as varchar(64))")))
                .param("id", obligation.id())
                .param("at", utc(at))
                .param("by", by, Types.VARCHAR)
                .param("addendum", addendum)
                .param("content", content)
                .update();
    }

    public List<Sending> sendings(String clause, String part, String period) {
        return jdbc.sql(
                        """
                        select s.* from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = :clause and o.part = :part and o.period = :period
                        order by s.obligation_id, s.number
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .query(Ledger::sending)
                .list();
    }

    /**
     * The figures of every unit with obligations whose last moment in time is in the period and past.
     *
     * @param owedByOthers parts done for a unit by another one, as keys without period, unit and subject
     */
    public List<UnitPunctuality> keptDates(Period period, Instant now, List<ObligationKey> owedByOthers) {
        return jdbc.sql(
                        """
                        select unit, count(*) as owed,
                            sum(case when coalesce(first_sent_at, done_at) < late_from then 1 else 0 end) as in_time,
                            sum(case when coalesce(first_sent_at, done_at) >= late_from then 1 else 0 end) as late
                        from dp_obligation
                        where unit <> '' and due_at >= :from and due_at < :until and late_from <= :now
                            and waived_at is null and cancelled_at is null and state <> 'NOT_APPLICABLE'
                            and clause || ' ' || part not in (:others)
                        group by unit
                        """)
                .param("from", utc(startOf(period.firstDay())))
                .param("until", utc(startOf(period.lastDay().plusDays(1))))
                .param("now", utc(now))
                .param(
                        "others",
                        Stream.concat(Stream.of(""), owedByOthers.stream().map(key -> key.clause() + " " + key.part()))
                                .toList())
                .query((row, n) -> new UnitPunctuality(
                        row.getString("unit"), row.getInt("owed"), row.getInt("in_time"), row.getInt("late")))
                .list();
    }

    /**
     * All rows that were open at any time since then and not waived or cancelled, and all open ones, in the order in
     * which they were opened.
     */
    public List<TrackedObligation> tracked(Instant since) {
        return jdbc.sql(
                        """
                        %s
                        where waived_at is null and cancelled_at is null and state <> 'NOT_APPLICABLE'
                            and (coalesce(first_sent_at, done_at, closed_at, :since) >= :since or (%s))
                        order by id
                        """
                                .formatted(TRACKED, ACTIVE))
                .param("since", utc(since))
                .query(Ledger::tracked)
                .list();
    }

    /**
     * All rows of a clause that were open during the span, also cancelled, waived and not applicable ones: opened
     * before its end and not over before its start.
     */
    public List<TrackedObligation> goingOn(String clause, Instant from, Instant until) {
        return jdbc.sql(TRACKED + " where clause = :clause and " + GOING_ON + " order by id")
                .param("clause", clause)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(Ledger::tracked)
                .list();
    }

    /**
     * Which rows to read: those of units, and those of parts that another than the row's unit may owe.
     *
     * @param parts each as "clause/part"
     */
    public record Whose(Collection<String> units, Collection<String> parts) {}

    /**
     * The rows of all clauses that were open during the span, in groups.
     *
     * @param whose limits the rows, and makes each group belong to one unit; empty for all rows, in groups across
     *     units
     * @param withRows whether to read the row ids, which takes the database longer than counting
     */
    public List<ObligationGroup> groups(Instant from, Instant until, Optional<Whose> whose, boolean withRows) {
        return jdbc.sql(
                        """
                        select clause, part, period, %s as unit, state, paused, due_at, late_from, provisional,
                            min(opened_at) as opened_at, min(first_sent_at) as first_sent_at, min(done_at) as done_at,
                            min(waived_at) as waived_at, min(cancelled_at) as cancelled_at, min(closed_at) as closed_at,
                            0 as id, '' as subject, '' as subject_name, '' as process_instance, '' as business_key,
                            min(scheduled_on) as scheduled_on, min(consolidated_at) as consolidated_at,
                            min(signed_at) as signed_at, count(*) as size, %s as ids
                        from (%s where %s %s) as going_on
                        group by clause, part, period, %s state, paused, due_at, late_from, provisional,
                            first_sent_at is null, done_at is null, waived_at is null, cancelled_at is null,
                            closed_at is null,
                            coalesce(first_sent_at, done_at) < :from, coalesce(first_sent_at, done_at) < :until,
                            coalesce(first_sent_at, done_at) < late_from, closed_at < :from, closed_at < late_from
                        order by min(id)
                        """
                                .formatted(
                                        whose.isPresent() ? "unit" : "''",
                                        withRows ? "array_agg(id)" : "cast(array[] as bigint array)",
                                        TRACKED,
                                        GOING_ON,
                                        whose.isPresent()
                                                ? "and (unit in (:units) or clause || '/' || part in (:parts))"
                                                : "",
                                        whose.isPresent() ? "unit," : ""))
                .param("from", utc(from))
                .param("until", utc(until))
                .param("units", whose.map(Whose::units).orElse(List.of()))
                .param("parts", whose.map(Whose::parts).orElse(List.of()))
                .query(Ledger::group)
                .list();
    }

    /** Which of these units had open obligations during the span. */
    public List<String> unitsGoingOn(Collection<String> units, Instant from, Instant until) {
        return jdbc.sql("select distinct unit from dp_obligation where unit in (:units) and " + GOING_ON)
                .param("units", units)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(String.class)
                .list();
    }

    private static ObligationGroup group(ResultSet row, int n) throws SQLException {
        List<Long> ids = Stream.of((Object[]) row.getArray("ids").getArray())
                .map(id -> ((Number) id).longValue())
                .sorted()
                .toList();
        return new ObligationGroup(tracked(row, n), row.getInt("size"), ids);
    }

    /** By row id, in ascending order. */
    public List<TrackedObligation> tracked(Collection<Long> ids) {
        return tracked("o.id", "bigint", ids.toArray(Long[]::new));
    }

    /** The rows with these process instances. */
    public List<TrackedObligation> carriedOutBy(Collection<String> processInstances) {
        return tracked("o.process_instance", "varchar", processInstances.toArray(String[]::new));
    }

    /** A join instead of an IN list, so that both databases use the index however many there are. */
    private List<TrackedObligation> tracked(String column, String type, Object[] wanted) {
        return jdbc.sql(TRACKED
                        + "join unnest(cast(:wanted as %s array)) as wanted (it) on %s = wanted.it order by o.id"
                                .formatted(type, column))
                .param("wanted", wanted)
                .query(Ledger::tracked)
                .list();
    }

    /** Of these rows those whose work was done before it was recorded: the moment of the recording by row id. */
    public Map<Long, Instant> recordedAt(Collection<Long> ids) {
        Map<Long, Instant> recorded = new HashMap<>();
        jdbc.sql(
                        """
                        select o.id, s.sent_at from dp_obligation o
                            join unnest(cast(:wanted as bigint array)) as wanted (it) on o.id = wanted.it
                            join dp_sending s on s.obligation_id = o.id and s.number = 1
                        where o.done_at is not null and s.sent_at > o.first_sent_at
                        """)
                .param("wanted", ids.toArray(Long[]::new))
                .query((row, n) ->
                        recorded.put(row.getLong("id"), moment(row, "sent_at").orElseThrow()))
                .list();
        return recorded;
    }

    /** By row id. */
    public Optional<TrackedObligation> tracked(long id) {
        return jdbc.sql(TRACKED + " where id = :id")
                .param("id", id)
                .query(Ledger::tracked)
                .optional();
    }

    /** The stored content of a row, as JSON. */
    public record Kept(long obligation, ObligationKey key, String content) {}

    /** The latest contents with a document number, of rows that were open during the span. */
    public Collection<Kept> lastContents(Instant from, Instant until) {
        Map<Long, Kept> last = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select o.id, o.clause, o.part, o.period, o.unit, o.subject, s.content
                        from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where s.content like '%%"documentNumber"%%' and %s
                        order by o.id, s.number
                        """
                                .formatted(GOING_ON))
                .param("from", utc(from))
                .param("until", utc(until))
                .query((row, n) -> new Kept(row.getLong("id"), key(row), row.getString("content")))
                .list()
                .forEach(kept -> last.put(kept.obligation(), kept));
        return last.values();
    }

    /**
     * A change of a row's date.
     *
     * @param by the person's name then; empty if unknown
     */
    public record Moved(Instant at, String by, String because, Optional<Instant> from, Instant to) {}

    /** In order of time. */
    public List<Moved> moves(long obligation) {
        return jdbc.sql("select * from dp_moved_date where obligation_id = :id order by moved_at, id")
                .param("id", obligation)
                .query((row, n) -> new Moved(
                        moment(row, "moved_at").orElseThrow(),
                        Objects.toString(row.getString("moved_by_name"), ""),
                        row.getString("because"),
                        moment(row, "old_due_at"),
                        moment(row, "new_due_at").orElseThrow()))
                .list();
    }

    /** All sendings of a row, in order. */
    public List<Sending> sendings(long obligation) {
        return jdbc.sql("select * from dp_sending where obligation_id = :id order by number")
                .param("id", obligation)
                .query(Ledger::sending)
                .list();
    }

    private static TrackedObligation tracked(ResultSet row, int n) throws SQLException {
        return new TrackedObligation(
                obligation(row, n),
                Optional.ofNullable(row.getString("subject_name")).orElse(""),
                row.getBoolean("paused"));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** The latest content of each done row, as JSON. */
    public List<String> products(String clause, String part, Optional<String> unit) {
        return jdbc.sql(
                        """
                        select s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = :clause and o.part = :part and o.state = 'DONE'
                            and (cast(:unit as varchar) is null or o.unit = :unit)
                            and s.number = (select max(n.number) from dp_sending n where n.obligation_id = o.id)
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("unit", unit.orElse(null))
                .query(String.class)
                .list();
    }

    /** The latest content of a part in a period; empty if there is none. */
    public Optional<Sending> lastSending(String clause, String part, String period) {
        return jdbc.sql(
                        """
                        select s.* from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = :clause and o.part = :part and o.period = :period
                        order by s.sent_at desc, s.obligation_id desc, s.number desc fetch first 1 row only
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .query(Ledger::sending)
                .optional();
    }

    /**
     * The done rows of a part, for the unit of a report or for all units, with the latest content of each, that no
     * valid report of this unit contains. A report is valid if work on it continues, or if it was sent before the
     * ministry put the reports together; until the ministry has signed, all sent reports may still be valid.
     *
     * @param report of the part that takes over; its own row need not exist yet
     * @param closing the part of the same clause whose row closes the period
     * @return in the order in which they were done
     */
    public List<Sending> notTakenOver(String clause, String part, ObligationKey report, String closing) {
        return jdbc.sql(
                        """
                        select s.* from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = :clause and o.part = :part and o.unit in ('', :unit) and o.state = 'DONE'
                            and s.number = (select max(l.number) from dp_sending l where l.obligation_id = o.id)
                            and not exists (
                                select 1 from dp_taken_over t join dp_obligation r on r.id = t.report_id
                                where t.source_id = o.id
                                    and t.clause = :byClause and t.part = :byPart and t.unit = :unit
                                    and (r.id in (select w.id from dp_obligation w where w.id = r.id and %s)
                                        or exists (
                                            select 1 from dp_sending c join dp_obligation p
                                                on p.clause = r.clause and p.part = :closing and p.period = r.period
                                                    and p.unit = '' and p.subject = '' and p.cancelled_at is null
                                            where c.obligation_id = r.id
                                                and (c.gathered = true or p.signed_at is null))))
                        order by o.done_at, o.id
                        """
                                .formatted(ACTIVE))
                .param("clause", clause)
                .param("part", part)
                .param("unit", report.unit())
                .param("byClause", report.clause())
                .param("byPart", report.part())
                .param("closing", closing)
                .query(Ledger::sending)
                .list();
    }

    /** Assigns the content to this report, replacing any earlier report. */
    public void takeOver(Sending source, Obligation report) {
        Map<String, Object> values = Map.of(
                "source", source.obligation(),
                "clause", report.key().clause(),
                "part", report.key().part(),
                "unit", report.key().unit(),
                "report", report.id());
        int taken = jdbc.sql(
                        """
                        update dp_taken_over set report_id = :report
                        where source_id = :source and clause = :clause and part = :part and unit = :unit
                        """)
                .params(values)
                .update();
        if (taken == 0) {
            jdbc.sql(
                            """
                            insert into dp_taken_over (source_id, clause, part, unit, report_id)
                            values (:source, :clause, :part, :unit, :report)
                            """)
                    .params(values)
                    .update();
        }
    }

    /** Marks the sendings of a part in a period as put together; call it under the period's lock. */
    public void gathered(String clause, String part, String period) {
        jdbc.sql(
                        """
                        update dp_sending set gathered = true where gathered = false and obligation_id in (
                            select id from dp_obligation
                            where clause = :clause and part = :part and period = :period)
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .update();
    }

    /** Whether each row of a part in a period was sent, waived or cancelled; true if there is none. */
    public boolean allSettled(String clause, String part, String period) {
        return jdbc.sql(
                                """
                        select count(*) from dp_obligation where clause = :clause and part = :part and period = :period
                            and first_sent_at is null and waived_at is null and cancelled_at is null
                        """)
                        .param("clause", clause)
                        .param("part", part)
                        .param("period", period)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    public void returnForMending(Obligation obligation, Instant at, String by) {
        change(obligation, Verb.RETURN_FOR_MENDING, at, by, ACTIVE + " and " + WAS_SENT, "state = 'MENDING'", Map.of());
    }

    /** Closes the row: if it was never sent it ends as NOT_SENT, otherwise it keeps its state. */
    public void close(Obligation obligation, Instant at) {
        change(
                obligation,
                Verb.CLOSE,
                at,
                null,
                ACTIVE,
                "state = case when %s then state else 'NOT_SENT' end, closed_at = :closedAt".formatted(WAS_SENT),
                Map.of("closedAt", utc(at)));
    }

    /** Records that its instance was ended from outside. */
    public void cancel(Obligation obligation, Instant at, String by, String because) {
        Map<String, Object> values = new HashMap<>();
        values.put("cancelledAt", utc(at));
        values.put("cancelledBy", by);
        values.put("because", because);
        change(
                obligation,
                Verb.CANCEL,
                at,
                by,
                ACTIVE,
                "cancelled_at = :cancelledAt, cancelled_by = cast(:cancelledBy as varchar(64)), cancelled_by_name = "
                        + PersonName.kept("cast(:cancelledBy as varchar(64))")
                        + ", cancelled_because = cast(:because as varchar(4000))",
                values);
    }

    public void accept(Obligation obligation, Instant at, String by) {
        finish(obligation, Verb.ACCEPT, State.ACCEPTED, at, by, ACTIVE + " and " + WAS_SENT);
    }

    /** Records the product with its content. */
    public void finish(Obligation obligation, State how, Instant at, String by, String content) {
        finish(obligation, how, at, at, by, content);
    }

    /** As above for work done before it is recorded: that time decides whether it is in time. */
    public void finish(Obligation obligation, State how, Instant doneThen, Instant at, String by, String content) {
        finish(obligation, Verb.FINISH, how, at, by, CAN_BE_FINISHED);
        jdbc.sql("update dp_obligation set first_sent_at = coalesce(first_sent_at, :doneThen) where id = :id")
                .param("doneThen", utc(doneThen))
                .param("id", obligation.id())
                .update();
        keep(obligation, at, by, false, content);
    }

    /**
     * Records the signature together with the state of the period's rows.
     *
     * @param missing the units that had not sent, as ids in JSON
     */
    public void sign(Obligation obligation, Instant at, String by, String missing) {
        finish(obligation, Verb.SIGN, State.DONE, at, by, CAN_BE_SIGNED);
        SpanFigures figures = SpanFigures.of(
                tracked(obligation.key().clause(), obligation.key().period()), Instant.EPOCH, after(at));
        jdbc.sql(
                        """
                        update dp_obligation set signed_at = :at, missing_at_signing = :missing,
                            figures_at_signing = :figures
                        where id = :id
                        """)
                .param("at", utc(at))
                .param("missing", missing)
                .param("figures", Json.text(figures))
                .param("id", obligation.id())
                .update();
    }

    /** The first moment for which "before" is true of the given one. */
    private static Instant after(Instant at) {
        return at.plusMillis(1);
    }

    /** All rows of a clause in a period. */
    public List<TrackedObligation> tracked(String clause, String period) {
        return jdbc.sql(TRACKED + " where clause = :clause and period = :period order by id")
                .param("clause", clause)
                .param("period", period)
                .query(Ledger::tracked)
                .list();
    }

    /** The figures of a clause's periods when their reports were signed, by period id. */
    public Map<String, SpanFigures> figuresAtSigning(String clause) {
        Map<String, SpanFigures> figures = new HashMap<>();
        jdbc.sql(
                        """
                        select period, figures_at_signing from dp_obligation
                        where clause = :clause and figures_at_signing is not null
                        """)
                .param("clause", clause)
                .query((row, n) -> figures.put(
                        row.getString("period"), Json.read(row.getString("figures_at_signing"), SpanFigures.class)))
                .list();
        return figures;
    }

    /** Records that the reports were put together; later sendings count as later. */
    public void consolidate(Obligation obligation, Instant at, String by) {
        change(
                obligation,
                Verb.CONSOLIDATE,
                at,
                by,
                ACTIVE,
                "consolidated_at = :consolidatedAt",
                Map.of("consolidatedAt", utc(at)));
    }

    /**
     * Records whether a job is scheduled that shows the units' state in a period's forms; call it under the period's
     * lock.
     *
     * @return the previous value
     */
    public boolean showing(Obligation period, boolean onItsWay) {
        return jdbc.sql("update dp_obligation set showing = :showing where id = :id and showing <> :showing")
                        .param("showing", onItsWay)
                        .param("id", period.id())
                        .update()
                == 0;
    }

    /** The units that had not sent when the period was signed, as ids in JSON; empty before the signature. */
    public Optional<String> missingAtSigning(ObligationKey key) {
        return jdbc.sql(
                        "select missing_at_signing from dp_obligation where id = :id and missing_at_signing is not null")
                .param("id", find(key).orElseThrow().id())
                .query(String.class)
                .optional();
    }

    private void finish(Obligation obligation, Verb verb, State state, Instant at, String by, String condition) {
        Map<String, Object> values = new HashMap<>();
        values.put("state", state.name());
        values.put("doneAt", utc(at));
        values.put("doneBy", by);
        change(
                obligation,
                verb,
                at,
                by,
                condition,
                "state = :state, done_at = :doneAt, done_by = cast(:doneBy as varchar(64))",
                values);
    }

    /** Checks and changes in one statement, so that the second of two concurrent changes sees the first. */
    private void change(
            Obligation obligation,
            Verb verb,
            Instant at,
            String by,
            String condition,
            String assignments,
            Map<String, Object> values) {
        int changed = jdbc.sql("update dp_obligation set %s where id = :id and %s".formatted(assignments, condition))
                .param("id", obligation.id())
                .params(values)
                .update();
        if (changed == 0) {
            Obligation found = find(obligation.key()).orElseThrow();
            throw new Refusal(
                    "Không %s được %s: %s.".formatted(verb.vietnamese(), found.businessKey(), found.standing()));
        }
        tell(obligation.key(), verb, at, by);
    }

    private void tell(ObligationKey key, Verb verb, Instant at, String by) {
        events.publishEvent(new LedgerChanged(key, verb, at, Optional.ofNullable(by)));
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Sending sending(ResultSet row, int n) throws SQLException {
        return new Sending(
                row.getLong("obligation_id"),
                row.getInt("number"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                Objects.toString(row.getString("sent_by_name"), ""),
                row.getBoolean("addendum"),
                row.getString("content"));
    }

    /** For a statement that reads all columns of a row, and possibly others. */
    public static Obligation obligation(ResultSet row, int n) throws SQLException {
        return new Obligation(
                row.getLong("id"),
                key(row),
                row.getString("process_instance"),
                row.getString("business_key"),
                Obligation.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("scheduled_on", LocalDate.class)),
                moment(row, "opened_at").orElseThrow(),
                moment(row, "due_at"),
                moment(row, "late_from"),
                row.getBoolean("provisional"),
                moment(row, "first_sent_at"),
                moment(row, "done_at"),
                moment(row, "waived_at"),
                moment(row, "cancelled_at"),
                moment(row, "closed_at"),
                moment(row, "consolidated_at"),
                moment(row, "signed_at"));
    }

    private static ObligationKey key(ResultSet row) throws SQLException {
        return new ObligationKey(
                row.getString("clause"),
                row.getString("part"),
                row.getString("period"),
                row.getString("unit"),
                row.getString("subject"));
    }

    private static NamedObligation ordered(ResultSet row, int n) throws SQLException {
        return new NamedObligation(
                obligation(row, n),
                Optional.ofNullable(row.getString("subject_name")).orElse(""),
                Optional.ofNullable(row.getString("last_content")));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
