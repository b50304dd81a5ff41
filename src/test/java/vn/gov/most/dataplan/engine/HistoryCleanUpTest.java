package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** History beyond its retention period is removed at night, when nobody waits for the database. */
@DemoServerTest
class HistoryCleanUpTest {

    private static final String PROCESS = "shortLived";

    @Autowired
    private ProcessEngine engine;

    @AfterEach
    void clear() {
        ClockUtil.reset();
        engine.getHistoryService().cleanUpHistoryAsync();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(PROCESS)
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @Test
    void theProgramPlansItAtItsStart() {
        assertThat(engine.getHistoryService().findHistoryCleanupJobs())
                .singleElement()
                .satisfies(job -> assertThat(job.getDuedate()).isNotNull());
    }

    @Test
    void itIsPlannedForTheNight() {
        assertThat(plannedAt("2026-11-02T08:00")).isEqualTo("2026-11-02T22:00");
        assertThat(plannedAt("2026-11-02T21:59")).isEqualTo("2026-11-02T22:00");
        assertThat(plannedAt("2026-11-03T04:59")).isEqualTo("2026-11-02T22:00");
        assertThat(plannedAt("2026-11-03T05:00")).isEqualTo("2026-11-03T22:00");
        // A day off is no other day
        assertThat(plannedAt("2027-02-06T12:00")).isEqualTo("2027-02-06T22:00");
    }

    @Test
    void itGoesOnThroughTheNightAndRestsByDay() {
        assertThat(ranAt("2026-11-02T22:00")).isEqualTo("2026-11-02T22:00");
        assertThat(ranAt("2026-11-03T02:30")).startsWith("2026-11-03T02:3");
        assertThat(ranAt("2026-11-03T06:00")).isEqualTo("2026-11-03T22:00");
    }

    @Test
    void itRemovesWhatIsOlderThanItIsKeptFor() {
        engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addModelInstance(
                        PROCESS + ".bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                // As our models, which leave it to the engine's setting; the builder has one of its own
                                .camundaHistoryTimeToLiveString(null)
                                .startEvent()
                                .endEvent()
                                .done())
                .deploy();
        at("2026-11-02T08:00");
        engine.getRuntimeService().startProcessInstanceByKey(PROCESS);

        // 3650 days after its start, so on 30/10/2036 at 08:00
        ranAt("2036-10-29T23:00");
        assertThat(kept()).hasSize(1);
        ranAt("2036-10-30T22:00");
        assertThat(kept()).isEmpty();
    }

    /** When the clean-up is due, seen from the moment. */
    private String plannedAt(String moment) {
        at(moment);
        engine.getHistoryService().cleanUpHistoryAsync();
        return dueAt();
    }

    /** When it is due next, after it ran at the moment. */
    private String ranAt(String moment) {
        at(moment);
        engine.getManagementService().executeJob(job().getId());
        return dueAt();
    }

    private String dueAt() {
        return job().getDuedate()
                .toInstant()
                .atZone(WorkingCalendar.ZONE)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm"));
    }

    private Job job() {
        return engine.getHistoryService().findHistoryCleanupJobs().get(0);
    }

    private List<HistoricProcessInstance> kept() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .list();
    }

    private static void at(String moment) {
        ClockUtil.setCurrentTime(Date.from(
                LocalDateTime.parse(moment).atZone(WorkingCalendar.ZONE).toInstant()));
    }
}
