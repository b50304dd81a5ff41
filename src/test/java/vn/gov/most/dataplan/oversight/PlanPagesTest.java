package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.security.Browser;

/** The pages with a few obligations, and who may read them; all times are written by hand. */
class PlanPagesTest extends PagesOfAPeriod {

    @Autowired
    private Year years;

    @Autowired
    private Plan plan;

    @BeforeEach
    void aFewObligations() {
        aFewReports();
        ledger.send(row("planning-finance"), at("2026-12-26T10:00"), "planning-finance-head", false, "{}");
        ledger.accept(row("legal"), at("2026-12-21T10:00"), "it-center-staff-1");
    }

    @Override
    @AfterEach
    void clear() {
        super.clear();
        jdbc.sql("delete from dp_mail_about where mail_id in (select id from dp_mail where occasion = 'pages')")
                .update();
        jdbc.sql("delete from dp_mail where occasion = 'pages'").update();
    }

    @ParameterizedTest
    @CsvSource({
        "manager-1, 200, 200",
        "minister, 200, 200",
        "it-center-staff-1, 200, 200",
        "it-center-head, 200, 200",
        "nasati-head, 200, 404",
        "legal-head, 200, 200",
        "nasati-staff-1, 403, 403",
        "admin, 403, 403"
    })
    void whoReadsThePlanAndAnothersReport(String person, int plan, int report) {
        assertThat(asked(person, "/ke-hoach").statusCode()).isEqualTo(plan);
        assertThat(asked(person, "/ke-hoach/danh-sach").statusCode()).isEqualTo(plan);
        assertThat(asked(person, "/ke-hoach/muc/PL.II.4").statusCode()).isEqualTo(plan);
        assertThat(asked(person, "/ke-hoach/viec/" + row("legal").id()).statusCode())
                .isEqualTo(report);
    }

