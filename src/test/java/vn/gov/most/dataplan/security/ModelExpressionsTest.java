package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelExpressionsTest extends EngineSecurityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${publicProbe.answer()} | answered",
                "${publicProbe.names().size()} | 2",
                "${publicProbe.names()[1]} | b",
                "${text.trim().length()} | 4",
                "${map.key} | value",
                "${map.get('key')} | value",
                "${list.contains('x')} | true",
                "${number + 1} | 43",
                "${day.plusDays(3).toString()} | 2026-12-27",
                "${json.prop('name').stringValue()} | báo cáo",
                "${json.prop('rows').elements().size()} | 2",
                "${execution.getVariable('text').trim()} | text",
                "${execution.businessKey} | probe",
                "${execution.processBusinessKey} | probe",
                "${dateTime().plusDays(7).toDate().after(now())} | true",
                "${empty missing} | true",
            })
    void anExpressionReachesWhatAModelNeeds(String expression, String expected) {
        assertThat(valueOf(expression.replace("${empty missing}", "${empty execution.getVariable('missing')}")))
                .hasToString(expected);
    }

    @Test
    void anExpressionKnowsWhoAsks() {
        var instance = probe(Map.of());
        assertThat(as(AN, () -> evaluate("${currentUser()}", instance))).isEqualTo(AN);
        assertThat(as(AN, () -> evaluate("${currentUserGroups()}", instance))).isEqualTo(List.of("alpha"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${hiddenProbe.answer()}",
                "${hiddenProbe}",
                "${environment}",
                "${dataSource}",
                "${runtimeService}",
                "${processEngine}",
                "${systemProperties}",
                "${publicProbe.hidden().answer()}",
                "${publicProbe.class}",
                "${publicProbe.getClass()}",
                "${publicProbe.hashCode()}",
                "${text.class}",
                "${text.getClass().getName()}",
                "${number.getClass()}",
                "${map.getClass()}",
                "${list.getClass()}",
                "${list.stream().count()}",
                "${day.getClass()}",
                "${day.chronology.id}",
                "${execution.class}",
                "${execution.processEngineServices}",
                "${execution.getProcessEngineServices()}",
                "${execution.processEngine}",
                "${execution.bpmnModelInstance}",
                "${execution.processDefinition}",
                "${json.mapTo('java.util.HashMap')}",
                "${json.unwrap()}",
                "${number.getInteger('java.specification.version')}",
                "${dateTime().chronology.zone}",
                "${now().getClass()}",
            })
    void anExpressionIsRefusedTheRest(String expression) {
        assertThatThrownBy(() -> valueOf(expression)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void aVariableDoesNotStandInForABean() {
        assertThat(evaluate("${publicProbe.answer()}", probe(Map.of("publicProbe", "mine"))))
                .isEqualTo("answered");
    }

    @Test
    void aVariableOfAnUnlistedClassIsNotDeserialized() {
        var task = taskOf("alpha");
        engine.getTaskService()
                .setVariable(
                        task.getId(),
                        "object",
                        Variables.serializedObjectValue("{\"activeProfiles\": []}")
                                .serializationDataFormat("application/json")
                                .objectTypeName("org.springframework.mock.env.MockEnvironment")
                                .create());
        assertThatThrownBy(() -> engine.getTaskService().getVariable(task.getId(), "object"))
                .hasStackTraceContaining("not whitelisted");
    }

    private Object valueOf(String expression) {
        return evaluate(expression, probe(Map.of()));
    }

    private Object evaluate(String expression, String instanceId) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute(command -> {
            var execution = command.getExecutionManager().findExecutionById(instanceId);
            execution.setVariableLocal(
                    "day",
                    Variables.objectValue(LocalDate.of(2026, 12, 24), true).create());
            return configuration
                    .getExpressionManager()
                    .createExpression(expression)
                    .getValue(execution);
        });
    }

    /** An instance with one variable of each type that models use. */
    private String probe(Map<String, Object> more) {
        deploy(Bpmn.createExecutableProcess(PROCESS)
                .startEvent()
                .userTask()
                .endEvent()
                .done());
        return engine.getRuntimeService()
                .createProcessInstanceByKey(PROCESS)
                .businessKey("probe")
                .setVariables(Map.of(
                        "text",
                        "text",
                        "number",
                        42,
                        "map",
                        new HashMap<>(Map.of("key", "value")),
                        "list",
                        new ArrayList<>(List.of("a long enough text", "x")),
                        "json",
                        Spin.JSON("{\"name\": \"báo cáo\", \"rows\": [1, 2]}"),
                        "date",
                        new Date(0)))
                .setVariables(more)
                .execute()
                .getId();
    }
}
