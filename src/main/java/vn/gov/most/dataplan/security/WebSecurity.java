package vn.gov.most.dataplan.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** One login for everything that is served; a path that no chain names is refused. */
@Configuration
class WebSecurity {

    /**
     * Camunda's own logins, the first-user setup, endpoints that ask for a password or send a signal without a
     * permission check, endpoints with asynchronous answers, which the web applications' servlets do not support, and
     * uploads, which are never read.
     */
    private static final String[] CLOSED = {
        "/camunda/api/admin/setup/**",
        "/camunda/api/admin/auth/user/*/login/**",
        "/camunda/app/*/*/setup/**",
        "/camunda/api/engine/engine/*/identity/verify/**",
        "/camunda/api/engine/engine/*/signal/**",
        "/camunda/api/engine/engine/*/external-task/fetchAndLock",
        "/engine-rest/identity/verify/**",
        "/engine-rest/engine/*/identity/verify/**",
        "/engine-rest/signal/**",
        "/engine-rest/engine/*/signal/**",
        "/camunda/api/engine/engine/*/task/*/attachment/create",
        "/engine-rest/task/*/attachment/create",
        "/engine-rest/engine/*/task/*/attachment/create",
    };

    private static final String[] OPEN = {"/login", "/favicon.ico", "/actuator/health"};

    private static final String CHECKING = "/bao-cao-don-vi/**";

    private static final String STARTING = "/khoi-dau/**";

    /** Targets of HTML forms: after the session has ended, the answer is the login and not a missing permission. */
    private static final List<String> FORMS = List.of("/{form:login|logout|password}", CHECKING, STARTING);

    /** The pages that the login may redirect to. */
    private static final String[] PAGES = {
        "/",
        "/task/*",
        "/password",
        "/ke-hoach/**",
        STARTING,
        CHECKING,
        "/viec-da-xu-ly/**",
        "/camunda/app/{app:tasklist|cockpit|admin|welcome}/**"
    };

    /** What a link of a page leads to by itself. */
    private static final String DOWNLOADS = "/api/papers/*";

    private static final String[] PARTS = {
        "/camunda/app",
        "/camunda/app/session/*",
        "/camunda/app/data-plan/*",
        "/camunda/api/**",
        "/camunda/lib/**",
        "/camunda/assets/**",
        "/camunda/favicon.ico",
    };

    private final PasswordLogin passwordLogin;
    private final People people;
    private final IdentityService identity;

    WebSecurity(PasswordLogin passwordLogin, People people, IdentityService identity) {
        this.passwordLogin = passwordLogin;
        this.people = people;
        this.identity = identity;
    }

