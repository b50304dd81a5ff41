package vn.gov.most.dataplan.form;

import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.UserTaskBuilder;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.security.Authorizations;

/** A process with one task. The start and the task have the same small form, and a unit's staff may use both. */
public final class FormProbe {

    public static final String PROCESS = "formProbe";
    public static final String PERSON = "nasati-staff-1";
    public static final String STRANGER = "legal-staff-1";

    private static final String FORM = "formProbe-form";
    private static final String UNIT = "nasati";

    private final ProcessEngine engine;

    public FormProbe(ProcessEngine engine, Authorizations authorizations) {
        this.engine = engine;
        authorizations.mayStart(UNIT, PROCESS);
    }

    /** @param components the form's components as JSON, separated by commas; empty for no form */
    public void deploy(String components) {
        var start = Bpmn.createExecutableProcess(PROCESS)
                .camundaHistoryTimeToLiveString(null)
                .startEvent("startEvent_asked");
        if (components.isEmpty()) {
            deploy(start.userTask("userTask_answer").camundaCandidateGroups(UNIT), "{}");
        } else {
            var task = start.camundaFormRef(FORM)
                    .camundaFormRefBinding("deployment")
                    .userTask("userTask_answer")
                    .camundaCandidateGroups(UNIT)
                    .camundaFormRef(FORM)
                    .camundaFormRefBinding("deployment");
            deploy(
                    task,
                    """
                    {"id": "%s", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform",
                     "executionPlatformVersion": "7.24.0", "components": [%s]}"""
                            .formatted(FORM, components));
        }
    }

    /** With a second task that excludes the user named by a variable. */
    public void deployWithCheck(String components) {
        deploy(
                Bpmn.createExecutableProcess(PROCESS)
                        .camundaHistoryTimeToLiveString(null)
                        .startEvent("startEvent_asked")
                        .userTask("userTask_answer")
                        .camundaCandidateGroups(UNIT)
                        .camundaFormRef(FORM)
                        .camundaFormRefBinding("deployment"),
                """
                {"id": "%s", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform",
                 "executionPlatformVersion": "7.24.0", "components": [%s]}"""
                        .formatted(FORM, components),
                "preparedBy");
    }

    /** A task without a form, after which the model asks for a variable that nobody set. */
    public void deployFaulty() {
        engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addModelInstance(
                        PROCESS + ".bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .camundaHistoryTimeToLiveString(null)
                                .startEvent()
                                .userTask("userTask_answer")
                                .camundaCandidateGroups(UNIT)
                                .serviceTask("serviceTask_fault")
                                .camundaExpression("${nobodySetThis}")
                                .endEvent()
                                .done())
                .deploy();
    }

    private void deploy(UserTaskBuilder task, String form) {
        deploy(task, form, null);
    }

    private void deploy(UserTaskBuilder task, String form, String notBy) {
        UserTaskBuilder next = task.userTask("userTask_next").camundaCandidateGroups(UNIT);
        if (notBy != null) {
            CamundaProperty property = next.getElement().getModelInstance().newInstance(CamundaProperty.class);
            property.setCamundaName("notBy");
            property.setCamundaValue(notBy);
            CamundaProperties properties = next.getElement().getModelInstance().newInstance(CamundaProperties.class);
            properties.addChildElement(property);
            next.addExtensionElement(properties);
        }
        engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addModelInstance(PROCESS + ".bpmn", next.endEvent().done())
                .addString(FORM + ".form", form)
                .deploy();
    }

    public void clear() {
        engine.getIdentityService().clearAuthentication();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(PROCESS)
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
        // With the process the engine forgets who may start it
        JdbcClient.create(((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource())
                .sql("delete from dp_granted where resource_id = :process")
                .param("process", PROCESS)
                .update();
    }

    /** The first task of a new instance, started by the engine itself with these variables. */
    public Task task(Map<String, Object> variables) {
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey(PROCESS, variables)
                .getId();
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    public boolean isOpen(Task task) {
        return engine.getTaskService().createTaskQuery().taskId(task.getId()).count() == 1;
    }

    public Map<String, Object> variables(Task task) {
        return engine.getRuntimeService().getVariables(task.getProcessInstanceId());
    }

    public String definition() {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
    }

    public long instances() {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .count();
    }

    public void does(String person, Runnable action) {
        as(person, () -> {
            action.run();
            return null;
        });
    }

    public <T> T as(String person, Callable<T> question) {
        return Acting.as(engine, person, question);
    }
}
