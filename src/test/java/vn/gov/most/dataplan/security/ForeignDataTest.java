package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.form.FormProbe;

/**
 * The responses to a member of one unit about another unit's work, and to a manager, request by request, through REST
 * and the web applications alike. An authorized user sends each request too, so that a refusal cannot hide an invalid
 * request. {@link AnothersWorkTest} sends all requests; here are the cases that need thought.
 */
@DemoServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignDataTest {

    private static final String PASSWORD = "demo";
    private static final String MANAGER = "manager-1";
    private static final String ADMIN = "admin";
    private static final String REST = "/engine-rest";
    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final String BOUNDARY = "probe";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Authorizations authorizations;

    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, Browser> browsers = new LinkedHashMap<>();
    private final List<String> filters = new ArrayList<>();
    private FormProbe probe;

    @BeforeAll
    void workOfOneUnit() {
        probe = new FormProbe(engine, authorizations);
        probe.deploy("{\"type\": \"textarea\", \"key\": \"reason\", \"label\": \"Lý do\"}");
        Task task = probe.task(Map.of("content", "bản lưu tạm"));
        TaskService tasks = engine.getTaskService();
        String instance = task.getProcessInstanceId();
        ids.put("task", task.getId());
        ids.put("instance", instance);
        ids.put("definition", task.getProcessDefinitionId());
        ids.put(
                "deployment",
                engine.getRepositoryService()
                        .getProcessDefinition(task.getProcessDefinitionId())
                        .getDeploymentId());
        ids.put("comment", tasks.createComment(task.getId(), null, "ghi chú").getId());
        ids.put(
                "attachment",
                tasks.createAttachment(
                                "text/plain",
                                task.getId(),
                                null,
                                "tệp",
                                null,
                                new ByteArrayInputStream("nội dung".getBytes(StandardCharsets.UTF_8)))
                        .getId());
        ids.put(
                "variable",
                engine.getRuntimeService()
                        .createVariableInstanceQuery()
                        .processInstanceIdIn(instance)
                        .singleResult()
                        .getId());
        probe.does(FormProbe.PERSON, () -> tasks.claim(task.getId(), FormProbe.PERSON));
        // Given back, or everything would be refused because somebody has it.
        tasks.setAssignee(task.getId(), null);
        ids.put("cleanup", engine.getHistoryService().cleanUpHistoryAsync(true).getId());
        var stuck = engine.getManagementService()
                .createJobQuery()
                .processDefinitionKey("remind")
                .listPage(0, 1)
                .get(0);
        ids.put("job", stuck.getId());
        ids.put("jobs", stuck.getJobDefinitionId());
        String ended = probe.task(Map.of("content", "đã hủy")).getProcessInstanceId();
        String batch = engine.getRuntimeService()
                .setVariablesAsync(List.of(ended), Map.of("content", "đã hủy"))
                .getId();
        engine.getRuntimeService().deleteProcessInstance(ended, "nhầm");
        ids.put("ended", ended);
        ids.put("batch", batch);
        ids.put("filter", filter("probe of all", "legal", "nasati"));
        ids.put("theirs", filter("probe of one unit", "nasati"));
        for (String person : List.of(FormProbe.PERSON, FormProbe.STRANGER, MANAGER, ADMIN)) {
            Browser browser = new Browser(port);
            browser.login(person, PASSWORD);
            browser.open("/camunda/app/" + (person.equals(MANAGER) ? "cockpit" : "tasklist") + "/default/");
            browsers.put(person, browser);
        }
    }

    /** All tasks of the process: the filter itself excludes nobody. */
    private String filter(String name, String... groups) {
        FilterService service = engine.getFilterService();
        Filter filter = service.newTaskFilter(name)
                .setQuery(engine.getTaskService().createTaskQuery().processDefinitionKey(FormProbe.PROCESS));
        String id = service.saveFilter(filter).getId();
        for (String group : groups) {
            authorizations.mayUseFilter(group, id);
        }
        filters.add(id);
        return id;
    }

    @AfterAll
    void clear() {
        filters.forEach(engine.getFilterService()::deleteFilter);
        probe.clear();
        engine.getManagementService().deleteBatch(ids.get("batch"), true);
    }

    /**
     * Requests for a unit's work that its own people may send and members of other units may not, with the responses.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            GET  | /task/{task}                                                | 200 | 404
            GET  | /task?processInstanceId={instance}                          | 200 | []
            GET  | /task?candidateGroup=nasati                                 | 200 | []
            GET  | /task/count?processInstanceId={instance}                    | 200 | {"count":0}
            POST | /task {"taskId": "{task}"}                                  | 200 | []
            POST | /task {"orQueries": [{"taskId": "{task}", "candidateGroup": "nasati"}]} | 200 | []
            POST | /task/count {"unassigned": true, "candidateGroup": "nasati"} | 200 | {"count":0}
            GET  | /task/{task}/variables                                      | 200 | 403
            GET  | /task/{task}/variables/content                              | 200 | 403
            GET  | /task/{task}/localVariables                                 | 200 | 403
            GET  | /task/{task}/form                                           | 200 | 403
            GET  | /task/{task}/form-variables                                 | 200 | 403
            GET  | /task/{task}/deployed-form                                  | 200 | 403
            GET  | /task/{task}/identity-links                                 | 200 | 403
            GET  | /task/{task}/comment                                        | 200 | 404
            GET  | /task/{task}/comment/{comment}                              | 200 | 403
            GET  | /task/{task}/attachment                                     | 200 | 404
            GET  | /task/{task}/attachment/{attachment}                        | 200 | 403
            GET  | /task/{task}/attachment/{attachment}/data                   | 200 | 403
            GET  | /history/task?taskId={task}                                 | 200 | []
            GET  | /history/task/count?processInstanceId={instance}            | 200 | {"count":0}
            GET  | /filter/{filter}                                            | 200 | 200
            GET  | /filter/{filter}/list                                       | 200 | []
            GET  | /filter/{filter}/singleResult                               | 200 | 204
            GET  | /filter/{filter}/count                                      | 200 | {"count":0}
            POST | /filter/{filter}/list {"candidateGroup": "nasati", "includeAssignedTasks": true} | 200 | []
            POST | /filter/{filter}/list {"orQueries": [{"taskId": "{task}", "assignee": "nasati-staff-1"}]} | 200 | []
            POST | /filter/{filter}/count {"taskId": "{task}"}                 | 200 | {"count":0}
            POST | /filter/{filter}/singleResult {"taskId": "{task}"}          | 200 | 204
            POST | /filter/{filter}/list {"assigneeExpression": "${currentUser()}"} | 400 | 400
            POST | /filter/{filter}/count {"orQueries": [{"assigneeExpression": "${currentUser()}", "name": "x"}]} | 400 | 400
            GET  | /filter/{theirs}                                            | 200 | 403
            GET  | /filter/{theirs}/list                                       | 200 | 403
            POST | /filter/{theirs}/list {}                                    | 200 | 403
            POST | /filter/{theirs}/count {"taskId": "{task}"}                 | 200 | 403
            """)
    void whatTheUnitReads(String method, String request, String own, String other) {
        assertAnswers(FormProbe.PERSON, method, request, own);
        assertAnswers(FormProbe.STRANGER, method, request, other);
    }

    /** Requests by content, and for jobs without a process: a manager gets little, others nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            POST | /variable-instance {"variableName": "content"}              | 200 | []
            GET  | /job                                                        | []  | []
            POST | /job {"processDefinitionKey": "remind"}                     | []  | []
            GET  | /job/count                                                  | {"count":0} | {"count":0}
            GET  | /job/{job}                                                  | 404 | 404
            GET  | /job/{cleanup}                                              | 404 | 404
            GET  | /job/{job}/stacktrace                                       | 204 | 403
            GET  | /job/{cleanup}/stacktrace                                   | 403 | 403
            GET  | /history/cleanup/jobs                                       | 404 | 404
            GET  | /history/job-log                                            | []  | []
            GET  | /job-definition/{jobs}                                      | 200 | 404
            """)
    void whatWhoFollowsTheWholePlanReads(String method, String request, String manager, String other) {
        assertAnswers(MANAGER, method, request, manager);
        assertAnswers(FormProbe.STRANGER, method, request, other);
    }

    /** Jobs without a process, and bodies that no description has; afterwards nothing has changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            POST   | /task/{task}/claim {"userId": "{person}"}                 | 403 | 403
            POST   | /task/{task}/complete {"variables": {"reason": {"value": 5}, "more": {"value": 1}}} | 403 | 403
            POST   | /task/{task}/attachment/create a file                     | 403 | 403
            POST   | /task/{task}/attachment/create a link                     | 403 | 403
            POST   | /job/{job}/execute                                        | 403 | 403
            POST   | /job/{cleanup}/execute                                    | 403 | 403
            PUT    | /job/{job}/retries {"retries": 0}                         | 403 | 403
            PUT    | /job/{cleanup}/retries {"retries": 0}                     | 403 | 403
            POST   | /job/retries {"jobIds": ["{cleanup}"], "retries": 0}      | 403 | 403
            PUT    | /job/{job}/duedate {"duedate": "2030-01-01T00:00:00.000+0700"} | 403 | 403
            PUT    | /job/{cleanup}/duedate {"duedate": "2030-01-01T00:00:00.000+0700"} | 403 | 403
            POST   | /job/{job}/duedate/recalculate                            | 403 | 403
            PUT    | /job/{job}/priority {"priority": 5}                       | 403 | 403
            PUT    | /job/{cleanup}/priority {"priority": 5}                   | 403 | 403
            PUT    | /job/{job}/suspended {"suspended": true}                  | 403 | 403
            PUT    | /job/{cleanup}/suspended {"suspended": true}              | 403 | 403
            PUT    | /job/suspended {"processDefinitionKey": "remind", "suspended": true} | 403 | 403
            DELETE | /job/{job}                                                | 403 | 403
            DELETE | /job/{cleanup}                                            | 403 | 403
            PUT    | /job-definition/{jobs}/retries {"retries": 0}             | 403 | 403
            PUT    | /job-definition/{jobs}/jobPriority {"priority": 5}        | 403 | 403
            PUT    | /job-definition/{jobs}/suspended {"suspended": true, "includeJobs": true} | 403 | 403
            POST   | /history/cleanup                                          | 403 | 403
            """)
    void whatNeitherChanges(String method, String request, String other, String manager) {
        String before = state();
        assertAnswers(FormProbe.STRANGER, method, request, other);
        assertAnswers(MANAGER, method, request, manager);
        assertThat(state()).as("what %s %s left behind", method, request).isEqualTo(before);
    }

    /**
     * An administrator removes a member through REST: the next request of that user finds nothing, and the unit gets
     * the user's tasks.
     */
    @Test
    void whoLeavesTheUnitReadsNothingOfItAnyMore() {
        String leaver = "nasati-staff-2";
        Browser browser = new Browser(port);
        browser.login(leaver, PASSWORD);
        browser.open("/camunda/app/tasklist/default/");
        browsers.put(leaver, browser);
        String held = probe.task(Map.of("content", "bản lưu tạm")).getId();
        ids.put("held", held);
        assertAnswers(leaver, "GET", "/task/{held}", "200");
        probe.does(leaver, () -> engine.getTaskService().claim(held, leaver));
        try {
            assertThat(send(ADMIN, "DELETE", REST, "/group/nasati/members/" + leaver, null)
                            .statusCode())
                    .isEqualTo(204);
            assertAnswers(leaver, "GET", "/task/{held}", "404");
            assertAnswers(leaver, "GET", "/task?assignee={person}", "[]");
            assertAnswers(leaver, "GET", "/task/{held}/variables", "403");
            assertAnswers(leaver, "GET", "/history/task?taskId={held}", "[]");
            assertAnswers(leaver, "POST", "/task/{held}/complete {}", "403");
            assertAnswers(FormProbe.PERSON, "GET", "/task/{held}", "200");
            assertThat(engine.getTaskService()
                            .createTaskQuery()
                            .taskId(held)
                            .taskUnassigned()
                            .count())
                    .isOne();
        } finally {
            engine.getIdentityService().createMembership(leaver, "nasati");
        }
    }

    /** Requests that are refused to administrators and everybody else; afterwards nothing has changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            DELETE | /history/process-instance/{ended}                         | 403
            POST   | /history/process-instance/delete {"historicProcessInstanceIds": ["{ended}"]} | 403
            POST   | /history/process-instance/delete {"historicProcessInstanceQuery": {"processInstanceId": "{ended}"}} | 403
            POST   | /history/process-instance/set-removal-time {"historicProcessInstanceIds": ["{ended}"], "absoluteRemovalTime": "2020-01-01T00:00:00.000+0700"} | 403
            DELETE | /history/process-instance/{ended}/variable-instances      | 403
            DELETE | /history/variable-instance/{variable}                     | 403
            POST   | /history/decision-instance/delete {"historicDecisionInstanceIds": ["x"]} | 403
            POST   | /history/decision-instance/set-removal-time {"historicDecisionInstanceIds": ["x"], "clearedRemovalTime": true} | 403
            POST   | /history/batch/set-removal-time {"historicBatchIds": ["{batch}"], "absoluteRemovalTime": "2020-01-01T00:00:00.000+0700"} | 403
            DELETE | /history/batch/{batch}                                    | 403
            DELETE | /batch/{batch}?cascade=true                               | 403
            PUT    | /process-definition/{definition}/history-time-to-live {"historyTimeToLive": 0} | 403
            DELETE | /process-definition/{definition}?cascade=true             | 403
            DELETE | /process-definition/key/formProbe/delete?cascade=true     | 403
            DELETE | /deployment/{deployment}?cascade=true                     | 403
            """)
    void whatNobodyErases(String method, String request, String status) {
        String before = history();
        assertAnswers(ADMIN, method, request, status);
        assertThat(history()).as("what %s %s left", method, request).isEqualTo(before);
    }

    private String history() {
        var ended = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(ids.get("ended"))
                .singleResult();
        return List.of(
                        ended.getId(),
                        String.valueOf(ended.getRemovalTime()),
                        engine.getHistoryService()
                                .createHistoricVariableInstanceQuery()
                                .count(),
                        engine.getHistoryService().createHistoricBatchQuery().list().stream()
                                .map(batch -> batch.getId() + batch.getRemovalTime())
                                .sorted()
                                .toList())
                .toString();
    }

    /** All that could have been changed, in words. */
    private String state() {
        String task = ids.get("task");
        TaskService tasks = engine.getTaskService();
        Task now = tasks.createTaskQuery().taskId(task).singleResult();
        return now == null
                ? "no task"
                : List.of(
                                now.getName()
                                        + now.getAssignee()
                                        + now.getOwner()
                                        + now.getDueDate()
                                        + now.getDelegationState()
                                        + now.isSuspended(),
                                tasks.getVariables(task),
                                tasks.getIdentityLinksForTask(task).stream()
                                        .map(link -> link.getType() + link.getUserId() + link.getGroupId())
                                        .sorted()
                                        .toList(),
                                tasks.getTaskComments(task).stream()
                                        .map(comment -> comment.getFullMessage())
                                        .toList(),
                                tasks.getTaskAttachments(task).size(),
                                probe.instances(),
                                jobs(),
                                engine.getFilterService().createFilterQuery().count(),
                                engine.getHistoryService().createUserOperationLogQuery().taskId(task).list().stream()
                                        .map(entry -> String.valueOf(entry.getAnnotation()))
                                        .toList())
                        .toString();
    }

    private List<String> jobs() {
        return engine
                .getManagementService()
                .createJobQuery()
                .jobIds(Set.of(ids.get("job"), ids.get("cleanup")))
                .list()
                .stream()
                .map(job -> "%s %d %s %d %s"
                        .formatted(
                                job.getId(), job.getRetries(), job.getDuedate(), job.getPriority(), job.isSuspended()))
                .sorted()
                .toList();
    }

    /** @param expected a status, or the body of a response with status 200 */
    private void assertAnswers(String person, String method, String request, String expected) {
        String filled = request.replace("{person}", person);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        String[] parts = filled.split(" ", 2);
        for (String api : List.of(REST, WEB)) {
            HttpResponse<String> answer = send(person, method, api, parts[0], parts.length < 2 ? null : parts[1]);
            String as = "%s: %s %s%s: %s".formatted(person, method, api, parts[0], answer.body());
            if (expected.matches("\\d{3}")) {
                assertThat(answer.statusCode()).as(as).isEqualTo(Integer.parseInt(expected));
            } else {
                assertThat(answer.statusCode()).as(as).isEqualTo(200);
                assertThat(answer.body()).as(as).isEqualTo(expected);
            }
        }
    }

    private HttpResponse<String> send(String person, String method, String api, String path, String body) {
        String content = body;
        String type = "application/json";
        if (path.endsWith("/attachment/create")) {
            content = "a link".equals(body) ? part("url", "https://most.gov.vn") : part("content", "x");
            type = "multipart/form-data; boundary=" + BOUNDARY;
        }
        Browser browser = browsers.get(person);
        return api.equals(REST)
                ? new Browser(port)
                        .send(
                                method,
                                api + path,
                                content,
                                "Content-Type",
                                type,
                                "Authorization",
                                Browser.basic(person, PASSWORD))
                : browser.send(
                        method, api + path, content, "Content-Type", type, "X-XSRF-TOKEN", browser.camundaToken());
    }

    private static String part(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"x\"\r\n\r\n"
                + content + "\r\n--" + BOUNDARY + "--\r\n";
    }
}
