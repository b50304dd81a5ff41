package vn.gov.most.dataplan.processes;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.obligation.OpenDuePeriods;
import vn.gov.most.dataplan.plan.Each;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;
import vn.gov.most.dataplan.rehearsal.TimeMachine;

/**
 * Sets the stage for one clause before each test: nothing open, nothing owed, what other clauses owe done long ago, and
 * the program installed at the moment it says.
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

    Player player;

    /** The clause that is played. */
    abstract String clause();

    @BeforeEach
    void clear() {
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(instance -> instance.getId())
                .forEach(id ->
                        engine.getRuntimeService().deleteProcessInstanceIfExists(id, "test", true, true, true, false));
        jdbc.sql("delete from dp_step").update();
        jdbc.sql("delete from dp_sending").update();
        jdbc.sql("delete from dp_obligation").update();
        plan.parts().filter(part -> !part.clause().equals(clause())).forEach(this::done);
        player = new Player(engine, timeMachine, clock);
    }

    private void done(Part other) {
        if (other.each() == Each.CLAUSE && other.period().isPeriodic()) {
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
                        insert into dp_obligation (clause, part, period, unit, database_id, process_instance,
                            business_key, state, opened_at, done_at, provisional)
                        values (:clause, :part, :period, '', '', 'none', 'none', 'DONE', :at, :at, false)
                        """)
                .param("clause", other.clause())
                .param("part", other.id())
                .param("period", period)
                .param("at", OffsetDateTime.of(2025, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
                .update();
    }

    @AfterEach
    void backToTheMachinesTime() {
        timeMachine.stop();
    }

    /** The program is installed and started for the first time. */
    void installedAt(String moment) {
        timeMachine.jumpTo(Player.at(moment));
        jdbc.sql("update dp_installation set installed_at = :at")
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
}
