package vn.gov.most.dataplan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher.MatchResult;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses other engine names. There is one engine, but Camunda serves its pages under any name and reports later
 * requests as bad ones.
 */
class EngineNameFilter extends OncePerRequestFilter {

    private static final String APPLICATIONS = "tasklist|cockpit|admin|welcome";
    private static final List<RequestMatcher> PATHS = Stream.of(
                    "/engine-rest/engine/{engine}/**",
                    "/camunda/api/engine/engine/{engine}/**",
                    "/camunda/api/{app:" + APPLICATIONS + "}/plugin/{plugin}/{engine:(?!static$).+}/**",
                    "/camunda/app/{app:" + APPLICATIONS + "}/{engine:[\\w-]+}",
                    "/camunda/app/{app:" + APPLICATIONS + "}/{engine:[\\w-]+}/",
                    "/camunda/app/{app:" + APPLICATIONS + "}/{engine:[\\w-]+}/{page:.+\\.html}")
            .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
            .toList();

    private final String engine;

    EngineNameFilter(String engine) {
        this.engine = engine;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isAnother = PATHS.stream()
                .map(path -> path.matcher(request))
                .filter(MatchResult::isMatch)
                .anyMatch(match -> !engine.equals(match.getVariables().get("engine")));
        if (isAnother) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }
}
