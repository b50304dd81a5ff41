package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of an obligation's processes, for a test model; all times are written by hand. */
class CoursePageTest extends PagesOfAPeriod {

    private static final Instant BEGUN = at("2026-12-01T09:00");

    @Autowired
    private ProcessEngine engine;

    private ProcessInstance instance;
    private long id;

    @BeforeEach
    void anObligationOnItsWay() {
        ClockUtil.setCurrentTime(Date.from(BEGUN));
        deploy("Kiểm tra");
        instance = engine.getRuntimeService().startProcessInstanceByKey("course");
        // A running instance keeps its version
        deploy("Kiểm tra kiểu mới");
        open(key("unit-report", "nasati"), instance.getId(), BEGUN, DUE, LATE_FROM);
        id = row("nasati").id();
    }

    @Override
    @AfterEach
    void clear() {
        super.clear();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName("course")
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @ParameterizedTest
    @CsvSource({
        "manager-1, 200",
        "minister, 200",
        "it-center-staff-1, 200",
        "nasati-head, 200",
        "legal-head, 404",
        "nasati-staff-1, 403",
        "admin, 403"
    })
    void whoReadsThePageReadsTheProcessesAndNobodyElse(String person, int status) {
        HttpResponse<String> answer = asked(person, "/ke-hoach/viec/" + id + "/quy-trinh");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body().contains("Lập báo cáo")).isEqualTo(status == 200);
    }

    @Test
    void whoDidAStepAndWhoHasTheNextIsSaidAndDrawnInTheVersionThatRuns() {
        complete("nasati-staff-1", "2026-12-02T10:00");

        assertThat(page())
                .contains(
                        name("nasati-staff-1") + ", 10:00 02/12/2026",
                        "data-element=\"userTask_check\" data-kind=\"open\"",
                        "Cục Thông tin khoa học và công nghệ quốc gia, hạn 17:00 24/12/2026",
                        "name=&quot;Kiểm tra&quot;",
                        "data-passed=\"startEvent_opened userTask_report\"")
                .doesNotContain("Kiểm tra kiểu mới");
    }

    @Test
    void aStepTurnsOverdueWhenItsDayIsOver() {
        complete("nasati-staff-1", "2026-12-02T10:00");
        ClockUtil.setCurrentTime(Date.from(DUE.minusSeconds(60)));
        assertThat(page()).contains("data-kind=\"open\"").doesNotContain("data-kind=\"overdue\"");
        ClockUtil.setCurrentTime(Date.from(DUE));
        assertThat(page()).contains("data-kind=\"overdue\"").doesNotContain("data-kind=\"open\"");
    }

    @Test
    void whatIsCalledIsToldAfterWhatCallsIt() {
        complete("nasati-staff-1", "2026-12-02T10:00");
        complete("nasati-head", "2026-12-03T10:00");

        assertThat(page())
                .contains(
                        "Quy trình được gọi: Ban hành",
                        "data-element=\"callActivity_issue\" data-kind=\"open\"",
                        "data-element=\"userTask_sign\" data-kind=\"open\"");
        complete("minister", "2026-12-04T10:00");
        assertThat(page()).contains("Đã kết thúc 10:00 04/12/2026", name("minister") + ", 10:00 04/12/2026");
    }

    @Test
    void theObligationsPageSaysWhoHasAStepOfWhatWasCalled() {
        complete("nasati-staff-1", "2026-12-02T10:00");
        complete("nasati-head", "2026-12-03T10:00");

        assertThat(obligation()).contains("Đang thực hiện", "<b>Ký</b>");
    }

    @Test
    void whoWorkedInWhatWasCalledIsFound() {
        complete("nasati-staff-1", "2026-12-02T10:00");
        complete("nasati-head", "2026-12-03T10:00");
        keepStep("legal-staff-1", openTask().getProcessInstanceId());

        assertThat(found("legal-staff-1")).contains("/ke-hoach/viec/" + id + "\"");
        assertThat(found("legal-staff-2")).doesNotContain("/ke-hoach/viec/" + id + "\"");
    }

    @Test
    void whatWasCancelledAndOpenedAgainKeepsWhatWasDoneBefore() {
        complete("nasati-staff-1", "2026-12-02T10:00");
        keepStep("nasati-staff-1", instance.getId());
        ledger.cancel(row("nasati"), at("2026-12-03T10:00"), "admin", "Mở <nhầm>");
        assertThat(obligation())
                .contains("<dt>Đã hủy</dt>", "10:00 03/12/2026, " + name("admin") + ". Lý do: Mở &lt;nhầm&gt;");

        ClockUtil.setCurrentTime(Date.from(at("2026-12-03T11:00")));
        String again =
                engine.getRuntimeService().startProcessInstanceByKey("course").getId();
        open(row("nasati").key(), again, at("2026-12-03T10:30"), DUE, LATE_FROM);

        assertThat(obligation())
                .contains("<dt>Đã hủy, sau đó mở lại</dt>", "Lý do: Mở &lt;nhầm&gt;", "/buoc/course-step")
                .doesNotContain("<dt>Đã hủy</dt>");
        assertThat(found("nasati-staff-1")).contains("/ke-hoach/viec/" + id + "\"");
        assertThat(page()).containsSubsequence("Kiểm tra kiểu mới", "name=&quot;Kiểm tra&quot;");
    }

