package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

class AskedJobsTest extends EngineSecurityTest {

    private static final List<String> OTHERS = List.of(AN, BINH, HEAD, OTHER, LEADER, FOLLOWER, WATCHER);

    @Test
    void aJobThatSomebodyMayNotCarryOutHasAllItsTriesLeft() {
        ManagementService management = engine.getManagementService();
        Job before = jobOfAProcess();
        for (String person : OTHERS) {
            assertThatThrownBy(() -> does(person, () -> management.executeJob(before.getId())))
                    .as(person)
                    .isInstanceOf(AuthorizationException.class);
        }
        Job after = management.createJobQuery().jobId(before.getId()).singleResult();
        assertThat(after.getRetries()).isEqualTo(before.getRetries());
        assertThat(after.getExceptionMessage()).isNull();
        assertThat(engine.getHistoryService()
                        .createHistoricJobLogQuery()
                        .jobId(before.getId())
                        .failureLog()
                        .count())
                .isZero();
    }

    @Test
    void anAdministratorMayCarryItOut() {
        String job = jobOfAProcess().getId();
        does(ADMIN, () -> engine.getManagementService().executeJob(job));
        assertThat(engine.getManagementService().createJobQuery().jobId(job).count())
                .isZero();
    }

    @Test
    void aJobWithoutAProcessIsForAdministratorsAlone() {
        String job = engine.getHistoryService().cleanUpHistoryAsync(true).getId();
        for (String person : OTHERS) {
            assertThatThrownBy(() ->
                            does(person, () -> engine.getManagementService().executeJob(job)))
                    .as(person)
                    .isInstanceOf(AuthorizationException.class);
        }
        does(ADMIN, () -> engine.getManagementService().executeJob(job));
    }

    private Job jobOfAProcess() {
        deploy(Bpmn.createExecutableProcess(PROCESS)
                .startEvent("startEvent_asked")
                .endEvent("endEvent_done")
                .camundaAsyncBefore()
                .done());
        String instance =
                engine.getRuntimeService().startProcessInstanceByKey(PROCESS).getId();
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult();
    }
}
