package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.engine.TypedText;

/**
 * Stores what a user saw and entered when they completed a task. Users can read their former steps only here, without
 * later changes: the engine gives them no access to the process itself.
 */
@Component
public class CompletedSteps {

    /** The key of the field with the reason, in every form that can return something. */
    static final String REASON = "returnReason";

    /** The value of a decision that returns something. */
    static final String RETURN = "return";

    /** The ending of each field key for a document number. */
    private static final String NUMBER = "Number";

    private static final String IS_OWN = "(c.completed_by = :person and c.account_removed = false)";

    private static final String HANDLED =
            """
            select c.task, c.name, c.completed_by_name, c.completed_at, %s as is_own, %%1$s as is_of_group,
                o.id, o.clause, o.part, o.period, o.unit, o.subject_name
            from dp_completed_step c
                left join act_hi_procinst i on i.id_ = c.process_instance
                left join dp_earlier_life l
                    on l.process_instance = coalesce(i.root_proc_inst_id_, c.process_instance)
                left join dp_obligation own
                    on own.process_instance = coalesce(i.root_proc_inst_id_, c.process_instance)
                left join dp_obligation o on o.id = coalesce(own.id, l.obligation_id)
            where %s or %%1$s
            order by c.completed_at desc, c.task
            """
                    .formatted(IS_OWN, IS_OWN);

    private static final String WITH_NUMBER =
            """
            select c.task, c.shown, c.entered from dp_completed_step c
            where (%s or %%s) and (c.shown like '%%%%%s":%%%%' or c.entered like '%%%%%s":%%%%')
            """
                    .formatted(IS_OWN, NUMBER, NUMBER);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Clock clock;

    CompletedSteps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param task the engine's id
     * @param completedBy a user id; {@code completedByName} is the name at that time
     * @param accountRemoved whether the account was deleted since then
     * @param shown the variables that the form names, by name
     * @param entered the values that the form accepted, by name
     */
    record CompletedStep(
            String task,
            @JsonIgnore String instance,
            @JsonIgnore String step,
            String name,
            String completedBy,
            String completedByName,
            @JsonIgnore boolean accountRemoved,
            Instant completedAt,
            List<String> groups,
            JsonNode shown,
            JsonNode entered) {

        boolean isOf(String person) {
            return !accountRemoved && completedBy.equals(person);
        }

        /** The value of the decision; empty if the step decides nothing. */
        Optional<String> decision() {
            return CompletedSteps.decision(entered);
        }

        boolean isReturn() {
            return CompletedSteps.isReturn(entered);
        }

        Done done() {
            return CompletedSteps.done(task, name, completedByName, completedAt, entered);
        }
    }

    /** The data to store. It is collected before the completion changes it. */
    record Kept(
            String task,
            String instance,
            String process,
            String step,
            String name,
            String groups,
            String shown,
            String entered) {}

    /** @param named the variables that the form may name */
    static Kept of(TaskEntity task, Set<String> named, ObjectNode variables, ObjectNode entered) {
        ObjectNode shown = variables.deepCopy();
        shown.retain(named);
        String groups = task.getCandidates().stream()
                .map(IdentityLinkEntity.class::cast)
                .map(IdentityLinkEntity::getGroupId)
                .filter(group -> group != null)
                .sorted()
                .collect(Collectors.joining(",", ",", ","));
        return new Kept(
                task.getId(),
                task.getProcessInstanceId(),
                task.getProcessDefinition().getKey(),
                task.getTaskDefinitionKey(),
                task.getName(),
                groups,
                shown.toString(),
                entered.toString());
    }

    /** @throws OptimisticLockingException if another user has completed the task at the same time */
    void keep(Kept kept, String completedBy) {
        try {
            insert(kept, completedBy);
        } catch (DuplicateKeyException completedMeanwhile) {
            throw new OptimisticLockingException("The task " + kept.task() + " was completed meanwhile");
        }
    }

    private void insert(Kept kept, String completedBy) {
        jdbc.sql(
                        """
                        insert into dp_completed_step (task, process_instance, process, step, name, of_groups, completed_at,
                            completed_by, completed_by_name, shown, entered)
                        values (:task, :instance, :process, :step, :name, :groups, :at, :by, %s, :shown, :entered)
                        """
                                .formatted(PersonName.kept(":by")))
                .param("task", kept.task())
                .param("instance", kept.instance())
                .param("process", kept.process())
                .param("step", kept.step())
                .param("name", kept.name())
                .param("groups", kept.groups())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", completedBy)
                .param("shown", kept.shown())
                .param("entered", kept.entered())
                .update();
    }

    /** The step, if this user completed it or one of these groups was a candidate group. */
    Optional<CompletedStep> find(String task, String person, Collection<String> groups) {
        return find(task)
                .filter(step -> step.isOf(person) || step.groups().stream().anyMatch(groups::contains));
    }

