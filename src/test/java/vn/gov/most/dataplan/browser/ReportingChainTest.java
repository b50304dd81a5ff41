package vn.gov.most.dataplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.ClickOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.dossier.PaperFiles;

/** The reports of II.4 for 2026 in the browser, as reporting and supervising users see them, in one story. */
@TestMethodOrder(OrderAnnotation.class)
class ReportingChainTest extends InTheBrowser {

    private static final String PERIOD = "PL.II.4/2026";
    private static final String DUTY = "chất lượng dữ liệu";
    private static final String NASATI = "Cục Thông tin khoa học và công nghệ quốc gia";
    private static final String LEGAL = "Vụ Pháp chế";
    private static final String FINANCE = "Vụ Kế hoạch - Tài chính";
    private static final String INVENTORY = "Kiểm kê mục dữ liệu, số bản ghi";
    private static final int MEASURES = 8;
    /** With the measure of the unit whose report is first kept as a draft. */
    private static final int ALL_MEASURES = MEASURES + 1;

    private static final String LATE = "atomic-energy-institute";
    private static final String LATE_NAME = "Viện Năng lượng nguyên tử Việt Nam";
    private static final String MY_UNIT = "Công việc của đơn vị tôi";
    private static final String MINE = "Do tôi xử lý";
    private static final String RETURNED = "Được trả lại";
    private static final String NOT_SENT = "Báo cáo chưa gửi";
    private static final String PREPARE = "Lập báo cáo của đơn vị";
    private static final String SEND = "Phê duyệt, gửi báo cáo của đơn vị";
    private static final String MEND = "Chỉnh sửa báo cáo của đơn vị";
    private static final String CHECK = "Kiểm tra báo cáo của đơn vị";
    private static final String TABLE = "Bảng báo cáo của các đơn vị";
    private static final String CONSOLIDATE = "Tổng hợp báo cáo của các đơn vị";
    private static final String MEASURE = "Thực hiện biện pháp duy trì dữ liệu";
    private static final String APPROVE = "Phê duyệt Báo cáo của Bộ";

    @BeforeEach
    void thePeriodIsOpen() {
        await().atMost(BOUND)
                .until(() -> engine.getHistoryService()
                                .createHistoricProcessInstanceQuery()
                                .processInstanceBusinessKey(PERIOD + "/nasati")
                                .count()
                        == 1);
    }

    @Test
    @Order(1)
    void nobodyIsAskedToMigrate() {
        Person admin = person("admin");
        for (String application : List.of("tasklist", "cockpit", "admin", "welcome")) {
            admin.open("/camunda/app/" + application + "/default/");
            Locator appeal = admin.page().locator(".ce-eol-banner");
            assertThat(appeal).hasCount(1);
            assertThat(appeal).isHidden();
            assertThat(admin.page().locator(".app-splash, .loader:visible")).hasCount(0);
            admin.screenshot("01-" + application);
        }
    }

    @Test
    @Order(2)
    void aLinkLeadsThroughTheLoginToItsTaskAndAfterLogoutNoWayLeadsBack() {
        itIs(Instant.parse("2026-11-24T08:10:00+07:00"));
        Person staff = stranger();
        staff.read(mailTo("nasati-staff-1"), "05-mail");
        staff.open(staff.linkOfTheMail().replaceFirst("^http://127.0.0.1:8080", ""));
        staff.isAtTheLogin();
        staff.screenshot("02-login");
        staff.login("nasati-staff-1");
        assertThat(staff.form()).containsText(NASATI);
        staff.screenshot("03-task-by-link");

        staff.logout();
        staff.isAtTheLogin();
        staff.screenshot("04-logged-out");
        staff.page().goBack();
        staff.isAtTheLogin();

        staff.open("/camunda/app/tasklist/default/#/?task=" + task(PERIOD + "/nasati"));
        staff.isAtTheLogin();
        staff.login("nasati-staff-2");
        assertThat(staff.form()).containsText(NASATI);
    }

    @Test
    @Order(3)
    void staffFindTheReportByFilterAndFillItInForEachDatabase() {
        Person staff = person("nasati-staff-1");
        assertThat(staff.filters())
                .containsText(new String[] {MY_UNIT, MINE, "Đến hạn trong 7 ngày", "Đã qua hạn xử lý", RETURNED});
        staff.chooseFilter(MY_UNIT);
        staff.everybodyCanUseThePage();
        staff.page().locator(".data-plan-words").pressSequentially("thong tin khoa hoc chat luong");
        staff.page()
                .locator(".data-plan-found button")
                .filter(Person.with(PREPARE))
                .click();
        assertThat(staff.page().locator("h2.task")).hasText(PREPARE);
        staff.page().locator(".data-plan-clauses").selectOption("PL.II.4");
        assertThat(staff.page().locator(".data-plan-found button")).hasCount(1);
        staff.page().locator(".data-plan-clauses").press("Escape");
        assertThat(staff.page().locator(".data-plan-found")).isHidden();
        staff.page().locator(".data-plan-words").fill("bao ve, xac thuc");
        staff.page().locator(".data-plan-words").press("Enter");
        assertThat(staff.page().locator("h2.task")).hasText("Lập báo cáo bảo vệ, xác thực dữ liệu");
        staff.openTask(PREPARE, NASATI);
        staff.everybodyCanUseThePage();
        assertThat(staff.card(PREPARE, NASATI))
                .containsText("Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu");
        staff.screenshot("10-task-of-my-unit");
        staff.tab(1);
        Locator ground = staff.page().locator(".data-plan-ground");
        assertThat(ground).containsText("Căn cứ này hết hiệu lực từ ngày 22/10/2025");
        assertThat(ground).containsText("Do Bộ đặt, Kế hoạch không nêu: giai đoạn thực hiện, ngày mở kỳ");
        assertThat(ground).containsText(SEND + " (Thủ trưởng đơn vị)");
        staff.tab(0);
        // Reading does not claim a task. The first letter claims it, and no letter is lost
        assertThat(staff.head()).containsText("Người xử lý: chưa có");
        assertThat(staff.head()).containsText("Còn 22 ngày làm việc, hạn thứ Năm 24/12/2026");
        Locator first = staff.field("Khó khăn, vướng mắc");
        first.click();
        first.pressSequentially("Chưa có, sẽ báo cáo sau", new Locator.PressSequentiallyOptions().setDelay(30));
        assertThat(staff.page().locator("button.unclaim")).hasText("Bỏ nhận việc");
        assertThat(first).hasValue("Chưa có, sẽ báo cáo sau");
        assertThat(first).isFocused();
        assertThat(staff.head()).containsText("(bạn)");
        staff.listIsReadAgain();
        assertThat(staff.card(PREPARE, NASATI)).containsText("(bạn)");
        first.fill("");
        staff.completeButton().click();
        Locator fault = staff.form().locator(".fjs-form-field-error").first();
        assertThat(fault).hasText("Phải nhập nội dung này.");
        assertThat(fault).isInViewport();
        assertThat(staff.page().locator(".data-plan-faults")).containsText("chỗ phải sửa.");
        staff.screenshot("11-required-fields");
        staff.page().setViewportSize(390, 844);
        staff.field("Khó khăn, vướng mắc").scrollIntoViewIfNeeded();
        assertThat(staff.page().locator(".data-plan-faults")).isInViewport();
        staff.screenshot("11-required-fields-on-a-phone");
        staff.page().setViewportSize(1500, 950);
        staff.closeAlerts();

        assertThat(staff.field("Tên CSDL")).hasCount(3);
        for (int row = 0; row < MEASURES; row++) {
            staff.form().locator(".fjs-repeat-render-add").last().click();
            staff.form()
                    .locator(".fjs-form-field-select .fjs-input-group")
                    .last()
                    .click();
            assertThat(staff.form().locator(".fjs-dropdownlist-item")).hasCount(3);
            staff.form().locator(".fjs-dropdownlist-item").nth(row % 3).click();
            staff.field("Đề nghị hoàn thành chậm nhất ngày").last().fill("31/3/2027");
            staff.field("Tên biện pháp").last().fill("Làm sạch dữ liệu " + (row + 1));
        }
        staff.field("Kiểm kê mục dữ liệu, số bản ghi").first().fill("12 mục dữ liệu,\n1.234.567 bản ghi");
        staff.fillIn("Nội dung của đơn vị");
        staff.screenshotOfWholeForm("12-report-filled-in");
        staff.page().setViewportSize(390, 844);
        assertThat(staff.cards().first()).isHidden();
        assertThat(staff.completeButton()).isInViewport();
        staff.hasSaved();
        assertThat(staff.draft()).isInViewport();
        staff.everybodyCanUseThePage();
        staff.screenshot("12-report-on-a-phone");
        staff.page().locator(".data-plan-back").click();
        assertThat(staff.form()).hasCount(0);
        assertThat(staff.cards().first()).isVisible();
        staff.page().locator(".data-plan-words").pressSequentially("chat luong");
        assertThat(staff.page().locator(".data-plan-found button")).hasCount(1);
        assertThat(
                        (Boolean)
                                staff.page()
                                        .evaluate(
                                                "() => document.querySelector('.data-plan-found').getBoundingClientRect().right <= innerWidth"))
                .isTrue();
        staff.screenshot("12-search-on-a-phone");
        staff.page().locator(".data-plan-words").press("ArrowDown");
        staff.page().keyboard().press("Enter");
        assertThat(staff.page().locator("h2.task")).hasText(PREPARE);
        staff.hasSaved();
        assertThat(staff.field("Kiểm kê mục dữ liệu, số bản ghi").first())
                .hasValue("12 mục dữ liệu,\n1.234.567 bản ghi");
        staff.page().locator(".data-plan-back").click();
        staff.page().setViewportSize(700, 950);
        staff.openTask(PREPARE, NASATI);
        staff.screenshotOfWholeForm("13-report-narrow");
        staff.page().setViewportSize(1500, 950);

        // A saved draft is there again after reloading
        staff.page().locator(".task-details .form-actions .btn-default").click();
        staff.page().reload();
        assertThat(staff.field("Kiểm kê mục dữ liệu, số bản ghi").first())
                .hasValue("12 mục dữ liệu,\n1.234.567 bản ghi");
        staff.chooseFilter(MINE);
        staff.openTask(PREPARE, NASATI);
        threePapersAreUploaded(staff);
        staff.complete();
        assertThat(staff.cards()).hasCount(0);
    }

