package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people have entered into the forms of open tasks and not yet submitted, one row a task and person. Each method that
 * writes is to be called in a transaction.
 */
@Component
class Drafts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param content by the keys of the form's fields, as typed: what no field takes yet stands there too */
    record Draft(String version, Instant savedAt, ObjectNode content) {}

    Optional<Draft> find(String task, String person) {
        return jdbc.sql("select version, saved_at, content from dp_draft where task = :task and person = :person")
                .param("task", task)
                .param("person", person)
                .query(Drafts::draft)
                .optional();
    }

    /**
     * Whether the task is still open; it stays so until the transaction ends, for whoever ends the task waits. Who ended it a
     * moment before is waited for.
     */
    boolean holdsOpen(String task) {
        return !jdbc.sql("select id_ from act_ru_task where id_ = :task for update")
                .param("task", task)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /**
     * Keeps the content of a task that is held open. What was stored must be one of the versions that it was made from: else
     * it was written in another browser, and stays.
     *
     * @return what is stored now
     */
    Draft save(String task, String person, Collection<String> from, String version, ObjectNode content) {
        Optional<Draft> stored = find(task, person);
        if (stored.isPresent() && !from.contains(stored.get().version())) {
            return stored.get();
        }
        String sql = stored.isPresent()
                ? "update dp_draft set version = :version, saved_at = :at, content = :content where task = :task and person = :person"
                : "insert into dp_draft (task, person, version, saved_at, content) values (:task, :person, :version, :at, :content)";
        Draft draft = new Draft(version, clock.instant(), content);
        jdbc.sql(sql)
                .param("task", task)
                .param("person", person)
                .param("version", version)
                .param("at", OffsetDateTime.ofInstant(draft.savedAt(), ZoneOffset.UTC))
                .param("content", content.toString())
                .update();
        return draft;
    }

    /** Puts rows behind those of a list of a draft, where it has that list: the browser that is at it learns of it. */
    void join(String task, String person, String list, List<ObjectNode> rows) {
        find(task, person).filter(draft -> draft.content().path(list).isArray()).ifPresent(draft -> {
            ((ArrayNode) draft.content().get(list)).addAll(rows);
            save(task, person, List.of(draft.version()), UUID.randomUUID().toString(), draft.content());
        });
    }

    void remove(String task, String person) {
        jdbc.sql("delete from dp_draft where task = :task and person = :person")
                .param("task", task)
                .param("person", person)
                .update();
    }

    /** After the task's own row has gone: whoever saves a draft waits for that. */
    void taskEnded(String task) {
        jdbc.sql("delete from dp_draft where task = :task").param("task", task).update();
    }

    /** Removes the drafts of the tasks that the person cannot work on any more, as the engine's tables say now. */
    void personLeft(String person) {
        jdbc.sql(
                        """
                        delete from dp_draft
                        where person = :person and (
                            not exists (select 1 from act_id_user u where u.id_ = :person)
                            or not exists (select 1 from act_ru_task t where t.id_ = dp_draft.task and t.assignee_ = :person)
                            and not exists (select 1 from act_ru_identitylink l
                                where l.task_id_ = dp_draft.task and l.type_ = 'candidate' and (l.user_id_ = :person
                                    or l.group_id_ in (select m.group_id_ from act_id_membership m where m.user_id_ = :person))))
                        """)
                .param("person", person)
                .update();
    }

    private static Draft draft(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getString("version"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                json(row.getString("content")));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
