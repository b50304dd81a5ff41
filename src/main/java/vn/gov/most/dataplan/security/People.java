package vn.gov.most.dataplan.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.UserId;

/**
 * The engine's data about users that a login needs, read without authorizations, because nobody is authenticated yet.
 */
@Component
class People {

    private final ProcessEngineConfigurationImpl engine;
    private final JdbcClient jdbc;
    private final String nobodysHash;

    People(ProcessEngine processEngine, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.engine = (ProcessEngineConfigurationImpl) processEngine.getProcessEngineConfiguration();
        this.nobodysHash = engine.getPasswordManager().encrypt("nobody");
    }

    String engineName() {
        return engine.getProcessEngineName();
    }

    /** The user with this id, in any case, if they have a password. */
    Optional<Person> find(String id) {
        if (!mayBeAnId(id)) {
            return Optional.empty();
        }
        // One statement outside the engine's transaction: it runs for every request of a REST client
        return jdbc
                .sql(
                        "select id_, pwd_ from act_id_user where id_ in (:id, :lower) order by case when id_ = :id then 0 else 1 end")
                .param("id", id)
                .param("lower", UserId.of(id))
                .query((row, number) -> new String[] {row.getString("id_"), row.getString("pwd_")})
                .list()
                .stream()
                .findFirst()
                .filter(row -> row[1] != null)
                .map(row -> new Person(row[0], stamp(row[1])));
    }

    /**
     * The person, if the password is right, typed on any keyboard. An old hash, or one of another Unicode form, is
     * replaced. It takes the same time for an unknown id. It runs outside any transaction, because it may wait.
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

    /** One statement, because it runs for every request; empty if the account was deleted or has another password. */
    Optional<Standing> standing(Person person) {
        Map<String, List<String>> found = new HashMap<>();
        jdbc.sql(
                        """
                        select 'password' as kind, pwd_ as name from act_id_user where id_ = :id
                        union all
                        select 'group', group_id_ from act_id_membership where user_id_ = :id
                        union
                        select 'tenant', tenant_id_ from act_id_tenant_member where user_id_ = :id
                            or group_id_ in (select group_id_ from act_id_membership where user_id_ = :id)
                        """)
                .param("id", person.id())
                .query(row -> {
                    found.computeIfAbsent(row.getString("kind"), kind -> new ArrayList<>())
                            .add(row.getString("name"));
                });
        return found.getOrDefault("password", List.of()).stream()
                .filter(password -> password != null && stamp(password).equals(person.stamp()))
                .findFirst()
                .map(password -> new Standing(
                        person.id(), found.getOrDefault("group", List.of()), found.getOrDefault("tenant", List.of())));
    }

    /** One statement; the engine would need two per application. */
    Set<String> applications(Standing standing) {
        List<Grant> grants = jdbc.sql(
                        """
                        select type_, user_id_ is null as of_group, resource_id_, perms_ from act_ru_authorization
                        where resource_type_ = :application and (user_id_ in (:id, '*')
                            or group_id_ in (select group_id_ from act_id_membership where user_id_ = :id))
                        """)
                .param("application", Resources.APPLICATION.resourceType())
                .param("id", standing.id())
                .query((row, number) -> Grant.of(
                        row.getInt("type_"),
                        row.getBoolean("of_group"),
                        row.getString("resource_id_"),
                        row.getInt("perms_")))
                .list();
        return Stream.of("tasklist", "cockpit", "admin")
                .filter(application -> mayOpen(application, grants))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** @param rank a user's own grants before those of groups, and these before global ones */
    private record Grant(int rank, String application, boolean isRevoked, boolean isAccess) {

        static Grant of(int type, boolean isOfGroup, String application, int permissions) {
            boolean isAccess = (permissions & Permissions.ACCESS.getValue()) != 0;
            boolean isOfAll = type == Authorization.AUTH_TYPE_GLOBAL;
            // A grant without the permission has no effect for a user or group; a global one decides either way
            boolean isRevoked = (isOfAll || type == Authorization.AUTH_TYPE_REVOKE) && !isAccess;
            return new Grant(
                    isOfAll ? 2 : isOfGroup ? 1 : 0,
                    application,
                    isRevoked,
                    isAccess && type != Authorization.AUTH_TYPE_REVOKE);
        }

        private int order() {
            // The engine's order: one application before all applications, and grants before revocations
            return rank * 4 + (application.equals(Authorization.ANY) ? 2 : 0) + (isAccess ? 0 : 1);
        }
    }

    private static boolean mayOpen(String application, List<Grant> grants) {
        return grants.stream()
                .filter(grant -> List.of(application, Authorization.ANY).contains(grant.application()))
                .filter(grant -> grant.isAccess() || grant.isRevoked())
                .min(Comparator.comparingInt(Grant::order))
                .map(Grant::isAccess)
                .orElse(false);
    }

    private Optional<UserEntity> row(String id) {
        // The exact spelling first: older installations may have ids with capitals
        return Optional.of(id)
                .filter(People::mayBeAnId)
                .flatMap(typed -> stored(typed).or(() -> stored(UserId.of(typed))))
                .filter(user -> user.getPassword() != null);
    }

    /** Too long or with control characters: nobody has such an id, and the database might refuse the query. */
    private static boolean mayBeAnId(String id) {
        return !id.isBlank() && id.length() <= UserId.LONGEST && id.chars().noneMatch(Character::isISOControl);
    }

    private Optional<UserEntity> stored(String id) {
        return Optional.ofNullable((UserEntity) unchecked(
                () -> engine.getIdentityService().createUserQuery().userId(id).singleResult()));
    }

    private void rehash(UserEntity user, String password) {
        user.setPassword(password);
        try {
            // Bypasses the policy: an old password may be weaker than a new one has to be.
            unchecked(() -> {
                ((IdentityServiceImpl) engine.getIdentityService()).saveUser(user, true);
                return null;
            });
        } catch (OptimisticLockingException alreadyDone) {
            // Another login of the same person has already replaced it.
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

    /** A user with their current groups and tenants. */
    record Standing(String id, List<String> groups, List<String> tenants) {}
}
