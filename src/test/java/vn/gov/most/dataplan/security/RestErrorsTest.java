package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.form.FormProbe;

/** The response to a failed request: the status and a Vietnamese sentence. */
@DemoServerTest
@ExtendWith(OutputCaptureExtension.class)
class RestErrorsTest {

    private static final String PASSWORD = "demo";
    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final String EMPTY = "{\"variables\": {}}";
    private static final String INVALID =
            "Thao tác chưa thực hiện được: nội dung gửi lên thiếu hoặc không hợp lệ. Kiểm tra lại rồi gửi.";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private FormProbe probe;

    @BeforeEach
    void probe() {
        probe = new FormProbe(engine, authorizations);
        probe.deploy("{\"type\": \"textarea\", \"key\": \"reason\", \"label\": \"Lý do\","
                + " \"validate\": {\"required\": true}}");
    }

    @AfterEach
    void clear() {
        probe.clear();
    }

    // ---- forms

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            nothing where something must be  | {}                                                               | "Lý do": phải nhập nội dung này.
            blanks where something must be   | {"reason": {"value": "  "}}                                      | "Lý do": phải nhập nội dung này.
            a key that is in no field        | {"reason": {"value": "a"}, "sentBy": {"value": "x"}}             | Biểu mẫu không có mục "sentBy".
            the key of a text that is shown  | {"reason": {"value": "a"}, "content": {"value": "x"}}            | Biểu mẫu không có mục "content".
            a text that is no number         | {"reason": {"value": "a"}, "count": {"value": "nhiều"}}          | "Số lượng": phải nhập số.
            a number that is no text         | {"reason": {"value": 5}}                                         | "Lý do": phải nhập bằng chữ.
            a day that is none               | {"reason": {"value": "a"}, "day": {"value": "2026-02-30"}}       | "Ngày ký": ngày không hợp lệ.
            a value that is no option        | {"reason": {"value": "a"}, "decision": {"value": "perhaps"}}     | "Kết quả": phải chọn trong danh sách: Đạt; Trả lại.
            """)
    void whatIsWrongInAFormIsSaidByEveryWayAndNothingIsStored(String what, String variables, String fault) {
        probe.deploy("{\"type\": \"textarea\", \"key\": \"reason\", \"label\": \"Lý do\","
                + " \"validate\": {\"required\": true}},"
                + "{\"type\": \"number\", \"key\": \"count\", \"label\": \"Số lượng\"},"
                + "{\"type\": \"datetime\", \"subtype\": \"date\", \"key\": \"day\", \"dateLabel\": \"Ngày ký\"},"
                + "{\"type\": \"radio\", \"key\": \"decision\", \"label\": \"Kết quả\", \"values\": ["
                + "{\"label\": \"Đạt\", \"value\": \"accept\"}, {\"label\": \"Trả lại\", \"value\": \"return\"}]},"
                + "{\"type\": \"text\", \"text\": \"{{content}}\"}");
        String body = "{\"variables\": " + variables + "}";
        String sentence = "Chưa gửi được biểu mẫu. " + fault;
        Map<String, Object> before = Map.of("content", "như cũ");
        Task task = probe.task(before);
        Browser tasklist = loggedIn(FormProbe.PERSON);
        for (String way : List.of("submit-form", "complete", "resolve")) {
            String path = "/task/" + task.getId() + "/" + way;
            assertAnswer(rest(path, body), 400, sentence);
            assertAnswer(tasklist(tasklist, WEB + path, body), 400, sentence);
            assertThat(probe.isOpen(task)).as(way).isTrue();
            assertThat(probe.variables(task)).as(way).isEqualTo(before);
        }
        for (String start : List.of(
                "/process-definition/" + probe.definition() + "/submit-form",
                "/process-definition/" + probe.definition() + "/start",
                "/process-definition/key/" + FormProbe.PROCESS + "/submit-form",
                "/process-definition/key/" + FormProbe.PROCESS + "/start")) {
            assertAnswer(rest(start, body), 400, sentence);
            assertAnswer(tasklist(tasklist, WEB + start, body), 400, sentence);
        }
        assertThat(probe.instances()).as("the one that the task is of").isOne();
    }

    @Test
    void eachFieldThatIsRefusedIsNamed() {
        probe.deploy("{\"type\": \"textarea\", \"key\": \"reason\", \"label\": \"Lý do\","
                + " \"validate\": {\"required\": true}},"
                + "{\"type\": \"dynamiclist\", \"path\": \"rows\", \"allowAddRemove\": true, \"components\": ["
                + "{\"type\": \"number\", \"key\": \"count\", \"label\": \"Số lượng\"}]}");
        HttpResponse<String> answer = rest(
                "/task/" + probe.task(Map.of()).getId() + "/submit-form",
                """
                {"variables": {"reason": {"value": " "}, "more": {"value": 1}, "rows": {"type": "Json",
                    "value": "[{\\"count\\": 1}, {\\"count\\": \\"nhiều\\"}]"}}}""");
        assertThat(answer.body())
                .contains("\"places\":[{\"at\":[\"reason\"],\"says\":\"Phải nhập nội dung này.\"},"
                        + "{\"at\":[\"rows\",1,\"count\"],\"says\":\"Phải nhập số.\"}]");
    }

    @Test
    void whatTheFormTakesIsStoredAndTheTaskIsDone() {
        Browser tasklist = loggedIn(FormProbe.PERSON);
        Task task = probe.task(Map.of());
        HttpResponse<String> answer = tasklist(
                tasklist,
                WEB + "/task/" + task.getId() + "/submit-form",
                "{\"variables\": {\"reason\": {\"value\": \"có\"}}}");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(probe.isOpen(task)).isFalse();
        assertThat(probe.variables(task)).isEqualTo(Map.of("reason", "có"));
    }

    @Test
    void whatTasklistPostsIsTaken() {
        probe.deploy("{\"type\": \"number\", \"key\": \"n\", \"label\": \"Số\"},"
                + "{\"type\": \"checkbox\", \"key\": \"c\", \"label\": \"Ô\"},"
                + "{\"type\": \"select\", \"key\": \"s\", \"label\": \"Chọn\", \"values\": []},"
                + "{\"type\": \"dynamiclist\", \"path\": \"rows\", \"label\": \"Dòng\", \"components\": ["
                + "{\"type\": \"textarea\", \"key\": \"t\", \"label\": \"Chữ\"}]}");
        Task task = probe.task(Map.of());
        String posted = "{\"variables\": {\"n\": {\"value\": 1.5}, \"c\": {\"value\": false}, \"s\": {\"value\": null},"
                + " \"rows\": {\"type\": \"Json\", \"valueInfo\": null, \"value\": \"[{\\\"t\\\": \\\"đ\\\"}]\"}}}";
        assertThat(rest("/task/" + task.getId() + "/submit-form", posted).statusCode())
                .isEqualTo(204);
        assertThat(probe.variables(task)).containsEntry("n", 1.5).containsEntry("c", false);
        assertThat(probe.variables(task).get("rows")).hasToString("[{\"t\":\"đ\"}]");
    }

    // ---- no right

    @ParameterizedTest
    @CsvSource({"submit-form", "complete", "resolve", "claim", "assignee", "delegate"})
    void whoHasNoRightReadsThatAndNothingElse(String way) {
        Task task = probe.task(Map.of());
        String path = "/task/" + task.getId() + "/" + way;
        String body = "{\"userId\": \"" + FormProbe.STRANGER + "\"}";
        HttpResponse<String> answer = post(path, body, FormProbe.STRANGER);
        assertAnswer(answer, 403, RestErrors.NO_RIGHT);
        assertThat(answer.body()).doesNotContain("TASK", "permission", "missingAuthorizations", "ENGINE");
        assertAnswer(tasklist(loggedIn(FormProbe.STRANGER), WEB + path, body), 403, RestErrors.NO_RIGHT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            403 | demo  | POST | /engine-rest/signal                             | Tài khoản này không có quyền thực hiện thao tác. Nếu cần quyền, liên hệ Trung tâm CNTT.
            401 | wrong | GET  | /engine-rest/task                               | Chưa đăng nhập, hoặc tên đăng nhập hay mật khẩu không đúng.
            """)
    void whatTheProgramItselfRefusesIsSaidInVietnameseToo(
            int status, String password, String method, String path, String sentence) {
        HttpResponse<String> answer =
                new Browser(port).ask(method, path, "Authorization", Browser.basic(FormProbe.STRANGER, password));
        assertAnswer(answer, status, sentence);
        assertThat(answer.body()).doesNotContain("Forbidden", "Unauthorized", "timestamp");
    }

    @Test
    void soIsAFileOfWhoHasNotLoggedIn() {
        HttpResponse<String> answer = new Browser(port)
                .send(
                        "POST",
                        "/engine-rest/deployment/create",
                        "--probe--\r\n",
                        "Accept",
                        "application/json",
                        "Content-Type",
                        "multipart/form-data; boundary=probe");
        assertAnswer(answer, 401, "Chưa đăng nhập, hoặc tên đăng nhập hay mật khẩu không đúng.");
    }

    @Test
    void whatTheWebApplicationsCannotServeIsRefused() {
        HttpResponse<String> answer = tasklist(
                loggedIn(FormProbe.PERSON),
                WEB + "/external-task/fetchAndLock",
                "{\"workerId\": \"a\", \"maxTasks\": 1, \"topics\": []}");
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aFormOfOthersIsNotShown() {
        Task task = probe.task(Map.of());
        assertAnswer(get("/task/" + task.getId() + "/deployed-form", FormProbe.STRANGER), 403, RestErrors.NO_RIGHT);
        assertAnswer(
                get("/process-instance/" + task.getProcessInstanceId() + "/variables", FormProbe.STRANGER),
                403,
                RestErrors.NO_RIGHT);
    }

    @Test
    void aRefusalOfOursIsReadAsItWasSaid() {
        Task task = probe.task(Map.of());
        engine.getTaskService().setAssignee(task.getId(), "nasati-staff-2");
        assertAnswer(
                rest("/task/" + task.getId() + "/complete", EMPTY),
                403,
                "Công việc này đã có người xử lý: Trần Thị Mẫu Bốn.");
        assertAnswer(
                rest("/task", "{\"orQueries\": [{\"assigneeExpression\": \"${1}\"}]}"),
                400,
                "Truy vấn không được chứa biểu thức. Nhập giá trị cụ thể hoặc dùng bộ lọc có sẵn.");
    }

    @Test
    void anErrorOrAnEscalationIsNoWayOut() {
        Task task = probe.task(Map.of());
        String only = "Chỉ hoàn thành được công việc bằng biểu mẫu của công việc.";
        assertAnswer(rest("/task/" + task.getId() + "/bpmnError", "{\"errorCode\": \"x\"}"), 400, only);
        assertAnswer(rest("/task/" + task.getId() + "/bpmnEscalation", "{\"escalationCode\": \"x\"}"), 400, only);
    }

    // ---- mistakes

    @ParameterizedTest
    @CsvSource({"submit-form", "complete", "claim", "comment/create"})
    void aTaskThatIsGoneIsGone(String way) {
        String body = way.equals("comment/create")
                ? "{\"message\": \"ghi chú\"}"
                : "{\"userId\": \"" + FormProbe.PERSON + "\"}";
        assertAnswer(
                rest("/task/no-such-task/" + way, body),
                404,
                "Công việc này đã hoàn thành hoặc không còn. Tải lại danh sách để xem tình trạng mới.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            no JSON                  | {"variables":
            another JSON             | ["variables"]
            an unknown property      | {"other": {}}
            an unknown type          | {"variables": {"reason": {"value": "a", "type": "Foo"}}}
            not of its type          | {"variables": {"reason": {"value": "a", "type": "Integer"}}}
            a date that is none      | {"variables": {"reason": {"value": "mai", "type": "Date"}}}
            bytes that are none      | {"variables": {"reason": {"value": "***", "type": "Bytes"}}}
            a file without a name    | {"variables": {"reason": {"value": "YQ==", "type": "File"}}}
            JSON that is none        | {"variables": {"reason": {"value": "{", "type": "Json"}}}
            an object of no class    | {"variables": {"reason": {"value": "{}", "type": "Object"}}}
            another's class          | {"variables": {"reason": {"value": "rO0=", "type": "Object", "valueInfo": {"objectTypeName": "java.io.File", "serializationDataFormat": "application/x-java-serialized-object"}}}}
            a list without a type    | {"variables": {"reason": {"value": ["a"]}}}
            an object without a type | {"variables": {"reason": {"value": {"a": 1}}}}
            a number too large       | {"variables": {"reason": {"value": 123456789012345678901234567890}}}
            nothing                  | {}
            """)
    void whatCannotBeReadIsNoFaultOfTheServer(String what, String body) {
        Task task = probe.task(Map.of());
        for (String way : new String[] {"submit-form", "complete", "resolve"}) {
            HttpResponse<String> answer = rest("/task/" + task.getId() + "/" + way, body);
            assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(400);
            assertThat(message(answer)).as(what).matches("(?s)(Chưa gửi được biểu mẫu|Thao tác chưa thực hiện được).*");
        }
        assertThat(probe.isOpen(task)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            404 | /task/none
            404 | /task/none/form-variables
            404 | /task/none/deployed-form
            404 | /no-such-path
            404 | /process-definition/none
            404 | /process-instance/none
            400 | /task?sortBy=nothing&sortOrder=asc
            400 | /task?sortBy=name
            400 | /task?dueBefore=mai
            400 | /task?firstResult=a
            400 | /history/task?finishedAfter=x
            403 | /filter/none
            """)
    void whatIsNotThereOrCannotBeAskedIsNoFaultOfTheServer(int status, String path) {
        HttpResponse<String> answer = get(path, FormProbe.PERSON);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
        assertThat(message(answer)).matches(".*[à-ỹ].*").doesNotContain("ENGINE", "Cannot", "Exception");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            no body                         | POST    | /group/create                                       |
            a body that is null             | POST    | /task/TASK/delegate                                 | null
            a number that is missing        | PUT     | /job/none/retries                                   | {}
            a number below zero             | PUT     | /job/none/retries                                   | {"retries": -1}
            jobs tried a negative number    | POST    | /job/retries                                        | {"jobIds": ["none"], "retries": -1}
            instances that are not told     | POST    | /process-instance/job-retries                       | {"retries": 1}
            a list that is empty            | POST    | /migration/validate                                 | {"sourceProcessDefinitionId": "DEFINITION", "targetProcessDefinitionId": "DEFINITION", "instructions": [{"sourceActivityIds": [], "targetActivityIds": []}]}
            a type without a name           | POST    | /process-definition/DEFINITION/submit-form          | {"variables": {"reason": {"value": "a", "type": ""}}}
            a person without an id          | PUT     | /user/legal-staff-2/profile                         | {"lastName": "a"}
            an id with other letters        | POST    | /tenant/create                                      | {"id": "%a%"}
            a condition that nobody awaits  | POST    | /condition                                          | {"variables": {"a": {"value": 1}}}
            two that exclude each other     | GET     | /history/incident/count?open=true&resolved=true     |
            a page below zero               | GET     | /history/identity-link-log?firstResult=-2147483648  |
            a statement of no sense         | GET     | /job?jobId=a&jobIds=a&withRetriesLeft=true          |
            a statement that cannot be made | POST    | /external-task/retries-async                        | {"retries": 1, "externalTaskQuery": {"processVariables": [{"name": "a", "operator": "neq", "value": "b"}]}}
            an order by what is not asked   | PUT     | /external-task/retries                              | {"retries": 1, "historicProcessInstanceQuery": {"sorting": [{"sortBy": "definitionName", "sortOrder": "asc"}]}}
            a day that is none              | GET     | /metrics?startDate=null                             |
            a path that is a template       | OPTIONS | /tenant/%7B%7D/group-members                        |
            a process that others start     | POST    | /process-definition/key/follow-up/start             | {}
            a process that others call      | POST    | /process-definition/key/name-focal-officer/start    | {}
            another one                     | POST    | /process-definition/key/past-duty/submit-form       | {}
            a third one                     | POST    | /process-definition/key/issue-document/submit-form  | {}
            a unit's report of no unit      | POST    | /process-definition/key/ii4-data-quality-unit/start | {}
            """)
    void whatTheEngineDidNotExpectIsNoFaultOfTheServer(String what, String method, String path, String body) {
        Task task = probe.task(Map.of());
        UnaryOperator<String> filled =
                text -> text.replace("TASK", task.getId()).replace("DEFINITION", probe.definition());
        List<String> headers = new ArrayList<>(List.of("Authorization", Browser.basic("admin", PASSWORD)));
        if (body != null) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        HttpResponse<String> answer = new Browser(port)
                .send(
                        method,
                        "/engine-rest" + filled.apply(path),
                        body == null ? null : filled.apply(body),
                        headers.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(message(answer)).matches(".*[à-ỹ].*").doesNotContain("ENGINE", "Cannot", "Exception");
    }

    @Test
    void jobsAreNotTriedAgainByStaff() {
        assertAnswer(rest("/job/retries", "{\"jobQuery\": {}, \"retries\": 1}"), 403, RestErrors.NO_RIGHT);
    }

    @Test
    void aMessageThatNobodyAwaitsIsSaidToBeOne() {
        assertThat(RestErrors.answer(new MismatchingMessageCorrelationException("service-ready", "nobody")))
                .isEqualTo(new RestErrors.Answer(
                        Response.Status.BAD_REQUEST,
                        "Chưa thực hiện được gì: không có quy trình nào đang chờ thông điệp này."
                                + " Kiểm tra tên thông điệp và nội dung gửi kèm."));
    }

    @Test
    void aMessageThatSeveralAwaitIsSaidToBeOne() {
        engine.getRepositoryService()
                .createDeployment()
                .name(FormProbe.PROCESS)
                .addModelInstance(
                        "waits.bpmn",
                        Bpmn.createExecutableProcess("waits")
                                .camundaHistoryTimeToLiveString(null)
                                .startEvent()
                                .intermediateCatchEvent()
                                .message("open-data-feedback")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("waits");
        engine.getRuntimeService().startProcessInstanceByKey("waits");
        assertAnswer(
                post("/message", "{\"messageName\": \"open-data-feedback\", \"correlationKeys\": {}}", "admin"),
                400,
                "Chưa thực hiện được gì: nhiều quy trình đang chờ thông điệp này."
                        + " Gửi kèm nội dung đủ để xác định một quy trình.");
    }

    @Test
    void whoeverDeploysReadsWhichLineIsWrong() {
        for (HttpResponse<String> answer : deployments(
                "x.bpmn", "<startEvent id=\"s\"/>" + "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"none\"/>")) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("none");
        }
    }

    @Test
    void whoeverDeploysMoreThanAModelMayHaveReadsWhatIsAllowed() {
        for (HttpResponse<String> answer : deployments("x.bpmn", "<scriptTask id=\"s\"/>")) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(message(answer))
                    .startsWith("Tệp \"x.bpmn\", phần tử \"s\": \"scriptTask\" không được dùng trong quy trình;"
                            + " được phép: association, boundaryEvent, ");
        }
        for (HttpResponse<String> answer : deployments("x.html", "<script>1</script>")) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(message(answer))
                    .isEqualTo("Tệp \"x.html\": không phải quy trình hay biểu mẫu; được phép: tệp .bpmn và .form.");
        }
    }

    /**
     * The responses of REST and of the web applications to an administrator who deploys a process with these elements.
     */
    private List<HttpResponse<String>> deployments(String file, String elements) {
        String body = "--probe\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nx\r\n--probe\r\n"
                + "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n".formatted(file, file)
                + "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">"
                + "<process id=\"x\" isExecutable=\"true\">" + elements + "</process></definitions>\r\n--probe--\r\n";
        String type = "multipart/form-data; boundary=probe";
        Browser admin = loggedIn("admin");
        return List.of(
                new Browser(port)
                        .send(
                                "POST",
                                "/engine-rest/deployment/create",
                                body,
                                "Content-Type",
                                type,
                                "Authorization",
                                Browser.basic("admin", PASSWORD)),
                admin.send(
                        "POST",
                        "/camunda/api/engine/engine/default/deployment/create",
                        body,
                        "Content-Type",
                        type,
                        "X-XSRF-TOKEN",
                        admin.camundaToken()));
    }

    // ---- faults

    @Test
    void aFaultOfTheServerHasACodeThatTheLogHas(CapturedOutput log) {
        probe.deployFaulty();
        Task task = probe.task(Map.of());
        HttpResponse<String> answer = rest("/task/" + task.getId() + "/complete", EMPTY);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(message(answer))
                .matches("Thao tác chưa thực hiện được do lỗi hệ thống\\. Thử lại sau ít phút; nếu vẫn lỗi,"
                        + " báo Trung tâm CNTT kèm mã [0-9a-f]{8}\\.");
        String code = message(answer).replaceAll(".* mã (\\w+)\\.", "$1");
        assertThat(log.getOut()).contains(code + ": task/" + task.getId() + "/complete", "nobodySetThis");
        assertThat(answer.body()).doesNotContain("nobodySetThis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "complete"})
    void whoComesSecondInTheSameInstantIsToldToLookAgain(String way) {
        Task task = probe.task(Map.of());
        String body = way.equals("claim")
                ? "{\"userId\": \"" + FormProbe.PERSON + "\"}"
                : "{\"variables\": {\"reason\": {\"value\": \"có\"}}}";
        CompletableFuture<HttpResponse<String>> second = transaction.execute(first -> {
            engine.getTaskService().setAssignee(task.getId(), "nasati-staff-2");
            var asked = CompletableFuture.supplyAsync(() -> rest("/task/" + task.getId() + "/" + way, body));
            await().until(this::somebodyWaitsForARow);
            return asked;
        });
        assertAnswer(
                second.join(), 409, "Nội dung đã được người khác thay đổi cùng lúc. Tải lại trang rồi thực hiện lại.");
        assertThat(assignee(task)).isEqualTo("nasati-staff-2");
    }

    @Test
    void whoWaitsTooLongForAnotherIsToldToDoItAgain() {
        Task task = probe.task(Map.of());
        HttpResponse<String> second = transaction.execute(first -> {
            engine.getTaskService().setAssignee(task.getId(), "nasati-staff-2");
            return rest("/task/" + task.getId() + "/claim", "{\"userId\": \"" + FormProbe.PERSON + "\"}");
        });
        assertAnswer(second, 409, "Nội dung đã được người khác thay đổi cùng lúc. Tải lại trang rồi thực hiện lại.");
        assertThat(assignee(task)).isEqualTo("nasati-staff-2");
    }

    @Test
    void whoAddsWhatIsThereAlreadyIsToldSo() {
        String group = "{\"id\": \"legal\", \"name\": \"Khác\", \"type\": \"WORKFLOW\"}";
        assertAnswer(
                post("/group/create", group, "admin"),
                409,
                "Nội dung này đã có, hoặc vừa được người khác thêm cùng lúc. Tải lại trang để xem tình trạng mới.");
    }

    @Test
    void aModelThatDoesNotKnowHowToGoOnIsAFaultOfTheServer() {
        engine.getRepositoryService()
                .createDeployment()
                .name(FormProbe.PROCESS)
                .addModelInstance(
                        FormProbe.PROCESS + ".bpmn",
                        Bpmn.createExecutableProcess(FormProbe.PROCESS)
                                .camundaHistoryTimeToLiveString(null)
                                .startEvent()
                                .userTask("userTask_answer")
                                .camundaCandidateGroups("nasati")
                                .exclusiveGateway()
                                .condition("never", "${false}")
                                .endEvent()
                                .moveToLastGateway()
                                .condition("nor ever", "${false}")
                                .endEvent()
                                .done())
                .deploy();
        HttpResponse<String> answer = rest("/task/" + probe.task(Map.of()).getId() + "/complete", EMPTY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(message(answer)).contains("lỗi hệ thống");
    }

    @Test
    void aTableThatIsMissingIsAFaultOfTheServer() {
        assertIsFault(() -> engine.getManagementService()
                .createTablePageQuery()
                .tableName("NO_SUCH_TABLE")
                .listPage(0, 1));
    }

    @Test
    void aStatementOfOursThatMakesNoSenseIsAFaultOfTheServer() {
        assertIsFault(() -> jdbc.queryForList("select from from"));
    }

    private static void assertIsFault(ThrowingCallable asked) {
        Throwable thrown = catchThrowable(asked);
        assertThat(thrown).hasRootCauseInstanceOf(SQLException.class);
        assertThat(RestErrors.answer(thrown).status()).isEqualTo(Response.Status.INTERNAL_SERVER_ERROR);
    }

    private boolean somebodyWaitsForARow() {
        return jdbc.queryForObject(
                        "select count(*) from information_schema.sessions where blocker_id is not null", Integer.class)
                > 0;
    }

    private String assignee(Task task) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(task.getId())
                .singleResult()
                .getAssignee();
    }

    // ---- the log

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            nasati-staff-1 | /task/TASK/submit-form                  | {}                             | 400 POST task/TASK/submit-form, nasati-staff-1: Chưa gửi được biểu mẫu. "Lý do": phải nhập nội dung này.
            nasati-staff-1 | /process-definition/key/formProbe/start | {}                             | 400 POST process-definition/key/formProbe/start, nasati-staff-1: Chưa gửi được biểu mẫu. "Lý do": phải nhập nội dung này.
            legal-staff-1  | /task/TASK/complete                     | {}                             | 403 POST task/TASK/complete, legal-staff-1: Tài khoản này không có quyền thực hiện thao tác. Nếu cần quyền, liên hệ Trung tâm CNTT.
            nasati-staff-1 | /task/none/complete                     | {}                             | 404 POST task/none/complete, nasati-staff-1: .*RestException: Cannot complete task none: .*
            nasati-staff-1 | /task/TASK/complete                     | {                              | 400 POST task/TASK/complete, nasati-staff-1: .*JsonEOFException: .*
            admin          | /message                                | {"messageName": "nothing"}     | 400 POST message, admin: Không nhận thông điệp "nothing" từ bên ngoài; .*
            admin          | /message                                | {"messageName": "database-goes-live", "processVariables": {"database": {"value": "none"}, "plannedLiveAt": {"value": "2030-01-02T10:00+07:00"}}} | 400 POST message, admin: "CSDL" \\(database\\): "none" không có trong danh bạ đơn vị; .*
            """)
    void whatAPersonMayNotOrDidWrongIsOneLine(String person, String path, String body, String line) {
        String task = probe.task(Map.of()).getId();
        List<ILoggingEvent> said = saidOn(() -> post(path.replace("TASK", task), body, person));
        assertThat(said)
                .singleElement()
                .matches(one -> one.getLevel() == Level.INFO && one.getThrowableProxy() == null)
                .extracting(ILoggingEvent::getFormattedMessage, as(STRING))
                .matches(line.replace("TASK", task))
                .doesNotContain("\n");
    }

    @Test
    void aRefusalInTheWebApplicationsIsOneLineToo() {
        String path = "/task/" + probe.task(Map.of()).getId() + "/submit-form";
        Browser tasklist = loggedIn(FormProbe.PERSON);
        assertThat(saidOn(() -> tasklist(tasklist, WEB + path, EMPTY)))
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("400 POST engine/default" + path + ", nasati-staff-1: Chưa gửi được biểu mẫu."
                        + " \"Lý do\": phải nhập nội dung này.");
    }

    @Test
    void aFaultOfTheServerIsToldOnceWithItsTrace() {
        probe.deployFaulty();
        String path = "/task/" + probe.task(Map.of()).getId() + "/complete";
        assertThat(saidOn(() -> rest(path, EMPTY)))
                .singleElement()
                .matches(one -> one.getLevel() == Level.ERROR
                        && one.getThrowableProxy().getStackTraceElementProxyArray().length > 0);
    }

    /** The log events of request threads meanwhile; other programs may run in this JVM. */
    private static List<ILoggingEvent> saidOn(Runnable asked) {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> all = new ListAppender<>();
        all.start();
        root.addAppender(all);
        try {
            asked.run();
        } finally {
            root.detachAppender(all);
        }
        return all.list.stream()
                .filter(one -> one.getThreadName().startsWith("http-nio-"))
                .toList();
    }

    // ---- clients

    @Test
    void aRestartThatIsRefusedIsToldInItsOwnWords() {
        ProcessInstance first =
                engine.getRuntimeService().startProcessInstanceByKey("i6-inspection-plan", Map.of("period", "2026"));
        engine.getRuntimeService().deleteProcessInstance(first.getId(), "nhầm");
        String again = "{\"processInstanceIds\": [\"%s\"], \"instructions\": [{\"type\": \"startBeforeActivity\","
                + " \"activityId\": \"userTask_planInspections\"}]}";
        String path = "/process-definition/" + first.getProcessDefinitionId() + "/restart";

        assertThat(post(path, again.formatted(first.getId()), "admin"))
                .satisfies(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204));
        assertAnswer(
                post(path, again.formatted(first.getId()), "admin"),
                400,
                first.getBusinessKey()
                        + " đã được mở lại bằng quy trình khác; chỉ khởi động lại được quy trình bị hủy sau cùng.");

        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("i6-inspection-plan")
                .list()
                .forEach(left -> engine.getRuntimeService().deleteProcessInstance(left.getId(), "hết kiểm thử"));
    }

    private HttpResponse<String> rest(String path, String body) {
        return post(path, body, FormProbe.PERSON);
    }

    private HttpResponse<String> post(String path, String body, String person) {
        return new Browser(port)
                .postJson("/engine-rest" + path, body, "Authorization", Browser.basic(person, PASSWORD));
    }

    private HttpResponse<String> get(String path, String person) {
        return new Browser(port).ask("GET", "/engine-rest" + path, "Authorization", Browser.basic(person, PASSWORD));
    }

    private Browser loggedIn(String person) {
        Browser browser = new Browser(port);
        browser.login(person, PASSWORD);
        browser.open("/camunda/app/tasklist/default/");
        return browser;
    }

    private static HttpResponse<String> tasklist(Browser person, String path, String body) {
        return person.postJson(path, body, "X-XSRF-TOKEN", person.camundaToken());
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(message(answer)).isEqualTo(message);
    }

    private static String message(HttpResponse<String> answer) {
        try {
            JsonNode body = new ObjectMapper().readTree(answer.body());
            return body.path("message").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return "no JSON: " + answer.body();
        }
    }
}