    @Test
    void whatWasCancelledSaysWhereItStopped() {
        complete("nasati-staff-1", "2026-12-02T10:00");
        ClockUtil.setCurrentTime(Date.from(at("2026-12-03T10:00")));
        rowIsOf("none");
        engine.getRuntimeService().deleteProcessInstance(instance.getId(), "Không còn cần");
        rowIsOf(instance.getId());

        assertThat(page())
                .contains("Đã hủy 10:00 03/12/2026", "data-element=\"userTask_check\" data-kind=\"stopped\"")
                .doesNotContain("data-kind=\"open\"");
    }

    @Test
    void aTechnicalFaultIsSaidAtItsStep() {
        complete("nasati-staff-1", "2026-12-02T10:00");
        Job reminder = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        engine.getManagementService().setJobRetries(reminder.getId(), 0);

        assertThat(page()).contains("data-element=\"boundaryEvent_late\" data-kind=\"failed\"", "Gặp sự cố kỹ thuật");
    }

    @Test
    void anInstanceThatHistoryHasLostIsSaidToBeSo() {
        rowIsOf("lost");
        assertThat(page()).contains("không còn trong lịch sử").doesNotContain("class=\"walk\"");
    }

    @Test
    void whatIsWrittenInAModelIsTextAndTheScriptIsFromHereAlone() {
        HttpResponse<String> answer = asked("manager-1", "/ke-hoach/viec/" + id + "/quy-trinh");
        assertThat(answer.body()).contains("Lập báo cáo &lt;img src=x&gt;").doesNotContain("<img");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none';")
                .contains("script-src 'self'")
                .doesNotContain("unsafe-eval");
        assertThat(asked("manager-1", "/ke-hoach/viec/" + id)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("script-src");
    }

    private String obligation() {
        return asked("manager-1", "/ke-hoach/viec/" + id).body();
    }

    /** By the words of somebody's name. */
    private String found(String person) {
        return asked(
                        "manager-1",
                        "/ke-hoach/danh-sach?nam=2026&muc=PL.II.4&don-vi=nasati&tim="
                                + URLEncoder.encode(name(person), StandardCharsets.UTF_8))
                .body();
    }

    private void keepStep(String person, String instance) {
        step("course-step", instance, "s", "g", person, name(person), DUE, "{}", "{}");
    }

    private String page() {
        return asked("manager-1", "/ke-hoach/viec/" + id + "/quy-trinh").body();
    }

    private void complete(String person, String when) {
        ClockUtil.setCurrentTime(Date.from(at(when)));
        rowIsOf("none");
        Task task = openTask();
        engine.getTaskService().setAssignee(task.getId(), person);
        engine.getTaskService().complete(task.getId());
        engine.getTaskService().createTaskQuery().taskDefinitionKey("userTask_check").list().stream()
                .filter(open -> open.getProcessDefinitionId().startsWith("course"))
                .forEach(open -> engine.getTaskService().setDueDate(open.getId(), Date.from(DUE)));
        rowIsOf(instance.getId());
    }

    private Task openTask() {
        return engine.getTaskService().createTaskQuery().list().stream()
                .filter(open -> open.getProcessDefinitionId().startsWith("course"))
                .findFirst()
                .orElseThrow();
    }

    /** An instance of a model that is not in the plan has no steps of the plan. */
    private void rowIsOf(String instance) {
        jdbc.sql("update dp_obligation set process_instance = :instance where id = :id")
                .param("instance", instance)
                .param("id", id)
                .update();
    }

    private void deploy(String check) {
        engine.getRepositoryService()
                .createDeployment()
                .name("course")
                .addString("course.bpmn", MODEL.formatted(check))
                .addString("course-issue.bpmn", CALLED)
                .deploy();
    }

    private static final String HEAD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test">
            """;

    private static final String MODEL = HEAD
            + """
            <process id="course" name="Báo cáo" isExecutable="true">
              <startEvent id="startEvent_opened" name="Đã mở" />
              <sequenceFlow id="f1" sourceRef="startEvent_opened" targetRef="userTask_report" />
              <userTask id="userTask_report" name="Lập báo cáo &lt;img src=x&gt;" />
              <sequenceFlow id="f2" sourceRef="userTask_report" targetRef="userTask_check" />
              <userTask id="userTask_check" name="%s" camunda:candidateGroups="nasati" />
              <boundaryEvent id="boundaryEvent_late" name="Đã muộn" attachedToRef="userTask_check" cancelActivity="false">
                <timerEventDefinition><timeDate xsi:type="tFormalExpression">2027-01-05T08:00:00+07:00</timeDate></timerEventDefinition>
              </boundaryEvent>
              <sequenceFlow id="f5" sourceRef="boundaryEvent_late" targetRef="endEvent_late" />
              <endEvent id="endEvent_late" name="Đã nhắc" />
              <sequenceFlow id="f3" sourceRef="userTask_check" targetRef="callActivity_issue" />
              <callActivity id="callActivity_issue" name="Ban hành văn bản" calledElement="course-issue" />
              <sequenceFlow id="f4" sourceRef="callActivity_issue" targetRef="endEvent_done" />
              <endEvent id="endEvent_done" name="Đã xong" />
            </process></definitions>
            """;

    private static final String CALLED = HEAD
            + """
            <process id="course-issue" name="Ban hành" isExecutable="true">
              <startEvent id="startEvent_called" name="Đã gọi" />
              <sequenceFlow id="f1" sourceRef="startEvent_called" targetRef="userTask_sign" />
              <userTask id="userTask_sign" name="Ký" />
              <sequenceFlow id="f2" sourceRef="userTask_sign" targetRef="endEvent_signed" />
              <endEvent id="endEvent_signed" name="Đã ký" />
            </process></definitions>
            """;
}