    private void threePapersAreUploaded(Person staff) {
        staff.tab(2);
        Locator papers = staff.page().locator(".data-plan-papers > li");
        assertThat(staff.page().locator(".data-plan-papers-tab")).containsText("Hồ sơ này chưa có tệp nào.");
        staff.page().locator(".data-plan-papers-tab input[type=file]").setInputFiles(new FilePayload[] {
            new FilePayload("Báo cáo chất lượng dữ liệu.pdf", "application/pdf", PaperFiles.pdf(2)),
            new FilePayload("Biên bản kiểm kê.docx", "application/octet-stream", PaperFiles.docx("Biên bản")),
            new FilePayload("Ảnh hệ thống.png", "image/png", PaperFiles.picture("png", 640, 400)),
            new FilePayload("Không phải PDF.pdf", "application/pdf", PaperFiles.picture("png", 9, 9)),
        });
        assertThat(papers).hasCount(3);
        assertThat(staff.page().locator(".data-plan-paper-going .is-wrong"))
                .containsText("Không nhận tệp \"Không phải PDF.pdf\": đuôi tên là PDF mà nội dung là PNG");
        assertThat(papersTab(staff)).hasText("Hồ sơ (3)");
        staff.readsVietnamese();
        staff.everybodyCanUseThePage();
        staff.screenshot("13-papers");
        staff.page().setViewportSize(390, 844);
        assertThat((Boolean) staff.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        staff.screenshot("13-papers-on-a-phone");
        staff.page().setViewportSize(1500, 950);
        papers.filter(Person.with("Ảnh hệ thống")).getByText("Rút tệp").click();
        staff.page().route("**/api/papers/**", Route::abort);
        staff.question().locator(".btn-primary").click();
        assertThat(staff.question()).containsText("Mất kết nối với máy chủ. Thử lại.");
        staff.page().unroute("**/api/papers/**");
        staff.question().locator(".btn-primary").click();
        assertThat(papersTab(staff)).hasText("Hồ sơ (2)");
        assertThat(papers.filter(Person.with("Ảnh hệ thống"))).containsText("Đã rút lúc");
        staff.page()
                .locator(".data-plan-papers-tab input[type=file]")
                .setInputFiles(new FilePayload("Ảnh hệ thống.png", "image/png", PaperFiles.picture("png", 64, 40)));
        assertThat(papersTab(staff)).hasText("Hồ sơ (3)");
        staff.tab(0);
        assertThat(staff.form()).isVisible();
    }

    private static Locator papersTab(Person person) {
        return person.page().locator(".task-details .nav-tabs a").filter(Person.with("Hồ sơ"));
    }

    @Test
    @Order(4)
    void theHeadReadsTheReportAndSendsIt() {
        Person head = person("nasati-head");
        head.openTask(SEND, NASATI);
        head.claim();
        assertThat(head.form()).containsText("1.234.567 bản ghi");
        assertThat(head.form().locator("h4")).hasCount(4);
        assertThat(head.form().locator("input[type=radio]").first()).not().isChecked();
        assertThat(head.told())
                .hasText(Pattern.compile("Người lập: " + name("nasati-staff-1") + ", \\d\\d:\\d\\d 24/11/2026"));
        assertThat(head.decision("Trả lại…")).isVisible();
        assertThat(head.completeButton()).isHidden();
        head.screenshot("14-head-decides");
        assertThat(papersTab(head)).hasText("Hồ sơ (3)");
        head.tab(2);
        head.page()
                .locator(".data-plan-papers > li")
                .filter(Person.with("Báo cáo chất lượng dữ liệu.pdf"))
                .getByText("Xem trước")
                .click();
        assertThat(head.question()).containsText("Trang 1/2");
        head.question().getByText("Trang sau").click();
        assertThat(head.question()).containsText("Trang 2/2");
        head.everybodyCanUseThePage();
        head.screenshot("14-page-of-a-paper");
        head.question().getByText("Đóng").click();
        head.tab(0);
        head.field("Gửi").check();
        assertThat(head.decision("Gửi")).hasCount(0);
        head.screenshotOfWholeForm("14-head-sends");
        head.complete();
        assertThat(head.page().locator("h2.task")).not().hasText(SEND);
    }

    @Test
    @Order(5)
    void aLinkToWhatIsDoneSaysSo() {
        Person staff = person("nasati-staff-1");
        String done = engine.getHistoryService()
                .createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(PERIOD + "/nasati")
                .taskDefinitionKey("userTask_prepareReport")
                .singleResult()
                .getId();
        staff.open("/task/" + done);
        assertThat(staff.alert())
                .hasText(
                        Pattern.compile(
                                "×\\s*Công việc này đã hoàn thành hoặc không còn\\. Tải lại danh sách để xem tình trạng mới\\.\\s*"));
        assertThat(staff.form()).hasCount(0);
        staff.readsVietnamese();
        staff.screenshot("19-link-to-what-is-done");
        staff.closeAlerts();
    }

    @Test
    @Order(6)
    void theItCenterReturnsAReportWithReasonsAndAcceptsItWhenMended() {
        Person center = person("it-center-staff-2");
        awaitTask("userTask_checkReport", PERIOD + "/nasati");
        center.open("/bao-cao-don-vi");
        center.page().locator(".name a").filter(Person.with(DUTY)).click();
        Locator mark = center.page().getByLabel("Chọn " + NASATI);
        mark.check();
        List<Cookie> session = center.page().context().cookies();
        center.page().context().clearCookies();
        center.page().getByText("Chấp nhận các báo cáo đã chọn").click();
        assertThat(center.page().getByText("Phiên làm việc đã hết.")).isVisible();
        assertThat(mark).isChecked();
        center.page().context().addCookies(session);
        mark.uncheck();
        center.page().getByText("Chấp nhận các báo cáo đã chọn").click();
        assertThat(center.page().getByText("Chưa chọn đơn vị nào trong bảng.")).isVisible();
        center.page().locator(".name a").filter(Person.with(NASATI)).click();
        Locator reason = center.page().getByLabel("Lý do trả lại");
        reason.fill("Chưa nêu số bản ghi");
        center.page().context().clearCookies();
        center.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new GetByRoleOptions().setName("Trả lại").setExact(true))
                .click();
        assertThat(center.page().getByText("Phiên làm việc đã hết.")).isVisible();
        assertThat(reason).hasValue("Chưa nêu số bản ghi");
        center.open("/");
        center.login("it-center-staff-2");

        center.chooseFilter(MY_UNIT);
        center.openTask(CHECK, NASATI);
        center.claim();
        assertThat(center.field("Lý do trả lại")).hasCount(0);
        center.decision("Trả lại…").click();
        assertThat(center.field("Lý do trả lại")).isFocused();
        center.field("Lý do trả lại").fill("Chưa nêu số bản ghi\ncủa hai CSDL sau.");
        center.screenshotOfWholeForm("20-center-returns");
        center.complete();

        awaitTask("userTask_mendReport", PERIOD + "/nasati");
        Person staff = person("nasati-staff-1");
        staff.chooseFilter(RETURNED);
        staff.openTask(MEND, NASATI);
        staff.claim();
        assertThat(staff.form()).containsText("Chưa nêu số bản ghi");
        assertThat(staff.head()).containsText("Được trả lại, " + name("it-center-staff-2"));
        staff.page().locator(".nav-tabs a").getByText("Căn cứ và quá trình").click();
        assertThat(staff.page().locator(".data-plan-ground blockquote"))
                .hasText("Kiểm tra, đánh giá, duy trì dữ liệu; quản lý chất lượng dữ liệu");
        assertThat(staff.page().getByText(TABLE)).hasCount(0);
        assertThat(staff.page().locator(".data-plan-ground li"))
                .containsText(new String[] {PREPARE, SEND, "Trả lại. Lý do: Chưa nêu số bản ghi", SEND});
        staff.readsVietnamese();
        staff.everybodyCanUseThePage();
        staff.screenshot("20-ground");
        staff.page().locator(".nav-tabs a").getByText("Biểu mẫu").click();
        Locator inventories = staff.field("Kiểm kê mục dữ liệu, số bản ghi");
        assertThat(inventories).hasCount(3);
        assertThat(inventories.first()).hasValue("12 mục dữ liệu,\n1.234.567 bản ghi");
        inventories.nth(1).fill("9 mục dữ liệu, 45.678 bản ghi");
        Locator measures = staff.field("Tên biện pháp");
        assertThat(measures).hasCount(MEASURES);
        assertThat(measures.last()).hasValue("Làm sạch dữ liệu " + MEASURES);
        measures.last().fill("Chuẩn hóa danh mục");
        staff.screenshotOfWholeForm("21-staff-mend");
        staff.complete();

        Person head = person("nasati-head");
        head.chooseFilter(MY_UNIT);
        head.openTask(SEND, NASATI);
        head.claim();
        assertThat(head.form()).containsText("45.678 bản ghi");
        head.field("Gửi").check();
        head.complete();

        awaitTask("userTask_checkReport", PERIOD + "/nasati");
        center.chooseFilter(MY_UNIT);
        center.openTask(CHECK, NASATI);
        center.claim();
        assertThat(center.form()).containsText("45.678 bản ghi");
        Locator told = center.told();
        assertThat(told.locator(".data-plan-line")).containsText(new String[] {
            "Người lập: " + name("nasati-staff-1"),
            "Người chỉnh sửa: " + name("nasati-staff-1"),
            SEND + ": " + name("nasati-head"),
            "Trả lại lần 1: " + name("it-center-staff-2")
        });
        assertThat(told).containsText("Lý do: Chưa nêu số bản ghi");
        assertThat(told.locator("summary")).containsText(": 3 chỗ");
        assertThat(told.locator("li").first()).containsText(INVENTORY);
        assertThat(told.locator("li").first()).containsText("→ 9 mục dữ liệu, 45.678 bản ghi");
        assertThat(told.locator("li").nth(1)).containsText("thêm Tên biện pháp: Chuẩn hóa danh mục");
        assertThat(told.locator("li").nth(2)).containsText("bỏ Tên biện pháp: Làm sạch dữ liệu " + MEASURES);
        center.readsVietnamese();
        center.everybodyCanUseThePage();
        center.page().setViewportSize(390, 844);
        center.everybodyCanUseThePage();
        center.screenshot("22-what-has-changed-narrow");
        center.page().setViewportSize(1500, 950);
        center.field("Chấp nhận").check();
        center.screenshotOfWholeForm("22-center-accepts");
        center.complete();
        await().atMost(BOUND).until(() -> running(PERIOD + "/nasati") == 0);
    }

