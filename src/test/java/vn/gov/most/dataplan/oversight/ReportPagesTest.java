package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.security.Browser;

/** The table of a period's reports, and who may read it; all times are written by hand. */
class ReportPagesTest extends PagesOfAPeriod {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @BeforeEach
    void aPeriod() {
        aFewReports();
        ledger.send(row("planning-finance"), at("2026-12-26T10:00"), "planning-finance-head", false, "{}");
        ledger.returnForMending(row("planning-finance"), at("2026-12-27T10:00"), "it-center-staff-1");
        step(
                "table",
                "none-planning-finance",
                "userTask_checkReport",
                "it-center",
                "it-center-staff-1",
                "Người trả lại",
                at("2026-12-27T10:00"),
                "{}",
                "{\"checkDecision\": \"return\", \"returnReason\": \"Thiếu <b>số liệu</b>\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "it-center-staff-1, 200, 200",
        "it-center-head, 200, 200",
        "nasati-staff-1, 200, 403",
        "planning-finance-head, 200, 403",
        "legal-staff-1, 403, 403",
        "legal-head, 403, 403",
        "manager-1, 403, 403",
        "minister, 403, 403",
        "admin, 403, 403"
    })
    void whoSeesThePeriodsAndThisOne(String person, int all, int one) {
        assertThat(asked(person, "/bao-cao-don-vi").statusCode()).isEqualTo(all);
        assertThat(asked(person, period()).statusCode()).isEqualTo(one);
        assertThat(asked(person, period() + "/" + row("legal").id()).statusCode())
                .isEqualTo(one);
        assertThat(browser(person)
                        .send("GET", "/api/report-checker", null, "Accept", "application/json")
                        .body())
                .isEqualTo(String.valueOf(all == 200));
        if (all == 403) {
            assertThat(asked(person, "/bao-cao-don-vi").body()).contains("Không có quyền mở trang này");
        }
    }

    @Test
    void theTableSaysHowEachUnitStands() {
        String page = asked("it-center-staff-1", period()).body();
        assertThat(line(page, "Vụ Pháp chế")).contains("Đã gửi", "Trong hạn", "10:00 20/12/2026", name("legal-head"));
        assertThat(line(page, "Cục Thông tin khoa học và công nghệ quốc gia"))
                .contains("Chưa gửi", "Quá hạn", "24/12/2026");
        assertThat(line(page, "Vụ Kế hoạch - Tài chính"))
                .contains(
                        "Đang chỉnh sửa",
                        "Quá hạn",
                        "10:00 26/12/2026",
                        "Thiếu &lt;b&gt;số liệu&lt;/b&gt;",
                        "10:00 27/12/2026, Người trả lại");
        ledger.accept(row("legal"), NOW, "it-center-staff-1");
        ledger.cancel(row("nasati"), NOW, "admin", "Nhầm đơn vị");
        page = asked("it-center-staff-1", period()).body();
        assertThat(line(page, "Vụ Pháp chế")).contains("Đã chấp nhận").doesNotContain("type=\"checkbox\"");
        assertThat(line(page, "Cục Thông tin khoa học và công nghệ quốc gia"))
                .contains("Đã hủy")
                .doesNotContain("Quá hạn", "type=\"checkbox\"");
        ledger.close(row("planning-finance"), NOW);
        assertThat(line(asked("it-center-staff-1", period()).body(), "Vụ Kế hoạch - Tài chính"))
                .contains("Đang chỉnh sửa")
                .doesNotContain("type=\"checkbox\"");
    }

    /** However many units there are: who asks, which period, and all of its reports. */
    @Test
    void theTableTakesThreeStatements() {
        String path = period();
        asked("it-center-staff-1", path);
        jdbc.sql("set query_statistics false").update();
        jdbc.sql("set query_statistics true").update();
        asked("it-center-staff-1", path);
        assertThat(jdbc.sql(
                                """
                                select sql_statement from information_schema.query_statistics, system_range(1, 100) times
                                where times.x <= execution_count and lower(sql_statement) not like '%query_statistics%'
                                    and lower(sql_statement) not like '%act_ru_job%'
                                """)
                        .query(String.class)
                        .list())
                .satisfiesExactlyInAnyOrder(
                        who -> assertThat(who).contains("act_id_membership"),
                        period -> assertThat(period).contains("dp_obligation").doesNotContain("act_ru_task"),
                        reports -> assertThat(reports).contains("act_ru_task"));
        jdbc.sql("set query_statistics false").update();
    }

    @Test
    void aPeriodWithoutUnitsSaysSo() {
        jdbc.sql(
                        "delete from dp_sending where obligation_id in (select id from dp_obligation where unit <> '' and business_key like 'pages/%')")
                .update();
        jdbc.sql("delete from dp_obligation where unit <> '' and business_key like 'pages/%'")
                .update();
        assertThat(asked("it-center-staff-1", period()).body())
                .contains("Kỳ này chưa có đơn vị nào được giao báo cáo.")
                .doesNotContain("<button>Chấp nhận");
        assertThat(asked("it-center-staff-1", "/bao-cao-don-vi").body()).contains("Mục II.4 Phụ lục", "năm 2026");
    }

