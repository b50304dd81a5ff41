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
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.plan.Deadline;

/** The open user tasks of the plan, and what people have been told of them. */
@Component
public class OpenSteps {

    /**
     * Of what there is to tell: nothing whose date was past when it was opened, and no report that was never sent of a
     * period that is signed.
     */
    private static final String TO_TELL =
            """
            select s.*, t.name_, t.assignee_, t.proc_inst_id_, l.group_id_,
                o.clause, o.part, o.period, o.unit, o.database_id
            from dp_step s
                join act_ru_task t on t.id_ = s.task_id
                join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
                join dp_obligation o on o.id = s.obligation_id
            where (o.due_at is null or o.due_at >= o.opened_at)
                and not (o.unit <> '' and o.first_sent_at is null and exists (
                    select 1 from dp_obligation p
                    where p.clause = o.clause and p.period = o.period and p.signed_at is not null))
            order by s.due_at, s.task_id
            """;

    private final JdbcClient jdbc;

    OpenSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void opened(String task, Obligation obligation, Instant at, Deadline deadline) {
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

    void ended(String task) {
        jdbc.sql("delete from dp_step where task_id = :task")
                .param("task", task)
                .update();
    }

    /**
     * Those of which there is something to tell, the first due first. Until the end of the transaction nobody else gets
     * them: of two who decide at once what to tell, the second waits and finds it told.
     */
    public List<OpenStep> toTell() {
        jdbc.sql("select id from dp_telling for update").query(Integer.class).single();
        Map<String, OpenStep> steps = new LinkedHashMap<>();
        for (OpenStep step : jdbc.sql(TO_TELL).query(OpenSteps::step).list()) {
            steps.merge(step.task(), step, OpenSteps::withBothGroups);
        }
        return List.copyOf(steps.values());
    }

    /** People have been told that these are there. */
    public void toldOf(Collection<String> tasks, Instant at) {
        for (String task : tasks) {
            jdbc.sql("update dp_step set told_at = :at where task_id = :task")
                    .param("at", utc(at))
                    .param("task", task)
                    .update();
        }
    }

    /** A reminder has told that the task is due in so many working days. */
    public void remindedOf(String task, int daysBefore) {
        jdbc.sql("update dp_step set told_days_before = :days where task_id = :task")
                .param("days", daysBefore)
                .param("task", task)
                .update();
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
                one.obligation(),
                one.dueAt(),
                one.lateFrom(),
                one.provisional(),
                one.told(),
                one.toldDaysBefore());
    }

    private static OpenStep step(ResultSet row, int n) throws SQLException {
        return new OpenStep(
                row.getString("task_id"),
                row.getString("proc_inst_id_"),
                row.getString("name_"),
                Optional.ofNullable(row.getString("assignee_")),
                Set.of(row.getString("group_id_")),
                new ObligationKey(
                        row.getString("clause"),
                        row.getString("part"),
                        row.getString("period"),
                        row.getString("unit"),
                        row.getString("database_id")),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getObject("late_from", OffsetDateTime.class).toInstant(),
                row.getBoolean("provisional"),
                row.getObject("told_at") != null,
                Optional.ofNullable(row.getObject("told_days_before", Integer.class)));
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
