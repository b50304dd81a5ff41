package vn.gov.most.dataplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Measures how long a browser with an empty cache takes until the first task in the list can be read, and how much it
 * loads. The baseline is Camunda's own Tasklist in the same program with the same list.
 */
@Tag("benchmark")
@Import(FirstPageBenchmark.StockFiles.class)
class FirstPageBenchmark extends InTheBrowser {

    private static final int ROUNDS = 15;
    private static final String APP = "/camunda/app/tasklist/";
    private static final String STOCK = "stock";

    /** @param millis until the first task can be read */
    private record Load(double millis, double bytes, double requests) {}

    /** Serves Camunda's original files instead of ours to a client with the cookie. */
    @TestConfiguration
    static class StockFiles {

        private static final Map<String, String> TYPES = Map.of(
                APP + "scripts/config.js", "text/javascript",
                APP + "styles/user-styles.css", "text/css",
                APP + "camunda-tasklist-bootstrap.js", "text/javascript");

        @Bean
        FilterRegistrationBean<OncePerRequestFilter> stockFiles() {
            FilterRegistrationBean<OncePerRequestFilter> filter =
                    new FilterRegistrationBean<>(new OncePerRequestFilter() {
                        @Override
                        protected void doFilterInternal(
                                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                                throws ServletException, IOException {
                            String path = request.getRequestURI();
                            if (TYPES.containsKey(path) && WebUtils.getCookie(request, STOCK) != null) {
                                response.setContentType(TYPES.get(path));
                                response.getOutputStream().write(camundas(path));
                            } else {
                                chain.doFilter(request, response);
                            }
                        }
                    });
            // After our filters, which the response passes too
            filter.setOrder(Ordered.LOWEST_PRECEDENCE);
            return filter;
        }

        private static byte[] camundas(String path) throws IOException {
            for (URL url : Collections.list(
                    StockFiles.class.getClassLoader().getResources("META-INF/resources/webjars" + path))) {
                if (url.getPath().contains("camunda-webapp-webjar")) {
                    try (InputStream file = url.openStream()) {
                        return file.readAllBytes();
                    }
                }
            }
            throw new IllegalStateException("Camunda has no " + path);
        }
    }

    @Test
    void coldFirstPage() {
        Page staff = person("nasati-staff-1").page();
        List<Load> ours = new ArrayList<>();
        List<Load> stock = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Load one = load(staff, false);
            Load other = load(staff, true);
            // Skips the first round, in which the program serves them for the first time
            if (round > 0) {
                ours.add(one);
                stock.add(other);
            }
        }
        System.out.printf(
                "first task read, nothing cached: %.0f ms, %.0f kB, %.0f requests; stock Tasklist: %.0f ms, %.0f kB,"
                        + " %.0f requests; ratio %.2f in time, %.2f in bytes%n",
                median(ours, Load::millis),
                median(ours, Load::bytes) / 1000,
                median(ours, Load::requests),
                median(stock, Load::millis),
                median(stock, Load::bytes) / 1000,
                median(stock, Load::requests),
                median(ours, Load::millis) / median(stock, Load::millis),
                median(ours, Load::bytes) / median(stock, Load::bytes));
    }

    private static Load load(Page loggedIn, boolean isStock) {
        String server = (String) loggedIn.evaluate("() => location.origin");
        try (BrowserContext context = loggedIn.context()
                .browser()
                .newContext(new NewContextOptions()
                        .setStorageState(loggedIn.context().storageState())
                        .setLocale("en-US"))) {
            if (isStock) {
                context.addCookies(List.of(new Cookie(STOCK, "yes").setUrl(server)));
            }
            Page page = context.newPage();
            String task = isStock ? "ol.tasks-list > li.task h4" : ".data-plan-card:not(:empty)";
            page.addInitScript(
                    "new MutationObserver(() => document.querySelector('" + task
                            + "') && (window.readAt ??= performance.now())).observe(document, {childList: true, subtree: true})");
            AtomicLong bytes = new AtomicLong();
            AtomicLong requests = new AtomicLong();
            CDPSession network = context.newCDPSession(page);
            network.send("Network.enable");
            network.on("Network.loadingFinished", (JsonObject done) -> {
                bytes.addAndGet(done.get("encodedDataLength").getAsLong());
                requests.incrementAndGet();
            });
            page.navigate(server + APP + "default/");
            page.waitForFunction("() => window.readAt");
            assertThat(page.locator(".data-plan-search").count()).isEqualTo(isStock ? 0 : 1);
            double millis = ((Number) page.evaluate("() => window.readAt")).doubleValue();
            return new Load(millis, bytes.get(), requests.get());
        }
    }

    private static double median(List<Load> loads, ToDoubleFunction<Load> of) {
        return loads.stream()
                .mapToDouble(of)
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }
}
