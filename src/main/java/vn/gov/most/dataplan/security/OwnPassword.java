package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Whoever changes a password gives the own one with it, which is held to what a login is held to; our page and both APIs
 * ask the engine for the same two commands. Changing the own password ends all sessions of the account but this one.
 *
 * <p>Stands before the transaction, in which nothing may wait. What is granted stands in {@link NewPasswordGuard}.
 */
final class OwnPassword extends CommandInterceptor {

    static final String WRONG = "Chưa đổi được mật khẩu: mật khẩu hiện tại không đúng.";
    static final String WAIT = "Chưa đổi được mật khẩu: đã nhập sai nhiều lần. Thử lại sau ít phút.";

    private static final String CONFIRMED = OwnPassword.class.getName();
    private static final String IN_SESSION = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    private final EngineField<String> id = EngineField.of(CheckPassword.class, "userId", String.class);
    private final EngineField<String> password = EngineField.of(CheckPassword.class, "password", String.class);
    private final EngineField<User> saved = EngineField.of(SaveUserCmd.class, "user", User.class);
    private final Supplier<PasswordLogin> logins;
    private final Supplier<People> people;

    /** @param logins and people, which need the engine: asked for when it is there */
    OwnPassword(Supplier<PasswordLogin> logins, Supplier<People> people) {
        this.logins = logins;
        this.people = people;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T execute(Command<T> command) {
        Optional<Person> currentUser = person(SecurityContextHolder.getContext());
        HttpServletRequest request = request();
        if (currentUser.isEmpty() || request == null) {
            return next.execute(command);
        }
        String own = currentUser.get().id();
        if (command instanceof CheckPassword && own.equals(id.of(command))) {
            confirm(own, password.of(command), request);
            return (T) Boolean.TRUE;
        } else if (command instanceof SaveUserCmd
                && saved.of(command) instanceof UserEntity user
                && user.hasNewPassword()
                && own.equals(user.getId())) {
            return change(command, own, request);
        }
        return next.execute(command);
    }

    private void confirm(String own, String password, HttpServletRequest request) {
        Optional<Person> confirmed;
        try {
            confirmed = logins.get().attempt(own, password == null ? "" : password, request.getRemoteAddr());
        } catch (LockedException tooMany) {
            throw new Refusal(WAIT);
        }
        if (confirmed.isEmpty()) {
            throw new Refusal(WRONG);
        }
        request.setAttribute(CONFIRMED, own);
    }

    /** Whether this request has given the right password of this person, who asks. */
    static boolean isConfirmed(String id) {
        HttpServletRequest request = request();
        return request != null && id.equals(request.getAttribute(CONFIRMED));
    }

    /** What the session's other requests wait for in {@link #renewed}, who would find a password that is not theirs. */
    private <T> T change(Command<T> command, String own, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return next.execute(command);
        }
        synchronized (WebUtils.getSessionMutex(session)) {
            T done = next.execute(command);
            boolean isOfSession =
                    renewed(request).filter(person -> person.id().equals(own)).isPresent();
            people.get().find(own).filter(person -> isOfSession).ifPresent(person -> {
                Authentication before = SecurityContextHolder.getContext().getAuthentication();
                UsernamePasswordAuthenticationToken login =
                        UsernamePasswordAuthenticationToken.authenticated(person, null, List.of());
                login.setDetails(before.getDetails());
                session.setAttribute(IN_SESSION, new SecurityContextImpl(login));
            });
            return done;
        }
    }

    /** Who the request's session is of by its own account, once no request of it is changing the password any more. */
    static Optional<Person> renewed(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        synchronized (WebUtils.getSessionMutex(session)) {
            try {
                return person((SecurityContext) session.getAttribute(IN_SESSION));
            } catch (IllegalStateException ended) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Person> person(SecurityContext context) {
        return Optional.ofNullable(context)
                .map(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .filter(Person.class::isInstance)
                .map(Person.class::cast);
    }

    private static HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
