package vn.gov.most.dataplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Duties of the plan's section III: a unit states a difficulty in its report, gets an answer (KH.III.1.a), and a
 * manager sees the state; half a year later, the yearly funding (KH.III.3).
 */
@TestMethodOrder(OrderAnnotation.class)
class DutiesTest extends InTheBrowser {

    private static final String NASATI = "Cục Thông tin khoa học và công nghệ quốc gia";
    private static final String LEGAL = "Vụ Pháp chế";
    private static final String BUDGET = "KH.III.3/2027";
    private static final String PREPARE = "Lập báo cáo của đơn vị";

    @Test
    @Order(1)
    void aDifficultyIsStatedOutOfTheTaskSortedSolvedAnsweredAndConfirmed() {
        Person staff = person("nasati-staff-1");
        staff.page().locator(".data-plan-clauses").selectOption("PL.II.4");
        staff.page().locator(".data-plan-found button").click();
        assertThat(staff.head()).containsText("Mục II.4 Phụ lục");
        // The way to the table may fail without what stands beside it
        staff.page().route("**/api/report-checker/**", Route::abort);
        staff.tab(1);
        assertThat(staff.page().locator(".data-plan-ground")).containsText("Không kết nối được với máy chủ.");
        staff.page().locator(".data-plan-ground .btn").click();
        Locator dialog = staff.page().locator(".modal");
        assertThat(dialog.getByLabel("Công việc gặp khó khăn")).hasValue(PREPARE);
        dialog.getByLabel("Khó khăn, vướng mắc").fill("Chưa có công cụ kiểm tra dữ liệu.\nĐề nghị hỗ trợ.");
        staff.readsVietnamese();
        staff.screenshot("60-difficulty");
        dialog.locator(".modal-footer .btn-primary").click();
        assertThat(dialog).hasCount(0);

        Person center = person("it-center-staff-1");
        does(center, "Phân loại khó khăn, vướng mắc", NASATI, "Chưa có công cụ kiểm tra dữ liệu.");
        does(center, "Giải quyết khó khăn, vướng mắc", NASATI, "Chưa có công cụ kiểm tra dữ liệu.");
        does(center, "Trả lời đơn vị", NASATI, "Chưa có công cụ kiểm tra dữ liệu.");
        does(staff, "Xác nhận kết quả giải quyết", NASATI, "Nội dung của đơn vị");
        await().atMost(BOUND)
                .until(() -> engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("kh-iii1a-difficulty")
                                .variableValueEquals("unit", "nasati")
                                .count()
                        == 0);
    }

    @Test
    @Order(2)
    void whoGivesUpAndStartsAnotherProcessFindsAnEmptyForm() {
        Person staff = person("nasati-staff-2");
        List<Route> slow = new ArrayList<>();
        Pattern aTask = Pattern.compile("/engine/default/task/[0-9a-f-]+$");
        staff.page().route(aTask, slow::add);
        staff.page().reload();
        staff.page().waitForCondition(() -> !slow.isEmpty());
        staff.page().locator(".data-plan-clauses").selectOption("PL.II.4");
        staff.page().locator(".data-plan-found button").click();
        staff.page().unroute(aTask);
        slow.forEach(Route::resume);
        assertThat(staff.head()).containsText("Mục II.4 Phụ lục");

        staff.page().locator(".data-plan-clauses").selectOption("PL.III.2");
        assertThat(staff.page().locator(".data-plan-found button")).isVisible();
        // Tasklist notes something of its own in the address in the same turn
        staff.page()
                .evaluate(
                        """
                () => {
                  const injector = angular.element(document.body).injector();
                  injector.get('$rootScope').$applyAsync(() => injector.get('search').updateSilently({page: '1'}));
                  document.querySelector('.data-plan-found button').click();
                }""");
        assertThat(staff.head()).containsText("Mục III.2 Phụ lục");
        staff.tab(1);
        staff.page().locator(".data-plan-ground .btn").click();
        assertThat(staff.page().locator(".modal").getByLabel("Công việc gặp khó khăn"))
                .hasValue("Lập báo cáo bảo vệ, xác thực dữ liệu");
        staff.page().locator(".modal-footer").getByText("Đóng").click();

        staff.page().locator(".start-process-action a").click();
        staff.page()
                .locator(".modal .processes a")
                .filter(Person.with("giải quyết khó khăn"))
                .click();
        assertThat(staff.page().locator(".modal").getByLabel("Công việc gặp khó khăn"))
                .hasValue("");
    }

