package vn.gov.most.dataplan.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person's client with its cookies; follows no redirect by itself. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    public Browser(int port) {
        server = "http://localhost:" + port;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .build();
    }

    public HttpResponse<String> open(String path, String... headers) {
        return send("GET", path, null, with(headers, "Accept", "text/html,application/xhtml+xml"));
    }

    /** A file, with its bytes. */
    public HttpResponse<byte[]> download(String path, String... headers) {
        String[] all =
                headers.length == 0 ? new String[] {"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"} : headers;
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(server + path))
                            .headers(all)
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failed);
        }
    }

    /** Sends a file as all that a request carries. */
    public HttpResponse<String> upload(String path, byte[] content) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .POST(BodyPublishers.ofByteArray(content))
                .headers("Content-Type", "application/octet-stream", "X-XSRF-TOKEN", camundaToken())
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failed);
        }
    }

    HttpResponse<String> ask(String method, String path, String... headers) {
        return send(method, path, null, with(headers, "Accept", "application/json"));
    }

    HttpResponse<String> postJson(String path, String json, String... headers) {
        return send("POST", path, json, with(headers, "Content-Type", "application/json"));
    }

    public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send("POST", path, body.toString(), with(headers, "Content-Type", "application/x-www-form-urlencoded"));
    }

    /** Submits the login form, and returns the redirect's location. */
    public String login(String id, String password) {
        HttpResponse<String> answer = post("/login", Map.of("username", id, "password", password, "_csrf", csrf()));
        return location(answer);
    }

    String csrf() {
        return csrf("/login");
    }

    /** The CSRF token of a page's forms. */
    public String csrf(String page) {
        Matcher token = CSRF.matcher(open(page).body());
        return token.find() ? token.group(1) : "";
    }

    /** All cookies, as they are sent. */
    String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** The token that Camunda's page got in a cookie. */
    public String camundaToken() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    static String basic(String id, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(server, "");
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .headers(headers)
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(method + " " + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
