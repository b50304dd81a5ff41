package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.form.DecisionForms.Decision;
import vn.gov.most.dataplan.security.Authorizations;

/** Which forms contain only the decision to accept or return, so that several can be decided at once. */
@DemoServerTest
class DecisionFormsTest {

    private static final String DECISION =
            """
            {"type": "radio", "key": "bossDecision", "id": "field_decision", "values": [
                {"label": "Chấp nhận", "value": "accept"}, {"label": "Trả lại", "value": "return"}]},
            {"type": "group", "id": "field_group", "components": [
                {"type": "textarea", "key": "returnReason", "id": "field_reason"}]},
            {"type": "textfield", "key": "unitName", "id": "field_unit", "disabled": true},
            {"type": "expression", "key": "sum", "id": "field_sum", "expression": "=1", "computeOn": "change"}""";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private DecisionForms forms;

    private FormProbe probe;

    @AfterEach
    void clear() {
        probe.clear();
    }

    @Test
    void aChoiceBetweenAcceptingAndReturningWithAReasonIsADecision() {
        deploy(DECISION);
        Decision decision = forms.of(probe.definition(), "userTask_answer").orElseThrow();
        assertThat(decision.accepted()).isEqualTo(Map.of("bossDecision", "accept"));
        assertThat(decision.returned("Thiếu")).isEqualTo(Map.of("bossDecision", "return", "returnReason", "Thiếu"));
        assertThat(forms.of(probe.definition(), "userTask_next"))
                .as("a step without a form")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", {\"type\": \"number\", \"key\": \"rank\", \"id\": \"field_rank\"}",
                ", {\"type\": \"dynamiclist\", \"path\": \"rows\", \"id\": \"field_rows\", \"components\": []}",
                ", {\"type\": \"group\", \"id\": \"field_more\", \"components\": ["
                        + "{\"type\": \"checkbox\", \"key\": \"sure\", \"id\": \"field_sure\"}]}"
            })
    void whereMoreIsAskedItIsNone(String more) {
        deploy(DECISION + more);
        assertThat(forms.of(probe.definition(), "userTask_answer")).isEmpty();
    }

    @Test
    void norWhereSomethingElseIsChosen() {
        deploy(DECISION.replace("\"return\"", "\"later\""));
        assertThat(forms.of(probe.definition(), "userTask_answer")).isEmpty();
    }

    private void deploy(String components) {
        probe = new FormProbe(engine, authorizations);
        probe.deploy(components);
    }
}
