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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.springframework.core.io.ClassPathResource;

/**
 * A user at a browser, with the actions that users take. The browser asks for English, but all texts must be
 * Vietnamese.
 */
final class Person {

    private static final int PATIENCE = 30_000;
    private static final int TASKS_A_PAGE = 15;
    /** English of Camunda's and form-js's, keys of texts, and ids of users, groups, steps and databases. */
    private static final Pattern NOT_VIETNAMESE = Pattern.compile(
            "\\b(Tasks?|Filters?|Claim|Unclaim|Complete|Save|Process(es)?|Start|Loading|Form|History|Diagram|Description"
                    + "|Due|Created|Follow|Assignee|Comments?|Camunda|Field|Select|Search|Add|Remove|Close|Welcome"
                    + "|Tasklist|Click|Nothing|Shortcuts?|Expand|No results|required|undefined|null)\\b"
                    + "|\\b[A-Z]{2,}_[A-Z_]{2,}\\b|\\b\\w+_[a-z]+[A-Z]\\w*"
                    + "|\\b(it-center|nasati|legal|nafosted|ministry-office|planning-finance)\\b");

    private static final Pattern SAVED = Pattern.compile("Đã lưu lúc \\d\\d:\\d\\d\\.");

    private static final String AXE = axe();

    private final Page page;

