package vn.gov.most.dataplan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes every body be read through {@link LimitedRequestBody}. HTML forms are parsed here, before the login is
 * checked: the container would read them without these limits.
 */
class RequestBodyFilter extends OncePerRequestFilter {

    private static final int HEAVY_AT_ONCE = 4;

    /** The only request that carries a file; permission and file type are checked later. */
    private static final RequestMatcher UPLOAD =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/api/tasks/*/papers");

    /** Some extra size, so that the client gets the refusal of a file that is slightly too large. */
    private static final int BEYOND = 1 << 20;

    private final Semaphore heavy = new Semaphore(HEAVY_AT_ONCE, true);
    private final int largestFile;

    /** @param largestFile the limit for uploads, in bytes */
    RequestBodyFilter(int largestFile) {
        this.largestFile = largestFile;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean hasBody =
                request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (!hasBody) {
            chain.doFilter(request, response);
            return;
        }
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        boolean isForm = type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        boolean isFile = type.startsWith(MediaType.APPLICATION_OCTET_STREAM_VALUE) && UPLOAD.matches(request);
        int longest =
                isForm ? LimitedRequestBody.LONGEST_FORM : isFile ? largestFile + BEYOND : LimitedRequestBody.LONGEST;
        BodiedRequest bodied = new BodiedRequest(request, longest, type.contains("json"), isFile, heavy);
        try {
            chain.doFilter(isForm ? new FormRequest(bodied) : bodied, response);
        } catch (RequestBodyRefusedException refused) {
            if (response.isCommitted()) {
                throw refused;
            }
            response.sendError(refused.status());
        } finally {
            bodied.done();
        }
    }

    private static final class BodiedRequest extends HttpServletRequestWrapper {

        private final int longest;
        private final boolean isJson;
        private final boolean isFile;
        private final Semaphore heavy;
        private LimitedRequestBody body;

        BodiedRequest(HttpServletRequest request, int longest, boolean isJson, boolean isFile, Semaphore heavy) {
            super(request);
            this.longest = longest;
            this.isJson = isJson;
            this.isFile = isFile;
            this.heavy = heavy;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (getContentLengthLong() > longest) {
                throw LimitedRequestBody.tooLong();
            }
            if (body == null) {
                body = new LimitedRequestBody(super.getInputStream(), longest, isJson, isFile, heavy, System::nanoTime);
            }
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
        }

        /** Drains a short unread rest: otherwise the container closes a connection that the client goes on using. */
        void done() {
            try {
                if (getContentLengthLong() >= 0 && getContentLengthLong() <= LimitedRequestBody.LONGEST_FORM) {
                    getInputStream().readAllBytes();
                }
            } catch (IOException gone) {
                // The container closes the connection
            } finally {
                if (body != null) {
                    body.done();
                }
            }
        }
    }

    /** A request with the form's fields as parameters, after those of the query. */
    private static final class FormRequest extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        FormRequest(BodiedRequest request) throws IOException {
            super(request);
            String form = read(request);
            // The body is already consumed here, so the container returns only the query's parameters
            parameters.putAll(request.getParameterMap());
            for (String field : form.split("&")) {
                if (!field.isEmpty()) {
                    String[] parts = field.split("=", 2);
                    add(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
                }
            }
        }

        private static String read(HttpServletRequest request) throws IOException {
            try {
                return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (SocketTimeoutException nothingCame) {
                throw LimitedRequestBody.tooSlow();
            }
        }

        private static String decoded(String text) throws RequestBodyRefusedException {
            try {
                String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
                if (decoded.indexOf(0) < 0) {
                    return decoded;
                }
            } catch (IllegalArgumentException halfAPercent) {
                // An unreadable form is refused too
            }
            throw LimitedRequestBody.invalid();
        }

        private void add(String name, String value) {
            List<String> values = new ArrayList<>(List.of(parameters.getOrDefault(name, new String[0])));
            values.add(value);
            parameters.put(name, values.toArray(String[]::new));
        }

        @Override
        public String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String[] getParameterValues(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }
    }
}
