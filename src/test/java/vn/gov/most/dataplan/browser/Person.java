package vn.gov.most.dataplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock.InstallOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A person at a browser, and what people do there. Names no label of Camunda's: those are English where the browser finds
 * no Vietnamese.
 */
final class Person {

    private static final int PATIENCE = 30_000;

    private final Page page;

    /** @param now what the browser's clock shows, from where it goes on */
    Person(Browser browser, String server, Date now) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setBaseURL(server)
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh")
                .setViewportSize(1500, 950));
        context.setDefaultTimeout(PATIENCE);
        context.clock().install(new InstallOptions().setTime(now));
        page = context.newPage();
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(path);
    }

    /** Reads a mail as a mail program shows it: wide and narrow, light and dark. */
    void read(String html, String name) {
        page.setContent(html);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(1000, 380)) {
                page.setViewportSize(width, 950);
                screenshot(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1500, 950);
    }

    String linkOfTheMail() {
        return page.getByRole(AriaRole.LINK).first().getAttribute("href");
    }

    void login(String id) {
        page.locator("#username").fill(id);
        page.locator("#password").fill("demo");
        page.locator("#login button").click();
        assertThat(account()).isVisible();
    }

    void openMenu() {
        account().click();
    }

    void logout() {
        openMenu();
        page.locator(".account .logout a").click();
    }

    private Locator account() {
        return page.locator("[cam-widget-header] .account > a");
    }

    void isAtTheLogin() {
        assertThat(page.locator("#login")).isVisible();
        assertThat(page.locator(".fjs-form")).hasCount(0);
    }

    Locator filters() {
        return page.locator(".task-filters .task-filter");
    }

    /** Chooses a filter and waits for its tasks. */
    void chooseFilter(String name) {
        Locator filter = filters().filter(with(name));
        filter.locator("a").first().click();
        assertThat(filter).hasClass(Pattern.compile(".*\\bactive\\b.*"));
        assertThat(page.locator(".tasks-list .loader:visible")).hasCount(0);
    }

    Locator cards() {
        return page.locator("ol.tasks-list > li.task");
    }

    Locator card(String task, String unit) {
        return cards().filter(with(task)).filter(with(unit));
    }

    /** Turns the pages of the list of tasks until the card is there, or the last page is. */
    Locator findCard(String task, String unit) {
        turnPage("first");
        Locator card = card(task, unit);
        boolean more = true;
        while (more && card.count() == 0) {
            more = turnPage("next");
        }
        return card;
    }

    private boolean turnPage(String way) {
        Locator link = page.locator("[cam-tasks] .pagination-%s:not(.disabled) a:visible".formatted(way));
        if (link.count() == 0) {
            return false;
        }
        page.waitForResponse(answer -> answer.url().matches(".*/filter/.*/list.*"), link::click);
        assertThat(page.locator(".tasks-list .loader:visible")).hasCount(0);
        return true;
    }

    /** Opens a task from the list of tasks. */
    void openTask(String task, String unit) {
        findCard(task, unit).locator("h4 a").click();
        assertThat(page.locator("h2.task")).containsText(task);
        assertThat(form()).containsText(unit);
    }

    void claim() {
        page.locator("button.claim").click();
        assertThat(page.locator("button.unclaim")).isVisible();
        assertThat(completeButton()).isVisible();
    }

    Locator form() {
        return page.locator(".fjs-form");
    }

    Locator field(String label) {
        return form().getByLabel(label);
    }

    /** How what is typed is kept. */
    Locator draft() {
        return page.locator(".data-plan-draft");
    }

    /** Chooses one of the tabs beside the form, which is the first. */
    void tab(int number) {
        page.locator(".task-details .tabbed-content .nav-tabs a").nth(number).click();
    }

    /** Writes into all texts of the form that are still empty, and takes the first of each choice that is open. */
    void fillIn(String text) {
        for (Locator field : form().locator("textarea:visible").all()) {
            if (field.inputValue().isEmpty()) {
                field.fill(text);
            }
        }
        for (Locator choice : form().locator(".fjs-form-field-radio").all()) {
            if (choice.locator("input:checked").count() == 0) {
                choice.locator("input").first().check();
            }
        }
    }

    Locator completeButton() {
        return page.locator(".task-details .form-actions .btn-primary");
    }

    void complete() {
        completeButton().click();
        assertThat(page.locator("h2.task")).hasCount(0);
    }

    /** What the application says went wrong. */
    Locator alert() {
        return page.locator("[notifications-panel] .alert-danger:visible").last();
    }

    void closeAlerts() {
        Locator close = page.locator("[notifications-panel] .alert .close:visible");
        while (close.count() > 0) {
            close.first().click();
        }
    }

    /** Drawn where somebody wants to look at them: all of them take as long as half the story. */
    void screenshot(String name) {
        if (Boolean.getBoolean("dataplan.screenshots")) {
            picture(name);
        }
    }

    void picture(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".png"))
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** With the window so tall that the whole form is on the picture: Tasklist scrolls in its columns, not the page. */
    void screenshotOfWholeForm(String name) {
        if (!Boolean.getBoolean("dataplan.screenshots")) {
            return;
        }
        int width = page.viewportSize().width;
        int height = page.viewportSize().height;
        double rest = ((Number) page.evaluate("() => Math.max(0, ...[...document.querySelectorAll('*')]"
                        + ".filter(part => ['auto', 'scroll'].includes(getComputedStyle(part).overflowY))"
                        + ".map(part => part.scrollHeight - part.clientHeight))"))
                .doubleValue();
        page.setViewportSize(width, height + (int) rest + 30);
        screenshot(name);
        page.setViewportSize(width, height);
    }

    static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
