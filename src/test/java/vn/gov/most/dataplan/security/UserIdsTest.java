package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** A user with an id as ministries have them, in upper or lower case: it is always the same user. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:user-ids;DB_CLOSE_ON_EXIT=FALSE",
            "camunda.bpm.job-execution.enabled=false",
            "dataplan.open-at-start=false"
        })
@ActiveProfiles("demo")
@DirtiesContext
class UserIdsTest {

    private static final String ID = "nguyen.van_a@most.gov.vn";
    private static final String WRITTEN = "Nguyen.Van_A@Most.gov.vn";
    private static final String REFUSED =
            "Tên đăng nhập này không hợp lệ; được phép: chữ không dấu, chữ số và ở giữa một dấu"
                    + " chấm, gạch dưới, gạch nối hoặc @, ví dụ nguyen.van.a, không quá 64 ký tự.";
    private static final Pattern LINK = Pattern.compile("http://127.0.0.1:8080(/task/[A-Za-z0-9-]+)");

    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private OpenDuePeriods openDuePeriods;

    @Autowired
    private vn.gov.most.dataplan.rehearsal.TimeMachine timeMachine;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void ministry(DynamicPropertyRegistry settings) throws IOException {
        String people = MinistryFiles.in("").text("organisation-demo-people.yml");
        Path own = Files.createDirectories(folder.resolve("ministry"));
        Files.writeString(
                own.resolve("organisation-demo-people.yml"),
                people.replace("id: it-center-staff-1,", "id: " + WRITTEN + ","));
        settings.add("dataplan.ministry-folder", own::toString);
        settings.add("dataplan.mail.folder", () -> folder.resolve("mail").toString());
    }

