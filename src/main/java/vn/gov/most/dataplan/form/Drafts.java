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
 * What people have entered into the forms of open tasks and not submitted yet, one row per task and person. A person
 * who gives a task back may pass on their draft: the next person who works on the task and has no draft of their own
 * starts with it. Every writing method must be called in a transaction.
 */
@Component
class Drafts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Whether the task is for this person. A right alone is not enough, because administrators have it for all tasks.
     */
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
     * @param content by field key, as typed, also values that the field does not accept yet
     * @param passedOnBy the name of the person who passed it on; null for the person's own draft
     */
    record Draft(String version, Instant savedAt, ObjectNode content, String passedOnBy) {}

    /** The person's own draft, otherwise the last one passed on. */
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

    /** The person's draft, unless they have passed it on. */
    Optional<Draft> own(String task, String person) {
        return find(task, person).filter(draft -> draft.passedOnBy() == null);
    }

    /** Locks the task, see {@link OpenTask#hold}. */
    boolean holdsOpen(String task) {
        return OpenTask.hold(jdbc, task);
    }

    /**
     * Saves the draft of a task that is locked as open. The stored version must be one of those that the new one was
     * based on. Otherwise another browser has saved meanwhile, and its draft stays.
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
     * Passes the person's draft on to the next person who takes the task. Whatever the person enters later is a new
     * draft of their own.
     *
     * @param version that the person has seen
     * @return false if another version is stored
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

    /**
     * Appends rows to a list in a draft, if the draft has this list. The browser that is editing the draft notices
     * the new version.
     */
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

    /** Call it after the task's row is deleted: a concurrent save of a draft waits for that. */
    void taskEnded(String task) {
        jdbc.sql("delete from dp_draft where task = :task").param("task", task).update();
    }

    /**
     * Deletes the drafts of tasks that the person can no longer work on, according to the engine's tables. Drafts
     * passed on by a deleted account stay, without its id, which another person could get.
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
