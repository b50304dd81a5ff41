package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.management.UpdateJobDefinitionSuspensionStateBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;
import vn.gov.most.dataplan.rehearsal.TimeMachine;

/**
 * Prepares one clause before each test: nothing is open or owed, the other clauses' obligations were done long ago, and
 * the program is installed at a given time. Notifications about new, due and issued work, which take longer than
 * everything else, are off, and mails keep their bodies, unless the test is about mails.
 */
@VirtualTimeTest
abstract class Stage {

    @Autowired
    ProcessEngine engine;

    @Autowired
    TimeMachine timeMachine;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OpenDuePeriods openDuePeriods;

    @Autowired
    Plan plan;

    @Autowired
    Schedule schedule;

    /** The processes that tell people by mail. */
    static final List<String> MAILS = List.of(
            "tell-news",
            "remind",
            "tell-issued",
            "tell-outcome",
            "tell-notice",
            "kh-iii1a-weekly-watch",
            "empty-mails");

    /** Opens letters that urge late units; off if the test is about something else. */
    private static final String URGING = "open-after-late";

    private static final Pattern CITATION = Pattern.compile("Mục [IV]+\\.\\d+(\\.[a-dđ])? (Phụ lục|Kế hoạch)");

    Player player;

    /** The clause that is played. */
    abstract String clause();

    boolean isPlayed(Part part) {
        return part.clause().equals(clause());
    }

    /** The process of its period, or of its event. */
    String process() {
        Clause played = plan.clause(clause()).orElseThrow();
        return played.closingPart().orElse(played.parts().get(0)).process().orElseThrow();
    }

    /** Whether the opening of periods has nothing to do now, and its morning passes without it. */
    boolean opensNothing() {
        return openDuePeriods.due().isEmpty();
    }

    @BeforeEach
    void clear() {
        // The rows first: instances that end are not to be written down
        jdbc.sql("delete from dp_step").update();
        jdbc.sql("delete from dp_taken_over").update();
        jdbc.sql("delete from dp_sending").update();
        jdbc.sql("delete from dp_moved_date").update();
        jdbc.sql("delete from dp_earlier_life").update();
        jdbc.sql("delete from dp_focal_officer").update();
        jdbc.sql("delete from dp_obligation").update();
        List<String> open =
                engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                        .map(ProcessInstance::getId)
                        .toList();
        if (!open.isEmpty()) {
            engine.getRuntimeService().deleteProcessInstancesIfExists(open, "test", true, true, false);
        }
        MAILS.forEach(process -> engine.getManagementService()
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey(process)
                .includeJobs(true)
                .suspend());
        boolean isUrged =
                plan.parts().filter(part -> part.opensAfterLate().isPresent()).anyMatch(this::isPlayed);
        UpdateJobDefinitionSuspensionStateBuilder urging = engine.getManagementService()
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey(URGING)
                .includeJobs(true);
        if (isUrged) {
            urging.activate();
        } else {
            urging.suspend();
        }
        forgetHistory();
        plan.parts().filter(part -> !isPlayed(part)).forEach(this::done);
        player = new Player(engine, timeMachine, clock, this::opensNothing);
    }

    /** All tests of this kind share a database in memory, which history would fill. */
    private void forgetHistory() {
        jdbc.sql("select table_name from information_schema.tables where table_name like 'ACT^_HI^_%' escape '^'")
                .query(String.class)
                .list()
                .forEach(table -> jdbc.sql("truncate table " + table).update());
        jdbc.sql("delete from act_ge_bytearray where deployment_id_ is null").update();
    }

