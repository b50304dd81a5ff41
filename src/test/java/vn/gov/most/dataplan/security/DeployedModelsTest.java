package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import vn.gov.most.dataplan.engine.AllowedModel;
import vn.gov.most.dataplan.engine.Refusal;

class DeployedModelsTest extends EngineSecurityTest {

    private static final String TASK = "<userTask id=\"userTask_work\" />";

    @Autowired
    private JdbcTemplate jdbc;

    @AfterEach
    void nothingElseWasStored() {
        assertThat(engine.getRepositoryService()
                        .createDeploymentQuery()
                        .deploymentName("not allowed")
                        .count())
                .isZero();
    }

    /** The element replaces the only task of a model, or is put inside it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            serviceTask camunda:class              | <serviceTask id="x" camunda:class="a.B" />
            serviceTask camunda:delegateExpression | <serviceTask id="x" camunda:delegateExpression="${publicProbe}" />
            serviceTask camunda:type               | <serviceTask id="x" camunda:type="shell" />
            serviceTask camunda:type               | <serviceTask id="x" camunda:type="mail" />
            serviceTask camunda:topic              | <serviceTask id="x" camunda:type="external" camunda:topic="t" />
            serviceTask old:class                  | <serviceTask id="x" xmlns:old="http://activiti.org/bpmn" old:class="a.B" />
            camunda:connector                      | <serviceTask id="x"><extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask>
            camunda:field                          | <serviceTask id="x" camunda:expression="${publicProbe.answer()}"><extensionElements><camunda:field name="a" stringValue="b" /></extensionElements></serviceTask>
            scriptTask                             | <scriptTask id="x" scriptFormat="javascript"><script>1</script></scriptTask>
            sendTask                               | <sendTask id="x" camunda:class="a.B" />
            businessRuleTask                       | <businessRuleTask id="x" camunda:decisionRef="d" />
            camunda:executionListener class        | <userTask id="x"><extensionElements><camunda:executionListener event="start" class="a.B" /></extensionElements></userTask>
            camunda:executionListener delegateExpression | <userTask id="x"><extensionElements><camunda:executionListener event="start" delegateExpression="${publicProbe}" /></extensionElements></userTask>
            camunda:script                         | <userTask id="x"><extensionElements><camunda:executionListener event="start"><camunda:script scriptFormat="javascript">1</camunda:script></camunda:executionListener></extensionElements></userTask>
            camunda:taskListener class             | <userTask id="x"><extensionElements><camunda:taskListener event="create" class="a.B" /></extensionElements></userTask>
            camunda:script                         | <userTask id="x"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a"><camunda:script scriptFormat="javascript">1</camunda:script></camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>
            userTask camunda:formKey               | <userTask id="x" camunda:formKey="embedded:deployment:x.html" />
            userTask camunda:formHandlerClass      | <userTask id="x" camunda:formHandlerClass="a.B" />
            userTask camunda:taskListener          | <userTask id="x" camunda:taskListener="a.B" />
            camunda:formData                       | <userTask id="x"><extensionElements><camunda:formData><camunda:formField id="a" type="string" /></camunda:formData></extensionElements></userTask>
            userTask camunda:assignee              | <userTask id="x" camunda:assignee="an" />
            callActivity camunda:variableMappingClass | <callActivity id="x" calledElement="y" camunda:variableMappingClass="a.B" />
            conditionExpression language           | <userTask id="x" /><exclusiveGateway id="g" /><sequenceFlow id="f" sourceRef="g" targetRef="x"><conditionExpression language="javascript">1</conditionExpression></sequenceFlow>
            other:element                          | <userTask id="x"><extensionElements><other:element xmlns:other="http://example.invalid" /></extensionElements></userTask>
            userTask other:attribute               | <userTask id="x" xmlns:other="http://example.invalid" other:attribute="a" />
            dataObject                             | <dataObject id="x" />
            """)
    void whatIsNotWrittenDownIsRefusedByNameToAnAdministratorToo(String named, String instead) {
        String model = model(instead);
        assertThatThrownBy(() -> does(ADMIN, () -> deploy("processes/x.bpmn", model)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Tệp \"processes/x.bpmn\", phần tử \"")
                .hasMessageContaining(": \"%s\" không được dùng trong quy trình; được phép: ".formatted(named));
    }

    @Test
    void norMayTheProcessOrTheFileSayMoreThanTheFlow() {
        String model = model(TASK);
        for (String other : List.of(
                model.replace("isExecutable=", "camunda:historyTimeToLive=\"P1D\" isExecutable="),
                model.replace("isExecutable=", "camunda:candidateStarterGroups=\"alpha\" isExecutable="),
                model.replace("<process ", "<import namespace=\"a\" location=\"b\" importType=\"c\" /><process "),
                model.replace(
                        "targetNamespace",
                        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:schemaLocation=\"a http://127.0.0.1:1/b.xsd\" targetNamespace"),
                "<!DOCTYPE definitions [<!ENTITY a \"b\">]>" + model)) {
            assertThatThrownBy(() -> does(ADMIN, () -> deploy("processes/x.bpmn", other)))
                    .as(other)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("được phép");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x.bpmn20.xml", "x.html", "x.dmn", "x.cmmn", "x.js", "x.groovy", "x.png", "x.form.html", "bpmn"})
    void diagramsAndFormsAloneAreDeployed(String file) {
        assertThatThrownBy(() -> does(ADMIN, () -> deploy(file, model(TASK))))
                .isInstanceOf(Refusal.class)
                .hasMessage("Tệp \"%s\": không phải quy trình hay biểu mẫu; được phép: tệp .bpmn và .form."
                        .formatted(file));
    }

    @Test
    void anAdministratorDeploysADiagramWithItsFormAndNobodyElseDoes() {
        var grant = engine.getAuthorizationService().createNewAuthorization(1);
        grant.setUserId(AN);
        grant.setResource(Resources.DEPLOYMENT);
        grant.setResourceId("*");
        grant.addPermission(Permissions.ALL);
        String id = engine.getAuthorizationService().saveAuthorization(grant).getId();
        for (String person : List.of(AN, HEAD, FOLLOWER, WATCHER)) {
            assertThatThrownBy(() -> does(person, () -> deploy("processes/x.bpmn", model(TASK))))
                    .as(person)
                    .isInstanceOf(REFUSED);
        }
        engine.getAuthorizationService().deleteAuthorization(id);

        does(ADMIN, () -> engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addString(
                        "processes/x.bpmn",
                        model(TASK.replace(
                                "/>", "camunda:formRef=\"x-work\" camunda:formRefBinding=\"deployment\" />")))
                .addString("forms/x/work.form", "{\"id\": \"x-work\"}")
                .deploy());
    }

    @Test
    void whatWasStoredBeforeIsReadAndCarriedOutButNotDeployedAgain() {
        String deployment =
                stored(model(TASK.replace("/>", "camunda:formKey=\"embedded:x\" camunda:assignee=\"an\" />")));

        var instance = engine.getRuntimeService().startProcessInstanceByKey(PROCESS);

        assertThat(task(instance.getId()).getAssignee()).isEqualTo(AN);
        assertThatThrownBy(() -> does(ADMIN, () -> engine.getRepositoryService()
                        .createDeployment()
                        .name("not allowed")
                        .addDeploymentResources(deployment)
                        .deploy()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("camunda:formKey");
    }

    @Test
    void aScriptThatWasStoredBeforeRunsNowhere() {
        stored(model(TASK.replaceFirst("userTask", "scriptTask")
                .replace("/>", "scriptFormat=\"javascript\"><script>1</script></scriptTask>")));
        assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey(PROCESS))
                .hasMessageContaining("mã kịch bản");
    }

    /** A deployment whose model is another than it was when it was deployed. */
    private String stored(String model) {
        String deployment = engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addString(PROCESS + ".bpmn", model(TASK))
                .deploy()
                .getId();
        jdbc.update(
                "update act_ge_bytearray set bytes_ = ? where deployment_id_ = ?",
                model.getBytes(StandardCharsets.UTF_8),
                deployment);
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getDeploymentCache()
                .discardProcessDefinitionCache();
        return deployment;
    }

    @Test
    void allThatIsShippedAndWasReleasedIsAllowed() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String folder : List.of("processes", "forms", "src/test/resources")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(one -> one.toString().matches(".*\\.(bpmn|form)"))
                        .toList()) {
                    String text = Files.readString(file);
                    all.assertThatCode(() -> AllowedModel.check(file.toString(), text))
                            .doesNotThrowAnyException();
                }
            }
        }
        all.assertAll();
    }

    private void deploy(String file, String text) {
        engine.getRepositoryService()
                .createDeployment()
                .name("not allowed")
                .addString(file, text)
                .deploy();
    }

    private static String model(String task) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                  <process id="%s" isExecutable="true">
                    <startEvent id="startEvent_asked" />
                    <sequenceFlow id="flow_asked" sourceRef="startEvent_asked" targetRef="userTask_work" />
                    %s
                  </process>
                </definitions>
                """
                .formatted(PROCESS, task.contains("userTask_work") ? task : TASK + task);
    }
}
