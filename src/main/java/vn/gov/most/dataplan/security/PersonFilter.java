package vn.gov.most.dataplan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * For every request except public files, checks that the logged-in person still exists and has the same password, and
 * sets the engine's and Camunda's authentication with the current groups. It is the last filter of every chain:
 * everything after it runs with this person's rights, which are cleared from the thread afterwards. Requests of a
 * single application are refused without access to it.
 */
class PersonFilter extends OncePerRequestFilter {

    private static final RequestMatcher WEB_APPLICATIONS =
            PathPatternRequestMatcher.withDefaults().matcher("/camunda/**");
    private static final RequestMatcher CAMUNDA_LOGOUT =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout");

    /**
     * For these, Camunda checks only that somebody is logged in, and Cockpit's own queries count the work of all
     * units.
     */
    private static final PathPatternRequestMatcher OF_APPLICATION = PathPatternRequestMatcher.withDefaults()
            .matcher("/camunda/api/{application:cockpit|admin|tasklist}/plugin/**");

    /** Static resources, the same for everybody: scripts, styles, images, texts. */
    private static final List<RequestMatcher> FILES = Stream.of(
                    "/camunda/lib/**",
                    "/camunda/assets/**",
                    "/camunda/favicon.ico",
                    "/camunda/app/{app}/{*file}",
                    "/camunda/api/{app}/plugin/{plugin}/static/**")
            .<RequestMatcher>map(
                    path -> PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path))
            .toList();
    /** In Camunda's applications such a name is a static resource; a page has no extension, or .html. */
    private static final Pattern NAME_OF_FILE = Pattern.compile(".*\\.(?!html$)[a-z0-9]+");

    private final People people;
    private final IdentityService identity;
    private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

    PersonFilter(People people, IdentityService identity) {
        this.people = people;
        this.identity = identity;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return NAME_OF_FILE.matcher(request.getRequestURI()).matches()
                && FILES.stream().anyMatch(path -> path.matches(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login == null || !(login.getPrincipal() instanceof Person person)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            identity.clearAuthentication();
            Optional<People.Standing> standing = people.standing(person).or(() -> OwnPassword.renewed(request)
                    .filter(renewed -> !renewed.equals(person))
                    .flatMap(people::standing));
            Set<String> applications = standing.isPresent() && WEB_APPLICATIONS.matches(request)
                    ? people.applications(standing.get())
                    : Set.of();
            if (standing.isEmpty()
                    || (WEB_APPLICATIONS.matches(request) && !tellCamunda(request, standing.get(), applications))) {
                logout.logout(request, response, login);
                throw new CredentialsExpiredException("The account has gone or its password has changed");
            }
            String application = OF_APPLICATION.matcher(request).getVariables().get("application");
            if (application != null && !applications.contains(application)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
            identity.setAuthentication(
                    standing.get().id(), standing.get().groups(), standing.get().tenants());
            chain.doFilter(request, response);
            if (CAMUNDA_LOGOUT.matches(request) && response.getStatus() == HttpServletResponse.SC_OK) {
                logout.logout(request, response, login);
            }
        } finally {
            identity.clearAuthentication();
        }
    }

    /**
     * False if the session has ended meanwhile. It sets a new object each time, because requests of a session run
     * concurrently.
     */
    private boolean tellCamunda(HttpServletRequest request, People.Standing standing, Set<String> applications) {
        UserAuthentication authentication = new UserAuthentication(standing.id(), people.engineName());
        authentication.setGroupIds(standing.groups());
        authentication.setTenantIds(standing.tenants());
        Set<String> open = new HashSet<>(applications);
        open.add(AuthenticationUtil.APP_WELCOME);
        authentication.setAuthorizedApps(open);
        Authentications authentications = new Authentications();
        authentications.addOrReplace(authentication);
        HttpSession session = request.getSession(false);
        try {
            AuthenticationUtil.updateSession(session, authentications);
        } catch (IllegalStateException ended) {
            return false;
        }
        return session != null;
    }
}
