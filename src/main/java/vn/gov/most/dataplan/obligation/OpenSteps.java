package vn.gov.most.dataplan.obligation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.plan.Deadline;

/** The open user tasks of the plan, and which notifications were sent about them. */
@Component
public class OpenSteps {

    /** Without suspended tasks. */
    private static final String ACTIVE =
            """
            select s.*, t.name_, t.assignee_, t.proc_inst_id_, l.group_id_,
                o.clause, o.part, o.period, o.unit, o.subject, o.subject_name, o.first_sent_at is not null as sent,
                (o.clause, o.period) in (
                    select clause, period from dp_obligation where signed_at is not null) as period_signed
            from dp_step s
                join act_ru_task t on t.id_ = s.task_id and t.suspension_state_ = 1
                join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
                join dp_obligation o on o.id = s.obligation_id
            """;

    /** The tasks that people are notified of: without those past due when they were opened. */
    private static final String TO_TELL =
            ACTIVE + " where o.due_at is null or o.due_at >= o.opened_at order by s.due_at, s.task_id";

    private static final String OF_ROW = ACTIVE + " where o.id = :row order by s.due_at, s.task_id";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    OpenSteps(JdbcTemplate template) {
        this.jdbc = JdbcClient.create(template);
        this.batch = template;
    }

    public void opened(String task, Obligation obligation, Instant at, Deadline deadline) {
        jdbc.sql(
                        """
                        insert into dp_step (task_id, obligation_id, opened_at, due_at, late_from, provisional)
                        values (:task, :obligation, :at, :dueAt, :lateFrom, :provisional)
                        """)
                .param("task", task)
                .param("obligation", obligation.id())
                .param("at", utc(at))
                .param("dueAt", utc(deadline.dueAt()))
                .param("lateFrom", utc(deadline.lateFrom()))
                .param("provisional", deadline.provisional())
                .update();
    }

    /** An open task of an obligation: its id, when it was created, and when it is due. */
    public record Assigned(String task, Instant at, Instant dueAt) {}