    @Test
    void aPersonIsImportedLogsInIsToldAndWorks() throws IOException {
        assertThat(identity.createUserQuery().userId(ID).count()).isEqualTo(1);

        openDuePeriods.open("PL.II.4 ministry-report 2026");
        timeMachine.runDueJobs();
        jdbc.sql(
                        "update act_ru_job set duedate_ = timestamp '2020-01-01 00:00:00' where process_def_key_ = 'tell-news'")
                .update();
        timeMachine.runDueJobs();
        Task task = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_guideReports")
                .singleResult();

        Browser browser = new Browser(port);
        String link = linkOfTheMail(task.getId());
        assertThat(browser.location(browser.open(link))).isEqualTo("/login");
        assertThat(browser.login(WRITTEN.toUpperCase(), "demo")).isEqualTo(link);
        assertThat(browser.location(browser.open(link)))
                .isEqualTo("/camunda/app/tasklist/default/#/?task=" + task.getId());

        String basic = Browser.basic("NGUYEN.Van_A@most.gov.vn", "demo");
        Browser program = new Browser(port);
        String ofTask = "/engine-rest/task/" + task.getId();
        assertThat(program.postJson(ofTask + "/claim", "{\"userId\": \"" + WRITTEN + "\"}", "Authorization", basic)
                        .statusCode())
                .isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskAssignee(ID).count()).isEqualTo(1);
        assertThat(program.postJson(
                                ofTask + "/submit-form",
                                "{\"variables\": {\"guidance\": {\"value\": \"Kiểm tra từng CSDL\"}}}",
                                "Authorization",
                                basic)
                        .statusCode())
                .isEqualTo(204);
        assertThat(history.createHistoricTaskInstanceQuery()
                        .taskId(task.getId())
                        .finished()
                        .singleResult()
                        .getAssignee())
                .isEqualTo(ID);
    }

    private static String linkOfTheMail(String task) throws IOException {
        try (Stream<Path> mails = Files.list(folder.resolve("mail"))) {
            for (Path mail : mails.toList()) {
                String text = Files.readString(mail);
                Matcher link = LINK.matcher(text.replace("=\r\n", ""));
                if (text.contains("it-center-staff-1@most.example") && link.find()) {
                    assertThat(link.group(1)).isEqualTo("/task/" + task);
                    return link.group(1);
                }
            }
        }
        throw new AssertionError("There is no mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/api/engine/engine/default", "/engine-rest"})
    void anAdministratorWritesAnIdInAnyCapitalsOnce(String api) {
        Browser admin = admin();
        String way = api.replaceAll("[^a-z]", "");

        assertThat(create(admin, api, "Tran.B@" + way).statusCode()).isEqualTo(204);

        String id = "tran.b@" + way;
        assertThat(identity.createUserQuery().userId(id).count()).isEqualTo(1);
        assertThat(ask(admin, "GET", api + "/user/tran.b%40" + way + "/profile").body())
                .contains("\"" + id + "\"");
        assertThat(ask(admin, "PUT", api + "/group/it-center/members/Tran.B%40" + way)
                        .statusCode())
                .isEqualTo(204);
        assertThat(identity.createUserQuery()
                        .userId(id)
                        .memberOfGroup("it-center")
                        .count())
                .isEqualTo(1);
        assertThat(create(admin, api, "TRAN.b@" + way))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer ->
                        assertThat(answer.body()).contains("Tên đăng nhập \\\"%s\\\" đã có người dùng.".formatted(id)));
        assertThat(new Browser(port).login("TRAN.B@" + way, "Mat-khau-1-manh")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nguyễn Văn A", "a..b", ".a", "a@", "a/b", "*", " "})
    void anIdThatIsNoneIsRefusedWithWhatIsAllowed(String id) {
        for (String api : new String[] {"/camunda/api/engine/engine/default", "/engine-rest"}) {
            HttpResponse<String> answer = create(admin(), api, id);
            assertThat(answer.statusCode()).as(api).isEqualTo(400);
            assertThat(answer.body()).as(api).contains(REFUSED);
        }
    }

    @Test
    void anIdThatIsTooLongIsRefusedBeforeItIsLookedAt() {
        HttpResponse<String> answer = create(admin(), "/engine-rest", "a.".repeat(50_000) + "a");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(REFUSED);
    }

    @Test
    void aTaskIsNotGivenToASpellingThatNobodyHas() {
        Task task = tasks.newTask();
        tasks.saveTask(task);
        try {
            HttpResponse<String> answer = admin().postJson(
                            "/engine-rest/task/%s/assignee".formatted(task.getId()),
                            "{\"userId\": \"%s\"}".formatted(WRITTEN),
                            "Authorization",
                            Browser.basic("admin", "demo"));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("tên đăng nhập viết bằng chữ thường: \\\"%s\\\".".formatted(ID));
        } finally {
            tasks.deleteTask(task.getId(), true);
        }
    }

    @ParameterizedTest
    @CsvSource({"It-Center-Head, it-center-head", "' it-center-head\u200b', it-center-head"})
    void whoeverIsStoredAlreadyLogsInHoweverTheIdIsTyped(String typed, String id) {
        assertThat(new Browser(port).login(typed, "demo")).isEqualTo("/");
        assertThat(new Browser(port)
                        .ask(
                                "GET",
                                "/engine-rest/user/" + id + "/profile",
                                "Authorization",
                                Browser.basic(typed, "demo"))
                        .body())
                .contains("\"" + id + "\"");
    }

    @Test
    void somebodyWhoseStoredIdHasCapitalsStaysApart() {
        User before = identity.newUser("probe-capitals");
        before.setPassword("demo");
        identity.saveUser(before);
        jdbc.sql("update act_id_user set id_ = 'Probe-Capitals' where id_ = 'probe-capitals'")
                .update();

        assertThat(new Browser(port).login("Probe-Capitals", "demo")).isEqualTo("/");
    }

    @Test
    void everySpellingTakesFromTheSameAttempts() {
        for (String spelling :
                new String[] {"nasati-head", "Nasati-head", "NASATI-head", "nasati-Head", "nasati-HEAD"}) {
            assertThat(new Browser(port).login(spelling, "wrong")).isEqualTo("/login?error");
        }
        assertThat(new Browser(port).login("NASATI-HEAD", "wrong")).isEqualTo("/login?wait");
    }

    private Browser admin() {
        Browser admin = new Browser(port);
        assertThat(admin.login("Admin", "demo")).isEqualTo("/");
        admin.open("/camunda/app/admin/default/");
        return admin;
    }

    private HttpResponse<String> create(Browser admin, String api, String id) {
        String user =
                "{\"profile\": {\"id\": \"%s\", \"firstName\": \"Trần\", \"lastName\": \"B\"}, \"credentials\": {\"password\": \"Mat-khau-1-manh\"}}"
                        .formatted(id);
        return admin.postJson(api + "/user/create", user, rights(admin, api));
    }

    private static HttpResponse<String> ask(Browser admin, String method, String path) {
        return admin.ask(method, path, rights(admin, path));
    }

    private static String[] rights(Browser admin, String path) {
        return path.startsWith("/engine-rest")
                ? new String[] {"Authorization", Browser.basic("ADMIN", "demo")}
                : new String[] {"X-XSRF-TOKEN", admin.camundaToken()};
    }
}