    @Test
    @Order(3)
    void whatAReportNamesIsOpenedForItsUnitByWhoeverChecksIt() {
        String report = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("PL.II.4/2026/legal")
                .singleResult()
                .getId();
        engine.getRuntimeService()
                .setVariables(
                        report,
                        Map.of("difficulties", "Thiếu người vận hành CSDL.", "sentAt", ClockUtil.getCurrentTime()));
        engine.getRuntimeService()
                .createProcessInstanceModification(report)
                .cancelAllForActivity("userTask_prepareReport")
                .startBeforeActivity("userTask_checkReport")
                .execute();

        Person center = person("it-center-staff-2");
        center.page().locator(".data-plan-words").fill("kiem tra bao cao phap che");
        center.page().locator(".data-plan-found button").click();
        assertThat(center.head()).containsText(LEGAL);
        assertThat(center.head()).containsText("Mục II.4 Phụ lục");
        center.tab(1);
        center.page().locator(".data-plan-ground .btn").click();
        Locator dialog = center.page().locator(".modal");
        assertThat(dialog.getByLabel("Khó khăn, vướng mắc")).hasValue("Thiếu người vận hành CSDL.");
        dialog.locator(".modal-footer .btn-primary").click();
        assertThat(dialog).hasCount(0);
        does(center, "Phân loại khó khăn, vướng mắc", LEGAL, "Thiếu người vận hành CSDL.");
    }

    /** From the plan to a figure's list, a clause, and what happened to one report. */
    @Test
    @Order(4)
    void aManagerFindsOutHowAReportStands() {
        Person manager = person("manager-1");
        assertThat(manager.page().locator("h1")).containsText("Tình hình thực hiện Kế hoạch");
        manager.open("/ke-hoach?nam=2026");
        assertThat(manager.page().locator("h1")).hasText("Tình hình thực hiện Kế hoạch năm 2026");
        manager.readsVietnamese();
        manager.everybodyCanUseThePage();
        manager.screenshot("70-plan");
        manager.page().setViewportSize(390, 844);
        manager.everybodyCanUseThePage();
        Assertions.assertThat(manager.page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(390);
        manager.screenshot("71-plan-narrow");
        manager.page().setViewportSize(1280, 900);
        manager.page().locator(".numbers .giao a").click();
        manager.everybodyCanUseThePage();
        manager.page().locator("select[name=muc]").selectOption("PL.II.4");
        manager.page().locator("select[name=don-vi]").selectOption("nasati");
        manager.page().locator(".choices button").click();
        assertThat(manager.page().locator("tbody tr")).hasCount(1);
        manager.readsVietnamese();
        manager.screenshot("72-list");
        manager.page().locator("tbody .name a").click();
        assertThat(manager.page().locator("dl")).containsText("17:00 24/12/2026");
        assertThat(manager.page().locator("main")).containsText(PREPARE + " " + NASATI);
        manager.readsVietnamese();
        manager.everybodyCanUseThePage();
        manager.screenshot("73-life");
        manager.page().getByText("Đăng xuất").click();
        manager.isAtTheLogin();
    }

    /** Runs last, because time moves to May. One of three units works as people do, the others only faster. */
    @Test
    @Order(5)
    void unitsEstimateOneMendsTheFundingIsApprovedAndAUnitReadsWhatItGot() {
        itIs(Instant.parse("2027-05-10T08:00:00+07:00"));
        awaitTask("userTask_prepareReport", BUDGET + "/legal");
        estimates("ministry-office", 700);
        estimates("nafosted", 1_500);

        Person staff = person("legal-staff-1");
        opens(staff, "Lập dự toán của đơn vị", LEGAL);
        staff.claim();
        staff.field("Nội dung chi").fill("Kết nối CSDL văn bản với LGSP");
        staff.fillIn("Báo giá của nhà cung cấp");
        staff.field("Số tiền (triệu đồng)").fill("12500");
        sums(staff, "Tổng cộng|12.500");
        staff.form().locator(".fjs-repeat-render-add").click();
        staff.field("Nội dung chi").last().fill("Vận hành máy chủ");
        staff.fillIn("Hợp đồng của năm trước");
        staff.field("Duy trì, vận hành, kết nối, chia sẻ (chi thường xuyên)")
                .last()
                .check();
        exactly(staff, "Không").last().check();
        staff.field("Số tiền (triệu đồng)").last().fill("800");
        sums(
                staff,
                "Nhiệm vụ của Kế hoạch|12.500",
                "Tổng cộng|13.300",
                "Trong đó phục vụ kết nối, chia sẻ dữ liệu|12.500");
        staff.readsVietnamese();
        staff.screenshotOfWholeForm("80-estimate");
        staff.complete();
        headSends("13.300");

        awaitTask("userTask_checkReport", BUDGET + "/legal");
        Person finance = person("planning-finance-staff-1");
        opens(finance, "Kiểm tra báo cáo của đơn vị", LEGAL);
        finance.claim();
        assertThat(finance.form()).containsText("12.500 triệu đồng");
        finance.field("Trả lại").check();
        finance.field("Lý do trả lại").fill("Máy chủ: đã có hợp đồng hai năm.");
        finance.screenshotOfWholeForm("81-estimate-returned");
        finance.complete();

        awaitTask("userTask_mendReport", BUDGET + "/legal");
        opens(staff, "Chỉnh sửa báo cáo của đơn vị", LEGAL);
        assertThat(staff.form()).containsText("đã có hợp đồng hai năm");
        staff.claim();
        staff.field("Số tiền (triệu đồng)").last().fill("500");
        sums(staff, "Tổng cộng|13.000");
        staff.screenshotOfWholeForm("82-estimate-mended");
        staff.complete();
        headSends("13.000");

        itIs(Instant.parse("2027-06-16T08:00:00+07:00"));
        awaitTask("userTask_rankFunding", BUDGET);
        opens(finance, "Xác định thứ tự ưu tiên kinh phí", "Bố trí kinh phí thực hiện Kế hoạch");
        finance.claim();
        assertThat(finance.form().locator("table").first()).containsText(LEGAL);
        Locator asked = finance.field("Dự toán (triệu đồng)");
        assertThat(asked).hasCount(4);
        for (int row = 0; row < 4; row++) {
            finance.field("Bố trí (triệu đồng)").nth(row).fill(asked.nth(row).inputValue());
        }
        finance.field("Bố trí (triệu đồng)").last().fill("1000");
        finance.field("Lý do bố trí ít hơn dự toán").fill("Theo mức cân đối.");
        finance.fillIn("Ngân sách nhà nước");
        sums(finance, "Tổng cộng|15.200|14.700");
        finance.readsVietnamese();
        finance.screenshotOfWholeForm("83-funding-ranked");
        finance.complete();

        awaitTask("userTask_approveFunding", BUDGET);
        Person minister = person("minister");
        opens(minister, "Phê duyệt phương án bố trí kinh phí", "Bố trí kinh phí thực hiện Kế hoạch");
        minister.claim();
        sums(minister, "Tổng cộng|15.200|14.700");
        assertThat(minister.form()).containsText("Theo mức cân đối.");
        exactly(minister, "Phê duyệt").check();
        minister.screenshotOfWholeForm("84-funding-approved");
        minister.complete();

        awaitTask("userTask_receiveFunding", "KH.III.3-notice/2027/legal");
        opens(staff, "Tiếp nhận thông báo kinh phí", LEGAL);
        assertThat(staff.form()).containsText("Tổng cộng được bố trí: 13.000 triệu đồng");
        assertThat(staff.form()).not().containsText("Theo mức cân đối.");
        staff.claim();
        staff.fillIn("Nhất trí");
        staff.screenshotOfWholeForm("85-funding-told");
        staff.complete();
    }

    private void estimates(String unit, int amount) {
        Map<String, Object> estimate =
                Map.of("name", "Vận hành CSDL", "budgetLine", "plan", "serves", "yes", "amount", amount);
        awaitTask("userTask_prepareReport", BUDGET + "/" + unit);
        submit(task("userTask_prepareReport", unit), unit + "-staff-1", Map.of("estimates", List.of(estimate)));
        awaitTask("userTask_sendReport", BUDGET + "/" + unit);
        submit(task("userTask_sendReport", unit), unit + "-head", Map.of());
    }

    private String task(String step, String unit) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(BUDGET + "/" + unit)
                .taskDefinitionKey(step)
                .singleResult()
                .getId();
    }

