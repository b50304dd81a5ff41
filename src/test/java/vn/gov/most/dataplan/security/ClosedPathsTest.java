package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Without a login, only the login page and the health respond. */
class ClosedPathsTest extends OverHttp {

    private static final Set<Integer> REFUSED = Set.of(400, 401, 403);

    @Autowired
    private ObjectProvider<RequestMappingHandlerMapping> springMappings;

    @Test
    void nothingThatIsMappedAnswersAnybodyHoweverItIsSpelled() {
        Set<String> mapped = MappedPaths.of(springMappings.stream().toList());
        assertThat(mapped)
                .hasSizeGreaterThan(800)
                .contains(
                        "GET /engine-rest/user",
                        "POST /engine-rest/engine/x/process-definition/x/start",
                        "POST /camunda/api/engine/engine/x/task/x/complete",
                        "POST /camunda/api/admin/setup/default/user/create",
                        "POST /camunda/api/admin/auth/user/default/login/x",
                        "GET /task/x");
        assertRefused(mapped.stream()
                .filter(path -> !Set.of("GET /login", "GET /actuator/health").contains(path))
                .toList());
    }

    @Test
    void norDoesWhatLiesBesideIt() {
        List<String> paths = List.of(
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
                "/camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/session/session.js",
                "/camunda/app/data-plan/form.js",
                "/camunda/lib/deps.js",
                "/camunda-welcome/index.html",
                "/webjars/camunda/app/admin/index.html",
                "/actuator",
                "/actuator/env",
                "/actuator/health/db",
                "/error",
                "/api/anything",
                "/h2-console");
        assertRefused(paths.stream()
                .flatMap(path -> Stream.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
                        .map(method -> method + " " + path))
                .toList());
        Browser nobody = new Browser(port);
        Map<String, Integer> wrong = new TreeMap<>();
        for (String path : paths) {
            for (String spelled : Spellings.of(path)) {
                HttpResponse<String> page = nobody.open(spelled);
                if (!REFUSED.contains(page.statusCode())
                        && !(page.statusCode() == 302 && nobody.location(page).equals("/login"))) {
                    wrong.put("page " + spelled, page.statusCode());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** @param requests each a method and a path */
    private void assertRefused(List<String> requests) {
        Browser nobody = new Browser(port);
        Map<String, Integer> wrong = new ConcurrentSkipListMap<>();
        requests.parallelStream().forEach(request -> {
            String[] parts = request.split(" ");
            for (String spelled : Spellings.of(parts[1])) {
                HttpResponse<String> answer = nobody.ask(parts[0], spelled);
                boolean isStaleForm =
                        answer.statusCode() == 302 && nobody.location(answer).equals("/login?stale");
                if (!REFUSED.contains(answer.statusCode()) && !isStaleForm) {
                    wrong.put(parts[0] + " " + spelled, answer.statusCode());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }
}