    @Test
    @Order(7)
    void theItCenterSeesWhoseReportIsStillOutAndTouchesNone() {
        Person center = person("it-center-staff-2");
        center.chooseFilter(NOT_SENT);
        assertThat(center.findCard(PREPARE, LEGAL)).hasCount(1);
        assertThat(center.findCard(PREPARE, NASATI)).hasCount(0);
        center.openTask(PREPARE, LEGAL);
        assertThat(center.draft()).containsText("Tài khoản này không có quyền thực hiện thao tác.");
        assertThat(center.page().locator("button.claim")).isHidden();
        assertThat(center.page().locator(".data-plan-give")).hasCount(0);
        assertThat(center.page().locator(".form-actions")).isHidden();
        center.screenshot("30-reports-not-sent");
    }

    @Test
    @Order(7)
    void theItCenterHasAllReportsInOneTableAndWhatItDidInAnother() {
        Person center = person("it-center-staff-2");
        Page page = center.page();
        center.open("/");
        page.locator(".data-plan-link").getByText("Báo cáo đơn vị").click();
        page.locator(".name a").filter(Person.with(DUTY)).click();
        assertThat(page.locator("tr").filter(Person.with(NASATI))).containsText("Đã chấp nhận");
        center.readsVietnamese();
        center.everybodyCanUseThePage();
        center.screenshot("32-table");
        page.setViewportSize(390, 844);
        center.everybodyCanUseThePage();
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("nothing to scroll sideways for")
                .isEqualTo(390);
        center.screenshot("33-table-narrow");
        page.setViewportSize(1500, 950);
        page.getByLabel("Chọn " + LATE_NAME).check();
        page.getByLabel("Chọn " + LATE_NAME).press("Enter");
        assertThat(page.locator(".results")).hasCount(0);
        page.getByText("Nhắc các đơn vị đã chọn").click();
        assertThat(page.locator(".results")).containsText(LATE_NAME + ": Đã nhắc bằng thư điện tử.");
        page.locator(".name a").filter(Person.with(NASATI)).click();
        assertThat(page.locator(".filled")).containsText("45.678 bản ghi");
        center.readsVietnamese();
        center.everybodyCanUseThePage();
        center.screenshot("34-report");

        page.getByText("Việc đã xử lý").click();
        assertThat(page.locator("tbody tr").filter(Person.with(NASATI))).hasCount(2);
        center.readsVietnamese();
        center.everybodyCanUseThePage();
        center.screenshot("35-done");
        page.locator("tbody tr").filter(Person.with(NASATI)).last().locator("a").click();
        assertThat(page.locator(".filled").getByLabel("Lý do trả lại"))
                .hasValue("Chưa nêu số bản ghi\ncủa hai CSDL sau.");
        assertThat(page.locator("main ol li")).hasCount(2);
        center.readsVietnamese();
        center.everybodyCanUseThePage();
        center.screenshot("36-what-was-done");
        center.open("/");
    }

