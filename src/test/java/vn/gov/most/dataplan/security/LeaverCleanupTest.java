package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaverCleanupTest extends EngineSecurityTest {

    private static final String NEWCOMER = "tam";

    private IdentityService identity;
    private TaskService tasks;

    @BeforeEach
    void aNewcomerInAlpha() {
        identity = engine.getIdentityService();
        tasks = engine.getTaskService();
        newcomer();
        identity.createMembership(NEWCOMER, "alpha");
    }

    @AfterEach
    void withoutTheNewcomer() {
        identity.deleteUser(NEWCOMER);
    }

    private void newcomer() {
        User user = identity.newUser(NEWCOMER);
        user.setPassword("a-Long-Enough-1-password");
        identity.saveUser(user);
    }

    @Test
    void aClaimGivesNoRightOfItsOwn() {
        Task task = taskOf("alpha");
        tasks.setOwner(task.getId(), NEWCOMER);
        does(NEWCOMER, () -> tasks.claim(task.getId(), NEWCOMER));
        assertThat(grants()).containsOnly(Resources.USER.resourceType());
        does(NEWCOMER, () -> tasks.complete(task.getId()));
        assertThat(grants()).containsOnly(Resources.USER.resourceType());
        assertThat(ofHistory(task)).isOne();
    }

    @Test
    void whoLeavesAUnitLosesAtOnceWhatTheyHeldAndHoldAndTheUnitGoesOnWithIt() {
        Task done = taskOf("alpha");
        does(NEWCOMER, () -> tasks.complete(done.getId()));
        Task held = start();
        does(NEWCOMER, () -> tasks.claim(held.getId(), NEWCOMER));

        does(ADMIN, () -> identity.deleteMembership(NEWCOMER, "alpha"));

        assertThat(as(NEWCOMER, () -> tasks.createTaskQuery().count())).isZero();
        assertThat(ofHistory(done) + ofHistory(held)).isZero();
        assertThatThrownBy(() -> does(NEWCOMER, () -> tasks.getVariables(held.getId())))
                .isInstanceOf(REFUSED);
        assertThatThrownBy(() -> does(NEWCOMER, () -> tasks.complete(held.getId())))
                .isInstanceOf(REFUSED);
        assertThat(again(held).getAssignee()).isNull();
        assertThat(engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskId(held.getId())
                        .singleResult()
                        .getAssignee())
                .isNull();
        does(AN, () -> tasks.claim(held.getId(), AN));
    }

    @Test
    void whatAnotherGroupOfTheirsMayWorkOnStaysTheirs() {
        Task task = taskOf("alpha", "beta");
        identity.createMembership(NEWCOMER, "beta");
        does(NEWCOMER, () -> tasks.claim(task.getId(), NEWCOMER));
        identity.deleteMembership(NEWCOMER, "alpha");
        assertThat(again(task).getAssignee()).isEqualTo(NEWCOMER);
        identity.deleteMembership(NEWCOMER, "beta");
        assertThat(again(task).getAssignee()).isNull();
    }

    @Test
    void whatIsSuspendedGoesBackTooAndStaysSuspended() {
        Task task = taskOf("alpha");
        does(NEWCOMER, () -> tasks.claim(task.getId(), NEWCOMER));
        engine.getRuntimeService().suspendProcessInstanceById(task.getProcessInstanceId());
        identity.deleteMembership(NEWCOMER, "alpha");
        assertThat(again(task).getAssignee()).isNull();
        assertThat(again(task).isSuspended()).isTrue();
    }

    /** Otherwise it would go back to a user who cannot work on it. */
    @Test
    void whatWhoeverLeavesHadDelegatedComesBackToNobody() {
        for (Runnable leaving : List.<Runnable>of(
                () -> identity.deleteMembership(NEWCOMER, "alpha"), () -> identity.deleteUser(NEWCOMER))) {
            Task task = taskOf("alpha");
            does(NEWCOMER, () -> tasks.claim(task.getId(), NEWCOMER));
            does(ADMIN, () -> tasks.delegateTask(task.getId(), AN));
            engine.getRuntimeService().suspendProcessInstanceById(task.getProcessInstanceId());
            does(ADMIN, leaving::run);
            assertThat(again(task).isSuspended()).isTrue();
            engine.getRuntimeService().activateProcessInstanceById(task.getProcessInstanceId());
            assertThat(again(task).getAssignee()).isEqualTo(AN);

            does(AN, () -> tasks.resolveTask(task.getId()));
            assertThat(again(task).getAssignee()).isNull();
            does(AN, () -> tasks.complete(task.getId()));
            identity.deleteUser(NEWCOMER);
            newcomer();
            identity.createMembership(NEWCOMER, "alpha");
        }
    }

    @Test
    void whatIsHeldThroughAGroupThatIsDeletedIsNobodys() {
        identity.saveGroup(identity.newGroup("gamma"));
        identity.createMembership(NEWCOMER, "gamma");
        Task task = taskOf("gamma");
        does(NEWCOMER, () -> tasks.claim(task.getId(), NEWCOMER));
        does(ADMIN, () -> identity.deleteGroup("gamma"));
        assertThat(again(task).getAssignee()).isNull();
    }

    @Test
    void anAccountThatIsMadeAnewSeesNothingOfBefore() {
        Task done = taskOf("alpha");
        does(NEWCOMER, () -> tasks.complete(done.getId()));
        Task held = start();
        does(NEWCOMER, () -> tasks.claim(held.getId(), NEWCOMER));
        Task asked = start();
        tasks.addCandidateUser(asked.getId(), NEWCOMER);
        Task onlyTheirs = start();
        tasks.deleteCandidateGroup(onlyTheirs.getId(), "alpha");
        tasks.setAssignee(onlyTheirs.getId(), NEWCOMER);

        does(ADMIN, () -> identity.deleteUser(NEWCOMER));
        assertThat(grants()).isEmpty();
        newcomer();

        assertThat(grants()).containsOnly(Resources.USER.resourceType());
        assertThat(as(NEWCOMER, () -> tasks.createTaskQuery().count())).isZero();
        assertThat(ofHistory(done) + ofHistory(held) + ofHistory(asked)).isZero();
        assertThat(again(held).getAssignee()).isNull();
        assertThat(again(onlyTheirs).getAssignee()).isNull();
    }

    @Test
    void whomAnAdministratorAskedMayNoMoreOnceTheyAreNotAsked() {
        Task task = taskOf("alpha");
        Task done = start();
        tasks.addCandidateUser(task.getId(), OTHER);
        tasks.addCandidateUser(done.getId(), OTHER);
        assertThat(as(OTHER, () -> tasks.createTaskQuery().count())).isEqualTo(2);
        does(OTHER, () -> tasks.complete(done.getId()));
        assertThat(as(OTHER, () -> ofHistoryBy(done))).as("what was done").isOne();

        tasks.deleteCandidateUser(task.getId(), OTHER);

        assertThat(as(OTHER, () -> tasks.createTaskQuery().count())).isZero();
        assertThat(as(OTHER, () -> ofHistoryBy(task))).isZero();
        tasks.deleteCandidateGroup(task.getId(), "alpha");
        assertThat(as(AN, () -> tasks.createTaskQuery().count() + ofHistoryBy(task)))
                .isZero();
    }

    @Test
    void whoDeploysGetsNoRightToWhatTheyDeployed() {
        does(ADMIN, () -> engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addString("probe.form", "{\"id\": \"probe\"}")
                .deploy());
        assertThat(engine.getAuthorizationService()
                        .createAuthorizationQuery()
                        .resourceType(Resources.DEPLOYMENT)
                        .userIdIn(ADMIN)
                        .count())
                .isZero();
    }

    private List<Integer> grants() {
        return engine.getAuthorizationService().createAuthorizationQuery().userIdIn(NEWCOMER).list().stream()
                .map(Authorization::getResourceType)
                .toList();
    }

    private long ofHistory(Task task) {
        return as(NEWCOMER, () -> ofHistoryBy(task));
    }

    private long ofHistoryBy(Task task) {
        return engine.getHistoryService()
                .createHistoricTaskInstanceQuery()
                .taskId(task.getId())
                .count();
    }
}
