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
 * A password change needs the current password of the user who makes it, checked with the login's limits. Our page
 * and both APIs use the same two engine commands. Changing one's own password ends all other sessions of the account.
 *
 * <p>It runs before the transaction, which must not wait. {@link NewPasswordGuard} checks the permission.
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

    /** @param logins and people, resolved later because they need the engine */
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

    /** Whether this request has confirmed the right password of the current user. */
    static boolean isConfirmed(String id) {
        HttpServletRequest request = request();
        return request != null && id.equals(request.getAttribute(CONFIRMED));
    }

    /**
     * Runs under a lock of the session. Other requests of the session wait for it in {@link #renewed}; they would
     * find a changed password.
     */
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

    /** The person in the request's session, after any running password change of that session has ended. */
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