    private void done(Part other) {
        if (other.each() == PartOwner.CLAUSE && other.period().isPeriodic()) {
            IntStream.rangeClosed(2025, 2031)
                    .boxed()
                    .flatMap(year -> Stream.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 7, 1)))
                    .map(day -> schedule.periodOf(other, day).id())
                    .distinct()
                    .forEach(period -> done(other, period));
        }
    }

    private void done(Part other, String period) {
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance,
                            business_key, state, opened_at, done_at, provisional)
                        values (:clause, :part, :period, '', '', 'none', 'none', 'DONE', :at, :at, false)
                        """)
                .param("clause", other.clause())
                .param("part", other.id())
                .param("period", period)
                .param("at", OffsetDateTime.of(2025, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
                .update();
    }

    /** Stores another clause's product of the period. */
    void kept(String clause, String part, String period, String content) {
        jdbc.sql(
                        """
                        insert into dp_sending (obligation_id, number, sent_at, addendum, content)
                        select id, 1, opened_at, false, :content from dp_obligation
                        where clause = :clause and part = :part and period = :period
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", period)
                .param("content", content)
                .update();
    }

    /** Sends mails from now on, also for earlier work; no mail has been written yet. */
    void peopleAreTold() {
        jdbc.sql("delete from dp_mail").update();
        MAILS.forEach(process -> engine.getManagementService()
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey(process)
                .includeJobs(true)
                .activate());
    }

    /** The clauses that the mails that were written name. */
    Set<String> clausesInMails() {
        return jdbc.sql("select plain_text from dp_mail").query(String.class).list().stream()
                .flatMap(mail -> CITATION.matcher(mail).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @AfterEach
    void backToTheMachinesTime() {
        timeMachine.stop();
    }

    /** The program is installed and started for the first time. */
    void installedAt(String moment) {
        installedAt(moment, "update dp_installation set installed_at = :at, in_use_since = :at");
    }

    /** The same, and no administrator has said yet that it is in use. */
    void installedAndNotInUseAt(String moment) {
        installedAt(moment, "update dp_installation set installed_at = :at, in_use_since = null");
    }

    private void installedAt(String moment, String installed) {
        timeMachine.jumpTo(Player.at(moment));
        jdbc.sql(installed)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        for (Job job : engine.getManagementService().createJobQuery().timers().list()) {
            engine.getManagementService().recalculateJobDuedate(job.getId(), false);
        }
        started();
    }

    /** The program starts, after a stop too. */
    void started() {
        openDuePeriods.softwareStarted();
        timeMachine.runDueJobs();
    }

    /** The business keys of a process's open instances. */
    List<String> openInstances(String process) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(process).list().stream()
                .map(ProcessInstance::getBusinessKey)
                .toList();
    }

    List<String> dueDates(String task) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list().stream()
                .map(one -> Player.local(one.getDueDate().toInstant()))
                .toList();
    }

    Object variable(String businessKey, String name) {
        return engine.getRuntimeService()
                .getVariable(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey(businessKey)
                                .singleResult()
                                .getId(),
                        name);
    }

    List<String> states(String part) {
        return jdbc.sql("select state from dp_obligation where clause = :clause and part = :part")
                .param("clause", clause())
                .param("part", part)
                .query(String.class)
                .list();
    }

    /** The recorded state, with "late" behind it where what decides was after the plan's time. */
    String standing(String part) {
        return jdbc.sql(
                        """
                        select state || case when state = 'DONE' and coalesce(first_sent_at, done_at) >= late_from then ' late' else '' end
                        from dp_obligation where clause = :clause and part = :part
                        """)
                .param("clause", clause())
                .param("part", part)
                .query(String.class)
                .single();
    }

    /** The groups that the open tasks of that id have come to. */
    List<String> groupsOf(String task) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list().stream()
                .map(Task::getId)
                .flatMap(id -> engine.getTaskService().getIdentityLinksForTask(id).stream())
                .map(IdentityLink::getGroupId)
                .distinct()
                .toList();
    }

    /** The unit has named its focal officer. */
    void officer(String unit, String address) {
        jdbc.sql(
                        """
                        insert into dp_focal_officer (unit_id, appointed_at, name, job_position, duty, phone, email)
                        values (:unit, current_timestamp, 'Nguyễn Văn Đầu Mối', 'Chuyên viên', 'Đầu mối', '024', :address)
                        """)
                .param("unit", unit)
                .param("address", address)
                .update();
    }

    void assertNoIncident() {
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    }

    void startByHand(Map<String, Object> form) {
        startByHand(process(), form);
    }

    /** By an administrator, where the test names nobody. */
    void startByHand(String process, Map<String, Object> form) {
        if (engine.getIdentityService().getCurrentAuthentication() == null) {
            player.as("admin", () -> startByHand(process, form));
            return;
        }
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        engine.getFormService().submitStartForm(definition, form);
    }

    long late(String part) {
        return jdbc.sql(
                        "select count(*) from dp_obligation where clause = :clause and part = :part and first_sent_at >= late_from")
                .param("clause", clause())
                .param("part", part)
                .query(Long.class)
                .single();
    }

    /** Sends a message, as REST does for an outside event. */
    void message(String name, Map<String, Object> variables) {
        engine.getRuntimeService()
                .createMessageCorrelation(name)
                .setVariables(variables)
                .correlateStartMessage();
    }

    /** The stored products, as JSON. */
    List<String> products() {
        return jdbc.sql(
                        "select s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id"
                                + " where o.clause = :clause and (o.unit = '' or o.period = '') order by s.obligation_id, s.number")
                .param("clause", clause())
                .query(String.class)
                .list();
    }

    /** How and why the clause's due dates were moved. */
    List<String> movedDates(String part) {
        return jdbc.sql(
                        """
                        select m.* from dp_moved_date m join dp_obligation o on o.id = m.obligation_id
                        where o.clause = :clause and o.part = :part order by m.id
                        """)
                .param("clause", clause())
                .param("part", part)
                .query((row, n) -> "%s -> %s: %s"
                        .formatted(
                                Player.local(row.getObject("old_due_at", OffsetDateTime.class)
                                        .toInstant()),
                                Player.local(row.getObject("new_due_at", OffsetDateTime.class)
                                        .toInstant()),
                                row.getString("because")))
                .list();
    }

    List<String> descriptions(String task) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list().stream()
                .map(one -> one.getDescription())
                .toList();
    }

    /** The due date of the clause's obligation, as users see it. */
    String due(String part) {
        return jdbc.sql("select due_at from dp_obligation where clause = :clause and part = :part")
                .param("clause", clause())
                .param("part", part)
                .query((row, n) -> Player.local(
                        row.getObject("due_at", OffsetDateTime.class).toInstant()))
                .single();
    }
}
