package vn.gov.most.dataplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;

/** KH.III.1.a: what a unit finds hard while it writes its report, from there to the answer. */
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
