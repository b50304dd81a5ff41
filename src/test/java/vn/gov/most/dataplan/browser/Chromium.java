package vn.gov.most.dataplan.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine; none is downloaded. */
public final class Chromium implements AutoCloseable {

    private static final List<String> USUAL_PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final String MISSING =
            """

            ************************************************************************
            *  BROWSER TESTS ARE SKIPPED: no Chromium was found on this machine.   *
            *  Install it (Debian: apt-get install chromium) or name it with       *
            *  -Ddataplan.chromium=/path/to/chromium                               *
            *  DATAPLAN_BROWSER_REQUIRED=true makes its absence a failure.         *
            ************************************************************************
            """;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
    }

    /** Empty if there is none, for tests that need it only in part. */
    public static Optional<Chromium> startIfThere() {
        return find().map(Chromium::new);
    }

    /** Where there is none, the tests are skipped, or fail where the environment asks for them. */
    public static Chromium start() {
        Optional<Path> executable = find();
        if (executable.isEmpty()) {
            if ("true".equals(System.getenv("DATAPLAN_BROWSER_REQUIRED"))) {
                fail("DATAPLAN_BROWSER_REQUIRED=true, and there is no Chromium");
            }
            System.out.println(MISSING);
            abort("No Chromium on this machine");
        }
        return new Chromium(executable.orElseThrow());
    }

    private static Optional<Path> find() {
        return Stream.concat(Stream.of(System.getProperty("dataplan.chromium")), USUAL_PLACES.stream())
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
