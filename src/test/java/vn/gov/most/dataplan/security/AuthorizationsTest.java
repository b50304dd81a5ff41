package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationsTest extends EngineSecurityTest {

    private Task task;
    private String instance;
    private String definition;

    @BeforeEach
    void aTaskOfAlpha() {
        task = taskOf("alpha");
        instance = task.getProcessInstanceId();
        definition = task.getProcessDefinitionId();
    }

    @Test
    void staffSeeTheTasksOfTheirUnitAndWhatBelongsToThem() {
        assertThat(as(AN, () -> engine.getTaskService().createTaskQuery().count()))
                .isEqualTo(1);
        assertThat(as(AN, () -> engine.getTaskService().getVariables(task.getId())))
                .containsEntry("content", "draft");
        assertThat(as(AN, () -> engine.getFormService().getTaskFormVariables(task.getId())))
                .containsKey("content");
        does(AN, () -> engine.getTaskService().createComment(task.getId(), instance, "ghi chú"));
        assertThat(as(BINH, () -> engine.getTaskService().getTaskComments(task.getId())))
                .hasSize(1);
        does(AN, () -> engine.getTaskService().complete(task.getId()));
        assertThat(as(BINH, () -> engine.getTaskService().getTaskComments(task.getId())))
                .hasSize(1);
        assertThat(as(AN, () -> engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskId(task.getId())
                        .count()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER, LEADER})
    void anotherUnitFindsNothingInAnyList(String person) {
        does(AN, () -> engine.getTaskService().createComment(task.getId(), null, "ghi chú"));
        assertThat(as(person, () -> Stream.of(
                                engine.getTaskService().createTaskQuery(),
                                engine.getTaskService().createTaskQuery().taskId(task.getId()),
                                engine.getTaskService().createTaskQuery().taskCandidateGroup("alpha"),
                                engine.getTaskService()
                                        .createTaskQuery()
                                        .or()
                                        .taskCandidateGroup("alpha")
                                        .endOr(),
                                engine.getRuntimeService().createProcessInstanceQuery(),
                                engine.getRuntimeService().createExecutionQuery(),
                                engine.getRuntimeService().createVariableInstanceQuery(),
                                engine.getRuntimeService().createIncidentQuery(),
                                engine.getRuntimeService().createEventSubscriptionQuery(),
                                engine.getManagementService().createJobQuery(),
                                engine.getHistoryService().createHistoricTaskInstanceQuery(),
                                engine.getHistoryService().createHistoricProcessInstanceQuery(),
                                engine.getHistoryService().createHistoricActivityInstanceQuery(),
                                engine.getHistoryService().createHistoricVariableInstanceQuery(),
                                engine.getHistoryService().createHistoricDetailQuery(),
                                engine.getHistoryService().createHistoricIdentityLinkLogQuery(),
                                engine.getHistoryService().createHistoricIncidentQuery(),
                                engine.getHistoryService().createUserOperationLogQuery(),
                                engine.getRepositoryService().createProcessDefinitionQuery(),
                                engine.getRepositoryService().createDeploymentQuery())
                        .mapToLong(query -> query.count())
                        .sum()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER, LEADER})
    void anotherUnitReadsNothingById(String person) {
        var comment = as(AN, () -> engine.getTaskService().createComment(task.getId(), null, "ghi chú"));
        var attachment = engine.getTaskService()
                .createAttachment(
                        "text/plain", task.getId(), instance, "tệp", null, new ByteArrayInputStream(new byte[1]));
        assertRefused(
                person,
                List.of(
                        () -> engine.getTaskService().getVariable(task.getId(), "content"),
                        () -> engine.getTaskService().getVariables(task.getId()),
                        () -> engine.getTaskService().getVariablesLocal(task.getId()),
                        () -> engine.getTaskService().getIdentityLinksForTask(task.getId()),
                        () -> engine.getTaskService().getTaskComments(task.getId()),
                        () -> engine.getTaskService().getTaskComment(task.getId(), comment.getId()),
                        () -> engine.getTaskService().getTaskEvents(task.getId()),
                        () -> engine.getTaskService().getProcessInstanceComments(instance),
                        () -> engine.getTaskService().getAttachment(attachment.getId()),
                        () -> engine.getTaskService().getAttachmentContent(attachment.getId()),
                        () -> engine.getTaskService().getTaskAttachment(task.getId(), attachment.getId()),
                        () -> engine.getTaskService().getTaskAttachmentContent(task.getId(), attachment.getId()),
                        () -> engine.getTaskService().getTaskAttachments(task.getId()),
                        () -> engine.getTaskService().getProcessInstanceAttachments(instance),
                        () -> engine.getFormService().getTaskFormData(task.getId()),
                        () -> engine.getFormService().getTaskFormVariables(task.getId()),
                        () -> engine.getFormService().getRenderedTaskForm(task.getId()),
                        () -> engine.getFormService().getDeployedTaskForm(task.getId()),
                        () -> engine.getFormService().getStartFormData(definition),
                        () -> engine.getRuntimeService().getVariable(instance, "content"),
                        () -> engine.getRuntimeService().getVariables(instance),
                        () -> engine.getRuntimeService().getActivityInstance(instance),
                        () -> engine.getRuntimeService().getActiveActivityIds(instance),
                        () -> engine.getRepositoryService().getProcessModel(definition),
                        () -> engine.getRepositoryService().getProcessDefinition(definition)));
        does(AN, () -> engine.getTaskService().complete(task.getId()));
        assertRefused(
                person,
                List.of(() -> engine.getTaskService().getTaskComments(task.getId()), () -> engine.getTaskService()
                        .getProcessInstanceComments(instance)));
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER, LEADER, FOLLOWER, WATCHER})
    void anotherUnitWhoFollowsUpAndWhoWatchesChangeNothing(String person) {
        var attachment = engine.getTaskService()
                .createAttachment(
                        "text/plain", task.getId(), instance, "tệp", null, new ByteArrayInputStream(new byte[1]));
        var comment = as(AN, () -> engine.getTaskService().createComment(task.getId(), null, "ghi chú"));
        var ended = start();
        engine.getTaskService().complete(ended.getId());
        String endedInstance = ended.getProcessInstanceId();
        var runtime = engine.getRuntimeService();
        var tasks = engine.getTaskService();
        var history = engine.getHistoryService();
        var migration = runtime.createMigrationPlan(definition, definition)
                .mapEqualActivities()
                .build();
        var repository = engine.getRepositoryService();
        assertRefused(
                person,
                List.of(
                        () -> tasks.claim(task.getId(), person),
                        () -> tasks.claim(task.getId(), null),
                        () -> tasks.complete(task.getId()),
                        () -> tasks.complete(task.getId(), Map.of("content", "changed")),
                        () -> tasks.resolveTask(task.getId()),
                        () -> tasks.handleBpmnError(task.getId(), "error"),
                        () -> tasks.handleEscalation(task.getId(), "escalation"),
                        () -> tasks.setAssignee(task.getId(), person),
                        () -> tasks.setAssignee(task.getId(), null),
                        () -> tasks.delegateTask(task.getId(), person),
                        () -> tasks.addCandidateUser(task.getId(), person),
                        () -> tasks.setVariable(task.getId(), "content", "changed"),
                        () -> tasks.saveTask(tasks.newTask()),
                        () -> tasks.createComment(task.getId(), null, "ghi chú"),
                        () -> tasks.createComment(null, instance, "ghi chú"),
                        () -> tasks.updateTaskComment(task.getId(), comment.getId(), "ghi chú"),
                        () -> tasks.deleteTaskComment(task.getId(), comment.getId()),
                        () -> tasks.deleteTaskComments(task.getId()),
                        () -> tasks.deleteProcessInstanceComments(instance),
                        () -> tasks.createAttachment(
                                "link", task.getId(), instance, "tệp", null, "https://example.invalid"),
                        () -> tasks.deleteAttachment(attachment.getId()),
                        () -> tasks.deleteTaskAttachment(task.getId(), attachment.getId()),
                        () -> tasks.saveAttachment(attachment),
                        () -> engine.getFormService().submitTaskForm(task.getId(), Map.of()),
                        () -> engine.getFormService().submitStartForm(definition, Map.of()),
                        () -> runtime.startProcessInstanceByKey(PROCESS),
                        () -> runtime.startProcessInstanceById(definition),
                        () -> runtime.setVariable(instance, "content", "changed"),
                        () -> runtime.removeVariable(instance, "content"),
                        () -> runtime.deleteProcessInstance(instance, "reason"),
                        () -> runtime.deleteProcessInstancesAsync(List.of(instance), "reason"),
                        () -> runtime.suspendProcessInstanceById(instance),
                        () -> runtime.updateProcessInstanceSuspensionState()
                                .byProcessDefinitionKey(PROCESS)
                                .suspend(),
                        () -> runtime.createProcessInstanceModification(instance)
                                .cancelAllForActivity("userTask_work")
                                .execute(),
                        () -> runtime.createModification(definition)
                                .cancelAllForActivity("userTask_work")
                                .processInstanceIds(instance)
                                .execute(),
                        () -> runtime.restartProcessInstances(definition)
                                .startBeforeActivity("userTask_work")
                                .processInstanceIds(endedInstance)
                                .execute(),
                        () -> runtime.setVariablesAsync(List.of(instance), Map.of("content", "changed")),
                        () -> runtime.newMigration(migration)
                                .processInstanceIds(instance)
                                .execute(),
                        () -> runtime.newMigration(migration)
                                .processInstanceIds(instance)
                                .executeAsync(),
                        () -> runtime.signal(instance),
                        () -> repository
                                .createDeployment()
                                .name(PROCESS)
                                .addString("probe.txt", "x")
                                .deploy(),
                        () -> repository.deleteDeployment(
                                repository.getProcessDefinition(definition).getDeploymentId()),
                        () -> repository.suspendProcessDefinitionById(definition),
                        () -> repository.deleteProcessDefinition(definition),
                        () -> repository.updateProcessDefinitionHistoryTimeToLive(definition, 1),
                        () -> history.deleteHistoricProcessInstance(endedInstance),
                        () -> history.deleteHistoricTaskInstance(ended.getId()),
                        () -> history.deleteHistoricProcessInstancesAsync(List.of(endedInstance), "reason"),
                        () -> history.cleanUpHistoryAsync(true),
                        () -> engine.getManagementService().setProperty("probe", "x"),
                        () -> engine.getManagementService().deleteProperty("probe"),
                        () -> engine.getManagementService().getProperties(),
                        () -> engine.getManagementService().deleteMetrics(null),
                        () -> engine.getIdentityService()
                                .saveUser(engine.getIdentityService().newUser("probe")),
                        () -> engine.getIdentityService()
                                .saveGroup(engine.getIdentityService().newGroup("probe")),
                        () -> engine.getIdentityService().createMembership(person, "alpha"),
                        () -> engine.getIdentityService().deleteUser(AN),
                        () -> engine.getAuthorizationService().createNewAuthorization(1),
                        () -> engine.getFilterService().newTaskFilter("probe")));
        assertThat(again(task).getAssignee()).isNull();
        assertThat(tasks.getVariable(task.getId(), "content")).isEqualTo("draft");
        assertThat(tasks.getTaskComments(task.getId())).hasSize(1);
    }

    @Test
    void nobodyDeletesOrAnnotatesTheOperationLog() {
        does(AN, () -> engine.getTaskService().claim(task.getId(), AN));
        var entries = engine.getHistoryService()
                .createUserOperationLogQuery()
                .taskId(task.getId())
                .list();
        assertThat(entries).isNotEmpty();
        for (String person : List.of(AN, HEAD, OTHER, FOLLOWER, WATCHER)) {
            for (var entry : entries) {
                assertRefused(
                        person,
                        List.of(
                                () -> engine.getHistoryService().deleteUserOperationLogEntry(entry.getId()),
                                () -> engine.getHistoryService()
                                        .setAnnotationForOperationLogById(entry.getOperationId(), "x")));
            }
        }
    }

    @Test
    void whoFollowsUpReadsEveryOpenTask() {
        assertThat(as(FOLLOWER, () -> engine.getTaskService()
                        .createTaskQuery()
                        .taskId(task.getId())
                        .count()))
                .isEqualTo(1);
        assertThat(as(FOLLOWER, () -> engine.getTaskService().getVariables(task.getId())))
                .containsEntry("content", "draft");
        assertThat(as(FOLLOWER, () -> engine.getFormService().getTaskFormVariables(task.getId())))
                .containsKey("content");
        assertThat(as(FOLLOWER, () -> engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .count()))
                .isZero();
    }

    @Test
    void whoFollowsUpCompletesTheirOwn() {
        Task own = taskOf("follow-up");
        does(FOLLOWER, () -> engine.getTaskService().claim(own.getId(), FOLLOWER));
        does(FOLLOWER, () -> engine.getTaskService().complete(own.getId()));
        assertThat(again(own)).isNull();
    }

    @Test
    void whoWatchesReadsEverything() {
        assertThatCode(() -> does(WATCHER, () -> {
                    assertThat(engine.getTaskService().createTaskQuery().count())
                            .isEqualTo(1);
                    assertThat(engine.getRuntimeService()
                                    .createProcessInstanceQuery()
                                    .count())
                            .isEqualTo(1);
                    assertThat(engine.getRuntimeService()
                                    .createVariableInstanceQuery()
                                    .count())
                            .isEqualTo(1);
                    assertThat(engine.getHistoryService()
                                    .createHistoricProcessInstanceQuery()
                                    .processInstanceId(instance)
                                    .count())
                            .isEqualTo(1);
                    assertThat(engine.getHistoryService()
                                    .createHistoricTaskInstanceQuery()
                                    .taskId(task.getId())
                                    .count())
                            .isEqualTo(1);
                    assertThat(engine.getRepositoryService()
                                    .createProcessDefinitionQuery()
                                    .processDefinitionKey(PROCESS)
                                    .count())
                            .isEqualTo(1);
                    engine.getRepositoryService().getProcessModel(definition).close();
                    engine.getRuntimeService().getActivityInstance(instance);
                    engine.getRuntimeService().getVariables(instance);
                    engine.getTaskService().getIdentityLinksForTask(task.getId());
                    engine.getTaskService().getTaskComments(task.getId());
                    engine.getTaskService().getProcessInstanceComments(instance);
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void onlyTheGroupThatMayStartAProcessStartsIt() {
        authorizations.mayStart("alpha-head", PROCESS);
        assertThat(as(HEAD, () -> engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .startablePermissionCheck()
                        .count()))
                .isEqualTo(1);
        does(HEAD, () -> engine.getFormService().submitStartForm(definition, Map.of()));
        assertRefused(AN, List.of(() -> engine.getRuntimeService().startProcessInstanceByKey(PROCESS)));
        assertThat(as(HEAD, () -> engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .count()))
                .as("starting shows nobody's instances")
                .isZero();
    }

    @Test
    void whatAnAdministratorTookAwayStaysAway() {
        authorizations.mayStart("alpha-head", PROCESS);
        does(ADMIN, () -> {
            AuthorizationService rights = engine.getAuthorizationService();
            rights.deleteAuthorization(rights.createAuthorizationQuery()
                    .groupIdIn("alpha-head")
                    .resourceId(PROCESS)
                    .singleResult()
                    .getId());
        });

        authorizations.mayStart("alpha-head", PROCESS);

        assertRefused(HEAD, List.of(() -> engine.getRuntimeService().startProcessInstanceByKey(PROCESS)));
        authorizations.mayStart("beta", PROCESS);
        does(OTHER, () -> engine.getRuntimeService().startProcessInstanceByKey(PROCESS));
    }

    @Test
    void figuresOverAllUnitsAreForThoseWhoMayReadAllOfIt() {
        authorizations.mayStart("alpha-head", PROCESS);
        ManagementService management = engine.getManagementService();
        List<ThrowingCallable> figures = List.of(
                () -> management.createProcessDefinitionStatisticsQuery().list(),
                () -> management.createProcessDefinitionStatisticsQuery().count(),
                () -> management.createDeploymentStatisticsQuery().list(),
                () -> management.createActivityStatisticsQuery(definition).list(),
                () -> engine.getHistoryService()
                        .createHistoricActivityStatisticsQuery(definition)
                        .list());
        for (String person : List.of(AN, HEAD, OTHER, LEADER, FOLLOWER)) {
            assertRefused(person, figures);
        }
        for (String person : List.of(WATCHER, ADMIN)) {
            figures.forEach(figure -> does(person, figure));
        }
    }

    @Test
    void grantingAgainAddsNothing() {
        long before =
                engine.getAuthorizationService().createAuthorizationQuery().count();
        var revisions = revisions();
        peopleAndGrants();
        assertThat(engine.getAuthorizationService().createAuthorizationQuery().count())
                .isEqualTo(before);
        assertThat(revisions()).isEqualTo(revisions);
    }

    private List<Integer> revisions() {
        return engine
                .getAuthorizationService()
                .createAuthorizationQuery()
                .groupIdIn("alpha", "follow-up", "watch")
                .list()
                .stream()
                .map(grant -> ((AuthorizationEntity) grant).getRevision())
                .toList();
    }

    @Test
    void aUserReadsHimselfAndChangesNothingOfHimself() {
        assertThat(as(AN, () -> engine.getIdentityService()
                        .createUserQuery()
                        .userId(AN)
                        .singleResult()))
                .isNotNull();
        assertThat(as(AN, () -> engine.getIdentityService()
                        .createUserQuery()
                        .userId(OTHER)
                        .count()))
                .isZero();
        var self = engine.getIdentityService().createUserQuery().userId(AN).singleResult();
        self.setEmail("elsewhere@example.invalid");
        assertRefused(AN, List.of(() -> engine.getIdentityService().saveUser(self), () -> engine.getIdentityService()
                .deleteUser(AN)));
        assertThat(as(AN, () -> engine.getAuthorizationService()
                        .isUserAuthorized(AN, List.of(), Permissions.UPDATE, Resources.USER, AN)))
                .isFalse();
    }

    /** Reports all at once by their index, so that a missing guard shows everything that it protects. */
    private void assertRefused(String person, List<ThrowingCallable> actions) {
        Map<Integer, String> notRefused = new TreeMap<>();
        for (int i = 0; i < actions.size(); i++) {
            ThrowingCallable action = actions.get(i);
            Throwable answer = catchThrowable(() -> does(person, action));
            if (!REFUSED.isInstance(answer)) {
                notRefused.put(i, String.valueOf(answer));
            }
        }
        assertThat(notRefused).as("what %s could do", person).isEmpty();
    }
}
