package vn.gov.most.dataplan.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.UserId;

/**
 * Checks a user name and password, for the login form and for Basic authentication. A success is cached for a minute
 * under a random key of this process, because a REST client sends its password with every request.
 */
@Component
class PasswordLogin implements AuthenticationProvider {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    static final int LONGEST = 512;

    private final People people;
    private final LoginThrottle throttle;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Object[] doors = Stream.generate(Object::new).limit(256).toArray();
    private final Map<String, Instant> successes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > 1_000;
        }
    };

    PasswordLogin(People people, LoginThrottle throttle, Clock clock) {
        this.people = people;
        this.throttle = throttle;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /**
     * @throws LockedException after too many failures, or while too many passwords are being checked
     * @throws BadCredentialsException both for an unknown user and for a wrong password
     */
    @Override
    public Authentication authenticate(Authentication attempt) {
        String address = attempt.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
        Person person = attempt(attempt.getName(), String.valueOf(attempt.getCredentials()), address)
                .orElseThrow(() -> new BadCredentialsException("Wrong user name or password"));
        UsernamePasswordAuthenticationToken login =
                UsernamePasswordAuthenticationToken.authenticated(person, null, List.of());
        login.setDetails(attempt.getDetails());
        return login;
    }

    /**
     * The person with this id and password; a wrong password counts as a failure.
     *
     * @throws LockedException after too many failures, or while too many passwords are being checked
     */
    Optional<Person> attempt(String id, String password, String address) {
        // Normalised: otherwise every spelling of the id would have attempts of its own
        String account = UserId.of(id.length() > UserId.LONGEST ? id.substring(0, UserId.LONGEST) : id);
        // Serialised: a client that opens ten connections at once would otherwise run out of tokens, although each
        // login
        // gets its token back.
        synchronized (doors[Math.floorMod((account + " " + address).hashCode(), doors.length)]) {
            if (!throttle.take(account, address)) {
                throw new LockedException("Too many failed logins");
            }
            try {
                Optional<Person> person = check(id, password);
                person.ifPresent(known -> throttle.succeeded(account, address));
                return person;
            } catch (Argon2PasswordEncryptor.Busy busy) {
                throttle.giveBack(account, address);
                throw new LockedException("Too many logins at once", busy);
            }
        }
    }

    private Optional<Person> check(String id, String password) {
        Optional<Person> known = people.find(id).filter(person -> isRemembered(person, password));
        if (known.isPresent()) {
            return known;
        }
        Optional<Person> checked =
                password.length() > LONGEST ? people.check(id, "").filter(person -> false) : people.check(id, password);
        checked.ifPresent(person -> remember(person, password));
        return checked;
    }

    private boolean isRemembered(Person person, String password) {
        String proof = proof(person, password);
        synchronized (successes) {
            Instant when = successes.get(proof);
            Instant now = clock.instant();
            return when != null && !now.isBefore(when) && now.isBefore(when.plus(REMEMBERED));
        }
    }

    private void remember(Person person, String password) {
        String proof = proof(person, password);
        synchronized (successes) {
            successes.remove(proof);
            successes.put(proof, clock.instant());
        }
    }

    private String proof(Person person, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String all = person.id() + '\0' + person.stamp() + '\0' + password;
            return Base64.getEncoder().encodeToString(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
