package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

class ClosedCommandsTest extends EngineSecurityTest {

    private static final List<String> EVERYBODY = List.of(AN, BINH, HEAD, OTHER, LEADER, FOLLOWER, WATCHER, ADMIN);

    @Test
    void nobodyChangesTheOperationLog() {
        Task task = taskOf("alpha");
        does(AN, () -> engine.getTaskService().claim(task.getId(), AN));
        UserOperationLogEntry entry = log(task).get(0);
        for (String person : EVERYBODY) {
            assertRefused(person, () -> engine.getHistoryService().deleteUserOperationLogEntry(entry.getId()));
            assertRefused(person, () -> engine.getHistoryService()
                    .setAnnotationForOperationLogById(entry.getOperationId(), "khác"));
            assertRefused(person, () -> engine.getHistoryService()
                    .clearAnnotationForOperationLogById(entry.getOperationId()));
        }
        assertThat(log(task)).extracting(UserOperationLogEntry::getAnnotation).containsOnlyNulls();
    }

    @Test
    void norTakesItAwayWithTheHistoryItBelongsTo() {
        Task task = taskOf("alpha");
        does(AN, () -> engine.getTaskService().complete(task.getId()));
        for (String person : EVERYBODY) {
            assertRefused(person, () -> engine.getHistoryService().deleteHistoricTaskInstance(task.getId()));
            assertRefused(person, () -> engine.getHistoryService()
                    .deleteHistoricProcessInstance(task.getProcessInstanceId()));
            assertRefused(person, () -> engine.getHistoryService()
                    .deleteHistoricProcessInstances(List.of(task.getProcessInstanceId())));
        }
        assertThat(log(task)).isNotEmpty();
    }

    @Test
    void norErasesAnybodyHistoryInAnotherWay() {
        Task task = taskOf("alpha");
        String instance = task.getProcessInstanceId();
        var history = engine.getHistoryService();
        String variable = history.createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName("content")
                .singleResult()
                .getId();
        String batch = engine.getRuntimeService()
                .setVariablesAsync(List.of(instance), Map.of("content", "draft"))
                .getId();
        does(AN, () -> engine.getTaskService().complete(task.getId()));
        String before = kept(instance, batch);
        for (String person : EVERYBODY) {
            assertErasesNothing(person, () -> history.deleteHistoricProcessInstancesAsync(List.of(instance), "x"));
            assertErasesNothing(
                    person,
                    () -> history.deleteHistoricProcessInstancesAsync(
                            history.createHistoricProcessInstanceQuery().processInstanceId(instance), "x"));
            assertErasesNothing(person, () -> history.deleteHistoricProcessInstancesIfExists(List.of(instance)));
            assertErasesNothing(person, () -> history.deleteHistoricProcessInstancesBulk(List.of(instance)));
            assertErasesNothing(person, () -> history.deleteHistoricVariableInstance(variable));
            assertErasesNothing(person, () -> history.deleteHistoricVariableInstancesByProcessInstanceId(instance));
            assertErasesNothing(person, () -> history.deleteHistoricDecisionInstanceByInstanceId("x"));
            assertErasesNothing(person, () -> history.deleteHistoricDecisionInstanceByDefinitionId("x"));
            assertErasesNothing(person, () -> history.deleteHistoricDecisionInstancesBulk(List.of("x")));
            assertErasesNothing(person, () -> history.deleteHistoricDecisionInstancesAsync(List.of("x"), "x"));
            assertErasesNothing(person, () -> history.deleteHistoricCaseInstance("x"));
            assertErasesNothing(person, () -> history.deleteHistoricCaseInstancesBulk(List.of("x")));
            assertErasesNothing(person, () -> history.deleteHistoricBatch(batch));
            assertErasesNothing(person, () -> engine.getManagementService().deleteBatch(batch, true));
            assertErasesNothing(person, () -> history.setRemovalTimeToHistoricProcessInstances()
                    .absoluteRemovalTime(new Date(0))
                    .byIds(instance)
                    .executeAsync());
            assertErasesNothing(person, () -> history.setRemovalTimeToHistoricDecisionInstances()
                    .absoluteRemovalTime(new Date(0))
                    .byIds("x")
                    .executeAsync());
            assertErasesNothing(person, () -> history.setRemovalTimeToHistoricBatches()
                    .absoluteRemovalTime(new Date(0))
                    .byIds(batch)
                    .executeAsync());
            assertErasesNothing(person, () -> engine.getRepositoryService()
                    .updateProcessDefinitionHistoryTimeToLive(task.getProcessDefinitionId(), 0));
            assertErasesNothing(
                    person, () -> engine.getRepositoryService().updateDecisionDefinitionHistoryTimeToLive("x", 0));
            assertErasesNothing(
                    person, () -> engine.getRepositoryService().updateCaseDefinitionHistoryTimeToLive("x", 0));
        }
        assertThat(kept(instance, batch)).isEqualTo(before);
        does(ADMIN, () -> engine.getManagementService().deleteBatch(batch, false));
        assertThat(history.createHistoricBatchQuery().batchId(batch).count()).isOne();
    }