    private void headSends(String sum) {
        Person head = person("legal-head");
        opens(head, "Phê duyệt, gửi báo cáo của đơn vị", LEGAL);
        assertThat(head.form()).containsText("Tổng cộng: " + sum);
        head.claim();
        exactly(head, "Gửi").check();
        head.complete();
    }

    private static Locator exactly(Person person, String label) {
        return person.form().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static void sums(Person person, String... lines) {
        for (String line : lines) {
            assertThat(person.form()
                            .locator("table")
                            .last()
                            .locator("tr")
                            .filter(Person.with(line.substring(0, line.indexOf('|')))))
                    .hasText(line.replace("|", ""));
        }
    }

    private void does(Person person, String task, String unit, String shown) {
        opens(person, task, unit);
        assertThat(person.form()).containsText(shown);
        assertThat(person.head()).containsText("Về: Mục II.4 Phụ lục, ");
        assertThat(person.head()).not().containsText("Kỳ:");
        person.claim();
        person.fillIn("Nội dung của đơn vị");
        person.screenshotOfWholeForm("61-" + task);
        person.complete();
    }

    private static void opens(Person person, String task, String unit) {
        person.page().locator(".data-plan-words").fill(task);
        person.page()
                .locator(".data-plan-found button")
                .filter(Person.with(task))
                .filter(Person.with(unit))
                .click();
        assertThat(person.page().locator("h2.task")).hasText(task);
        person.tab(0);
    }
}
