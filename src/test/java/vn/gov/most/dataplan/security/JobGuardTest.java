package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobGuardTest extends EngineSecurityTest {

    private static final List<String> OTHERS = List.of(AN, BINH, HEAD, OTHER, LEADER, FOLLOWER, WATCHER);

    private ManagementService management;
    private Job ofAProcess;
    private Job withoutAProcess;
    private String grant;

    /** Somebody may change every instance: jobs are nobody's but an administrator's all the same. */
    @BeforeEach
    void jobs() {
        management = engine.getManagementService();
        deploy(Bpmn.createExecutableProcess(PROCESS)
                .startEvent("startEvent_asked")
                .endEvent("endEvent_done")
                .camundaAsyncBefore()
                .done());
        String instance =
                engine.getRuntimeService().startProcessInstanceByKey(PROCESS).getId();
        ofAProcess = management.createJobQuery().processInstanceId(instance).singleResult();
        withoutAProcess = engine.getHistoryService().cleanUpHistoryAsync(true);
        var all = engine.getAuthorizationService().createNewAuthorization(1);
        all.setUserId(BINH);
        all.setResource(Resources.PROCESS_INSTANCE);
        all.setResourceId("*");
        all.addPermission(Permissions.ALL);
        grant = engine.getAuthorizationService().saveAuthorization(all).getId();
    }

    @AfterEach
    void withoutTheGrant() {
        engine.getAuthorizationService().deleteAuthorization(grant);
    }

    @Test
    void nobodyButAnAdministratorManagesAJobAndTryingCostsItNothing() {
        String before = state();
        Map<String, String> done = new LinkedHashMap<>();
        for (Job job : List.of(ofAProcess, withoutAProcess)) {
            String id = job.getId();
            Map<String, ThrowingCallable> actions = Map.of(
                    "execute", () -> management.executeJob(id),
                    "retries", () -> management.setJobRetries(id, 0),
                    "retries of several", () -> management.setJobRetries(List.of(id), 0),
                    "retries as a batch", () -> management.setJobRetriesAsync(List.of(id), 0),
                    "due date", () -> management.setJobDuedate(id, new Date(0)),
                    "due date again", () -> management.recalculateJobDuedate(id, true),
                    "priority", () -> management.setJobPriority(id, 5),
                    "suspension", () -> management.suspendJobById(id),
                    "deletion", () -> management.deleteJob(id));
            for (String person : OTHERS) {
                actions.forEach((name, action) -> {
                    Throwable answer = catchThrowable(() -> does(person, action));
                    if (!REFUSED.isInstance(answer)) {
                        done.put("%s: %s of %s".formatted(person, name, job.getProcessDefinitionKey()), "" + answer);
                    }
                });
            }
        }
        assertThat(done).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void norJobsByTheirDefinition() {
        String definition = ofAProcess.getJobDefinitionId();
        for (String person : OTHERS) {
            assertRefused(person, () -> management.suspendJobDefinitionById(definition, true));
            assertRefused(person, () -> management.setJobRetriesByJobDefinitionId(definition, 0));
            assertRefused(person, () -> management.setOverridingJobPriorityForJobDefinition(definition, 5));
            assertRefused(person, () -> management.suspendJobByProcessDefinitionKey(PROCESS));
        }
    }

    @Test
    void nobodyElseFindsOne() {
        var history = engine.getHistoryService();
        String log = logOf(withoutAProcess);
        for (String person : OTHERS) {
            assertThat(as(person, () -> management.createJobQuery().list()))
                    .as(person)
                    .isEmpty();
            assertThat(as(person, () -> management.createJobQuery().count()))
                    .as(person)
                    .isZero();
            assertThat(as(person, () -> management
                            .createJobQuery()
                            .jobId(withoutAProcess.getId())
                            .singleResult()))
                    .as(person)
                    .isNull();
            assertThat(as(person, history::findHistoryCleanupJobs)).as(person).isEmpty();
            assertThat(as(person, () -> history.createHistoricJobLogQuery().list()))
                    .as(person)
                    .isEmpty();
            assertRefused(person, () -> management.getJobExceptionStacktrace(withoutAProcess.getId()));
            assertRefused(person, () -> history.getHistoricJobLogExceptionStacktrace(log));
        }
        assertThat(as(ADMIN, () -> management.createJobQuery().list()))
                .extracting(Job::getId)
                .contains(ofAProcess.getId(), withoutAProcess.getId());
        assertThat(as(ADMIN, history::findHistoryCleanupJobs)).isNotEmpty();
    }

    @Test
    void whoWatchesReadsWhyAProcessIsStuck() {
        assertThat(as(WATCHER, () -> management.getJobExceptionStacktrace(ofAProcess.getId())))
                .isNull();
        assertRefused(OTHER, () -> management.getJobExceptionStacktrace(ofAProcess.getId()));
    }

    @Test
    void anAdministratorManagesAndCarriesThemOut() {
        for (Job job : List.of(ofAProcess, withoutAProcess)) {
            does(ADMIN, () -> management.setJobRetries(job.getId(), 2));
            does(ADMIN, () -> management.executeJob(job.getId()));
        }
        assertThat(management.createJobQuery().jobId(ofAProcess.getId()).count())
                .isZero();
    }

    private String logOf(Job job) {
        return engine.getHistoryService()
                .createHistoricJobLogQuery()
                .jobId(job.getId())
                .listPage(0, 1)
                .get(0)
                .getId();
    }

    private String state() {
        return List.of(ofAProcess, withoutAProcess).stream()
                .map(job -> management.createJobQuery().jobId(job.getId()).singleResult())
                .map(job -> "%d %s %d %s %s"
                        .formatted(
                                job.getRetries(),
                                job.getDuedate(),
                                job.getPriority(),
                                job.isSuspended(),
                                job.getExceptionMessage()))
                .toList()
                .toString();
    }

    private void assertRefused(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action)).as(person).isInstanceOf(REFUSED);
    }
}