    public List<Assigned> of(Obligation obligation) {
        return jdbc.sql("select task_id, opened_at, due_at from dp_step where obligation_id = :id order by task_id")
                .param("id", obligation.id())
                .query((row, n) -> new Assigned(
                        row.getString("task_id"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("due_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * The state of an open task, for a list of tasks.
     *
     * @param period empty for an event
     * @param about the event's subject in words; empty if it has none
     * @param lateFrom when lateness begins; between {@code dueAt} and then it is only past its due date
     */
    public record Standing(
            String task,
            String clause,
            String part,
            String period,
            String about,
            Instant dueAt,
            Instant lateFrom,
            boolean provisional) {}

    /** The tasks that are steps of the plan. */
    public List<Standing> standing(Collection<String> tasks) {
        return jdbc.sql(
                        """
                        select s.task_id, o.clause, o.part, o.period, o.subject_name, s.due_at, s.late_from, s.provisional
                        from dp_step s join dp_obligation o on o.id = s.obligation_id
                        where s.task_id in (:tasks)
                        """)
                .param("tasks", tasks)
                .query((row, n) -> new Standing(
                        row.getString("task_id"),
                        row.getString("clause"),
                        row.getString("part"),
                        row.getString("period"),
                        Objects.toString(row.getString("subject_name"), ""),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getObject("late_from", OffsetDateTime.class).toInstant(),
                        row.getBoolean("provisional")))
                .list();
    }

    /**
     * Moves the due date. People are notified of it together with the previous day, and reminded at the new day's
     * thresholds.
     */
    public void move(String task, Deadline to, String because) {
        jdbc.sql(
                        """
                        update dp_step set due_at = :dueAt, late_from = :lateFrom, provisional = :provisional,
                            told_days_before = null, moved_because = :because, told_by = null,
                            moved_from = case when told_by is null then moved_from else due_at end
                        where task_id = :task
                        """)
                .param("task", task)
                .param("dueAt", utc(to.dueAt()))
                .param("lateFrom", utc(to.lateFrom()))
                .param("provisional", to.provisional())
                .param("because", because)
                .update();
    }

    public void ended(String task) {
        jdbc.sql("delete from dp_step where task_id = :task")
                .param("task", task)
                .update();
    }

    /** The tasks that people are notified of, the earliest due date first. */
    public List<OpenStep> toTell() {
        return eachOnce(jdbc.sql(TO_TELL));
    }

    /** The tasks of one obligation that somebody can work on now. */
    public List<OpenStep> active(long row) {
        return eachOnce(jdbc.sql(OF_ROW).param("row", row));
    }

    /** A single task; empty if it is suspended or not a step of the plan. */
    public Optional<OpenStep> find(String task) {
        return eachOnce(jdbc.sql(ACTIVE + " where s.task_id = :task").param("task", task)).stream()
                .findFirst();
    }

    private static List<OpenStep> eachOnce(JdbcClient.StatementSpec asked) {
        Map<String, OpenStep> steps = new LinkedHashMap<>();
        for (OpenStep step : asked.query(OpenSteps::step).list()) {
            steps.merge(step.task(), step, OpenSteps::withBothGroups);
        }
        return List.copyOf(steps.values());
    }

    /**
     * Assigns all tasks without a notifying instance to this instance. Two instances that do so concurrently get
     * different tasks, and neither waits. Completing such a task waits for this transaction, so it has to be short.
     *
     * @return whether there were any
     */
    public boolean tell(String instance) {
        List<String> untold = jdbc.sql(
                        "select task_id from dp_step where told_by is null order by task_id for update skip locked")
                .query(String.class)
                .list();
        batch.batchUpdate(
                "update dp_step set told_by = ? where task_id = ?",
                untold.stream().map(task -> new Object[] {instance, task}).toList());
        return !untold.isEmpty();
    }

    /**
     * Records that the instance reminds people of tasks; keep the transaction short, as in {@link #tell}.
     *
     * @param daysBefore the reached threshold by task, in working days before the due day
     */
    public void remind(String instance, Map<String, Integer> daysBefore) {
        batch.batchUpdate(
                "update dp_step set reminded_by = ?, told_days_before = ? where task_id = ?",
                daysBefore.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(task -> new Object[] {instance, task.getValue(), task.getKey()})
                        .toList());
    }

    private static OpenStep withBothGroups(OpenStep one, OpenStep other) {
        Set<String> groups = new LinkedHashSet<>(one.groups());
        groups.addAll(other.groups());
        return new OpenStep(
                one.task(),
                one.processInstance(),
                one.name(),
                one.assignee(),
                groups,
                one.row(),
                one.obligation(),
                one.about(),
                one.dueAt(),
                one.lateFrom(),
                one.provisional(),
                one.moved(),
                one.sent(),
                one.periodSigned(),
                one.toldBy(),
                one.remindedBy(),
                one.toldDaysBefore());
    }

    private static OpenStep step(ResultSet row, int n) throws SQLException {
        return new OpenStep(
                row.getString("task_id"),
                row.getString("proc_inst_id_"),
                row.getString("name_"),
                Optional.ofNullable(row.getString("assignee_")),
                Set.of(row.getString("group_id_")),
                row.getLong("obligation_id"),
                new ObligationKey(
                        row.getString("clause"),
                        row.getString("part"),
                        row.getString("period"),
                        row.getString("unit"),
                        row.getString("subject")),
                Optional.ofNullable(row.getString("subject_name")).orElse(""),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getObject("late_from", OffsetDateTime.class).toInstant(),
                row.getBoolean("provisional"),
                moved(row),
                row.getBoolean("sent"),
                row.getBoolean("period_signed"),
                Optional.ofNullable(row.getString("told_by")),
                Optional.ofNullable(row.getString("reminded_by")),
                Optional.ofNullable(row.getObject("told_days_before", Integer.class)));
    }

    private static Optional<OpenStep.Moved> moved(ResultSet row) throws SQLException {
        OffsetDateTime from = row.getObject("moved_from", OffsetDateTime.class);
        return from == null
                ? Optional.empty()
                : Optional.of(new OpenStep.Moved(from.toInstant(), row.getString("moved_because")));
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
