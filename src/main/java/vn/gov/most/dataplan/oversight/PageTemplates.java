package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import vn.gov.most.dataplan.calendar.VietnameseDate;

/**
 * Renders the pages. They have the common style and an inline style for the printed footer; scripts are allowed only on
 * pages that need one.
 */
@Component
class PageTemplates {

    private static final String POLICY =
            "default-src 'none'; style-src 'self' '%s'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    /**
     * Allows scripts from this server only. The diagram's positions and the white space of form texts are style
     * attributes.
     */
    private static final String WITH_SCRIPT = POLICY.replace("img-src 'self'", "img-src 'self' data:")
            + "; script-src 'self'; connect-src 'self'; style-src-attr 'unsafe-inline'";

    private final TemplateEngine engine = new TemplateEngine();
    private final Readers readers;
    private final Clock clock;
    private final String ministry;
    private final String plan;

    PageTemplates(
            Readers readers,
            Clock clock,
            @Value("${dataplan.page.ministry}") String ministry,
            @Value("${dataplan.page.title}") String plan) {
        this.readers = readers;
        this.clock = clock;
        this.ministry = ministry;
        this.plan = plan;
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(PageTemplates.class.getClassLoader());
        files.setPrefix("vn/gov/most/dataplan/oversight/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setTemplateMode(TemplateMode.HTML);
        engine.setTemplateResolver(files);
    }

    /**
     * @param values with the page's {@code title}; {@code until} is the time of its figures in words, if that is not
     *     now
     */
    ResponseEntity<String> page(String name, Map<String, Object> values, HttpServletRequest request) {
        return page(name, values, request, POLICY);
    }

    /** The same for a page with one of our scripts. */
    ResponseEntity<String> pageWithScript(String name, Map<String, Object> values, HttpServletRequest request) {
        return page(name, values, request, WITH_SCRIPT);
    }

    /**
     * A row and its nested records as maps. With a hundred rows, a template reads maps in a third of the time that
     * method calls take.
     */
    static Map<String, Object> properties(Record row) {
        Map<String, Object> properties = new HashMap<>();
        for (RecordComponent part : row.getClass().getRecordComponents()) {
            try {
                Object value = part.getAccessor().invoke(row);
                properties.put(part.getName(), value instanceof Record inner ? properties(inner) : value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return properties;
    }

    private ResponseEntity<String> page(
            String name, Map<String, Object> values, HttpServletRequest request, String policy) {
        Context context = new Context(Locale.ROOT, values);
        context.setVariable("root", request.getContextPath());
        context.setVariable("csrf", request.getAttribute(CsrfToken.class.getName()));
        context.setVariable("ministry", ministry);
        context.setVariable("plan", plan);
        String foot = foot("%s. %s. Số liệu đến %s."
                .formatted(
                        ministry,
                        values.get("title"),
                        values.getOrDefault("until", VietnameseDate.shortMoment(clock.instant()))));
        context.setVariable("isManager", readers.isManager());
        context.setVariable("readsPlan", readers.mayRead());
        context.setVariable("checksReports", readers.checksReports());
        context.setVariable("foot", foot);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", policy.formatted(hash(foot)))
                .cacheControl(CacheControl.noStore())
                // The fragment loses its doctype when it is inserted into a page; without one, browsers display tables
                // differently
                .body("<!DOCTYPE html>\n" + engine.process(name, context));
    }

    /** An inline style for the page, because no element can set the footer of printed pages. */
    private static String foot(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ' || c == '.') {
                escaped.appendCodePoint(c);
            } else {
                escaped.append("\\%06x".formatted(c));
            }
        });
        return "@media print { @page { @bottom-left { content: \"" + escaped + "\"; } } }";
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