    @Test
    @Order(8)
    void whatAColleagueHasClaimedIsTheirsUntilTheyOrTheHeadGiveItBack() {
        Person staff = person("legal-staff-1");
        staff.openTask(PREPARE, LEGAL);
        staff.claim();
        // As soon as something is typed it can be saved, and who saves leaves places open
        staff.field("Khó khăn, vướng mắc").fill("Thiếu người");
        staff.page().locator(".task-details .form-actions .btn-default").click();
        assertThat(staff.form().locator(".fjs-form-field-error").first()).isVisible();
        assertThat(staff.page().locator(".data-plan-faults")).hasCount(0);

        Person colleague = person("legal-staff-2");
        colleague.openTask(PREPARE, LEGAL);
        assertThat(colleague.head()).containsText("Người xử lý: " + name("legal-staff-1"));
        assertThat(colleague.page().locator("button.claim")).hasCount(0);
        assertThat(colleague.page().locator(".form-actions")).isHidden();
        assertThat(colleague.draft())
                .hasText("Công việc này đã có người xử lý: " + name("legal-staff-1")
                        + ". Nội dung nhập ở đây không được lưu.");
        colleague.screenshot("40-claimed-by-a-colleague");
        assertThat(colleague.page().locator(".reset-assignee")).isHidden();
        String refused = (String) colleague
                .page()
                .evaluate(
                        "async task => { const answer = await fetch(`/camunda/api/engine/engine/default/task/${task}/assignee`,"
                                + " {method: 'POST', body: '{\"userId\": null}', headers: {'Content-Type': 'application/json',"
                                + " 'X-XSRF-TOKEN': /XSRF-TOKEN=([^;]*)/.exec(document.cookie)[1]}});"
                                + " return answer.status + ' ' + await answer.text(); }",
                        task(PERIOD + "/legal"));
        assertThat(refused).startsWith("403").contains("Chỉ người xử lý và thủ trưởng đơn vị được bỏ nhận việc.");
        assertThat(assignee(PERIOD + "/legal")).isEqualTo("legal-staff-1");

        staff.page().locator("button.unclaim").click();
        staff.everybodyCanUseThePage();
        staff.readsVietnamese();
        staff.screenshot("41-to-whom-what-is-typed-goes");
        staff.question().getByText("Chưa bỏ nhận việc").click();
        assertThat(staff.question()).hasCount(0);
        assertThat(assignee(PERIOD + "/legal")).isEqualTo("legal-staff-1");
        staff.giveBack("Chuyển nội dung đang nhập cho người nhận việc tiếp theo");
        assertThat(assignee(PERIOD + "/legal")).isNull();
        colleague.page().reload();
        assertThat(colleague.field("Khó khăn, vướng mắc")).hasValue("Thiếu người");
        assertThat(colleague.draft())
                .containsText(
                        Pattern.compile("^Nội dung do " + name("legal-staff-1") + " nhập, lưu lúc \\d\\d:\\d\\d"));
        colleague.field("Khó khăn, vướng mắc").fill("Thiếu người, thiếu máy");
        colleague.hasSaved();
        colleague.giveBack("Chỉ giữ cho tôi");
        staff.page().reload();
        assertThat(staff.field("Khó khăn, vướng mắc")).hasValue("Thiếu người");
        staff.claim();

        Person head = person("legal-head");
        head.openTask(PREPARE, LEGAL);
        givesTheTask(head, staff, colleague);
        head.page().locator(".reset-assignee").click();
        assertThat(head.page().locator("button.claim")).isVisible();
        head.screenshot("42-given-back-by-the-head");
        assertThat(assignee(PERIOD + "/legal")).isNull();
    }

