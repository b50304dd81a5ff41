package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
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

/** Fills in the pages, which have one style, and no script but for those that ask for one. */
@Component
class PageTemplates {

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    /** Scripts of this server alone. What is drawn carries its places, and forms their paragraphs' white space, as attributes. */
    private static final String WITH_SCRIPT = POLICY.replace("img-src 'self'", "img-src 'self' data:")
            + "; script-src 'self'; style-src-attr 'unsafe-inline'";

    private final TemplateEngine engine = new TemplateEngine();
    private final Readers readers;
    private final String ministry;
    private final String plan;

    PageTemplates(
            Readers readers,
            @Value("${dataplan.page.ministry}") String ministry,
            @Value("${dataplan.page.title}") String plan) {
        this.readers = readers;
        this.ministry = ministry;
        this.plan = plan;
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(PageTemplates.class.getClassLoader());
        files.setPrefix("vn/gov/most/dataplan/oversight/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setTemplateMode(TemplateMode.HTML);
        engine.setTemplateResolver(files);
    }

    ResponseEntity<String> page(String name, Map<String, Object> values, HttpServletRequest request) {
        return page(name, values, request, POLICY);
    }

    /** The same of a page that a script of ours makes more of. */
    ResponseEntity<String> pageWithScript(String name, Map<String, Object> values, HttpServletRequest request) {
        return page(name, values, request, WITH_SCRIPT);
    }

    private ResponseEntity<String> page(
            String name, Map<String, Object> values, HttpServletRequest request, String policy) {
        Context context = new Context(Locale.ROOT, values);
        context.setVariable("root", request.getContextPath());
        context.setVariable("csrf", request.getAttribute(CsrfToken.class.getName()));
        context.setVariable("ministry", ministry);
        context.setVariable("plan", plan);
        context.setVariable("isManager", readers.isManager());
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", policy)
                .cacheControl(CacheControl.noStore())
                .body(engine.process(name, context));
    }
}
