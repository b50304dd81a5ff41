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
import vn.gov.most.dataplan.engine.OpenTask;

/**
 * What people have entered into the forms of open tasks and not yet submitted, one row a task and person. Who gives a task
 * back may pass on what they have entered: whoever of those who may do the task has no draft of their own then begins with
 * it. Each method that writes is to be called in a transaction.
 */
@Component
class Drafts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Not by a right alone, which an administrator has for all tasks: as one of those whom the task is for. */
    private static final String IS_FOR_THEM =
            """
            (exists (select 1 from act_ru_task t where t.id_ = dp_draft.task and t.assignee_ = :person)
            or exists (select 1 from act_ru_identitylink l
                where l.task_id_ = dp_draft.task and l.type_ = 'candidate' and (l.user_id_ = :person
                    or l.group_id_ in (select m.group_id_ from act_id_membership m where m.user_id_ = :person))))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param content by the keys of the form's fields, as typed: what no field takes yet stands there too
     * @param passedOnBy the name of whoever has entered it and passed it on; null where it is the person's own
     */
    record Draft(String version, Instant savedAt, ObjectNode content, String passedOnBy) {}

    /** The person's own, else what was passed on last. */
    Optional<Draft> find(String task, String person) {
        return jdbc.sql(
                        """
                        select version, saved_at, content, passed_on_by from dp_draft
                        where task = :task and (passed_on_at is null and person = :person or passed_on_at is not null and """
                                + IS_FOR_THEM
                                + ") order by case when passed_on_at is null then 0 else 1 end, passed_on_at desc"
                                + " fetch first 1 rows only")
                .param("task", task)
                .param("person", person)
                .query(Drafts::draft)
                .optional();
    }

    /** What the person has there and has not passed on. */
    Optional<Draft> own(String task, String person) {
        return find(task, person).filter(draft -> draft.passedOnBy() == null);
    }

    /** See {@link OpenTask#hold}. */
    boolean holdsOpen(String task) {
        return OpenTask.hold(jdbc, task);
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
        Draft draft = new Draft(version, clock.instant(), content, null);
        if (write(
                        "update dp_draft set version = :version, saved_at = :at, content = :content, passed_on_at = null,"
                                + " passed_on_by = null where task = :task and person = :person",
                        task,
                        person,
                        draft)
                == 0) {
            write(
                    "insert into dp_draft (task, person, version, saved_at, content)"
                            + " values (:task, :person, :version, :at, :content)",
                    task,
                    person,
                    draft);
        }
        return draft;
    }

    private int write(String sql, String task, String person, Draft draft) {
        return jdbc.sql(sql)
                .param("task", task)
                .param("person", person)
                .param("version", draft.version())
                .param("at", OffsetDateTime.ofInstant(draft.savedAt(), ZoneOffset.UTC))
                .param("content", draft.content().toString())
                .update();
    }

    /**
     * Leaves the person's draft to whoever takes the task next; what the person enters from then on is theirs alone again.
     *
     * @param version that the person has seen
     * @return false where that is not what is stored
     */
    boolean passOn(String task, String person, String version) {
        return jdbc.sql(
                                """
                                update dp_draft set passed_on_at = :at, passed_on_by = (
                                    select coalesce(nullif(trim(concat(first_, ' ', last_)), ''), id_)
                                    from act_id_user where id_ = :person)
                                where task = :task and person = :person and version = :version
                                """)
                        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .param("task", task)
                        .param("person", person)
                        .param("version", version)
                        .update()
                == 1;
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

    /**
     * Removes the drafts of the tasks that the person cannot work on any more, as the engine's tables say now. What an account
     * that has gone has passed on stays, as nobody's whose id another person could get.
     */
    void personLeft(String person) {
        jdbc.sql("delete from dp_draft where person = :person and passed_on_at is null"
                        + " and (not exists (select 1 from act_id_user u where u.id_ = :person) or not "
                        + IS_FOR_THEM + ")")
                .param("person", person)
                .update();
        jdbc.sql("select task from dp_draft where person = :person"
                        + " and not exists (select 1 from act_id_user where id_ = :person)")
                .param("person", person)
                .query(String.class)
                .list()
                .forEach(
                        task -> jdbc.sql("update dp_draft set person = :nobody where task = :task and person = :person")
                                .param("nobody", "~" + UUID.randomUUID())
                                .param("task", task)
                                .param("person", person)
                                .update());
    }

    private static Draft draft(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getString("version"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                json(row.getString("content")),
                row.getString("passed_on_by"));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