    @ParameterizedTest
    @CsvSource({"chua-gui, 1", "da-gui, 1", "dang-chinh-sua, 1", "da-chap-nhan, 0", "qua-han, 2", "'', 3"})
    void aListShowsWhatItsNumberCounts(String word, int units) {
        String page = asked("it-center-staff-1", period() + "?so=" + word).body();
        assertThat(Pattern.compile("data-name=\"Tình trạng\"").matcher(page).results())
                .hasSize(units);
    }

    @Test
    void whatIsWaitedForIsMarkedAtOnce() {
        String page = asked("it-center-staff-1", period() + "?chon=chua-gui").body();
        assertThat(Pattern.compile("checked=\"checked\"").matcher(page).results())
                .hasSize(2);
    }

    @Test
    void whatIsAskedIsAnsweredOnceOnThePageItLeadsBackTo() {
        HttpResponse<String> answer = post(
                "it-center-staff-1",
                period() + "/chap-nhan",
                "bao-cao=" + row("nasati").id() + "-0");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue(period());
        assertThat(asked("it-center-staff-1", period()).body())
                .contains(
                        "<b>Cục Thông tin khoa học và công nghệ quốc gia: </b>",
                        "Báo cáo đang ở tình trạng &quot;Chưa gửi&quot; nên không kiểm tra được.");
        assertThat(asked("it-center-staff-1", period()).body()).doesNotContain("nên không kiểm tra được");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "x", "1", "1-", "-1", "1-1-1", "9999999999999999999-1"})
    void whatIsNoReportIsRefused(String chosen) {
        for (String deed : new String[] {"/chap-nhan", "/nhac"}) {
            assertThat(post("it-center-staff-1", period() + deed, "bao-cao=" + chosen)
                            .statusCode())
                    .as(deed)
                    .isEqualTo(400);
        }
    }

    /** The Enter key in a form field presses the form's first button. */
    @Test
    void enterInABoxOfTheTableDecidesNothing() {
        String page = asked("it-center-staff-1", period() + "?chon=chua-gui").body();
        String form = page.substring(page.indexOf("<form method=\"post\" action=\"" + period() + "/chap-nhan"));
        assertThat(form).as("nobody can fill it in").contains("<input required hidden>");
        assertThat(Pattern.compile("<button.*?>")
                        .matcher(form.substring(0, form.indexOf("</form>")))
                        .results()
                        .map(MatchResult::group))
                .containsExactly(
                        "<button hidden>",
                        "<button formnovalidate class=\"second\" formaction=\"" + period() + "/nhac\">");
    }

    @Test
    void aReasonThatIsRefusedStaysTyped() {
        String report = period() + "/" + row("legal").id();
        HttpResponse<String> answer = post("it-center-staff-1", report + "/tra-lai", "ly-do=Thi%E1%BA%BFu");
        assertThat(answer.headers().firstValue("Location")).hasValue(report);
        assertThat(asked("it-center-staff-1", report).body()).contains("Báo cáo vừa được gửi, chưa đến bước kiểm tra.");
    }

    @Test
    void nothingIsDoneByAnotherOrWithoutTheFormsToken() {
        String ids = "bao-cao=" + row("legal").id() + "-1";
        for (String deed :
                new String[] {"/chap-nhan", "/nhac", "/" + row("legal").id() + "/tra-lai"}) {
            assertThat(post("legal-head", period() + deed, ids).statusCode())
                    .as(deed)
                    .isEqualTo(403);
            HttpResponse<String> stale = send("it-center-staff-1", period() + deed, ids);
            assertThat(stale.statusCode()).isEqualTo(302);
            assertThat(stale.headers().firstValue("Location").orElseThrow())
                    .as("to the page that the form was on")
                    .endsWith((deed.endsWith("tra-lai")
                                    ? period() + "/" + row("legal").id()
                                    : period()) + "?stale");
        }
        assertThat(asked("it-center-staff-1", period() + "?stale").body())
                .contains("Trang đã mở quá lâu nên chưa thực hiện được gì.");
        assertThat(new Browser(port)
                        .send("POST", period() + "/nhac", ids, "Content-Type", "application/x-www-form-urlencoded")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/login?stale");
        assertThat(row("legal").state()).isEqualTo(Obligation.State.SENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bao-cao-don-vi/x",
                "/bao-cao-don-vi/999999999999",
                "/bao-cao-don-vi/{unit}",
                "{period}/1",
                "{period}?so=khong-co"
            })
    void whatIsNotThereIsNoFault(String path) {
        HttpResponse<String> answer = asked(
                "it-center-staff-1",
                path.replace("{period}", period())
                        .replace("{unit}", "" + row("legal").id()));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<html lang=\"vi\">");
    }

    private static String line(String page, String unit) {
        for (String row : page.split("<tr>")) {
            if (row.contains(unit)) {
                return row;
            }
        }
        throw new AssertionError(unit + " is not in " + page);
    }

    private String period() {
        return "/bao-cao-don-vi/" + row("").id();
    }

    private HttpResponse<String> post(String person, String path, String form) {
        // A user who may not see the form uses the token of another page
        Matcher token = TOKEN.matcher(asked(person, "/viec-da-xu-ly").body());
        assertThat(token.find()).isTrue();
        return send(person, path, form + "&_csrf=" + token.group(1));
    }

    private HttpResponse<String> send(String person, String path, String form) {
        return browser(person).send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }
}