    /**
     * Matches paths as Spring MVC does: Camunda's REST API is under a servlet path, which the default does not see.
     */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean paths() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    @Bean
    static FilterRegistrationBean<UnparsablePathFilter> unparsablePaths() {
        FilterRegistrationBean<UnparsablePathFilter> filter = new FilterRegistrationBean<>(new UnparsablePathFilter());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 2);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<RequestBodyFilter> bodies(@Value("${dataplan.papers.largest}") DataSize largestFile) {
        FilterRegistrationBean<RequestBodyFilter> filter =
                new FilterRegistrationBean<>(new RequestBodyFilter(Math.toIntExact(largestFile.toBytes())));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    @Bean
    @Order(1)
    SecurityFilterChain engineRest(HttpSecurity http) throws Exception {
        guard(http.securityMatcher("/engine-rest/**"))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(WebSecurity::askForBasic))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(WebSecurity::askForBasic))
                .addFilterBefore(new NoBrowsersFilter(), BasicAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(CLOSED)
                        .denyAll()
                        .requestMatchers("/engine-rest/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll());
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain ownApi(HttpSecurity http) throws Exception {
        guard(http.securityMatcher("/api/**"))
                .csrf(csrf -> csrf.csrfTokenRepository(new CamundaCsrfTokens())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, reason) -> {
                            if (isAt(DOWNLOADS, request)) {
                                leadToLogin(request, response, reason);
                            } else {
                                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                            }
                        })
                        .accessDeniedHandler(WebSecurity::refuseOwnApi))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll());
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
        guard(http)
                .csrf(csrf -> csrf.ignoringRequestMatchers("/camunda/api/**")) // there Camunda's own filter enforces it
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .formLogin(form -> form.loginPage("/login")
                        .successHandler(WebSecurity::leadBack)
                        .failureHandler(WebSecurity::failed))
                .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(WebSecurity::leadToLogin)
                        .accessDeniedHandler(WebSecurity::refuse))
                .addFilterBefore(new CamundaPageFilter(), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(OPEN)
                                .permitAll()
                                .requestMatchers(CLOSED)
                                .denyAll()
                                .requestMatchers(PAGES)
                                .authenticated()
                                .requestMatchers(PARTS)
                                .authenticated()
                                .anyRequest()
                                .denyAll());
        return http.build();
    }

    /** The settings that all three chains share. */
    private HttpSecurity guard(HttpSecurity http) throws Exception {
        RequestMatcher libraries = PathPatternRequestMatcher.withDefaults().matcher("/camunda/lib/**");
        CacheControlHeadersWriter noStore = new CacheControlHeadersWriter();
        return http.authenticationManager(new ProviderManager(passwordLogin))
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter((request, response) -> {
                            // Megabytes that can be cached, because their URL contains Camunda's version
                            if (libraries.matches(request) && response.getStatus() == HttpServletResponse.SC_OK) {
                                response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=604800");
                            } else {
                                noStore.writeHeaders(request, response);
                            }
                        }))
                .addFilterAfter(new PersonFilter(people, identity), AuthorizationFilter.class)
                .addFilterAfter(new EngineNameFilter(people.engineName()), AuthorizationFilter.class);
    }

    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        cache.setRequestMatcher(request -> {
            if (!Navigation.is(request)) {
                return false;
            }
            for (String page : PAGES) {
                if (path.matcher(HttpMethod.GET, page).matches(request)) {
                    return true;
                }
            }
            return path.matcher(HttpMethod.GET, DOWNLOADS).matches(request);
        });
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static void askForBasic(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof LockedException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"engine-rest\", charset=\"UTF-8\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /**
     * Redirects only pages: a redirected script request would open a second session, and the login in progress would
     * fail.
     */
    private static void leadToLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (Navigation.is(request)) {
            response.sendRedirect(request.getContextPath() + "/login");
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** Redirects to the requested page, on the host of the request. */
    private static void leadBack(HttpServletRequest request, HttpServletResponse response, Authentication login)
            throws IOException {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        String page = cache.getRequest(request, response) instanceof DefaultSavedRequest saved
                ? saved.getRequestURI() + (saved.getQueryString() == null ? "" : "?" + saved.getQueryString())
                : request.getContextPath() + "/";
        cache.removeRequest(request, response);
        response.sendRedirect(page);
    }

    private static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String why = reason instanceof LockedException ? "wait" : "error";
        response.sendRedirect(request.getContextPath() + "/login?" + why);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        boolean isStale = reason instanceof CsrfException;
        boolean isLoggedIn = SecurityContextHolder.getContext().getAuthentication() != null;
        if (isStale && isLoggedIn && isAt("/password", request)) {
            response.sendRedirect(request.getContextPath() + "/password?stale");
        } else if (isStale && isLoggedIn && isAt(STARTING, request)) {
            response.sendRedirect(request.getContextPath() + "/khoi-dau?stale");
        } else if (isStale && isLoggedIn && isAt(CHECKING, request)) {
            // Back to the page of the form, which says that nothing was done
            response.sendRedirect(request.getRequestURI().replaceFirst("/[^/]*$", "") + "?stale");
        } else if (isStale && FORMS.stream().anyMatch(form -> isAt(form, request))) {
            response.sendRedirect(request.getContextPath() + "/login?stale");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** The CSRF token ends with the session: a missing token means a missing login and not a missing permission. */
    private static void refuseOwnApi(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason) throws IOException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isAt(String path, HttpServletRequest request) {
        return PathPatternRequestMatcher.withDefaults().matcher(path).matches(request);
    }

    /**
     * Refuses browsers on the REST API, which is for programs: another site must not make a browser use a stored
     * password.
     */
    private static final class NoBrowsersFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String site = request.getHeader("Sec-Fetch-Site");
            if (request.getHeader(HttpHeaders.ORIGIN) != null || (site != null && !site.equals("none"))) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
