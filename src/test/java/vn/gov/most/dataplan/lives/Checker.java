package vn.gov.most.dataplan.lives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.lives.Memory.Cancellation;
import vn.gov.most.dataplan.lives.Memory.Owed;
import vn.gov.most.dataplan.lives.Memory.Part;
import vn.gov.most.dataplan.processes.FormFiller;

/**
 * Compares the stored state with the people's actions. It reads the tables and the engine's API, and uses none of the
 * code that wrote them.
 */
final class Checker {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Map<String, String> IN_FORMS = Map.of(
            "OPEN", "Chưa gửi",
            "SENT", "Đã gửi",
            "MENDING", "Đang chỉnh sửa",
            "ACCEPTED", "Đã chấp nhận",
            "NOT_SENT", "Không gửi báo cáo");

    /** Whose tasks they are; "unit" is the report's own. */
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("userTask_prepareReport", "unit"),
            Map.entry("userTask_mendReport", "unit"),
            Map.entry("userTask_sendReport", "unit-head"),
            Map.entry("userTask_checkReport", "it-center"),
            Map.entry("userTask_guideReports", "it-center"),
            Map.entry("userTask_consolidateReports", "it-center"),
            Map.entry("userTask_approveReport", "leadership"),
            Map.entry("userTask_carryOut", "unit"),
            Map.entry("userTask_confirmResult", "unit-head"));

    private static final Pattern LINK = Pattern.compile("/task/([0-9a-f-]{36})");

    private final Program program;
    private final JdbcClient jdbc;
    private final ProcessEngine engine;
    private final Memory memory;

    Checker(Program program, Memory memory) {
        this.program = program;
        this.jdbc = program.jdbc();
        this.engine = program.engine();
        this.memory = memory;
    }

    /** @param isQuiet whether all jobs that were due have run; else they may run on while it looks */
    void check(boolean isQuiet) {
        program.atOneMoment(() -> checkNow(isQuiet));
    }

    private void checkNow(boolean isQuiet) {
        rows();
        earlierLives();
        sendings();
        moves();
        instances(isQuiet);
        steps();
        if (isQuiet) {
            nothingStands();
            forms();
        }
        noFailure();
    }

    // ---- rows

    private record Row(
            long id,
            String part,
            String period,
            String unit,
            String key,
            String instance,
            String state,
            Instant openedAt,
            Instant dueAt,
            Instant closedAt,
            Instant cancelledAt,
            String cancelledBecause,
            String words) {}

    private List<Row> stored() {
        return jdbc.sql("select * from dp_obligation where clause = 'PL.II.4' order by business_key")
                .query(Checker::row)
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Instant closedAt = moment(row, "closed_at");
        Instant cancelledAt = moment(row, "cancelled_at");
        String missing = row.getString("missing_at_signing");
        return new Row(
                row.getLong("id"),
                row.getString("part"),
                row.getString("period"),
                row.getString("unit"),
                row.getString("business_key"),
                row.getString("process_instance"),
                row.getString("state"),
                moment(row, "opened_at"),
                moment(row, "due_at"),
                closedAt,
                cancelledAt,
                row.getString("cancelled_because"),
                words(
                        row.getString("business_key"),
                        row.getString("part"),
                        row.getString("state"),
                        moment(row, "due_at"),
                        moment(row, "first_sent_at"),
                        moment(row, "done_at"),
                        text(row.getString("done_by")),
                        closedAt != null,
                        cancelledAt != null,
                        text(row.getString("cancelled_by")),
                        moment(row, "consolidated_at"),
                        moment(row, "signed_at"),
                        missing == null
                                ? null
                                : StreamSupport.stream(FormFiller.read(missing).spliterator(), false)
                                        .map(JsonNode::asText)
                                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    private void rows() {
        List<Row> stored = stored();
        assertThat(stored)
                .as("rows")
                .extracting(Row::words)
                .containsExactlyInAnyOrderElementsOf(
                        memory.all().stream().map(Checker::expected).toList());
        Map<String, HistoricProcessInstance> instances = history();
        for (Row row : stored) {
            HistoricProcessInstance instance = instances.get(row.instance());
            assertThat(instance).as("instance of " + row.words()).isNotNull();
            assertThat(instance.getBusinessKey()).as("key of " + row.words()).isEqualTo(row.key());
            assertThat(row.openedAt())
                    .as("opening of " + row.words())
                    .isEqualTo(instance.getStartTime().toInstant());
            if (row.closedAt() != null) {
                assertThat(row.closedAt())
                        .as("closing of " + row.words())
                        .isEqualTo(instance.getEndTime().toInstant());
            }
            if (row.cancelledAt() != null) {
                Cancellation cancelled = memory.of(row.key()).cancelled;
                assertThat(row.cancelledAt())
                        .as("cancelling of " + row.words())
                        .isAfterOrEqualTo(cancelled.at())
                        .isEqualTo(instance.getEndTime().toInstant());
                because(row.cancelledBecause(), cancelled, instance, row.words());
            }
        }
    }

    private static String expected(Owed one) {
        return words(
                one.key,
                one.part.id,
                one.state,
                due(one),
                one.firstSentAt(),
                one.doneAt,
                one.doneBy,
                one.closed,
                one.cancelled != null,
                one.cancelled == null ? "" : one.cancelled.by(),
                one.consolidatedAt,
                one.signedAt,
                one.missing);
    }

    private static String words(
            String key,
            String part,
            String state,
            Instant due,
            Instant firstSent,
            Instant done,
            String doneBy,
            boolean closed,
            boolean cancelled,
            String cancelledBy,
            Instant consolidated,
            Instant signed,
            Set<String> missing) {
        return "%s %s %s, due %s, first sent %s, done %s %s, closed %s, cancelled %s %s, consolidated %s, signed %s, missing %s"
                .formatted(
                        key,
                        part,
                        state,
                        due,
                        firstSent,
                        done,
                        doneBy,
                        closed,
                        cancelled,
                        cancelledBy,
                        consolidated,
                        signed,
                        missing);
    }

    /** The plan's "Trước 25/12" and "trước 31/12", and the ordered day of orders. */
    private static Instant due(Owed one) {
        int year = Integer.parseInt(one.period);
        LocalDate day =
                switch (one.part) {
                    case UNIT -> LocalDate.of(year, 12, 24);
                    case MINISTRY -> LocalDate.of(year, 12, 30);
                    case ORDER -> one.orderedFor;
                };
        return at(day, 17, 0);
    }

    private static void because(String stored, Cancellation cancelled, HistoricProcessInstance instance, String words) {
        if (cancelled.because().isEmpty()) {
            assertThat(text(stored)).as("why " + words).isIn("", text(instance.getDeleteReason()));
        } else {
            assertThat(stored).as("why " + words).isEqualTo(cancelled.because());
        }
    }

    private void earlierLives() {
        record Life(String key, int number, String instance, Instant openedAt, Instant at, String by, String because) {}
        List<Life> stored = jdbc.sql(
                        """
                        select o.business_key, e.* from dp_earlier_life e join dp_obligation o on o.id = e.obligation_id
                        order by o.business_key, e.number
                        """)
                .query((row, n) -> new Life(
                        row.getString("business_key"),
                        row.getInt("number"),
                        row.getString("process_instance"),
                        moment(row, "opened_at"),
                        moment(row, "cancelled_at"),
                        text(row.getString("cancelled_by")),
                        row.getString("cancelled_because")))
                .list();
        List<String> expected = new ArrayList<>();
        for (Owed one : memory.all()) {
            for (int i = 0; i < one.earlierLives.size(); i++) {
                expected.add("%s #%d by %s"
                        .formatted(one.key, i + 1, one.earlierLives.get(i).by()));
            }
        }
        assertThat(stored.stream()
                        .map(life -> "%s #%d by %s".formatted(life.key(), life.number(), life.by()))
                        .toList())
                .as("earlier lives")
                .containsExactlyInAnyOrderElementsOf(expected);
        Map<String, HistoricProcessInstance> instances = history();
        for (Life life : stored) {
            HistoricProcessInstance instance = instances.get(life.instance());
            assertThat(instance).as("instance of " + life).isNotNull();
            assertThat(instance.getBusinessKey()).as("key of " + life).isEqualTo(life.key());
            assertThat(life.openedAt())
                    .as("opening of " + life)
                    .isEqualTo(instance.getStartTime().toInstant());
            assertThat(life.at())
                    .as("end of " + life)
                    .isEqualTo(instance.getEndTime().toInstant());
            because(
                    life.because(),
                    memory.of(life.key()).earlierLives.get(life.number() - 1),
                    instance,
                    life.toString());
        }
        List<String> instancesBefore = stored.stream().map(Life::instance).toList();
        assertThat(instancesBefore).as("instances of earlier lives").doesNotHaveDuplicates();
        assertThat(Collections.disjoint(
                        instancesBefore, stored().stream().map(Row::instance).toList()))
                .as("instances of earlier lives are no longer the rows'")
                .isTrue();
    }

    private void sendings() {
        List<String> expected = new ArrayList<>();
        for (Owed one : memory.all()) {
            for (int i = 0; i < one.sendings.size(); i++) {
                Memory.Sending sending = one.sendings.get(i);
                expected.add("%s #%d %s by %s, addendum %s, %s"
                        .formatted(one.key, i + 1, sending.at(), sending.by(), sending.addendum(), sending.measures()));
            }
        }
        assertThat(jdbc.sql(
                                """
                                select o.business_key, s.* from dp_sending s join dp_obligation o on o.id = s.obligation_id
                                where o.clause = 'PL.II.4'
                                """)
                        .query((row, n) -> "%s #%d %s by %s, addendum %s, %s"
                                .formatted(
                                        row.getString("business_key"),
                                        row.getInt("number"),
                                        moment(row, "sent_at"),
                                        row.getString("sent_by"),
                                        row.getBoolean("addendum"),
                                        measures(row.getString("content"))))
                        .list())
                .as("sendings")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> measures(String content) {
        return StreamSupport.stream(FormFiller.read(content).path("measures").spliterator(), false)
                .map(measure -> measure.path("name").asText())
                .toList();
    }

    private void moves() {
        assertThat(jdbc.sql(
                                """
                                select o.business_key from dp_moved_date m join dp_obligation o on o.id = m.obligation_id
                                """)
                        .query(String.class)
                        .list())
                .as("moved dates")
                .containsExactlyInAnyOrderElementsOf(memory.all().stream()
                        .flatMap(one -> Stream.generate(() -> one.key).limit(one.moves))
                        .toList());
    }

    // ---- rows and engine

    private Map<String, HistoricProcessInstance> history() {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKeyIn(processes())
                .list()
                .stream()
                .collect(Collectors.toMap(HistoricProcessInstance::getId, Function.identity()));
    }

    private static String[] processes() {
        return Stream.of(Part.values()).map(part -> part.process).toArray(String[]::new);
    }

    private List<ProcessInstance> running() {
        return Stream.of(Part.values())
                .flatMap(
                        part -> engine
                                .getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(part.process)
                                .list()
                                .stream())
                .toList();
    }

    private List<Task> tasks() {
        return engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKeyIn(processes())
                .list();
    }

    private void instances(boolean isQuiet) {
        Map<String, String> instanceOf = stored().stream().collect(Collectors.toMap(Row::key, Row::instance));
        List<ProcessInstance> running = running();
        for (ProcessInstance instance : running) {
            assertThat(instance.getId())
                    .as("the row's instance for the one that runs of " + instance.getBusinessKey())
                    .isEqualTo(instanceOf.get(instance.getBusinessKey()));
        }
        List<String> keys =
                running.stream().map(ProcessInstance::getBusinessKey).toList();
        List<String> open =
                memory.all().stream().filter(Owed::isOpen).map(one -> one.key).toList();
        assertThat(keys).as("running instances").doesNotHaveDuplicates().containsAll(open);
        if (isQuiet) {
            assertThat(keys).as("running instances").containsExactlyInAnyOrderElementsOf(open);
        } else {
            assertThat(keys).as("running instances").allSatisfy(key -> assertThat(memory.of(key).cancelled)
                    .isNull());
        }
        assertThat(running.stream()
                        .filter(ProcessInstance::isSuspended)
                        .map(ProcessInstance::getBusinessKey)
                        .toList())
                .as("suspended instances")
                .containsExactlyInAnyOrderElementsOf(memory.all().stream()
                        .filter(one -> one.suspended)
                        .map(one -> one.key)
                        .toList());
    }

    private void steps() {
        Map<String, String> keyOf =
                running().stream().collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        assertThat(jdbc.sql(
                                """
                                select s.task_id, o.business_key, s.due_at
                                from dp_step s join dp_obligation o on o.id = s.obligation_id
                                """)
                        .query((row, n) -> "%s of %s, due %s"
                                .formatted(
                                        row.getString("task_id"), row.getString("business_key"), moment(row, "due_at")))
                        .list())
                .as("steps")
                .containsExactlyInAnyOrderElementsOf(tasks().stream()
                        .map(task -> "%s of %s, due %s"
                                .formatted(
                                        task.getId(),
                                        keyOf.get(task.getProcessInstanceId()),
                                        task.getDueDate().toInstant()))
                        .toList());
    }

    /** A running instance waits for somebody or something, but never for a unit that has sent or was cancelled. */
    private void nothingStands() {
        Set<String> withTask = tasks().stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, List<EventSubscription>> waits =
                engine.getRuntimeService().createEventSubscriptionQuery().eventType("conditional").list().stream()
                        .collect(Collectors.groupingBy(EventSubscription::getProcessInstanceId));
        for (ProcessInstance instance : running()) {
            Owed one = memory.of(instance.getBusinessKey());
            boolean isWaiting = waits.containsKey(instance.getId());
            assertThat(withTask.contains(instance.getId()) || isWaiting || one.suspended)
                    .as(one.key + " goes on")
                    .isTrue();
            if (one.part == Part.MINISTRY && !isStillToBeTold(one) && isWaiting) {
                assertThat(now())
                        .as("the ministry waits for its units until the cut-off: " + one.key)
                        .isBefore(at(LocalDate.of(Integer.parseInt(one.period), 12, 25), 0, 0));
                assertThat(memory.unitReports(one.period).stream()
                                // A suspended instance does not report its sending
                                .filter(unit -> unit.cancelled == null && (unit.sendings.isEmpty() || unit.suspended))
                                .toList())
                        .as("whom the ministry waits for: " + one.key)
                        .isNotEmpty();
            }
        }
    }

    /** The unit states in the ministry's forms are correct. */
    private void forms() {
        Map<String, String> keyOf =
                running().stream().collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        for (Task task : tasks()) {
            if (Set.of("userTask_consolidateReports", "userTask_approveReport").contains(task.getTaskDefinitionKey())) {
                Owed ministry = memory.of(keyOf.get(task.getProcessInstanceId()));
                if (isStillToBeTold(ministry)) {
                    continue;
                }
                Map<String, String> shown = new TreeMap<>();
                FormFiller.read(String.valueOf(engine.getTaskService().getVariable(task.getId(), "unitReports")))
                        .forEach(row -> shown.put(
                                row.path("unit").asText(), row.path("state").asText()));
                Map<String, String> expected = new TreeMap<>();
                memory.unitReports(ministry.period).forEach(unit -> expected.put(unit.unit, inForms(unit)));
                // Suspending is not reported; the forms show it from the next reported change on
                memory.unitReports(ministry.period).stream()
                        .filter(unit ->
                                unit.wasSuspended() && "Đang tạm dừng".equals(shown.get(unit.unit)) || unit.suspended)
                        .forEach(unit -> List.of(shown, expected).forEach(words -> words.remove(unit.unit)));
                assertThat(shown).as("units in the form of " + ministry.key).isEqualTo(expected);
                if (task.getTaskDefinitionKey().equals("userTask_consolidateReports")) {
                    checkMeasures(task, ministry);
                }
            }
        }
    }

    /** The decision's form has the measures of each report as it was last sent. */
    private void checkMeasures(Task task, Owed ministry) {
        List<String> shown = new ArrayList<>();
        FormFiller.read(String.valueOf(engine.getTaskService().getVariable(task.getId(), "measures")))
                .forEach(row -> shown.add(row.path("name").asText()));
        assertThat(shown.stream().sorted().toList())
                .as("measures in the form of " + ministry.key)
                .isEqualTo(memory.unitReports(ministry.period).stream()
                        .filter(unit -> !unit.sendings.isEmpty())
                        .flatMap(unit -> unit.sendings.get(unit.sendings.size() - 1).measures().stream())
                        .sorted()
                        .toList());
    }

    /** An activated instance gets the missed changes within ten minutes. */
    private boolean isStillToBeTold(Owed ministry) {
        return ministry.wasSuspendedAfter(now().minus(Duration.ofMinutes(10)));
    }

    private static String inForms(Owed unit) {
        return unit.cancelled != null ? "Đã hủy" : unit.suspended ? "Đang tạm dừng" : IN_FORMS.get(unit.state);
    }

    private void noFailure() {
        assertThat(engine.getRuntimeService().createIncidentQuery().list().stream()
                        .map(incident -> incident.getActivityId() + ": " + incident.getIncidentMessage())
                        .toList())
                .as("incidents")
                .isEmpty();
        assertThat(engine.getManagementService().createJobQuery().withException().list().stream()
                        .map(Job::getExceptionMessage)
                        .toList())
                .as("failed jobs")
                .isEmpty();
    }

    // ---- mails

    private static final String OUTCOME = "outcome/";
    private static final String DIGEST = "weekly-watch";
    private static final String COMPLETED = "completed";
    private static final Set<String> DECIDING = Set.of("userTask_checkReport", "userTask_approveReport");

    private record Mail(String person, String occasion, LocalDate day, Instant at, Instant sentAt, Set<String> tasks) {}

    private record TaskHistory(
            HistoricTaskInstance task, Owed one, String group, Instant begin, Instant end, Instant lifeOpenedAt) {

        boolean isThereAt(Instant moment) {
            return !begin.isAfter(moment) && (end == null || !end.isBefore(moment));
        }

        @Override
        public String toString() {
            return "%s of %s, there from %s to %s".formatted(task.getTaskDefinitionKey(), one.key, begin, end);
        }
    }

    /** Mails are written for all open work, for nothing else, and never twice. */
    void checkMails() {
        List<Mail> mails = jdbc.sql("select * from dp_mail order by id")
                .query((row, n) -> new Mail(
                        row.getString("person"),
                        row.getString("occasion"),
                        row.getObject("mail_day", LocalDate.class),
                        moment(row, "written_at"),
                        moment(row, "sent_at"),
                        links(row.getString("plain_text"))))
                .list();
        Map<String, TaskHistory> tasks = taskHistory();
        Set<String> once = new TreeSet<>();
        Map<String, Long> news = new TreeMap<>();
        List<Mail> outcomes = mails.stream()
                .filter(mail -> mail.occasion().startsWith(OUTCOME))
                .toList();
        for (Mail mail : mails) {
            assertThat(mail.sentAt()).as("sending of " + mail).isNotNull();
            boolean isDigest = mail.occasion().equals(DIGEST);
            if (isDigest) {
                checkDigest(mail);
            }
            assertThat(mail.tasks().isEmpty()).as("tasks of " + mail).isEqualTo(isDigest || outcomes.contains(mail));
            boolean isNews = mail.occasion().startsWith("news/");
            assertThat(once.add(mail.person() + mail.day() + mail.occasion()))
                    .as("once a day: " + mail)
                    .isTrue();
            for (String id : mail.tasks()) {
                TaskHistory told = tasks.get(id);
                assertThat(told).as("task " + id + " of " + mail).isNotNull();
                assertThat(told.isThereAt(mail.at()))
                        .as("at " + mail.at() + " " + mail.person() + " is told of " + told)
                        .isTrue();
                assertThat(silence(told, mail.at()))
                        .as("at " + mail.at() + " " + mail.person() + " is told of " + told)
                        .isNull();
                assertThat(members(told.group())).as("who is told of " + told).contains(mail.person());
                if (isNews) {
                    long moves = told.one().movedAt.stream()
                            .filter(moment -> moment.isAfter(told.begin()) && !moment.isAfter(mail.at()))
                            .count();
                    assertThat(news.merge(mail.person() + id, 1L, Long::sum))
                            .as("news once, and once for each moved date, to " + mail.person() + " of " + told)
                            .isLessThanOrEqualTo(1 + moves);
                }
            }
        }
        for (TaskHistory told : tasks.values()) {
            checkNews(told, mails);
            checkReminders(told, mails);
        }
        checkOutcomes(tasks.values(), outcomes);
    }

    /** The weekly digest goes only to the leadership, managers and heads, in the week after it. */
    private void checkDigest(Mail mail) {
        LocalDate writtenOn = LocalDate.ofInstant(mail.at(), ZONE);
        assertThat(mail.day().getDayOfWeek()).as("day of " + mail).isEqualTo(DayOfWeek.MONDAY);
        assertThat(writtenOn)
                .as("writing of " + mail)
                .isBetween(mail.day(), mail.day().plusDays(6));
        assertThat(engine.getIdentityService().createGroupQuery().groupMember(mail.person()).list().stream()
                        .map(Group::getId))
                .as("who is told by " + mail)
                .anyMatch(group -> group.endsWith("-head")
                        || List.of("leadership", "manager").contains(group));
    }

    /**
     * Everybody who completed a step of accepted or signed work gets one mail about it, except the person who decided
     * it.
     */
    private void checkOutcomes(Collection<TaskHistory> tasks, List<Mail> outcomes) {
        Set<String> expected = new TreeSet<>();
        for (TaskHistory decided : tasks) {
            Owed one = decided.one();
            if (DECIDING.contains(decided.task().getTaskDefinitionKey())
                    && decided.end() != null
                    && decided.end().equals(one.doneAt)) {
                tasks.stream()
                        .map(TaskHistory::task)
                        .filter(task -> task.getProcessInstanceId()
                                .equals(decided.task().getProcessInstanceId()))
                        .filter(task -> COMPLETED.equals(task.getDeleteReason()))
                        .map(HistoricTaskInstance::getAssignee)
                        .filter(person -> !person.equals(one.doneBy))
                        .forEach(person ->
                                expected.add("%s of %s, %s %s".formatted(person, one.period, one.unit, one.doneAt)));
            }
        }
        assertThat(outcomes.stream().map(this::outcome).toList())
                .as("who is told what was decided")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private String outcome(Mail mail) {
        JsonNode decided = FormFiller.read(engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(mail.occasion().substring(OUTCOME.length()))
                .variableName("decided")
                .singleResult()
                .getValue()
                .toString());
        return "%s of %s, %s %s"
                .formatted(
                        mail.person(),
                        decided.path("period").asText(),
                        decided.path("unit").asText(),
                        decided.path("at").asText());
    }

    /**
     * A task is announced as new if it is still open when all jobs have run for the first time, at least three minutes
     * after its start.
     */
    private void checkNews(TaskHistory told, List<Mail> mails) {
        boolean isThereLongEnough = memory.quiets().stream()
                .filter(quiet -> !quiet.isBefore(told.begin().plus(Duration.ofMinutes(3))))
                .findFirst()
                .filter(quiet -> told.end() == null || told.end().isAfter(quiet))
                .filter(quiet -> silence(told, quiet) == null)
                .isPresent();
        boolean isAlwaysTold = silence(told, told.begin().plus(Duration.ofMinutes(3))) == null
                && silence(told, told.begin().plusMillis(1)) == null;
        if (isThereLongEnough && isAlwaysTold) {
            assertThat(mails.stream()
                            .filter(mail -> mail.occasion().startsWith("news/"))
                            .filter(mail -> mail.tasks().contains(told.task().getId()))
                            .map(Mail::person)
                            .distinct()
                            .toList())
                    .as("who is told of the new " + told)
                    .containsExactlyInAnyOrderElementsOf(members(told.group()));
        }
    }

    /** Overdue work is in the mail of every working morning. */
    private void checkReminders(TaskHistory told, List<Mail> mails) {
        for (Instant morning : memory.mornings()) {
            LocalDate day = LocalDate.ofInstant(morning, ZONE);
            boolean isWorkingDay = day.getDayOfWeek().getValue() < 6
                    && !Memory.DAYS_OFF.contains(day)
                    && day.isBefore(LocalDate.of(2027, 2, 1));
            Instant signedAt = memory.ministryOf(told.one()).signedAt;
            boolean isOver = told.one().part != Part.ORDER
                    && signedAt != null
                    && signedAt.isBefore(morning)
                    && day.getYear() > Integer.parseInt(told.one().period);
            if (isWorkingDay
                    && !isOver
                    && told.begin().isBefore(morning)
                    && told.isThereAt(morning)
                    && told.task().getDueDate().toInstant().isBefore(morning)
                    && silence(told, morning) == null) {
                assertThat(mails.stream()
                                .filter(mail -> mail.occasion().equals("reminder")
                                        && mail.day().equals(day))
                                .filter(mail ->
                                        mail.tasks().contains(told.task().getId()))
                                .map(Mail::person)
                                .toList())
                        .as("who is reminded on " + day + " of the overdue " + told)
                        .containsExactlyInAnyOrderElementsOf(members(told.group()));
            }
        }
    }

    /** Why a task must not be in mails at that time; null if it must. */
    private String silence(TaskHistory told, Instant moment) {
        Owed one = told.one();
        Instant signedAt = memory.ministryOf(one).signedAt;
        if (one.isSuspendedAt(moment)) {
            return "suspended";
        }
        if (due(one).isBefore(told.lifeOpenedAt())) {
            return "late before it was opened";
        }
        if (one.part == Part.UNIT
                && signedAt != null
                && signedAt.isBefore(moment)
                && (one.firstSentAt() == null || one.firstSentAt().isAfter(moment))) {
            return "never sent, of a period that is signed";
        }
        return null;
    }

    private Map<String, TaskHistory> taskHistory() {
        Map<String, HistoricProcessInstance> instances = history();
        Map<String, TaskHistory> tasks = new HashMap<>();
        for (String process : processes()) {
            for (HistoricTaskInstance task : engine.getHistoryService()
                    .createHistoricTaskInstanceQuery()
                    .processDefinitionKey(process)
                    .list()) {
                HistoricProcessInstance instance = instances.get(task.getProcessInstanceId());
                Owed one = memory.of(instance.getBusinessKey());
                tasks.put(
                        task.getId(),
                        new TaskHistory(
                                task,
                                one,
                                GROUPS.get(task.getTaskDefinitionKey()).replace("unit", one.unit),
                                task.getStartTime().toInstant(),
                                task.getEndTime() == null
                                        ? null
                                        : task.getEndTime().toInstant(),
                                instance.getStartTime().toInstant()));
            }
        }
        return tasks;
    }

    private final Map<String, List<String>> members = new HashMap<>();

    private List<String> members(String group) {
        return members.computeIfAbsent(
                group, id -> engine.getIdentityService().createUserQuery().memberOfGroup(id).list().stream()
                        .map(User::getId)
                        .toList());
    }

    private static Set<String> links(String mail) {
        Set<String> tasks = new TreeSet<>();
        for (Matcher link = LINK.matcher(mail); link.find(); ) {
            tasks.add(link.group(1));
        }
        return tasks;
    }

    // ---- reading

    private Instant now() {
        return org.camunda.bpm.engine.impl.util.ClockUtil.getCurrentTime().toInstant();
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return LocalDateTime.of(day.getYear(), day.getMonth(), day.getDayOfMonth(), hour, minute)
                .atZone(ZONE)
                .toInstant();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static String text(String stored) {
        return Objects.requireNonNullElse(stored, "");
    }
}
