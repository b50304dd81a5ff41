package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** The code behind the page and the APIs for changing one's own password; see WebSecurityTest. */
class OwnPasswordTest extends EngineSecurityTest {

    @Autowired
    private People people;

    @AfterEach
    void nobodyIsLoggedIn() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aRequestThatCameBeforeItsSessionChangedThePasswordGoesOn() throws Exception {
        Person before = people.find(AN).orElseThrow();
        set("Mat-khau-3-manh");
        Person after = people.find(AN).orElseThrow();
        assertThat(after).isNotEqualTo(before);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/engine-rest/task");
        request.getSession()
                .setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, login(after));

        SecurityContextHolder.setContext(login(before));
        MockFilterChain chain = new MockFilterChain();
        filter().doFilter(request, new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).as("was let through").isNotNull();
    }

    @Test
    void aSessionThatDidNotChangeItEnds() {
        Person before = people.find(AN).orElseThrow();
        set("Mat-khau-4-manh");
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/engine-rest/task");
        request.getSession()
                .setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, login(before));
        SecurityContextHolder.setContext(login(before));
        MockFilterChain chain = new MockFilterChain();
        assertThatThrownBy(() -> filter().doFilter(request, new MockHttpServletResponse(), chain))
                .isInstanceOf(CredentialsExpiredException.class);
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void withoutTheOldOneNobodyChangesTheirPassword() {
        IdentityService identity = engine.getIdentityService();
        assertThatThrownBy(() -> does(AN, () -> {
                    User own = identity.createUserQuery().userId(AN).singleResult();
                    own.setPassword("Mat-khau-5-manh");
                    identity.saveUser(own);
                }))
                .isInstanceOf(REFUSED);
    }

    private void set(String password) {
        User user = engine.getIdentityService().createUserQuery().userId(AN).singleResult();
        user.setPassword(password);
        engine.getIdentityService().saveUser(user);
    }

    private PersonFilter filter() {
        return new PersonFilter(people, engine.getIdentityService());
    }

    private static SecurityContext login(Person person) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
    }
}
