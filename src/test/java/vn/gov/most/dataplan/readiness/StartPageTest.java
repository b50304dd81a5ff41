package vn.gov.most.dataplan.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.rehearsal.TimeMachine;
import vn.gov.most.dataplan.security.Browser;

/** The administrator's page before the program is put into use. */
@DemoServerTest
class StartPageTest {

    private static final String NEWCOMER = "nguyen.moi";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TimeMachine timeMachine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MailJournal journal;

    @BeforeEach
    void notInUse() {
        timeMachine.jumpTo(Instant.parse("2026-11-02T09:00:00+07:00"));
        jdbc.sql("update dp_installation set in_use_since = null").update();
    }

    @AfterEach
    void inUse() {
        openings().forEach(id -> engine.getRuntimeService().deleteProcessInstance(id, "test"));
        jdbc.sql("delete from dp_mail where occasion like 'trial/%'").update();
        jdbc.sql("update dp_installation set in_use_since = installed_at, put_to_use_by = '', put_to_use_by_name = ''")
                .update();
        engine.getIdentityService().deleteUser(NEWCOMER);
        timeMachine.stop();
    }

    @Test
    void whoIsEnteredWhatIsMissingAndWhatWouldOpenStandsThere() {
        newcomer();

        assertThat(page("admin"))
                .contains(
                        "data-person=\"admin\"",
                        "/camunda/app/data-plan/deed.js",
                        "Hệ thống chưa được đưa vào sử dụng",
                        "nasati, nasati-head",
                        "Nguyễn &lt;Văn&gt; Mới (nguyen.moi)",
                        "Chưa cấu hình",
                        "Chỉ mở được trên máy chủ này",
                        "Mục II.4 Phụ lục",
                        "Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu",
                        "30/12/2026",
                        "Hộp thư của đơn vị còn là địa chỉ mẫu ở 18 nơi",
                        "Chưa có máy chủ thư: không ai nhận được thư nào.")
                .doesNotContain("Chưa có ai", "<Văn>");

        engine.getIdentityService().createMembership(NEWCOMER, "nasati");
        assertThat(page("admin")).contains("Nguyễn &lt;Văn&gt; Mới (Cục Thông tin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nasati-staff-1", "it-center-head", "manager-1", "minister"})
    void nobodyButAnAdministratorSeesOrSaysIt(String person) {
        Browser browser = browser(person);
        String csrf = browser.csrf("/password");

        assertThat(browser.open("/khoi-dau").statusCode()).isEqualTo(403);
        assertThat(browser.post("/khoi-dau", Map.of("da-xem", "co", "_csrf", csrf))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/khoi-dau/thu-thu", Map.of("dia-chi", "a@most.example", "_csrf", csrf))
                        .statusCode())
                .isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from dp_installation where in_use_since is null")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void whoWatchesReadsThatItIsNotInUse() {
        assertThat(browser("manager-1").open("/ke-hoach").body()).contains("Hệ thống chưa được đưa vào sử dụng");

        jdbc.sql("update dp_installation set in_use_since = installed_at").update();
        assertThat(browser("manager-1").open("/ke-hoach").body()).doesNotContain("chưa được đưa vào sử dụng");
    }

