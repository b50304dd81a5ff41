package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Data read directly from the tables is the same as the engine's answer. */
class PeopleTest extends EngineSecurityTest {

    private static final List<String> APPLICATIONS = List.of("tasklist", "cockpit", "admin");

    @Autowired
    private People people;

    private final List<Authorization> made = new ArrayList<>();

    @AfterEach
    void takeBack() {
        made.forEach(one -> engine.getAuthorizationService().deleteAuthorization(one.getId()));
        made.clear();
    }

    @Test
    void theGroupsAreTheEngines() {
        for (String person : List.of(AN, HEAD, FOLLOWER, ADMIN)) {
            assertThat(standing(person).groups())
                    .containsExactlyInAnyOrderElementsOf(
                            engine.getIdentityService().createGroupQuery().groupMember(person).list().stream()
                                    .map(group -> group.getId())
                                    .toList());
        }
    }

    @Test
    void theApplicationsAreTheEnginesWhateverIsGrantedAndRevoked() {
        Random random = new Random(16);
        Set<Set<String>> answers = new HashSet<>();
        for (int round = 0; round < 150; round++) {
            takeBack();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                make(random);
            }
            People.Standing head = standing(HEAD);
            Set<String> asEngineSays = new HashSet<>();
            for (String application : APPLICATIONS) {
                if (engine.getAuthorizationService()
                        .isUserAuthorized(
                                HEAD, head.groups(), Permissions.ACCESS, Resources.APPLICATION, application)) {
                    asEngineSays.add(application);
                }
            }
            assertThat(people.applications(head)).as(() -> made.toString()).isEqualTo(asEngineSays);
            answers.add(asEngineSays);
        }
        assertThat(answers).hasSizeGreaterThan(4);
    }

    private void make(Random random) {
        String resource = random.nextInt(3) == 0 ? Authorization.ANY : APPLICATIONS.get(random.nextInt(3));
        int type = random.nextInt(3);
        Authorization one = engine.getAuthorizationService().createNewAuthorization(type);
        one.setResource(Resources.APPLICATION);
        one.setResourceId(resource);
        switch (type == Authorization.AUTH_TYPE_GLOBAL ? 0 : random.nextInt(1, 4)) {
            case 0 -> one.setUserId(Authorization.ANY);
            case 1 -> one.setUserId(HEAD);
            case 2 -> one.setGroupId("alpha");
            default -> one.setGroupId("alpha-head");
        }
        if (type == Authorization.AUTH_TYPE_REVOKE) {
            one.removePermission(random.nextBoolean() ? Permissions.ACCESS : Permissions.ALL);
        } else {
            // A global authorization without the permission is a revocation for the engine only if there is another
            // beside it; for us it always is
            boolean isNone = type == Authorization.AUTH_TYPE_GRANT && random.nextInt(4) == 0;
            one.addPermission(isNone ? Permissions.NONE : Permissions.ACCESS);
        }
        boolean isThere = engine
                .getAuthorizationService()
                .createAuthorizationQuery()
                .authorizationType(type)
                .resourceType(Resources.APPLICATION)
                .resourceId(resource)
                .list()
                .stream()
                .anyMatch(other -> Objects.equals(other.getUserId(), one.getUserId())
                        && Objects.equals(other.getGroupId(), one.getGroupId()));
        if (!isThere) {
            made.add(engine.getAuthorizationService().saveAuthorization(one));
        }
    }

    private People.Standing standing(String person) {
        return people.standing(people.find(person).orElseThrow()).orElseThrow();
    }
}
