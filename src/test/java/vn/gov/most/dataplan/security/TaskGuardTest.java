package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.dto.task.CompleteTaskDto;
import org.camunda.bpm.engine.rest.dto.task.UserIdDto;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.sub.task.TaskResource;
import org.camunda.bpm.engine.rest.sub.task.impl.TaskResourceImpl;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;

class TaskGuardTest extends EngineSecurityTest {

    private static final Date SOME_DAY = new Date(0);
    private static final String TAKEN = "Công việc này đã có người xử lý: Nguyễn Thị An.";

    @Test
    void whatSomebodyHasClaimedNobodyElseWorksOn() {
        Task task = taskOf("alpha");
        does(AN, () -> engine.getTaskService().claim(task.getId(), AN));
        for (String person : List.of(BINH, HEAD)) {
            assertTaken(person, () -> engine.getTaskService().claim(task.getId(), person));
            assertTaken(person, () -> engine.getTaskService().complete(task.getId()));
            assertTaken(
                    person, () -> engine.getTaskService().completeWithVariablesInReturn(task.getId(), Map.of(), true));
            assertTaken(person, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of()));
            assertTaken(person, () -> engine.getTaskService().resolveTask(task.getId()));
            assertTaken(person, () -> engine.getTaskService().handleBpmnError(task.getId(), "error"));
            assertTaken(person, () -> engine.getTaskService().handleEscalation(task.getId(), "escalation"));
        }
        does(AN, () -> engine.getTaskService().complete(task.getId()));
        assertThat(again(task)).isNull();
    }

    @Test
    void whatNobodyHasClaimedAnyOfTheUnitCompletes() {
        Task task = taskOf("alpha");
        does(BINH, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of()));
        assertThat(again(task)).isNull();
    }

    @Test
    void theEngineItselfCompletesWhatSomebodyHasClaimed() {
        Task task = taskOf("alpha");
        does(AN, () -> engine.getTaskService().claim(task.getId(), AN));
        engine.getTaskService().complete(task.getId());
        assertThat(again(task)).isNull();
    }

    @Test
    void oneClaimsForOneselfOnly() {
        Task task = taskOf("alpha");
        for (String other : List.of(BINH, OTHER)) {
            assertThatThrownBy(() -> does(AN, () -> engine.getTaskService().claim(task.getId(), other)))
                    .isInstanceOf(REFUSED)
                    .hasMessageContaining("chính tài khoản");
        }
        assertThat(again(task).getAssignee()).isNull();
    }

    @Test
    void nobodyIsGivenATaskWhoIsNotThere() {
        Task task = taskOf("alpha");
        task.setAssignee("nobody");
        List<ThrowingCallable> ways = List.of(
                () -> engine.getTaskService().setAssignee(task.getId(), "nobody"),
                () -> engine.getTaskService().delegateTask(task.getId(), "nobody"),
                () -> engine.getTaskService().saveTask(task));
        ways.forEach(way -> assertThatThrownBy(() -> does(ADMIN, way))
                .isInstanceOf(Refusal.class)
                .hasMessage("Không có tài khoản \"nobody\"; được phép: mã của một tài khoản đang có."));
        assertThat(again(task).getAssignee()).isNull();

        does(ADMIN, () -> engine.getTaskService().setAssignee(task.getId(), BINH));
        assertThat(again(task).getAssignee()).isEqualTo(BINH);
    }

    @Test
    void theAssigneeGivesBack() {
        Task task = taskOf("alpha");
        does(AN, () -> engine.getTaskService().claim(task.getId(), AN));
        does(AN, () -> engine.getTaskService().setAssignee(task.getId(), null));
        assertThat(again(task).getAssignee()).isNull();
        does(BINH, () -> engine.getTaskService().claim(task.getId(), BINH));
        assertThat(again(task).getAssignee()).isEqualTo(BINH);
    }

    @Test
    void theHeadOfTheUnitGivesBackAndNobodyElseDoes() {
        Task task = taskOf("alpha");
        does(AN, () -> engine.getTaskService().claim(task.getId(), AN));
        for (String person : List.of(BINH, OTHER, LEADER, FOLLOWER, WATCHER)) {
            assertRefused(person, () -> engine.getTaskService().setAssignee(task.getId(), null));
        }
        assertThat(again(task).getAssignee()).isEqualTo(AN);
        does(HEAD, () -> engine.getTaskService().setAssignee(task.getId(), null));
        assertThat(again(task).getAssignee()).isNull();
    }

    @Test
    void inABodyAndAmongHeadsEachGivesBack() {
        Task ofBody = taskOf("body");
        does(LEADER, () -> engine.getTaskService().claim(ofBody.getId(), LEADER));
        assertRefused(HEAD, () -> engine.getTaskService().setAssignee(ofBody.getId(), null));
        does(SECOND_LEADER, () -> engine.getTaskService().setAssignee(ofBody.getId(), null));
        assertThat(again(ofBody).getAssignee()).isNull();

        Task ofHeads = taskOf("alpha-head");
        engine.getTaskService().setAssignee(ofHeads.getId(), BINH);
        does(HEAD, () -> engine.getTaskService().setAssignee(ofHeads.getId(), null));
        assertThat(again(ofHeads).getAssignee()).isNull();
    }

    @Test
    void givingBackIsAllThatIsLetThrough() {
        Task task = taskOf("alpha");
        does(AN, () -> engine.getTaskService().claim(task.getId(), AN));
        for (String person : List.of(AN, BINH, HEAD, OTHER, FOLLOWER, WATCHER)) {
            assertRefused(person, () -> engine.getTaskService().setAssignee(task.getId(), BINH));
            assertRefused(person, () -> engine.getTaskService().setAssignee(task.getId(), person));
            assertRefused(person, () -> engine.getTaskService().delegateTask(task.getId(), BINH));
            assertRefused(person, () -> engine.getTaskService().setOwner(task.getId(), BINH));
            assertRefused(person, () -> engine.getTaskService().setPriority(task.getId(), 1));
            assertRefused(person, () -> engine.getTaskService().setName(task.getId(), "Tên"));
            assertRefused(person, () -> engine.getTaskService().setDueDate(task.getId(), SOME_DAY));
            assertRefused(person, () -> engine.getTaskService().setFollowUpDate(task.getId(), SOME_DAY));
            assertRefused(person, () -> engine.getTaskService().addCandidateGroup(task.getId(), "beta"));
            assertRefused(person, () -> engine.getTaskService().addCandidateUser(task.getId(), OTHER));
            assertRefused(person, () -> engine.getTaskService().deleteCandidateGroup(task.getId(), "alpha"));
            assertRefused(person, () -> engine.getTaskService()
                    .deleteUserIdentityLink(task.getId(), AN, IdentityLinkType.ASSIGNEE));
            assertRefused(person, () -> engine.getTaskService().setVariable(task.getId(), "content", "changed"));
            assertRefused(person, () -> engine.getTaskService().setVariableLocal(task.getId(), "content", "changed"));
            assertRefused(person, () -> engine.getTaskService().removeVariable(task.getId(), "content"));
            Task changed = again(task);
            changed.setDueDate(SOME_DAY);
            assertRefused(person, () -> engine.getTaskService().saveTask(changed));
        }
        assertThat(again(task).getAssignee()).isEqualTo(AN);
        assertThat(engine.getTaskService().getVariable(task.getId(), "content")).isEqualTo("draft");
    }

    @Test
    void whoTookPartInAnEarlierStepIsShutOut() {
        Task task = taskNotBy("preparedBy, sentBy");
        engine.getTaskService().setVariables(task.getId(), Map.of("preparedBy", AN, "sentBy", HEAD));
        for (String person : List.of(AN, HEAD)) {
            assertShutOut(person, () -> engine.getTaskService().claim(task.getId(), person));
            assertShutOut(person, () -> engine.getTaskService().complete(task.getId()));
            assertShutOut(person, () -> engine.getFormService().submitTaskForm(task.getId(), Map.of()));
            assertShutOut(person, () -> engine.getTaskService().resolveTask(task.getId()));
        }
        does(BINH, () -> engine.getTaskService().claim(task.getId(), BINH));
        does(BINH, () -> engine.getTaskService().complete(task.getId()));
        assertThat(again(task)).isNull();
    }

    @Test
    void whoeverDidAnEarlierStepInAnyRoundIsShutOut() {
        Task task = taskNotBy("preparedBy, sentBy");
        TaskService tasks = engine.getTaskService();
        // Prepared by one and mended by another; sent by one who has both roles, and again by the head
        for (String person : List.of(AN, LEADER)) {
            tasks.setVariable(task.getId(), "preparedBy", person);
        }
        for (String person : List.of(OTHER, HEAD)) {
            tasks.setVariable(task.getId(), "sentBy", person);
        }
        for (String person : List.of(AN, LEADER, OTHER, HEAD)) {
            tasks.addCandidateUser(task.getId(), person);
            assertShutOut(person, () -> tasks.claim(task.getId(), person));
            assertShutOut(person, () -> tasks.complete(task.getId()));
        }
        does(BINH, () -> tasks.complete(task.getId()));
        assertThat(again(task)).isNull();
    }

    @Test
    void whatOthersAreNamedByShutsNobodyOut() {
        Task task = taskNotBy("sent_y");
        engine.getTaskService().setVariable(task.getId(), "sentBy", AN);
        does(AN, () -> engine.getTaskService().complete(task.getId()));
        assertThat(again(task)).isNull();
    }

    @Test
    void soIsWhoeverDidOneBeforeTheInstanceWasRestarted() {
        Task first = taskNotBy("preparedBy");
        Task task = first;
        for (String person : List.of(AN, HEAD)) {
            engine.getTaskService().setVariable(task.getId(), "preparedBy", person);
            task = restarted(task);
        }
        String last = task.getId();
        for (String person : List.of(AN, HEAD)) {
            assertShutOut(person, () -> engine.getTaskService().complete(last));
        }
        does(BINH, () -> engine.getTaskService().complete(last));
    }

    private Task restarted(Task task) {
        RuntimeService runtime = engine.getRuntimeService();
        runtime.deleteProcessInstance(task.getProcessInstanceId(), "nhầm");
        runtime.restartProcessInstances(task.getProcessDefinitionId())
                .startBeforeActivity("userTask_check")
                .initialSetOfVariables()
                .processInstanceIds(task.getProcessInstanceId())
                .execute();
        return engine.getTaskService()
                .createTaskQuery()
                .processDefinitionId(task.getProcessDefinitionId())
                .singleResult();
    }

    @Test
    void whereNobodyIsNamedYetNobodyIsShutOut() {
        Task task = taskNotBy("preparedBy");
        does(AN, () -> engine.getTaskService().complete(task.getId()));
        assertThat(again(task)).isNull();
    }

    @Test
    void restSaysWhyInVietnameseWith403() {
        Task task = taskOf("alpha");
        does(AN, () -> rest(task).claim(user(AN)));
        assertThatThrownBy(() -> does(BINH, () -> rest(task).complete(new CompleteTaskDto())))
                .satisfies(this::isForbidden)
                .hasMessage(TAKEN);
        assertThatThrownBy(() -> does(BINH, () -> rest(task).submit(new CompleteTaskDto())))
                .satisfies(this::isForbidden);
        assertThatThrownBy(() -> does(BINH, () -> rest(task).claim(user(BINH)))).satisfies(this::isForbidden);
        assertThatThrownBy(() -> does(BINH, () -> rest(task).unclaim())).satisfies(this::isForbidden);
        does(AN, () -> rest(task).unclaim());
        assertThat(again(task).getAssignee()).isNull();
    }

    private void isForbidden(Throwable error) {
        assertThat(ExceptionHandlerHelper.getInstance().getStatus(error).getStatusCode())
                .isEqualTo(403);
    }

    private TaskResource rest(Task task) {
        return new TaskResourceImpl(engine, task.getId(), "/task", new ObjectMapper(), false, false, false);
    }

    private static UserIdDto user(String id) {
        UserIdDto dto = new UserIdDto();
        dto.setUserId(id);
        return dto;
    }

    private Task taskNotBy(String variables) {
        var model = Bpmn.createExecutableProcess(PROCESS)
                .startEvent()
                .userTask("userTask_check")
                .camundaCandidateGroups("alpha")
                .endEvent()
                .done();
        var properties = model.newInstance(CamundaProperties.class);
        var notBy = model.newInstance(CamundaProperty.class);
        notBy.setCamundaName("notBy");
        notBy.setCamundaValue(variables);
        properties.getCamundaProperties().add(notBy);
        ((UserTask) model.getModelElementById("userTask_check")).builder().addExtensionElement(properties);
        deploy(model);
        return start();
    }

    private void assertTaken(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action)).isInstanceOf(REFUSED).hasMessage(TAKEN);
    }

    private void assertShutOut(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action)).isInstanceOf(REFUSED).hasMessageContaining("bước trước");
    }

    private void assertRefused(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action)).isInstanceOf(REFUSED);
    }
}
