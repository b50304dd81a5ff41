package vn.gov.most.dataplan.processes;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.obligation.OpenDuePeriods;
import vn.gov.most.dataplan.rehearsal.TimeMachine;

/** Sets the stage before each test: nothing open, nothing owed, and the program installed at the moment it says. */
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

    Player player;

    @BeforeEach
    void clear() {
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(instance -> instance.getId())
                .forEach(id ->
                        engine.getRuntimeService().deleteProcessInstanceIfExists(id, "test", true, true, true, false));
        jdbc.sql("delete from dp_step").update();
        jdbc.sql("delete from dp_sending").update();
        jdbc.sql("delete from dp_obligation").update();
        player = new Player(engine, timeMachine, clock);
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