    /** Marks the steps of a deleted account. Call it in a transaction that may have deleted the account. */
    void personLeft(String person) {
        jdbc.sql("update dp_completed_step set account_removed = true where completed_by = :person"
                        + " and not exists (select 1 from act_id_user where id_ = :person)")
                .param("person", person)
                .update();
    }

    /** The step, for users who may read all steps. */
    Optional<CompletedStep> find(String task) {
        return jdbc.sql("select * from dp_completed_step where task = :task")
                .param("task", task)
                .query(CompletedSteps::step)
                .optional();
    }

    /**
     * A return of something to the person who has the next task of the instance.
     *
     * @param by the name at that time
     */
    public record Return(String instance, String by, Instant at) {}

    /** The instances, among these, whose last completed step was a return. */
    public List<Return> lastReturns(Collection<String> instances) {
        if (instances.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(
                        """
                        select process_instance, completed_by_name, completed_at, entered from dp_completed_step step
                        where process_instance in (:instances) and completed_at = (
                            select max(completed_at) from dp_completed_step other
                            where other.process_instance = step.process_instance)
                        """)
                .param("instances", instances)
                .query((row, n) -> isReturn(json(row.getString("entered")))
                        ? new Return(
                                row.getString("process_instance"),
                                row.getString("completed_by_name"),
                                row.getObject("completed_at", OffsetDateTime.class)
                                        .toInstant())
                        : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * A step without its form, for other packages.
     *
     * @param task the engine's id
     * @param byName the name of whoever completed it, at that time
     * @param reasons why the work was returned; empty if it was not
     */
    public record Done(String task, String name, String byName, Instant at, Optional<String> reasons) {}

    /** The completed steps of the instance, the oldest first. */
    public List<Done> of(String instance) {
        return done("process_instance = :instance", instance);
    }

    /** The same with the steps of called instances that history still has. */
    public List<Done> withCalled(String instance) {
        return done(
                """
                (process_instance = :instance or process_instance in (
                    select id_ from act_hi_procinst where root_proc_inst_id_ = :instance))
                """,
                instance);
    }

    /**
     * The accounts that completed a step of the instance, the oldest step first. Accounts removed since are left out,
     * because another person may have their id now.
     */
    public List<String> accountsOf(String instance) {
        return jdbc
                .sql(
                        """
                        select completed_by from dp_completed_step
                        where process_instance = :instance and account_removed = false
                        order by completed_at, task
                        """)
                .param("instance", instance)
                .query(String.class)
                .list()
                .stream()
                .distinct()
                .toList();
    }

    /** The distinct names of all who completed a step. */
    public List<String> people() {
        return jdbc.sql("select distinct completed_by_name from dp_completed_step")
                .query(String.class)
                .list();
    }

    /**
     * The instances in which one of these people, by name, completed a step, including the root instances of called
     * ones.
     */
    public Set<String> instancesOf(Collection<String> people) {
        return people.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql(
                                """
                                select process_instance from dp_completed_step where completed_by_name in (:people)
                                union
                                select i.root_proc_inst_id_ from dp_completed_step s
                                    join act_hi_procinst i on i.id_ = s.process_instance
                                where s.completed_by_name in (:people) and i.root_proc_inst_id_ is not null
                                """)
                        .param("people", people)
                        .query(String.class)
                        .list());
    }

    /**
     * Whether the user completed a step of the instance or of an instance that it called, or is in a candidate group of
     * one.
     */
    public boolean tookPart(String instance, String person, Collection<String> groups) {
        return jdbc
                .sql(
                        """
                        select * from dp_completed_step where process_instance = :instance or process_instance in (
                            select id_ from act_hi_procinst where root_proc_inst_id_ = :instance)
                        """)
                .param("instance", instance)
                .query(CompletedSteps::step)
                .list()
                .stream()
                .anyMatch(step -> step.isOf(person) || step.groups().stream().anyMatch(groups::contains));
    }

    /** The task that last completed one of these steps of the instance and was not a return. */
    public Optional<String> last(String instance, Collection<String> steps) {
        return jdbc
                .sql(
                        """
                        select task, entered from dp_completed_step where process_instance = :instance and step in (:steps)
                        order by completed_at desc
                        """)
                .param("instance", instance)
                .param("steps", steps)
                .query((row, n) -> isReturn(json(row.getString("entered"))) ? "" : row.getString("task"))
                .list()
                .stream()
                .filter(task -> !task.isEmpty())
                .findFirst();
    }

    /**
     * A completed step in a list.
     *
     * @param by the name at that time
     * @param isOwn whether the current user completed it
     * @param row the id of the obligation that the step belonged to; empty if there was none, as are the texts after it
     */
    public record Handled(
            String task,
            String name,
            String by,
            Instant at,
            boolean isOwn,
            boolean isOfGroup,
            Optional<Long> row,
            String clause,
            String part,
            String period,
            String unit,
            String about) {}

    /**
     * All steps for which {@link #mayRead} is true, the latest first. Each belongs to the obligation of its root
     * instance, even if that instance was cancelled and the obligation opened again.
     */
    public List<Handled> handled(String person, Collection<String> groups) {
        Map<String, Object> values = new HashMap<>(Map.of("person", person));
        String isOfGroup = ofGroups(groups, values);
        return jdbc.sql(HANDLED.formatted(isOfGroup))
                .params(values)
                .query(CompletedSteps::handled)
                .list();
    }

    /** The task ids of those of these steps whose form showed or took a document number that contains this text. */
    public Set<String> withNumber(String person, Collection<String> groups, String typed) {
        String asked = TypedText.plain(TypedText.line(typed));
        Map<String, Object> values = new HashMap<>(Map.of("person", person));
        String isOfGroup = ofGroups(groups, values);
        Set<String> found = new HashSet<>();
        jdbc.sql(WITH_NUMBER.formatted(isOfGroup))
                .params(values)
                .query((row, n) -> isNumbered(json(row.getString("shown")), asked)
                                || isNumbered(json(row.getString("entered")), asked)
                        ? row.getString("task")
                        : "")
                .list()
                .forEach(found::add);
        return found;
    }

    /** Whether this user completed the step or one of these groups was a candidate group. */
    public boolean mayRead(String task, String person, Collection<String> groups) {
        return find(task, person, groups).isPresent();
    }

    /** @param values gets the groups as parameters */
    private static String ofGroups(Collection<String> groups, Map<String, Object> values) {
        List<String> any = new ArrayList<>(List.of("1 = 0"));
        for (String group : groups) {
            String name = "group" + any.size();
            any.add("c.of_groups like :" + name);
            values.put(name, "%," + group + ",%");
        }
        return "(" + String.join(" or ", any) + ")";
    }

    private static boolean isNumbered(JsonNode value, String asked) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).anyMatch(one -> isNumbered(one, asked));
        }
        return value.properties().stream()
                .anyMatch(field -> field.getValue().isContainerNode()
                        ? isNumbered(field.getValue(), asked)
                        : field.getKey().endsWith(NUMBER)
                                && TypedText.plain(field.getValue().asText()).contains(asked));
    }

    private static Handled handled(ResultSet row, int number) throws SQLException {
        long obligation = row.getLong("id");
        return new Handled(
                row.getString("task"),
                row.getString("name"),
                row.getString("completed_by_name"),
                row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("is_own"),
                row.getBoolean("is_of_group"),
                obligation == 0 ? Optional.empty() : Optional.of(obligation),
                Objects.toString(row.getString("clause"), ""),
                Objects.toString(row.getString("part"), ""),
                Objects.toString(row.getString("period"), ""),
                Objects.toString(row.getString("unit"), ""),
                Objects.toString(row.getString("subject_name"), ""));
    }

    /** The reason for a return in these submitted values; empty if they return nothing. */
    public static Optional<String> reason(String entered) {
        JsonNode values = json(entered);
        return isReturn(values) ? Optional.of(values.path(REASON).asText()) : Optional.empty();
    }

    private List<Done> done(String where, String instance) {
        return jdbc.sql(
                        """
                        select task, name, completed_by_name, completed_at, entered from dp_completed_step
                        where %s order by completed_at, task
                        """
                                .formatted(where))
                .param("instance", instance)
                .query((row, n) -> done(
                        row.getString("task"),
                        row.getString("name"),
                        row.getString("completed_by_name"),
                        row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                        json(row.getString("entered"))))
                .list();
    }

    private static Done done(String task, String name, String byName, Instant at, JsonNode entered) {
        return new Done(
                task,
                name,
                byName,
                at,
                isReturn(entered) ? Optional.of(entered.path(REASON).asText()) : Optional.empty());
    }

    /** All completed steps of the instance with their forms, the oldest first. */
    List<CompletedStep> inInstance(String instance) {
        return jdbc.sql(
                        "select * from dp_completed_step where process_instance = :instance order by completed_at, task")
                .param("instance", instance)
                .query(CompletedSteps::step)
                .list();
    }

    /** The ending of the decision field's key in every form. */
    static final String DECISION = "Decision";

    private static Optional<String> decision(JsonNode entered) {
        return entered.properties().stream()
                .filter(value -> value.getKey().endsWith(DECISION))
                .map(value -> value.getValue().asText())
                .findFirst();
    }

    /** A decision with this value returns something, in every form. */
    private static boolean isReturn(JsonNode entered) {
        return decision(entered).filter(RETURN::equals).isPresent();
    }

    private static CompletedStep step(ResultSet row, int number) throws SQLException {
        return new CompletedStep(
                row.getString("task"),
                row.getString("process_instance"),
                row.getString("step"),
                row.getString("name"),
                row.getString("completed_by"),
                row.getString("completed_by_name"),
                row.getBoolean("account_removed"),
                row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                List.of(row.getString("of_groups").replaceAll("^,|,$", "").split(",")),
                json(row.getString("shown")),
                json(row.getString("entered")));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