    /** In the dialog by the keyboard alone; who had it, and who has it now, see so. */
    private void givesTheTask(Person head, Person staff, Person colleague) {
        staff.field("Khó khăn, vướng mắc").fill("Thiếu người, thiếu máy chủ");
        staff.hasSaved();
        head.page().locator(".data-plan-give").click();
        Locator dialog = head.page().locator("dialog.data-plan-assignment");
        assertThat(dialog.locator("label").filter(Person.with(name("legal-staff-1"))))
                .containsText("cán bộ, đang xử lý1 việc, sớm nhất 24/12/2026");
        assertThat(dialog.locator("label").filter(Person.with(name("legal-staff-2"))))
                .containsText("không có việc đang mở");
        head.everybodyCanUseThePage();
        head.readsVietnamese();
        head.page().setViewportSize(390, 844);
        head.everybodyCanUseThePage();
        head.screenshot("43-giving-narrow");
        head.page().setViewportSize(1500, 950);
        head.screenshot("43-giving");
        assertThat(dialog.locator("input").first()).isFocused();
        head.page().keyboard().press("Enter");
        assertThat(dialog.locator("[role=alert]")).hasText("\"Người được giao\": phải chọn.");
        dialog.getByLabel(name("legal-staff-2")).check();
        dialog.getByLabel("Chuyển cho người được giao").check();
        dialog.getByLabel("Ý kiến chỉ đạo").fill("Nêu rõ số liệu quý III.\n<b>Gửi tôi xem trước.</b>");
        dialog.getByLabel(name("legal-staff-2")).press("Enter");
        assertThat(dialog).hasCount(0);
        assertThat(head.notice()).containsText("Đã giao cho " + name("legal-staff-2"));
        assertThat(head.head()).containsText("Người xử lý: " + name("legal-staff-2"));
        assertThat(assignee(PERIOD + "/legal")).isEqualTo("legal-staff-2");

        colleague.page().reload();
        assertThat(colleague.told())
                .containsText(Pattern.compile(name("legal-head") + " giao việc, \\d\\d:\\d\\d 24/11/2026:"));
        assertThat(colleague.told()).containsText("<b>Gửi tôi xem trước.</b>");
        assertThat(colleague.completeButton()).isVisible();
        colleague.everybodyCanUseThePage();
        colleague.screenshot("44-given");

        staff.listIsReadAgain();
        assertThat(staff.head()).containsText("Người xử lý: " + name("legal-staff-2"));
        assertThat(staff.page().locator(".form-actions")).isHidden();
    }

