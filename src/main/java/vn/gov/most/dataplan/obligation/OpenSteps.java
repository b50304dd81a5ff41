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

/** The open user tasks of the plan, and what people have been told of them. */
@Component
public class OpenSteps {

    /** Nothing that is suspended. */
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

    /** Of what there is to tell: nothing whose date was past when it was opened. */
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

    /** An open task of an obligation: its id, when it came to its group, and when it is due. */
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
     * How an open task stands, for a list of tasks.
     *
     * @param period empty for an event
     * @param about what an event concerns, in words; empty where it has nothing of the kind
     * @param lateFrom from when it counts; between {@code dueAt} and then it is merely past its due date
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

    /** Those of the tasks that are steps of the plan. */
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

    /** The task is due on another day: people are told of it, of the day they knew, and of the new day's thresholds. */
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

    /** Those of which there is something to tell, the first due first. */
    public List<OpenStep> toTell() {
        return eachOnce(jdbc.sql(TO_TELL));
    }

    /** Those of one obligation on which somebody can work now. */
    public List<OpenStep> active(long row) {
        return eachOnce(jdbc.sql(OF_ROW).param("row", row));
    }

    /** A task; empty where it is suspended, or no step of the plan. */
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
     * Marks all that nobody tells of yet as told by the instance. Of two that do so at once each gets its own, and neither
     * waits; whoever is about to end a task waits for the end of this transaction, so it has to be a short one.
     *
     * @return whether there was any
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
     * Marks that the instance reminds people of tasks; short as {@link #tell}.
     *
     * @param daysBefore by task, the working days before the due day that are reached
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
