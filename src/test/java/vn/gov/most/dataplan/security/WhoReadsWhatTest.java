package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.Acting;

/**
 * What each role reads of one unit's work, step by step, through REST and through the web applications: the unit
 * drafts, the legal department continues, the work ends. A letter stands for each request whose response contains
 * something of it.
 *
 * <pre>
 * t  the open task            v  its variables                h  the task in history
 * x  variables in history     d  their changes in history     p  the instance
 * i  the instance in history  a  its steps in history         s  the unit's step, as it was completed
 * </pre>
 */
class WhoReadsWhatTest extends AtTheirBrowsers {

    private static final String PROCESS = "whoReadsWhat";
    private static final String PASSWORD = "demo";
    private static final String REST = "/engine-rest";
    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> PEOPLE = List.of(
            "nasati-staff-1",
            "nasati-staff-2",
            "nasati-head",
            "legal-staff-1",
            "personnel-head",
            "it-center-staff-1",
            "minister",
            "manager-1",
            "admin");

    private static final String FORM =
            """
            {"id": "who-reads-what", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform",
             "executionPlatformVersion": "7.24.0", "components": [{"type": "textarea", "key": "report", "label": "Nội dung"}]}""";

    @Autowired
    private ProcessEngine engine;

    @AfterEach
    void clear() {
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(PROCESS)
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @Test
    void eachRoleReadsItsOwnStepsAndNothingThatComesLater() {
        deploy();
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey(PROCESS, Map.of("content", "bản lưu tạm"))
                .getId();
        Task first = task(instance);
        List<String> table = new ArrayList<>();

        table.addAll(rows("draft", first, instance));
        as("nasati-staff-1", () -> engine.getTaskService().claim(first.getId(), "nasati-staff-1"));
        table.addAll(rows("claimed", first, instance));
        as("nasati-staff-1", () -> engine.getFormService().submitTaskForm(first.getId(), Map.of("report", "đã gửi")));
        table.addAll(rows("sent", first, instance));
        as("legal-staff-1", () -> engine.getFormService()
                .submitTaskForm(task(instance).getId(), Map.of("report", "đã sửa")));
        table.addAll(rows("ended", first, instance));

        assertThat(String.join("\n", table))
                .isEqualTo(
                        """
                        draft    nasati-staff-1     tvh
                        draft    nasati-staff-2     tvh
                        draft    nasati-head        tvh
                        draft    legal-staff-1      -
                        draft    personnel-head     -
                        draft    it-center-staff-1  tv
                        draft    minister           -
                        draft    manager-1          tvhxdpia
                        draft    admin              tvhxdpia
                        claimed  nasati-staff-1     tvh
                        claimed  nasati-staff-2     tvh
                        claimed  nasati-head        tvh
                        claimed  legal-staff-1      -
                        claimed  personnel-head     -
                        claimed  it-center-staff-1  tv
                        claimed  minister           -
                        claimed  manager-1          tvhxdpia
                        claimed  admin              tvhxdpia
                        sent     nasati-staff-1     hs
                        sent     nasati-staff-2     hs
                        sent     nasati-head        hs
                        sent     legal-staff-1      -
                        sent     personnel-head     -
                        sent     it-center-staff-1  -
                        sent     minister           -
                        sent     manager-1          hxdpias
                        sent     admin              hxdpias
                        ended    nasati-staff-1     hs
                        ended    nasati-staff-2     hs
                        ended    nasati-head        hs
                        ended    legal-staff-1      -
                        ended    personnel-head     -
                        ended    it-center-staff-1  -
                        ended    minister           -
                        ended    manager-1          hxdias
                        ended    admin              hxdias""");
    }

    private List<String> rows(String phase, Task first, String instance) {
        List<String> rows = new ArrayList<>();
        for (String person : PEOPLE) {
            String byRest = letters(person, REST, first, instance);
            String byWeb = letters(person, WEB, first, instance);
            rows.add("%-8s %-18s %s".formatted(phase, person, byRest.isEmpty() ? "-" : byRest));
            assertThat(byWeb.replace("s", "")).as("%s %s", phase, person).isEqualTo(byRest.replace("s", ""));
        }
        return rows;
    }

    private String letters(String person, String door, Task first, String instance) {
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("t", "/task/" + first.getId());
        questions.put("v", "/task/" + first.getId() + "/variables");
        questions.put("h", "/history/task?taskId=" + first.getId());
        questions.put("x", "/history/variable-instance?processInstanceId=" + instance);
        questions.put("d", "/history/detail?processInstanceId=" + instance);
        questions.put("p", "/process-instance/" + instance);
        questions.put("i", "/history/process-instance/" + instance);
        questions.put("a", "/history/activity-instance?processInstanceId=" + instance);
        StringBuilder letters = new StringBuilder();
        questions.forEach((letter, path) -> letters.append(saysSomething(ask(person, door, path)) ? letter : ""));
        return letters + (saysSomething(browser(person).ask("GET", "/api/steps/" + first.getId())) ? "s" : "");
    }

    private HttpResponse<String> ask(String person, String door, String path) {
        return door.equals(REST)
                ? new Browser(port).ask("GET", door + path, "Authorization", Browser.basic(person, PASSWORD))
                : browser(person).ask("GET", door + path);
    }

    private static boolean saysSomething(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri().getPath()).isIn(200, 403, 404);
        try {
            JsonNode said = JSON.readTree(answer.body());
            return answer.statusCode() == 200 && !said.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deploy() {
        var model = Bpmn.createExecutableProcess(PROCESS)
                .camundaHistoryTimeToLiveString(null)
                .startEvent()
                .userTask("userTask_first")
                .camundaCandidateGroups("nasati")
                .camundaFormRef("who-reads-what")
                .camundaFormRefBinding("deployment")
                .userTask("userTask_second")
                .camundaCandidateGroups("legal")
                .camundaFormRef("who-reads-what")
                .camundaFormRefBinding("deployment")
                .endEvent()
                .done();
        engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .addModelInstance(PROCESS + ".bpmn", model)
                .addString("who-reads-what.form", FORM)
                .deploy();
    }

    private Task task(String instance) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    private void as(String person, Runnable action) {
        Acting.as(engine, person, () -> {
            action.run();
            return null;
        });
    }
}