    @Test
    @Order(9)
    void whatIsTypedIsThereAgainForItsWriterAndForNobodyElse() {
        Person staff = person("planning-finance-staff-1");
        staff.openTask(PREPARE, FINANCE);
        staff.claim();
        assertThat(staff.draft()).hasText("");
        staff.field(INVENTORY).first().fill("12 mục dữ liệu");
        staff.hasSaved();
        assertThat(staff.draft()).isInViewport();
        BoundingBox line = staff.draft().boundingBox();
        double buttons = staff.page().locator(".task-details .form-actions").boundingBox().y;
        assertThat(line.y + line.height).as("end of the line above the buttons").isLessThan(buttons + 1);
        staff.screenshot("45-draft-saved");

        staff.field("Khó khăn, vướng mắc").fill("Thiếu người");
        staff.tab(1);
        assertThat(staff.form()).hasCount(0);
        staff.tab(0);
        assertThat(staff.field("Khó khăn, vướng mắc")).hasValue("Thiếu người");
        assertThat(staff.field(INVENTORY).first()).hasValue("12 mục dữ liệu");

        staff.form().locator(".fjs-repeat-render-add").last().click();
        staff.field("Tên biện pháp").last().fill("Làm sạch dữ liệu");
        staff.field("Đề nghị hoàn thành chậm nhất ngày").last().fill("31/02/2027");
        staff.page().reload();
        assertThat(staff.field("Tên biện pháp")).hasValue("Làm sạch dữ liệu");
        assertThat(staff.field("Đề nghị hoàn thành chậm nhất ngày")).hasValue("31/02/2027");
        staff.hasSaved();
        staff.page().locator(".task-details .form-actions .btn-default").click();
        assertThat((String)
                        staff.page().evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
                .doesNotContain("camunda-form", "Thiếu người");

        Person elsewhere = stranger();
        elsewhere.open(staff.page().url());
        elsewhere.login("planning-finance-staff-1");
        assertThat(elsewhere.field("Khó khăn, vướng mắc")).hasValue("Thiếu người");
        assertThat(elsewhere.field("Tên biện pháp")).hasValue("Làm sạch dữ liệu");
        elsewhere.field("Khó khăn, vướng mắc").fill("Thiếu người, thiếu máy");
        elsewhere.hasSaved();
        await().atMost(BOUND).until(() -> drafts().stream().anyMatch(draft -> draft.contains("thiếu máy")));
        staff.field("Khó khăn, vướng mắc").fill("Thiếu kinh phí");
        staff.waits(2);
        assertThat(staff.draft()).containsText("Có bản lưu tạm mới hơn, lưu lúc ");
        staff.screenshot("46-newer-draft");
        staff.draft().getByText("Tải bản mới hơn").click();
        assertThat(staff.field("Khó khăn, vướng mắc")).hasValue("Thiếu người, thiếu máy");
        staff.field("Khó khăn, vướng mắc").fill("Đủ cả");
        staff.hasSaved();
        await().atMost(BOUND).until(() -> drafts().stream().anyMatch(draft -> draft.contains("Đủ cả")));
        elsewhere.field("Khó khăn, vướng mắc").fill("Thiếu máy");
        elsewhere.draft().getByText("Giữ nội dung ở đây").click();
        elsewhere.hasSaved();
        elsewhere.page().context().close();

        Person colleague = person("planning-finance-staff-2");
        colleague.openTask(PREPARE, FINANCE);
        assertThat(colleague.field("Khó khăn, vướng mắc")).hasValue("");
        staff.giveBack("Chỉ giữ cho tôi");
        colleague.page().reload();
        colleague.claim();
        assertThat(colleague.field("Khó khăn, vướng mắc")).hasValue("");
        assertThat(colleague.field("Tên biện pháp")).hasCount(0);
        colleague.field("Khó khăn, vướng mắc").fill("Của người khác");
        colleague.hasSaved();
        colleague.giveBack("Chỉ giữ cho tôi");
        staff.page().reload();
        assertThat(staff.field("Khó khăn, vướng mắc")).hasValue("Thiếu máy");
    }

    @Test
    @Order(10)
    void whatCannotBeSavedIsSaidAndIsSavedAsSoonAsItCanBe() {
        Person staff = person("planning-finance-staff-1");
        staff.claim();
        Page page = staff.page();
        page.route("**/api/drafts/**", route -> {
            if (route.request().method().equals("PUT")) {
                route.abort();
            } else {
                route.resume();
            }
        });
        staff.field(INVENTORY).first().fill("13 mục dữ liệu");
        staff.waits(2);
        assertThat(staff.draft()).hasText("Chưa lưu được: không kết nối được với máy chủ. Sẽ thử lại.");
        staff.screenshot("47-draft-not-saved");
        staff.tab(1);
        staff.tab(0);
        assertThat(staff.field(INVENTORY).first()).hasValue("13 mục dữ liệu");
        page.reload();
        assertThat(staff.field(INVENTORY).first()).hasValue("13 mục dữ liệu");
        page.unroute("**/api/drafts/**");
        staff.waits(5);
        staff.hasSaved();

        // The session has ended, and Tasklist has not noticed it yet
        page.route("**/camunda/api/**", Route::abort);
        page.context().clearCookies(new ClearCookiesOptions().setName("JSESSIONID"));
        staff.field(INVENTORY).first().fill("14 mục dữ liệu");
        staff.waits(2);
        assertThat(staff.draft()).containsText("Chưa lưu được: phiên làm việc đã hết.");
        Page another = page.context().newPage();
        another.navigate("/");
        another.locator("#username").fill("planning-finance-staff-1");
        another.locator("#password").fill("demo");
        another.locator("#login button").click();
        assertThat(another.locator("ol.tasks-list > li.task").first()).isVisible();
        staff.waits(10);
        staff.hasSaved();
        another.close();
        page.unroute("**/camunda/api/**");

        // Now Tasklist notices it, as it looks for news every ten seconds
        page.context().clearCookies(new ClearCookiesOptions().setName("JSESSIONID"));
        staff.field(INVENTORY).first().fill("15 mục dữ liệu");
        staff.listIsReadAgain();
        staff.isAtTheLogin();
        staff.login("planning-finance-staff-1");
        assertThat(staff.field(INVENTORY).first()).hasValue("15 mục dữ liệu");
        staff.hasSaved();

        staff.fillIn("Nội dung của đơn vị");
        staff.form().locator(".fjs-form-field-select .fjs-input-group").last().click();
        staff.form().locator(".fjs-dropdownlist-item").first().click();
        staff.field("Đề nghị hoàn thành chậm nhất ngày").last().fill("31/3/2027");
        staff.complete();
        assertThat(drafts()).noneMatch(draft -> draft.contains("15 mục") || draft.contains("Của người khác"));
    }

    @Test
    @Order(11)
    void aPeriodThatIsOpenIsNotOpenedAgainByHand() {
        Person head = person("it-center-head");
        head.page().locator(".start-process-action a").click();
        assertThat(head.page().locator(".modal .processes li").filter(Person.with("quản lý chất lượng dữ liệu")))
                .containsText("Mục II.4 Phụ lục");
        head.readsVietnamese();
        head.everybodyCanUseThePage();
        Locator starts = head.page().locator(".modal .processes > li");
        Locator words = head.page().locator(".modal .modal-header input");
        words.fill("khong co quy trinh nay");
        assertThat(starts.filter(new Locator.FilterOptions().setVisible(true))).hasCount(0);
        assertThat(head.page().locator(".modal")).containsText("Không tìm thấy quy trình nào.");
        words.fill("CHAT LUONG muc II.4");
        assertThat(starts.filter(new Locator.FilterOptions().setVisible(true))).hasCount(1);
        words.fill("II.4");
        assertThat(starts.filter(new Locator.FilterOptions().setVisible(true))).hasCount(1);
        words.press("Enter");
        assertThat(head.page().locator(".modal .processes a:visible")).isFocused();
        head.page()
                .locator(".modal .processes a")
                .filter(Person.with("quản lý chất lượng dữ liệu"))
                .click();
        Locator form = head.page().locator(".modal .fjs-form");
        assertThat(form).containsText("Mở kỳ báo cáo chất lượng dữ liệu");
        form.locator(".fjs-form-field-select .fjs-input-group").click();
        form.getByText("năm 2026", new Locator.GetByTextOptions().setExact(true))
                .click();
        head.screenshot("50-start-form");
        head.page().locator(".modal .modal-footer .btn-primary").click();
        assertThat(head.alert()).containsText("Mục II.4 Phụ lục, năm 2026 đã được mở; mỗi kỳ chỉ mở một lần.");
        head.screenshot("51-second-start-refused");
        assertThat(running(PERIOD)).isEqualTo(1);
    }

    /** A start form has no saved draft, so the typed text stays until the user closes the form. */
    @Test
    @Order(11)
    void whatIsTypedForAStartIsNotThrownAwayByTheWay() {
        Person staff = person("legal-staff-1");
        staff.page().locator(".start-process-action a").click();
        staff.page()
                .locator(".modal .processes a")
                .getByText("giải quyết khó khăn")
                .click();
        Locator text = staff.page().locator(".modal").getByLabel("Khó khăn, vướng mắc");
        text.pressSequentially("Thiếu người");

        text.press("Escape");
        assertThat(text).hasValue("Thiếu người");
        staff.page().mouse().click(5, 500);
        assertThat(text).hasValue("Thiếu người");

        staff.page().locator(".modal .modal-footer").getByText("Đóng").click();
        assertThat(staff.page().locator(".modal")).hasCount(0);
    }

    @Test
    @Order(11)
    void aDecisionIsAClickForWhoeverGoesDownTheList() {
        for (String unit : List.of("nafosted", "accreditation")) {
            String report = PERIOD + "/" + unit;
            submit(task(report), unit + "-staff-1", Map.of());
            submit(task(report), unit + "-head", Map.of());
            awaitTask("userTask_checkReport", report);
        }
        Person center = person("it-center-staff-3");
        center.page().route("**/claim", Route::abort);
        center.decision("Chấp nhận").click();
        assertThat(center.page().getByText("Không kết nối được với máy chủ. Kiểm tra mạng rồi quyết định lại."))
                .isVisible();
        assertThat(center.decision("Chấp nhận")).isVisible();
        center.page().unroute("**/claim");
        String first = task(PERIOD + "/nafosted");
        engine.getTaskService().claim(first, "it-center-staff-4");
        center.decision("Chấp nhận").click();
        // The line above the form may have seen it by itself, and says the same
        assertThat(center.page()
                        .getByText("Công việc này đã có người xử lý: " + name("it-center-staff-4"))
                        .first())
                .isVisible();
        assertThat(task(PERIOD + "/nafosted")).isEqualTo(first);
        engine.getTaskService().setAssignee(first, null);
        center.page().reload();
        for (String unit : List.of("Quỹ Phát triển khoa học", "Văn phòng Công nhận Chất lượng")) {
            assertThat(center.page().locator("h2.task")).hasText(CHECK);
            assertThat(center.head()).containsText(unit);
            assertThat(center.head()).containsText("Người xử lý: chưa có");
            int before = center.clicks();
            boolean isTwice = unit.startsWith("Quỹ");
            center.decision("Chấp nhận").click(new ClickOptions().setClickCount(isTwice ? 2 : 1));
            assertThat(center.head()).not().containsText(unit);
            System.out.printf("decision on the open task, to the next: %d clicks%n", center.clicks() - before);
            assertThat(center.clicks() - before).isEqualTo(isTwice ? 2 : 1);
        }
        assertThat(center.page().locator("h2.task")).not().hasText(CHECK);
        assertThat(center.form()).isVisible();

        // Opening another task of the list takes one more click: open, complete, next
        Person head = person("legal-head");
        submit(task(PERIOD + "/legal"), "legal-staff-1", Map.of());
        head.page().reload();
        int before = head.clicks();
        head.card(SEND, LEGAL).locator("h4 a").click();
        head.decision("Gửi").click();
        assertThat(head.notice()).containsText("Đã hoàn thành: " + SEND + ".");
        assertThat(head.page().locator("h2.task")).not().hasText(SEND);
        assertThat(head.head()).isVisible();
        System.out.printf("decision from the list, to the next task: %d clicks%n", head.clicks() - before);
        assertThat(head.clicks() - before).isEqualTo(2);
    }

    @Test
    @Order(12)
    void aSlowAnswerClosesNoTaskThatWasOpenedMeanwhile() {
        Person head = person("planning-finance-head");
        head.openTask(SEND, FINANCE);
        List<Route> held = new ArrayList<>();
        head.page().route("**/submit-form", held::add);
        head.page().waitForRequest(asked -> asked.url().endsWith("/submit-form"), () -> head.decision("Gửi")
                .click());
        Locator another = head.cards()
                .filter(new Locator.FilterOptions().setHasNotText(SEND))
                .first();
        String opened = another.locator("h4").innerText().strip();
        another.locator("h4 a").click();
        assertThat(head.page().locator("h2.task")).hasText(opened);
        assertThat(head.form()).isVisible();
        assertThat(held).hasSize(1);

        held.get(0).resume();

        assertThat(head.notice()).containsText("Đã hoàn thành: " + SEND + ".");
        assertThat(head.cards().filter(Person.with(SEND))).hasCount(0);
        assertThat(head.page().locator("h2.task")).hasText(opened);
        assertThat(head.form()).isVisible();
        head.page().unroute("**/submit-form");
    }

    @Test
    @Order(13)
    void theManagerSeesThePeriodInCockpitAndCannotCancelIt() {
        Person manager = person("manager-1");
        String instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(PERIOD)
                .singleResult()
                .getId();
        List<String> failed = new ArrayList<>();
        manager.page().onResponse(answer -> {
            if (answer.url().contains("/api/") && answer.status() >= 400) {
                failed.add(answer.status() + " " + answer.url());
            }
        });
        manager.screenshot("60-cockpit");
        manager.open("/camunda/app/cockpit/default/#/processes");
        manager.page()
                .getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Kiểm tra, đánh giá, duy trì"))
                .click();
        assertThat(manager.page().locator(".djs-container svg").first()).isVisible();
        Locator row = manager.page().locator(".data-plan-table tbody tr");
        assertThat(row).containsText("Trung tâm Công nghệ thông tin, năm 2026");
        manager.screenshot("61-instances");
        manager.open("/camunda/app/cockpit/default/#/process-instance/" + instance + "/runtime");
        assertThat(manager.page().locator(".data-plan-cockpit")).containsText("Xem sơ đồ, ai đã làm gì");
        assertThat(manager.page().locator(".djs-container svg").first()).containsText("Tổng hợp báo cáo");
        assertThat(manager.page().locator(".ctn-toolbar .btn")).hasCount(0);
        manager.screenshot("62-instance");
        assertThat(manager.page().locator(".alert-danger")).hasCount(0);
        assertThat(failed).isEmpty();

        assertThat(manager.page()
                        .evaluate(
                                """
                                async instance => (await fetch(`/camunda/api/engine/engine/default/process-instance/${instance}`, {
                                  method: 'DELETE',
                                  headers: {'X-XSRF-TOKEN': /XSRF-TOKEN=([^;]*)/.exec(document.cookie)[1]},
                                })).status
                                """,
                                instance))
                .isEqualTo(403);
        assertThat(running(PERIOD)).isEqualTo(1);
    }

    @Test
    @Order(14)
    void afterTheCutOffTheReportsArePutTogetherWithoutTheLateUnitAndTheMinisterSigns() {
        sendAllBut(LATE);
        itIs(Instant.parse("2026-12-25T08:00:00+07:00"));
        awaitTask("userTask_consolidateReports", PERIOD);
        Person center = person("it-center-staff-1");
        center.chooseFilter("Đã qua hạn xử lý");
        assertThat(center.findCard(CHECK, LEGAL)).hasCount(1);
        center.screenshot("70-past-due");
        center.chooseFilter(MY_UNIT);
        center.openTask(CONSOLIDATE, DUTY);
        center.claim();
        center.page().locator(".nav-tabs a").getByText("Căn cứ và quá trình").click();
        assertThat(center.page().getByText(TABLE)).hasAttribute("href", Pattern.compile("/bao-cao-don-vi/\\d+"));
        center.screenshot("70-ground-of-the-consolidation");
        center.tab(0);
        assertThat(rowOf(center, NASATI)).containsText(Pattern.compile("Đã chấp nhận.*Trong hạn"));
        assertThat(rowOf(center, LEGAL)).containsText(Pattern.compile("Đã gửi.*Trong hạn"));
        assertThat(rowOf(center, LATE_NAME)).containsText(Pattern.compile("Chưa gửi.*Quá hạn"));
        assertThat(center.form().locator("li")).hasText(new String[] {LATE_NAME});
        Locator units = center.form().locator("details");
        Locator inNasati = units.filter(Person.with(NASATI)).getByText("45.678 bản ghi");
        assertThat(inNasati).isHidden();
        units.filter(Person.with(NASATI)).locator("summary").click();
        assertThat(inNasati).isVisible();
        center.fillIn("Kết quả tổng hợp của Bộ");
        assertThat(center.field("Tên biện pháp")).hasCount(ALL_MEASURES);
        Locator days = center.field("Giao hoàn thành chậm nhất ngày");
        assertThat(days).hasCount(ALL_MEASURES);
        days.all().forEach(day -> day.fill("30/4/2027"));
        center.screenshotOfWholeForm("71-consolidation");
        center.page().setViewportSize(700, 950);
        center.screenshotOfWholeForm("72-consolidation-narrow");
        center.page().setViewportSize(1500, 950);
        center.complete();

        sendAllBut();
        Person minister = person("minister");
        minister.openTask(APPROVE, DUTY);
        minister.claim();
        assertThat(rowOf(minister, NASATI)).containsText(Pattern.compile("Đã chấp nhận.*Trong hạn"));
        assertThat(rowOf(minister, LATE_NAME)).containsText(Pattern.compile("Đã gửi.*Quá hạn.*Gửi sau khi tổng hợp"));
        assertThat(minister.form()).containsText("Kết quả tổng hợp của Bộ");
        assertThat(minister.form()).containsText("45.678 bản ghi");
        assertThat(papersTab(minister)).hasText("Hồ sơ (3)");
        minister.tab(2);
        assertThat(minister.page().locator(".data-plan-papers-tab h3")).hasText(NASATI + ": đã gửi kèm báo cáo");
        assertThat(minister.page().locator(".data-plan-papers > li")).hasCount(3);
        minister.screenshot("73-papers-of-a-unit");
        minister.tab(0);
        minister.form()
                .getByLabel("Phê duyệt", new Locator.GetByLabelOptions().setExact(true))
                .check();
        minister.screenshotOfWholeForm("73-minister-approves");
        minister.complete();
        assertThat(minister.cards()).hasCount(0);
        minister.closeAlerts();
        minister.everybodyCanUseThePage();
        minister.screenshot("74-nothing-left-to-do");
        await().atMost(BOUND).until(() -> running(PERIOD) == 0);
        assertThat(completed(PERIOD)).isEqualTo(1);
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("follow-up")
                        .processInstanceBusinessKeyLike("PL.II.4-%")
                        .count())
                .isEqualTo(ALL_MEASURES);
    }