    /** @param now the start time of the browser's clock */
    Person(Browser browser, String server, Date now) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setBaseURL(server)
                .setLocale("en-US")
                .setTimezoneId("Asia/Ho_Chi_Minh")
                .setViewportSize(1500, 950));
        context.setDefaultTimeout(PATIENCE);
        context.clock().install(new InstallOptions().setTime(now));
        context.addInitScript("window.clicks = 0;"
                + " addEventListener('pointerdown', event => { window.clicks += event.isTrusted ? 1 : 0; }, true);");
        page = context.newPage();
    }

    /** Since the page was loaded. */
    int clicks() {
        return ((Number) page.evaluate("() => window.clicks")).intValue();
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
        assertThat(page.locator("[cam-widget-header] .account > a, header .quiet"))
                .isVisible();
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
        if (!filter.getAttribute("class").matches(".*\\bactive\\b.*")) {
            String list = "/filter/" + filter.evaluate("part => angular.element(part).scope().filter.id") + "/list";
            page.waitForResponse(
                    answer -> answer.url().contains(list),
                    () -> filter.locator("a").first().click());
        }
        assertThat(page.locator(".tasks-list .loader:visible")).hasCount(0);
    }

    Locator cards() {
        return page.locator("ol.tasks-list > li.task");
    }

    Locator card(String task, String unit) {
        return cards().filter(with(task)).filter(with(unit));
    }

    /** Turns the pages of the task list until the card appears, or to the last page. */
    Locator findCard(String task, String unit) {
        if (links("first").count() > 0) {
            turnTo(1, "first");
        }
        Locator card = card(task, unit);
        cardsAreShown();
        for (int number = 2; card.count() == 0 && links("next").count() > 0; number++) {
            turnTo(number, "next");
            cardsAreShown();
        }
        if (card.count() == 0) {
            listIsReadAgain();
        }
        return card;
    }

    /** As it is every ten seconds, for which nobody waits here. */
    void listIsReadAgain() {
        page.clock().fastForward(10_000);
    }

    private void cardsAreShown() {
        assertThat(page.locator(".data-plan-card:empty")).hasCount(0);
    }

    private Locator links(String way) {
        return page.locator("[cam-tasks] .pagination-%s:not(.disabled) a:visible".formatted(way));
    }

    /** Waits for the tasks of this page, because the list also reloads the previous page every ten seconds. */
    private void turnTo(int number, String way) {
        String tasks = "firstResult=" + (number - 1) * TASKS_A_PAGE + "&";
        page.waitForResponse(
                answer -> answer.url().contains("/list") && answer.url().contains(tasks),
                () -> links(way).click());
        assertThat(page.locator(".tasks-list .loader:visible")).hasCount(0);
    }

    /** Opens a task from the list of tasks. */
    void openTask(String task, String unit) {
        findCard(task, unit).locator("h4 a").click();
        assertThat(page.locator("h2.task")).containsText(task);
        assertThat(form()).containsText(unit);
        assertThat(head()).isVisible();
        readsVietnamese();
    }

    /** All texts on the page, including those for screen readers and tooltips. */
    void readsVietnamese() {
        String read = page.title() + "\n" + page.locator("body").innerText() + "\n"
                + page.evaluate(
                        "() => [...document.querySelectorAll('[title], [aria-label], [placeholder]')]"
                                + ".filter(part => part.checkVisibility())"
                                + ".flatMap(part => [part.title, part.ariaLabel, part.placeholder]).filter(Boolean).join('\\n')");
        Assertions.assertThat(
                        read.lines().filter(line -> NOT_VIETNAMESE.matcher(line).find()))
                .isEmpty();
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
    }

    /** Fails if axe-core finds serious or critical problems on the page. */
    void everybodyCanUseThePage() {
        page.evaluate(AXE);
        Assertions.assertThat(
                        (List<?>)
                                page.evaluate(
                                        "async () => (await axe.run({resultTypes: ['violations']})).violations"
                                                + ".filter(fault => ['serious', 'critical'].includes(fault.impact))"
                                                + ".map(fault => fault.id + ': ' + fault.nodes.map(node => node.html.slice(0, 200)).join(' | '))"))
                .isEmpty();
    }

    /** The area above the form of the open task. */
    Locator head() {
        return page.locator(".data-plan-head");
    }

    void claim() {
        page.locator("button.claim").click();
        assertThat(page.locator("button.unclaim")).isVisible();
        assertThat(page.locator(".form-actions")).isVisible();
        // A tooltip under the mouse would cover the page
        page.mouse().move(0, 0);
    }

    /** The briefing above the form. */
    Locator told() {
        return page.locator(".data-plan-told");
    }

    /** One of the answer buttons of a form with nothing but a decision. */
    Locator decision(String answer) {
        return page.locator(".data-plan-decide").getByText(answer, new Locator.GetByTextOptions().setExact(true));
    }

    /** The dialog before a task is unclaimed. */
    Locator question() {
        return page.locator("dialog.data-plan-question");
    }

    /** Unclaims the open task, and chooses who gets the typed text. */
    void giveBack(String answer) {
        page.locator("button.unclaim").click();
        question().getByText(answer).click();
        assertThat(page.locator("button.claim")).isVisible();
    }

    Locator form() {
        return page.locator(".fjs-form");
    }

    Locator field(String label) {
        return form().getByLabel(label);
    }

    /** The line that says whether the draft is saved. */
    Locator draft() {
        return page.locator(".data-plan-draft");
    }

    /** What is typed is kept a second after the last letter, for which nobody waits here. */
    void hasSaved() {
        waits(2);
        assertThat(draft()).hasText(SAVED);
    }

    /** So long, by the browser's clock alone. */
    void waits(int seconds) {
        page.clock().runFor(seconds * 1000L);
    }

    /** Chooses one of the tabs; the form is the first. */
    void tab(int number) {
        page.locator(".task-details .tabbed-content .nav-tabs a").nth(number).click();
    }

    /** Fills in all empty texts of the form, and takes the first option of each open choice. */
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
        String task = page.locator("h2.task").innerText().strip();
        closeAlerts();
        completeButton().click();
        assertThat(notice()).containsText("Đã hoàn thành: " + task + ".");
    }

    /** The message about the completed action. */
    Locator notice() {
        return page.locator("[notifications-panel] .alert-info:visible").first();
    }

    /** The error message. */
    Locator alert() {
        return page.locator("[notifications-panel] .alert-danger:visible").last();
    }

    /** By script, because a message may go by itself while the mouse is on its way. */
    void closeAlerts() {
        Locator close = page.locator("[notifications-panel] .alert .close:visible");
        close.evaluateAll("all => all.forEach(one => one.click())");
        assertThat(close).hasCount(0);
    }

    /** Only on request, because all screenshots together take half as long as the story. */
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

    private static String axe() {
        try {
            return new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
