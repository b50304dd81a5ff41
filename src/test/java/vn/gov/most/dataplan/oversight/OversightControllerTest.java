package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricIncident;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.security.AtTheirBrowsers;

/** The texts for Cockpit, and the retry of failed jobs. */
class OversightControllerTest extends AtTheirBrowsers {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Ledger ledger;

    private ProcessInstance instance;
    private Incident incident;

    @BeforeEach
    void aFailedJob() {
        engine.getRepositoryService()
                .createDeployment()
                .name("stuck")
                .addString(
                        "stuck.bpmn",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
                        <process id="stuck" name="Quy trình bị kẹt" isExecutable="true">
                          <startEvent id="startEvent_opened" name="Đã mở" />
                          <sequenceFlow id="f1" sourceRef="startEvent_opened" targetRef="endEvent_told" />
                          <endEvent id="endEvent_told" name="Đã báo" camunda:asyncBefore="true" />
                        </process></definitions>
                        """)
                .deploy();
        instance = engine.getRuntimeService().startProcessInstanceByKey("stuck", "PL.0/kẹt");
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        engine.getManagementService().setJobRetries(job.getId(), 0);
        incident = engine.getRuntimeService()
                .createIncidentQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }

    @AfterEach
    void clear() {
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName("stuck")
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @ParameterizedTest
    @CsvSource({"manager-1, true", "admin, true", "minister, false", "it-center-head, false", "nasati-staff-1, false"})
    void whoReadsEverythingIsToldWhatIsStuck(String person, boolean isTold) throws Exception {
        JsonNode found = JSON.readTree(asked(person, "/api/incidents?definition=" + instance.getProcessDefinitionId())
                .body());
        assertThat(found).hasSize(isTold ? 1 : 0);
        if (isTold) {
            assertThat(found.get(0).path("process").asText()).isEqualTo("Quy trình bị kẹt");
            assertThat(found.get(0).path("about").asText()).isEqualTo("PL.0/kẹt");
            assertThat(found.get(0).path("step").asText()).isEqualTo("Đã báo");
            assertThat(found.get(0).path("since").asText()).matches("\\d\\d:\\d\\d \\d\\d/\\d\\d/\\d{4}");
        }
    }

    @Test
    void anAdministratorsRetryKeepsItsReason() {
        assertThat(retry("admin", "  Đã khởi động lại máy chủ thư. ").statusCode())
                .isEqualTo(204);

        assertThat(engine.getManagementService()
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .singleResult()
                        .getRetries())
                .isOne();
        HistoricIncident kept = engine.getHistoryService()
                .createHistoricIncidentQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        assertThat(kept.isResolved()).isTrue();
        assertThat(kept.getAnnotation()).isEqualTo("Đã khởi động lại máy chủ thư.");
        assertThat(engine.getHistoryService()
                        .createUserOperationLogQuery()
                        .processInstanceId(instance.getId())
                        .operationType(UserOperationLogEntry.OPERATION_TYPE_SET_JOB_RETRIES)
                        .userId("admin")
                        .count())
                .isOne();
        assertThat(retry("admin", "Thử lần nữa").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager-1", "it-center-head", "minister", "nasati-staff-1"})
    void nobodyElseHasItTriedAgain(String person) {
        assertThat(retry(person, "Thử xem").statusCode()).isIn(403, 404);
        assertStillStuck();
    }

    @Test
    void withoutAReasonNothingIsTriedAgain() {
        for (String reason : new String[] {"", "   ", "x".repeat(1_001)}) {
            HttpResponse<String> answer = retry("admin", reason);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Lý do thử lại");
        }
        assertStillStuck();
    }

    @ParameterizedTest
    @CsvSource({"manager-1, true", "minister, true", "nasati-head, true", "nasati-staff-1, false", "admin, false"})
    void tasklistLeadsToThePlanWhoeverReadsIt(String person, String reads) {
        assertThat(asked(person, "/api/plan-reader").body()).isEqualTo(reads);
    }

    @Test
    void eventsOfOneUnitAreToldApartByWhatTheyAreAbout() throws Exception {
        ObligationKey key = new ObligationKey("PL.I.8", "rules", "", "nasati", "stuck");
        ledger.open(
                key,
                "stuck/nasati",
                instance.getId(),
                Optional.empty(),
                ClockUtil.now().toInstant(),
                Optional.empty());
        ledger.nameSubject(key, "CSDL thử");
        try {
            assertThat(JSON.readTree(asked("manager-1", "/api/running/" + instance.getId())
                                    .body())
                            .path("about")
                            .asText())
                    .isEqualTo("Cục Thông tin khoa học và công nghệ quốc gia, Phát sinh: CSDL thử");
        } finally {
            jdbc.sql("delete from dp_obligation where business_key = 'stuck/nasati'")
                    .update();
        }
    }

    @Test
    void whatRunsOfNoObligationHasItsKeyAlone() throws Exception {
        JsonNode running = JSON.readTree(
                asked("manager-1", "/api/running/" + instance.getId()).body());
        assertThat(running.path("about").asText()).isEqualTo("PL.0/kẹt");
        assertThat(running.path("obligation").isNull()).isTrue();
        assertThat(asked("manager-1", "/api/running/none").statusCode()).isEqualTo(404);
    }

    @Test
    void cockpitIsServedWithoutARawKeyAndByWhatOneMayDo() throws Exception {
        JsonNode served = JSON.readTree(
                asked("manager-1", "/camunda/app/cockpit/locales/vi.json").body());
        assertThat(served.path("labels").path("COCKPIT_PROCESSES").asText()).isEqualTo("Quy trình");
        assertThat(served.path("labels")).hasSize(2_460);
        String script = "/camunda/app/cockpit/camunda-cockpit-bootstrap.js";
        assertThat(asked("manager-1", script).body()).contains("runtime.action:*", "data-plan-reader");
        assertThat(asked("admin", script).body()).doesNotContain("runtime.action:*", "data-plan-reader");
    }

    private void assertStillStuck() {
        assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .incidentId(incident.getId())
                        .singleResult()
                        .getAnnotation())
                .isNull();
    }

    private HttpResponse<String> retry(String person, String reason) {
        return sent(
                person,
                "POST",
                "/api/incidents/" + incident.getId() + "/retry",
                JSON.createObjectNode().put("reason", reason).toString());
    }

    @Override
    protected HttpResponse<String> asked(String person, String path) {
        return browser(person).send("GET", path, null, "Accept", "*/*");
    }
}