    /** Everybody gets the same reason: the action does not exist, not that a permission is missing. */
    private void assertErasesNothing(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action))
                .as(person)
                .isInstanceOf(REFUSED)
                .hasMessageContaining("hết thời hạn lưu");
    }

    private String kept(String instance, String batch) {
        var history = engine.getHistoryService();
        var ended = history.createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult();
        return "%s %s %d %d %s"
                .formatted(
                        ended.getId(),
                        ended.getRemovalTime(),
                        history.createHistoricVariableInstanceQuery()
                                .processInstanceId(instance)
                                .count(),
                        history.createHistoricDetailQuery()
                                .processInstanceId(instance)
                                .count(),
                        history.createHistoricBatchQuery()
                                .batchId(batch)
                                .singleResult()
                                .getRemovalTime());
    }

    @Test
    void anAdministratorEndsWhatRunsAndItsHistoryStays() {
        Task alone = taskOf("alpha");
        Task inABatch = start();
        does(ADMIN, () -> engine.getRuntimeService().deleteProcessInstance(alone.getProcessInstanceId(), "nhầm"));
        var batch = as(ADMIN, () -> engine.getRuntimeService()
                .deleteProcessInstancesAsync(List.of(inABatch.getProcessInstanceId()), "nhầm"));
        does(ADMIN, () -> engine.getManagementService().deleteBatch(batch.getId(), false));
        assertThat(again(alone)).isNull();
        assertThat(log(alone)).isNotEmpty();
    }

    @Test
    void whatWasNotedStaysAsItWas() {
        Task task = taskOf("alpha");
        var tasks = engine.getTaskService();
        var comment = as(AN, () -> tasks.createComment(task.getId(), null, "ghi chú"));
        for (String person : EVERYBODY) {
            assertRefused(person, () -> tasks.updateTaskComment(task.getId(), comment.getId(), "khác"));
            assertRefused(person, () -> tasks.deleteTaskComment(task.getId(), comment.getId()));
            assertRefused(person, () -> tasks.deleteTaskComments(task.getId()));
            assertRefused(person, () -> tasks.deleteProcessInstanceComments(task.getProcessInstanceId()));
            assertRefused(
                    person, () -> tasks.deleteProcessInstanceComment(task.getProcessInstanceId(), comment.getId()));
        }
        assertThat(tasks.getTaskComments(task.getId()))
                .singleElement()
                .satisfies(one -> assertThat(one.getFullMessage()).isEqualTo("ghi chú"));
    }

    @Test
    void nobodyEndsATaskByASignalToItsExecution() {
        Task task = taskOf("alpha");
        for (String person : EVERYBODY) {
            assertRefused(person, () -> engine.getRuntimeService().signal(task.getExecutionId()));
            assertRefused(person, () -> engine.getRuntimeService()
                    .signal(task.getExecutionId(), Map.of("content", "changed")));
        }
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(task.getId())
                        .count())
                .isOne();
    }

    @Test
    void nobodyRemovesAModelByWhichAnythingWasCarriedOut() {
        Task running = taskOf("alpha");
        assertNotRemoved(running.getProcessDefinitionId());
        does(AN, () -> engine.getTaskService().complete(running.getId()));
        assertNotRemoved(running.getProcessDefinitionId());
    }

    private void assertNotRemoved(String id) {
        RepositoryService repository = engine.getRepositoryService();
        ProcessDefinition definition = repository.getProcessDefinition(id);
        for (String person : EVERYBODY) {
            for (boolean cascade : List.of(true, false)) {
                assertRefused(person, () -> repository.deleteDeployment(definition.getDeploymentId(), cascade));
                assertRefused(person, () -> repository.deleteProcessDefinition(id, cascade));
            }
            assertRefused(person, () -> repository
                    .deleteProcessDefinitions()
                    .byIds(id)
                    .cascade()
                    .delete());
            assertRefused(person, () -> repository
                    .deleteProcessDefinitions()
                    .byKey(definition.getKey())
                    .cascade()
                    .delete());
        }
        assertThat(repository.getProcessDefinition(id)).isNotNull();
    }

    @Test
    void anAdministratorRemovesAModelThatNobodyHasUsed() {
        deploy(Bpmn.createExecutableProcess(PROCESS).startEvent().endEvent().done());
        String deployment = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult()
                .getDeploymentId();

        does(ADMIN, () -> engine.getRepositoryService().deleteDeployment(deployment, true));

        assertThat(engine.getRepositoryService()
                        .createDeploymentQuery()
                        .deploymentId(deployment)
                        .count())
                .isZero();
    }

    private List<UserOperationLogEntry> log(Task task) {
        return engine.getHistoryService()
                .createUserOperationLogQuery()
                .processInstanceId(task.getProcessInstanceId())
                .list();
    }

    private void assertRefused(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action)).as(person).isInstanceOf(REFUSED);
    }
}
