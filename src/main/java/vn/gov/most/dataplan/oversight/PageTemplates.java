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

/** Fills in the pages, which have no script and one style. */
@Component
class PageTemplates {

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

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
        Context context = new Context(Locale.ROOT, values);
        context.setVariable("root", request.getContextPath());
        context.setVariable("csrf", request.getAttribute(CsrfToken.class.getName()));
        context.setVariable("ministry", ministry);
        context.setVariable("plan", plan);
        context.setVariable("isManager", readers.isManager());
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .cacheControl(CacheControl.noStore())
                .body(engine.process(name, context));
    }
}
