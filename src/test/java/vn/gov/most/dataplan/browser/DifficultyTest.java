package vn.gov.most.dataplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;

/** What a unit finds hard while it writes its report, from there to the answer (KH.III.1.a); and where a manager sees how it stands. */
class DifficultyTest extends InTheBrowser {

    private static final String NASATI = "Cục Thông tin khoa học và công nghệ quốc gia";
    private static final String PREPARE = "Lập báo cáo của đơn vị";

    @Test
    void aDifficultyIsStatedOutOfTheTaskSortedSolvedAnsweredAndConfirmed() {
        Person staff = person("nasati-staff-1");
        staff.page().locator(".data-plan-clauses").selectOption("PL.II.4");
        staff.page().locator(".data-plan-found button").click();
        staff.tab(1);
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
        await().atMost(Duration.ofSeconds(30))
                .until(() -> engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("kh-iii1a-difficulty")
                                .variableValueEquals("unit", "nasati")
                                .count()
                        == 0);
    }

    @Test
    void whoGivesUpAndStartsAnotherProcessFindsAnEmptyForm() {
        Person staff = person("nasati-staff-2");
        staff.page().locator(".data-plan-clauses").selectOption("PL.III.2");
        staff.page().locator(".data-plan-found button").click();
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
        center.tab(1);
        center.page().locator(".data-plan-ground .btn").click();
        Locator dialog = center.page().locator(".modal");
        assertThat(dialog.getByLabel("Khó khăn, vướng mắc")).hasValue("Thiếu người vận hành CSDL.");
        dialog.locator(".modal-footer .btn-primary").click();
        assertThat(dialog).hasCount(0);
        does(center, "Phân loại khó khăn, vướng mắc", "Vụ Pháp chế", "Thiếu người vận hành CSDL.");
    }

    /** From the plan to a figure's list, a clause, and what happened to one report. */
    @Test
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

    private void does(Person person, String task, String unit, String shown) {
        person.page().locator(".data-plan-words").fill(task);
        person.page()
                .locator(".data-plan-found button")
                .filter(Person.with(task))
                .filter(Person.with(unit))
                .click();
        assertThat(person.page().locator("h2.task")).hasText(task);
        person.tab(0);
        assertThat(person.form()).containsText(shown);
        assertThat(person.head()).containsText("Về: Mục II.4 Phụ lục, ");
        assertThat(person.head()).not().containsText("Kỳ:");
        person.claim();
        person.fillIn("Nội dung của đơn vị");
        person.screenshotOfWholeForm("61-" + task);
        person.complete();
    }
}
