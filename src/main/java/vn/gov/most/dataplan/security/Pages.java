package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Renders the program's own HTML pages: one frame, with a CSP that allows its style and script by hash. */
@Component
class Pages {

    private final String shell = resource("page.html");
    private final String style = resource("page.css");
    private final String script = resource("login.js");
    private final String policy = "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script)
            + "; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private final String ministry;
    private final String plan;

    Pages(@Value("${dataplan.page.ministry}") String ministry, @Value("${dataplan.page.title}") String plan) {
        this.ministry = ministry;
        this.plan = plan;
    }

    /** Writes a page; {@code body} is HTML with values that the caller has escaped. */
    void write(HttpServletResponse response, String title, String body, boolean withScript) throws IOException {
        response.setHeader("Content-Security-Policy", policy);
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .write(shell.replace("{{title}}", HtmlUtils.htmlEscape(title, "UTF-8"))
                        .replace("{{style}}", style)
                        .replace("{{script}}", withScript ? "<script>" + script + "</script>" : "")
                        .replace("{{ministry}}", HtmlUtils.htmlEscape(ministry, "UTF-8"))
                        .replace("{{plan}}", HtmlUtils.htmlEscape(plan, "UTF-8"))
                        .replace("{{body}}", body));
    }

    /** @param text HTML */
    static String alert(String text) {
        return "<p class=\"message bad\" role=\"alert\">" + text + "</p>";
    }

    static String resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException(name, missing);
        }
    }

    private static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