    @Test
    @Order(13)
    void whatEachFormShowedIsReadByThoseWhoSeeTheReportAlone() {
        Person manager = person("manager-1");
        manager.open("/ke-hoach/muc/PL.II.4?nam=2026");
        manager.everybodyCanUseThePage();
        manager.readsVietnamese();
        report(manager, LEGAL).click();
        String ofAnother = manager.page().url();
        manager.page().goBack();
        report(manager, NASATI).click();
        assertThat(manager.page()
                        .locator("main ol li")
                        .filter(Person.with(CHECK))
                        .first())
                .containsText("Trả lại. Lý do: Chưa nêu số bản ghi");
        manager.screenshot("80-life");
        String own = manager.page().url();
        manager.page().locator("main ol a").filter(Person.with(PREPARE)).click();
        Locator form = manager.page().locator(".filled");
        assertThat(form.getByLabel(INVENTORY).first()).hasValue("12 mục dữ liệu,\n1.234.567 bản ghi");
        assertThat(form.getByLabel("Tên biện pháp")).hasCount(MEASURES);
        assertThat(form.getByLabel("Đề nghị hoàn thành chậm nhất ngày").first()).hasValue("31/03/2027");
        form.getByLabel(INVENTORY).first().press("x");
        assertThat(form.getByLabel(INVENTORY).first()).hasValue("12 mục dữ liệu,\n1.234.567 bản ghi");
        manager.readsVietnamese();
        manager.everybodyCanUseThePage();
        manager.screenshot("81-what-the-form-showed");
        String step = manager.page().url();

        assertThat(person("nasati-head").page().navigate(step).status()).isEqualTo(200);
        assertThat(person("legal-head").page().navigate(step).status()).isEqualTo(404);
        assertThat(person("legal-head")
                        .page()
                        .navigate(step.replace(own, ofAnother))
                        .status())
                .as("a step is read with its own obligation")
                .isEqualTo(404);
        assertThat(person("nasati-staff-1").page().navigate(step).status()).isEqualTo(403);
    }

