package vn.gov.most.dataplan.assignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;

/** The assignments of tasks to officers, one row each. Rows are never deleted. */
@Component
public class Assignments {

    private final JdbcClient jdbc;
    private final Clock clock;

    Assignments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param to the name at that time, like {@code by}
     * @param instruction empty if there is none
     */
    public record Given(String taskName, String to, String by, Instant at, String instruction) {}

    /** A user id with the name. */
    record Named(String id, String name) {}

    /** @return the id of the row */
    long give(String task, String instance, String taskName, Named to, Named by, String instruction) {
        jdbc.sql("update dp_assignment set ended_at = :at where task = :task and ended_at is null")
                .param("at", now())
                .param("task", task)
                .update();
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql(
                        """
                        insert into dp_assignment (task, process_instance, task_name, given_to, to_name, given_by, by_name,
                            given_at, instruction)
                        values (:task, :instance, :name, :to, :toName, :by, :byName, :at, :instruction)
                        """)
                .param("task", task)
                .param("instance", instance)
                .param("name", taskName)
                .param("to", to.id())
                .param("toName", to.name())
                .param("by", by.id())
                .param("byName", by.name())
                .param("at", now())
                .param("instruction", instruction)
                .update(key, "id");
        return key.getKey().longValue();
    }

    /** The assignment of the current officer, with its instruction. */
    public Optional<Given> inForce(String task) {
        return jdbc.sql("select * from dp_assignment where task = :task and ended_at is null")
                .param("task", task)
                .query(Assignments::given)
                .optional();
    }

    /** The tasks among these that were assigned to their assignee by somebody else, who was told in a separate mail. */
    public Set<String> given(Collection<String> tasks) {
        return tasks.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select task from dp_assignment"
                                + " where task in (:tasks) and ended_at is null and given_to <> given_by")
                        .param("tasks", tasks)
                        .query(String.class)
                        .list());
    }

    /** The assignments in an instance, the oldest first. */
    public List<Given> of(String instance) {
        return jdbc.sql("select * from dp_assignment where process_instance = :instance order by given_at, id")
                .param("instance", instance)
                .query(Assignments::given)
                .list();
    }

    /** Ends the assignment if the officer is no longer the assignee in the engine's tables. Call it after the flush. */
    void holderChanged(String task) {
        jdbc.sql(
                        """
                        update dp_assignment set ended_at = :at where task = :task and ended_at is null and not exists (
                            select 1 from act_ru_task t where t.id_ = :task and t.assignee_ = dp_assignment.given_to)
                        """)
                .param("at", now())
                .param("task", task)
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Given given(ResultSet row, int number) throws SQLException {
        return new Given(
                row.getString("task_name"),
                row.getString("to_name"),
                row.getString("by_name"),
                row.getObject("given_at", OffsetDateTime.class).toInstant(),
                row.getString("instruction"));
    }
}
