package vn.gov.most.dataplan.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.UserId;

/** What the engine knows about those who log in, read without the engine's authorizations: a login comes before them. */
@Component
class People {

    private final ProcessEngineConfigurationImpl engine;
    private final String nobodysHash;

    People(ProcessEngine processEngine) {
        this.engine = (ProcessEngineConfigurationImpl) processEngine.getProcessEngineConfiguration();
        this.nobodysHash = engine.getPasswordManager().encrypt("nobody");
    }

    String engineName() {
        return engine.getProcessEngineName();
    }

    /** Whoever has this id, in whatever capitals, and a password. */
    Optional<Person> find(String id) {
        return row(id).map(People::person);
    }

    /**
     * The person, where the password is theirs, from whatever keyboard; a hash of the engine's own kind, or of another
     * keyboard's characters, is then replaced. Costs the same for an id that nobody has. Runs outside of any transaction,
     * for it may wait.
     */
    Optional<Person> check(String id, String password) {
        Optional<UserEntity> row = row(id);
        String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
        boolean right = isRight(row, normal);
        boolean isAsTyped = !right && !normal.equals(password) && isRight(row, password);
        if (!right && !isAsTyped || row.isEmpty()) {
            return Optional.empty();
        }
        if (isAsTyped || !row.get().getPassword().startsWith("{" + Argon2PasswordEncryptor.NAME + "}")) {
            rehash(row.get(), password);
            return find(id);
        }
        return row.map(People::person);
    }

    private boolean isRight(Optional<UserEntity> row, String password) {
        String salted = EncryptionUtil.saltPassword(
                password, row.map(UserEntity::getSalt).orElse(""));
        return engine.getPasswordManager()
                .check(salted, row.map(UserEntity::getPassword).orElse(nobodysHash));
    }

    Optional<Standing> standing(Person person) {
        if (find(person.id()).filter(person::equals).isEmpty()) {
            return Optional.empty();
        }
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(person.id()).list().stream()
                .map(Group::getId)
                .toList();
        List<String> tenants = engine
                .getIdentityService()
                .createTenantQuery()
                .userMember(person.id())
                .includingGroupsOfUser(true)
                .list()
                .stream()
                .map(Tenant::getId)
                .toList();
        return Optional.of(new Standing(person.id(), groups, tenants));
    }

    Set<String> applications(Standing standing) {
        Set<String> open = new HashSet<>();
        for (String application : List.of("tasklist", "cockpit", "admin")) {
            if (engine.getAuthorizationService()
                    .isUserAuthorized(
                            standing.id(), standing.groups(), Permissions.ACCESS, Resources.APPLICATION, application)) {
                open.add(application);
            }
        }
        return open;
    }

    private Optional<UserEntity> row(String id) {
        // Longer or with control characters it is nobody's, and a database might refuse the question.
        if (id.isBlank() || id.length() > UserId.LONGEST || id.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        // As it is written first: an installation may have people from before whose ids have capitals
        return stored(id).or(() -> stored(UserId.of(id))).filter(user -> user.getPassword() != null);
    }

    private Optional<UserEntity> stored(String id) {
        return Optional.ofNullable((UserEntity) unchecked(
                () -> engine.getIdentityService().createUserQuery().userId(id).singleResult()));
    }

    private void rehash(UserEntity user, String password) {
        user.setPassword(password);
        try {
            // Past the policy: an old password may be weaker than what is asked of a new one.
            unchecked(() -> {
                ((IdentityServiceImpl) engine.getIdentityService()).saveUser(user, true);
                return null;
            });
        } catch (OptimisticLockingException alreadyDone) {
            // Another login of the same person was first.
        }
    }

    private <T> T unchecked(Callable<T> question) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(question));
    }

    private static Person person(UserEntity user) {
        return new Person(user.getId(), stamp(user.getPassword()));
    }

    private static String stamp(String storedPassword) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(storedPassword.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What somebody belongs to at this moment. */
    record Standing(String id, List<String> groups, List<String> tenants) {}
}