    /** From the plan's page, with three clicks at most; a choice counts as one. */
    @Test
    @Order(14)
    void aManagerFindsAnswersWithThreeClicks() {
        Page page = person("manager-1").page();
        Locator clause =
                page.locator("td").getByText("Mục II.4 Phụ lục", new Locator.GetByTextOptions().setExact(true));
        Locator line = page.locator("tbody tr");

        // Which work is open?
        page.navigate("/ke-hoach?nam=2026");
        page.getByText("Danh sách", new GetByTextOptions().setExact(true)).click();
        page.locator("select[name=so]").selectOption("dang-mo");
        page.locator(".choices button").click();
        assertThat(line.filter(Person.with(MEASURE))).hasCount(ALL_MEASURES);
        assertThat(line.filter(Person.with("Hoàn thành đúng hạn"))).hasCount(0);

        // Who is late, and who holds it now?
        page.navigate("/ke-hoach?nam=2026");
        page.locator(".numbers .xong-qua-han a").click();
        assertThat(line.filter(Person.with(LATE_NAME)).first()).isVisible();
        page.navigate("/ke-hoach?nam=2026");
        clause.click();
        line.filter(Person.with(MEASURE)).first().locator(".name a").click();
        assertThat(page.locator("main")).containsText("Đang thực hiện");
        assertThat(page.locator("main ul li").first()).containsText(", hạn ");

        // When did a unit send, and who sent it? What was the decision, and why?
        page.navigate("/ke-hoach?nam=2026");
        clause.click();
        report(person("manager-1"), NASATI).click();
        assertThat(page.locator("dl")).containsText("Gửi lần đầu");
        assertThat(page.locator("dl")).containsText(name("nasati-head"));
        assertThat(page.locator("main ol")).containsText("Trả lại. Lý do: Chưa nêu số bản ghi");

        // How was it the year before?
        page.navigate("/ke-hoach?nam=2026");
        clause.click();
        page.locator("select[name=nam]").selectOption("2025");
        page.locator(".choices button").click();
        assertThat(page.locator("main")).containsText("Không có việc trong năm");

        // Was it signed, when, and how did it stand then?
        page.navigate("/ke-hoach?nam=2026");
        clause.click();
        assertThat(page.locator("main")).containsText("Khi phê duyệt, ngày 25/12/2026");
    }

    private static Locator report(Person manager, String unit) {
        return manager.page()
                .locator("tr")
                .filter(Person.with("Báo cáo của đơn vị"))
                .filter(Person.with(unit))
                .locator(".name a");
    }

    private String name(String person) {
        User user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        return user.getFirstName() + " " + user.getLastName();
    }

    /** The HTML of the only mail to this person. */
    private static String mailTo(String person) {
        return await()
                .atMost(BOUND)
                .until(
                        () -> mails().filter(mail -> address(mail).startsWith(person + "@"))
                                .toList(),
                        mails -> mails.size() == 1)
                .stream()
                .map(ReportingChainTest::html)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<MimeMessage> mails() throws IOException {
        if (Files.notExists(Path.of(MAILS))) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(Path.of(MAILS))) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList().stream()
                    .map(ReportingChainTest::mail);
        }
    }

    private static MimeMessage mail(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return new MimeMessage(null, content);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(MimeMessage mail) {
        try {
            return ((InternetAddress) mail.getAllRecipients()[0]).getAddress();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String html(MimeMessage mail) {
        try {
            return (String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Locator rowOf(Person person, String unit) {
        return person.form().locator("table tbody tr").filter(Person.with(unit));
    }

    @Test
    @Order(15)
    void theMenuUnderOnesNameLeadsToWhereOneChangesOnesPassword() {
        Person staff = stranger();
        staff.open("/");
        staff.login("nasati-staff-2");
        staff.openMenu();
        staff.screenshot("80-menu");
        staff.page().locator(".account .password a").click();
        staff.page().getByLabel("Mật khẩu hiện tại").fill("demo");
        staff.page().getByLabel("Mật khẩu mới").first().fill("another");
        staff.page().getByLabel("Nhập lại mật khẩu mới").fill("other");
        staff.screenshot("81-password");
        staff.page().locator("form button").click();
        assertThat(staff.page().locator("[role=alert]")).containsText("không giống nhau");
        staff.screenshot("82-password-refused");
        staff.page().getByLabel("Mật khẩu hiện tại").fill("demo");
        staff.page().getByLabel("Mật khẩu mới").first().fill("another");
        staff.page().getByLabel("Nhập lại mật khẩu mới").fill("another");
        staff.page().locator("form button").click();
        assertThat(staff.page().locator("[role=status]")).containsText("Đã đổi mật khẩu.");
        staff.screenshot("83-password-changed");

        staff.page().locator("a.button").click();
        assertThat(staff.filters().first()).isVisible();
    }

    /** All units except these prepare and send their reports now, as in the browser, only faster. */
    private void sendAllBut(String... late) {
        for (String step : List.of("userTask_prepareReport", "userTask_sendReport")) {
            for (Task task : engine.getTaskService()
                    .createTaskQuery()
                    .processDefinitionKey("ii4-data-quality-unit")
                    .taskDefinitionKey(step)
                    .list()) {
                String unit = (String) engine.getTaskService().getVariable(task.getId(), "unit");
                if (!List.of(late).contains(unit)) {
                    submit(
                            task.getId(),
                            step.equals("userTask_sendReport") ? unit + "-head" : unit + "-staff-1",
                            Map.of());
                }
            }
        }
    }

    private String task(String businessKey) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult()
                .getId();
    }

    private List<String> drafts() {
        return JdbcClient.create(
                        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource())
                .sql("select content from dp_draft")
                .query(String.class)
                .list();
    }

    private String assignee(String businessKey) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult()
                .getAssignee();
    }

    private long running(String businessKey) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .count();
    }

    private long completed(String businessKey) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .completed()
                .count();
    }
}
