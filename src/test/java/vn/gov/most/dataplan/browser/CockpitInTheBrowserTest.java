package vn.gov.most.dataplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Cockpit as a manager sees it, an administrator's retry, and an obligation's processes drawn on the plan's page. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CockpitInTheBrowserTest extends InTheBrowser {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#";

    /** Buttons that change something. */
    private static final String TOOLS =
            ".glyphicon-pencil, .glyphicon-trash, .glyphicon-remove, .glyphicon-pause, .glyphicon-play,"
                    + " .glyphicon-repeat, .ctn-toolbar .btn";

    @Test
    @Order(1)
    void aManagerWalksThroughCockpitInVietnameseAndFindsNothingToChange() {
        Person manager = person("manager-1");
        List<String> faults = faultsOf(manager.page());

        manager.open(COCKPIT + "/dashboard");
        assertThat(manager.page().locator(".data-plan-cockpit"))
                .containsText("Không có lượt thực hiện nào gặp sự cố kỹ thuật.");
        look(manager, "cockpit-dashboard");

        manager.page().locator(".sections-menu a").getByText("Quy trình").click();
        Locator process = manager.page()
                .locator(".process-definitions-list .name a")
                .getByText("Báo cáo của đơn vị: chất lượng dữ liệu");
        assertThat(process).isVisible();
        look(manager, "cockpit-processes");

        process.click();
        Locator running = manager.page().locator(".data-plan-table");
        assertThat(running).containsText("Vụ Pháp chế, năm 2026");
        look(manager, "cockpit-process");

        manager.open(COCKPIT + "/process-instance/" + unitReport() + "/runtime");
        assertThat(manager.page().locator(".data-plan-cockpit")).containsText("hạn 24/12/2026");
        look(manager, "cockpit-instance");

        Assertions.assertThat(faults).isEmpty();
    }

    @Test
    @Order(2)
    void aManagerReadsWhatIsStuckAndAnAdministratorHasItTriedAgainWithAReason() {
        Job cutOff = engine.getManagementService()
                .createJobQuery()
                .processDefinitionKey("ii4-data-quality")
                .timers()
                .list()
                .get(0);
        engine.getManagementService().setJobRetries(cutOff.getId(), 0);

        Person manager = person("manager-1");
        manager.open(COCKPIT + "/dashboard");
        manager.page().reload();
        Locator stuck = manager.page().locator(".data-plan-cockpit");
        assertThat(stuck).containsText("Có 1 lượt thực hiện gặp sự cố kỹ thuật");
        assertThat(stuck).containsText("Trung tâm Công nghệ thông tin, năm 2026");
        assertThat(stuck).containsText("Báo Trung tâm CNTT");
        assertThat(stuck.locator("button")).hasCount(0);
        look(manager, "cockpit-stuck");

        Person admin = person("admin");
        List<String> faults = faultsOf(admin.page());
        admin.open(COCKPIT + "/dashboard");
        Locator mended = admin.page().locator(".data-plan-cockpit");
        mended.locator("button").click();
        assertThat(mended.getByRole(AriaRole.ALERT)).containsText("Lý do thử lại: phải nhập");
        mended.locator("input").fill("Đã sửa kết nối");
        mended.locator("button").click();
        assertThat(mended).containsText("Không có lượt thực hiện nào gặp sự cố kỹ thuật.");
        Assertions.assertThat(faults).allMatch(fault -> fault.contains("400"));
        Assertions.assertThat(engine.getHistoryService()
                        .createHistoricIncidentQuery()
                        .resolved()
                        .list())
                .extracting(incident -> incident.getAnnotation())
                .containsExactly("Đã sửa kết nối");
    }

    @Test
    @Order(3)
    void anObligationsProcessIsDrawnAndToldInWords() {
        Person manager = person("manager-1");
        List<String> faults = faultsOf(manager.page());
        manager.open("/ke-hoach/danh-sach?nam=2026&muc=PL.II.4&don-vi=legal");
        manager.page().locator("a[href*='/viec/']").first().click();
        manager.page().getByText("Xem sơ đồ quy trình").click();

        assertThat(manager.page().locator(".djs-element.is-open")).hasCount(1);
        assertThat(manager.page().locator(".note")).containsText("hạn 17:00 24/12/2026");
        // The whole diagram is visible, not only its upper edge
        Assertions.assertThat(manager.page().locator(".djs-container > svg").boundingBox().height)
                .isEqualTo(manager.page().locator(".diagram > div").boundingBox().height);
        assertThat(manager.page().locator(".bjs-powered-by")).isVisible();
        manager.everybodyCanUseThePage();
        look(manager, "course");
        manager.page().setViewportSize(390, 800);
        look(manager, "course-390");
        Assertions.assertThat(manager.page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(390);
        manager.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        manager.screenshot("course-print");
        manager.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        manager.page().setViewportSize(1500, 950);
        Assertions.assertThat(faults).isEmpty();
    }

    @Test
    @Order(4)
    void tasklistLeadsToThePlanWhoeverReadsIt() {
        Person head = person("legal-head");
        head.page().locator(".data-plan-link[href$='/ke-hoach']").click();
        assertThat(head.page().locator("h1")).containsText("Tình hình thực hiện Kế hoạch");

        Person staff = person("legal-staff-1");
        assertThat(staff.cards().first()).isVisible();
        assertThat(staff.page().locator(".data-plan-link[href$='/ke-hoach']")).hasCount(0);
    }

    private String unitReport() {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("PL.II.4/2026/legal")
                .singleResult()
                .getId();
    }

    private static void look(Person person, String name) {
        person.readsVietnamese();
        Assertions.assertThat(person.page().locator(TOOLS).all()).noneMatch(Locator::isVisible);
        person.screenshot(name);
    }

    /** Collects the errors of the page's scripts from now on. */
    private static List<String> faultsOf(Page page) {
        List<String> faults = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        return faults;
    }
}
