package vn.gov.most.dataplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** KH.III.1.a: what a unit finds hard while it writes its report, from there to the answer. */
class DifficultyTest extends InTheBrowser {

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
        does(center, "Phân loại khó khăn, vướng mắc", "Chưa có công cụ kiểm tra dữ liệu.");
        does(center, "Giải quyết khó khăn, vướng mắc", "Chưa có công cụ kiểm tra dữ liệu.");
        does(center, "Trả lời đơn vị", "Chưa có công cụ kiểm tra dữ liệu.");
        does(staff, "Xác nhận kết quả giải quyết", "Nội dung của đơn vị");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("kh-iii1a-difficulty")
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

    private void does(Person person, String task, String shown) {
        person.page().locator(".data-plan-words").fill(task);
        person.page()
                .locator(".data-plan-found button")
                .filter(Person.with(task))
                .click();
        assertThat(person.page().locator("h2.task")).hasText(task);
        person.tab(0);
        assertThat(person.form()).containsText(shown);
        assertThat(person.head()).containsText("Về: Mục II.4 Phụ lục, " + PREPARE);
        assertThat(person.head()).not().containsText("Kỳ:");
        person.claim();
        person.fillIn("Nội dung của đơn vị");
        person.screenshotOfWholeForm("61-" + task);
        person.complete();
    }
}