    @Test
    void whoHasNotLoggedInIsSentToTheLogin() {
        HttpResponse<String> answer = new Browser(port).open("/ke-hoach");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @Test
    void staffAreToldInVietnameseThatTheyMayNot() {
        assertThat(asked("nasati-staff-1", "/ke-hoach").body()).contains("Không có quyền mở trang này");
    }

    @Test
    void aHeadReadsOfTheOwnUnitAlone() {
        String list =
                asked("nasati-head", "/ke-hoach/danh-sach?nam=2026&muc=PL.II.4").body();
        assertThat(list).contains("1 nhiệm vụ.", "Cục Thông tin khoa học và công nghệ quốc gia");
        assertThat(list).doesNotContain("Vụ Pháp chế");
        assertThat(asked("nasati-head", "/ke-hoach/danh-sach?don-vi=legal").statusCode())
                .isEqualTo(404);
        assertThat(numbers("nasati-head")).containsExactly("1", "1", "0", "0", "1", "0,0%");
    }

    @Test
    void theNumbersAreThoseOfTheGovernmentOfficeAndEachHasItsList() {
        assertThat(numbers("manager-1")).containsExactly("4", "3", "1", "1", "1", "33,3%");
        for (String list : List.of("giao 4", "den-han 3", "dung-han 1", "xong-qua-han 1", "qua-han 1")) {
            String[] words = list.split(" ");
            assertThat(asked("manager-1", "/ke-hoach/danh-sach?nam=2026&muc=PL.II.4&so=" + words[0])
                            .body())
                    .contains(words[1] + " nhiệm vụ.");
        }
    }

    @Test
    void whereNothingWasDecidedThereIsNoShareInTime() {
        clear();
        ClockUtil.setCurrentTime(Date.from(at("2026-12-01T09:00")));
        open(key("unit-report", "nasati"), "none-nasati", OPENED, DUE, LATE_FROM);

        assertThat(numbers("manager-1")).containsExactly("1", "0", "0", "0", "0");
        assertThat(asked("manager-1", "/ke-hoach?nam=2026").body()).doesNotContain("Tỷ lệ đúng hạn");
    }

    @Test
    void ofAYearThatHasNotBegunNothingIsCounted() {
        for (String page :
                List.of("/ke-hoach?nam=2027", "/ke-hoach/danh-sach?nam=2027", "/ke-hoach/muc/PL.II.4?nam=2027")) {
            assertThat(asked("manager-1", page).body())
                    .contains("Năm 2027 chưa bắt đầu.")
                    .doesNotContain("0 nhiệm vụ", "class=\"numbers\"", ">Số liệu đến", "<table");
        }
        ClockUtil.setCurrentTime(Date.from(at("2027-01-01T00:00")));
        assertThat(asked("manager-1", "/ke-hoach/danh-sach?nam=2027&muc=PL.II.4")
                        .body())
                .contains("3 nhiệm vụ.");
    }

    @Test
    void aYearThatIsOverSaysOfWhichMomentItsFiguresAndItsRowsAre() {
        String note = "Số tổng hợp và số quá hạn tính đến hết năm 2026; tình trạng từng nhiệm vụ là của hiện nay.";
        String page = "/ke-hoach?nam=2026";
        String list = "/ke-hoach/danh-sach?nam=2026&muc=PL.II.4&so=qua-han";
        ClockUtil.setCurrentTime(Date.from(at("2026-12-31T23:59")));
        assertThat(asked("manager-1", page).body() + asked("manager-1", list).body())
                .doesNotContain("tính đến hết năm", "chưa bắt đầu");
        ClockUtil.setCurrentTime(Date.from(at("2027-01-01T00:00")));
        assertThat(asked("manager-1", page).body()).contains(note, "Số liệu đến 00:00 01/01/2027.");
        assertThat(asked("manager-1", list).body()).contains(note);
    }

    @Test
    void whatWasDoneBeforeItWasRecordedSaysBoth() {
        ledger.finish(row("nasati"), Obligation.State.DONE, at("2026-11-20T00:00"), at("2026-12-20T09:00"), null, "{}");
        assertThat(life("nasati"))
                .contains("<dt>Đã thực hiện</dt><dd>20/11/2026</dd>", "<dt>Ghi nhận</dt><dd>09:00 20/12/2026</dd>")
                .doesNotContain("Gửi lần đầu", "<dt>Hoàn thành</dt>");
        assertThat(life("legal")).contains("Gửi lần đầu").doesNotContain("Ghi nhận", "Đã thực hiện");
    }

    @Test
    void aReportTurnsOverdueAtItsMomentAndNotAMinuteBefore() {
        ClockUtil.setCurrentTime(Date.from(LATE_FROM.minusSeconds(60)));
        assertThat(numbers("manager-1").get(4)).isEqualTo("0");
        assertThat(life("nasati")).contains("Sắp đến hạn");

        ClockUtil.setCurrentTime(Date.from(LATE_FROM));
        assertThat(life("nasati")).contains("Quá hạn").doesNotContain("Sắp đến hạn");
    }

    @Test
    void aReportsPageSaysWhoSentItWhen() {
        assertThat(life("legal"))
                .contains(
                        "10:00 20/12/2026, " + name("legal-head"),
                        "Hoàn thành đúng hạn",
                        "Đã chấp nhận",
                        "Mục II.4 Phụ lục");
    }

    @Test
    void aClausesPageShowsHowItsUnitsStandAndHowTheyStoodAtTheSigning() {
        assertThat(clause("manager-1"))
                .contains(
                        "Kiểm tra, đánh giá, duy trì dữ liệu; quản lý chất lượng dữ liệu",
                        "Các đơn vị chủ quản CSDL",
                        "Trung tâm Công nghệ thông tin",
                        "Vụ Pháp chế",
                        "Đến nay: 4 được giao, 1 hoàn thành đúng hạn, 1 hoàn thành quá hạn,"
                                + " 1 quá hạn chưa hoàn thành, 1 trong hạn.")
                .doesNotContain("Khi phê duyệt");

        ledger.sign(row(""), at("2026-12-30T15:00"), "minister", "[]");
        ledger.send(row("nasati"), at("2026-12-31T09:00"), "nasati-head", true, "{}");
        ClockUtil.setCurrentTime(Date.from(at("2027-01-04T09:00")));
        assertThat(clause("manager-1"))
                .contains(
                        "Khi phê duyệt, ngày 30/12/2026: 4 được giao, 2 hoàn thành đúng hạn, 1 hoàn thành quá hạn,"
                                + " 1 quá hạn chưa hoàn thành, 0 trong hạn.",
                        "Đến nay: 4 được giao, 2 hoàn thành đúng hạn, 2 hoàn thành quá hạn,"
                                + " 0 quá hạn chưa hoàn thành, 0 trong hạn.");
        assertThat(clause("nasati-head"))
                .as("a head reads of the own unit alone")
                .contains("Đến nay: 1 được giao, 0 hoàn thành đúng hạn, 1 hoàn thành quá hạn")
                .doesNotContain("Khi phê duyệt", "Vụ Pháp chế");
    }

    @ParameterizedTest
    @CsvSource({
        "tim=phap+che, 1",
        "tim=PH%C3%81P+ch%C3%AA%CC%81, 1",
        "tim=chat+luong+cuc+thong+tin, 1",
        "tim=ii.4, 4",
        "tim=ii.4+khong-co, 0",
        "tim=412%2FBC, 1",
        "tim=mau-nguoi-lap, 1",
        "tim=mau-nguoi-lap+phap, 1",
        "tim=mau-nguoi-lap+tai+chinh, 0",
        "tim=, 4",
        "ky=2026, 4",
        "so=dang-mo, 2",
        "so=da-gui, 1",
        "so=hoan-thanh, 1",
        "so=khong-thuc-hien, 0"
    })
    void aListIsFoundByWordsPeopleAndNumbersOrChosen(String asked, int found) {
        ledger.send(
                row("planning-finance"),
                at("2026-12-27T10:00"),
                "a",
                false,
                "{\"documentNumber\": \"412/BC-KHTC\", \"documentDate\": \"2026-12-27\"}");
        step("pages", "none-legal", "s", "legal", "pages", "Mẫu-người-lập Đỗ", NOW, "{}", "{}");

        assertThat(asked("manager-1", "/ke-hoach/danh-sach?nam=2026&muc=PL.II.4&" + asked)
                        .body())
                .contains("%d nhiệm vụ.".formatted(found));
    }

    @Test
    void whatCameOutIsOnThePlansPageAndItsOwn() {
        ledger.send(
                row("planning-finance"),
                at("2026-12-27T10:00"),
                "a",
                false,
                "{\"documentNumber\": \"412/BC-KHTC\", \"documentDate\": \"2026-12-27\"}");
        String product = "Số 412/BC-KHTC ngày 27/12/2026";
        assertThat(asked("manager-1", "/ke-hoach?nam=2026").body()).contains(product);
        assertThat(life("planning-finance")).contains(product);
        assertThat(life("legal")).doesNotContain("Sản phẩm");
    }

    @Test
    void aUnitsPageHasItsOwnFiguresAndWhatItOwesAlone() {
        String page = asked("manager-1", "/ke-hoach?nam=2026&don-vi=legal").body();
        assertThat(page)
                .contains(
                        "Tình hình thực hiện Kế hoạch năm 2026: Vụ Pháp chế",
                        "Mục II.4 Phụ lục",
                        "don-vi=legal&amp;so=")
                .doesNotContain("Mục II.8 Phụ lục");
        assertThat(NUMBER.matcher(page).results().map(found -> found.group(1)))
                .containsExactly("1", "1", "1", "0", "0", "100,0%");
        assertThat(asked("legal-head", "/ke-hoach?nam=2026&don-vi=legal").statusCode())
                .isEqualTo(200);
        assertThat(asked("legal-head", "/ke-hoach?nam=2026&don-vi=nasati").statusCode())
                .isEqualTo(404);
        assertThat(asked("manager-1", "/ke-hoach?nam=2026&don-vi=khong-co").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nam=2025&ky=2026", "nam=2027&ky=2026", "nam=2026&ky=2026-H1&don-vi=legal"})
    void whoGoesOnToAnotherYearOrUnitKeepsThePeriodAndReadsThatThereIsNothing(String choice) {
        HttpResponse<String> list = asked("manager-1", "/ke-hoach/danh-sach?muc=PL.II.4&" + choice);

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body())
                .contains(choice.startsWith("nam=2027") ? "Năm 2027 chưa bắt đầu." : "0 nhiệm vụ.")
                .containsPattern("value=\"2026(-H1)?\" selected");
    }

    @Test
    void whatAUnitLeftThatEndedBeforeTheYearIsChosenByIt() {
        jdbc.sql("update dp_unit set ended_on = date '2026-06-30' where id = 'legal'")
                .update();
        try {
            ClockUtil.setCurrentTime(Date.from(at("2027-02-01T09:00")));
            jdbc.sql("update dp_obligation set first_sent_at = null, done_at = null, state = 'OPEN'"
                            + " where business_key like 'pages/%' and unit = 'legal'")
                    .update();
            String list = asked("manager-1", "/ke-hoach/danh-sach?nam=2027&muc=PL.II.4")
                    .body();
            assertThat(list).contains("nam=2027&amp;don-vi=legal\"", "<option value=\"legal\">");
            assertThat(asked("manager-1", "/ke-hoach?nam=2027&don-vi=legal").body())
                    .contains("Tình hình thực hiện Kế hoạch năm 2027: Vụ Pháp chế");
            String years = asked("manager-1", "/ke-hoach?nam=2028&don-vi=legal").body();
            assertThat(years).contains("năm 2028: Vụ Pháp chế");
            assertThat(asked("manager-1", "/ke-hoach?nam=2028").body()).doesNotContain("<option value=\"legal\">");
        } finally {
            jdbc.sql("update dp_unit set ended_on = null where id = 'legal'").update();
        }
    }

    @Test
    void aPageOffersNoYearThatItThenRefuses() {
        assertThat(asked("manager-1", "/ke-hoach?nam=2999").body())
                .contains("value=\"2998\"")
                .doesNotContain("value=\"3000\"");
    }

    private String clause(String person) {
        return asked(person, "/ke-hoach/muc/PL.II.4?nam=2026").body();
    }

    @Test
    void aClausesTimeLineEndsWithItsLastDayAndShowsNoWorkOnWhatIsOver() {
        ClausePage.PeriodPart period = ClausePage.of(
                        years.view(2026, Scope.ALL).rows(plan.clause("PL.II.4").orElseThrow()), NOW, Map.of())
                .periods()
                .get(0);
        assertThat(period.from()).isEqualTo("02/11/2026");
        assertThat(period.until()).isEqualTo("30/12/2026");
        // 58 days and 10.5 hours are the whole line; nasati's 52 days and 10.5 hours are 897 of its thousand
        assertThat(period.rows())
                .filteredOn(row -> row.line().id() == row("nasati").id())
                .extracting(ClausePage.Row::bar)
                .containsExactly(new ClausePage.Bar(0, 960, "bad", 897, 897, 960));
    }

    @Test
    void aReportsPageSaysWhoWasWrittenTo() {
        for (String person : List.of("Bà Một", "Ông Hai")) {
            jdbc.sql(
                            """
                            insert into dp_mail (person, occasion, mail_day, to_address, to_name, subject, html, plain_text,
                                message_id, written_at, sent_at, attempts, last_error)
                            values (:name, 'pages', date '2026-12-17', '', :name, 'Nhắc việc <1>', '', '', '', :at, :sent, 0, '')
                            """)
                    .param("name", person)
                    .param("at", at("2026-12-17T07:30").atOffset(java.time.ZoneOffset.UTC))
                    .param(
                            "sent",
                            person.equals("Bà Một") ? at("2026-12-17T07:31").atOffset(java.time.ZoneOffset.UTC) : null,
                            java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
        }
        jdbc.sql("insert into dp_mail_about select id, cast(:row as bigint) from dp_mail where occasion = 'pages'")
                .param("row", row("legal").id())
                .update();

        assertThat(life("legal"))
                .contains("Nhắc việc &lt;1&gt;", "07:30 17/12/2026, gửi Bà Một, Ông Hai", "1 thư chưa gửi được");
        assertThat(life("nasati")).doesNotContain("Thư điện tử");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ke-hoach?nam=x",
                "/ke-hoach?nam=99999999999",
                "/ke-hoach/danh-sach?nam=-1x",
                "/ke-hoach/danh-sach?so=khong-co",
                "/ke-hoach/danh-sach?muc=PL.IX.9",
                "/ke-hoach/danh-sach?nam=2026&ky=x",
                "/ke-hoach/danh-sach?nam=2026&ky=2026-13-45-00000000",
                "/ke-hoach/muc/PL.IX.9",
                "/ke-hoach/muc/PL.II.4?nam=x",
                "/ke-hoach/viec/999999999999999999",
                "/ke-hoach/viec/x",
                "/ke-hoach/khac"
            })
    void whatIsNotThereIsNoFault(String path) {
        assertThat(asked("manager-1", path).statusCode()).isIn(400, 404);
        assertThat(asked("manager-1", path).body()).contains("<html lang=\"vi\">");
    }

    @Test
    void whatPeopleTypedIsText() {
        ledger.nameSubject(row("nasati").key(), "<img src=x onerror=alert(1)>");
        assertThat(asked("manager-1", "/ke-hoach/danh-sach?nam=2026").body())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img");
        HttpResponse<String> page = asked("manager-1", "/ke-hoach");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'self'");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    private static final Pattern NUMBER = Pattern.compile("<b>([\\d,%]+)</b>");

    private List<String> numbers(String person) {
        return NUMBER.matcher(asked(person, "/ke-hoach?nam=2026").body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String life(String unit) {
        return asked("manager-1", "/ke-hoach/viec/" + row(unit).id()).body();
    }
}