    @Test
    void itIsSaidOnceWithTheMarkThatItWasRead() {
        newcomer();
        engine.getIdentityService().createMembership(NEWCOMER, "camunda-admin");
        Browser admin = browser(NEWCOMER);
        String csrf = admin.csrf("/khoi-dau");

        HttpResponse<String> unread = admin.post("/khoi-dau", Map.of("_csrf", csrf));
        assertThat(unread.statusCode()).isEqualTo(400);
        assertThat(unread.body()).contains("Chưa đưa vào sử dụng: đánh dấu vào ô xác nhận ở bước 4 trước.");
        assertThat(openings()).isEmpty();

        for (int times = 0; times < 2; times++) {
            assertThat(admin.post("/khoi-dau", Map.of("da-xem", "co", "_csrf", csrf))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(openings()).hasSize(1);
        }
        // The account may go; who it was then stays
        engine.getIdentityService().deleteUser(NEWCOMER);
        assertThat(page("admin"))
                .contains(
                        "Hệ thống đã được đưa vào sử dụng", "Từ 09:00 02/11/2026, do Nguyễn &lt;Văn&gt; Mới xác nhận.")
                .doesNotContain("Tôi đã xem");
    }

    @Test
    void aFormOfASessionThatHasEndedLeadsToTheLoginAndAnOldOneSaysThatNothingWasDone() {
        Map<String, String> old = Map.of("da-xem", "co", "dia-chi", "a@most.example", "_csrf", "of-before");
        for (String form : List.of("/khoi-dau", "/khoi-dau/thu-thu")) {
            Browser nobody = new Browser(port);
            assertThat(nobody.location(nobody.post(form, old))).isEqualTo("/login?stale");
            Browser admin = browser("admin");
            assertThat(admin.location(admin.post(form, old))).isEqualTo("/khoi-dau?stale");
            assertThat(admin.open("/khoi-dau?stale").body()).contains("chưa thực hiện được gì");
        }
        assertThat(browser("admin").open("/khoi-dau").body()).contains("Đưa vào sử dụng");
        assertThat(browser("manager-1").open("/ke-hoach").body()).contains("Hệ thống chưa được đưa vào sử dụng");
    }

    @Test
    void aTrialIsKeptWithItsEndAndABadAddressIsRefused() {
        Browser admin = browser("admin");
        String csrf = admin.csrf("/khoi-dau");

        assertThat(admin.post("/khoi-dau/thu-thu", Map.of("dia-chi", "không@phải", "_csrf", csrf))
                        .body())
                .contains(
                        "Địa chỉ nhận thư thử: &quot;không@phải&quot; không phải là địa chỉ thư điện tử; ví dụ ten@most.gov.vn.");
        assertThat(page("admin")).doesNotContain("Kết quả</th>");

        assertThat(admin.post("/khoi-dau/thu-thu", Map.of("dia-chi", " quan-tri@most.example ", "_csrf", csrf))
                        .statusCode())
                .isEqualTo(303);
        assertThat(page("admin"))
                .contains("quan-tri@most.example", "Ghi thành tệp trên máy chủ, không đến hộp thư nào");
    }

    @Test
    void aYearThatEndedBeforeItWasSaidIsNotAmongWhatOpens() {
        timeMachine.jumpTo(Instant.parse("2027-01-04T09:00:00+07:00"));

        assertThat(page("admin"))
                .contains("<td data-name=\"Kỳ\">năm 2027</td>")
                .doesNotContain("<td data-name=\"Kỳ\">năm 2026</td>", "cuối năm 2026</td>");
    }

    @Test
    void aTrialThatAnotherServerTookIsNotSaidOfThisOne() {
        long trial = journal.writeTrial(
                new Recipient("admin", Recipient.Kind.PERSON, "Quản trị viên", "quan-tri@most.example"),
                new Letter("Thư thử", "", ""),
                "smtp.cu.vn");
        jdbc.sql("update dp_mail set sent_at = written_at where id = :id")
                .param("id", trial)
                .update();

        assertThat(page("admin"))
                .contains("Máy chủ thư smtp.cu.vn, nay không dùng nữa, đã nhận")
                .doesNotContain("Ghi thành tệp", "xem thư có trong hộp thư không");
    }

    @Test
    void aHeadWhoIsInTheGroupOfHeadsAloneIsNotNobody() {
        List<String> people = engine.getIdentityService().createUserQuery().memberOfGroup("legal").list().stream()
                .map(User::getId)
                .toList();
        people.forEach(id -> engine.getIdentityService().deleteMembership(id, "legal"));
        try {
            assertThat(page("admin")).contains("Thủ trưởng chưa có nhóm legal").doesNotContain(">Chưa có ai<");
        } finally {
            people.forEach(id -> engine.getIdentityService().createMembership(id, "legal"));
        }
    }

    private void newcomer() {
        User newcomer = engine.getIdentityService().newUser(NEWCOMER);
        newcomer.setFirstName("Nguyễn <Văn>");
        newcomer.setLastName("Mới");
        newcomer.setPassword("demo");
        engine.getIdentityService().saveUser(newcomer);
    }

    private List<String> openings() {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("open-due-periods")
                .list()
                .stream()
                .map(ProcessInstance::getId)
                .toList();
    }

    private String page(String person) {
        return browser(person).open("/khoi-dau").body();
    }

    private Browser browser(String person) {
        Browser browser = new Browser(port);
        browser.login(person, "demo");
        return browser;
    }
}
