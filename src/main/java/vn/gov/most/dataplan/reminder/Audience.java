package vn.gov.most.dataplan.reminder;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;

/** Who is told of a task, as groups and register stand while one lot of mails is gathered. */
final class Audience {

    private final IdentityService identityService;
    private final Map<String, Unit> units;
    private final Map<String, List<User>> members = new HashMap<>();
    private final Map<String, Optional<Unit>> unitOf = new HashMap<>();

    Audience(IdentityService identityService, Register register, LocalDate day) {
        this.identityService = identityService;
        units = register.unitsOn(day).stream()
                .collect(toMap(Unit::id, unit -> unit, (one, other) -> one, LinkedHashMap::new));
    }

    /**
     * Whoever has claimed the task and the head of the unit, who directs it; while nobody has claimed it, every member
     * of its groups, to whom the head belongs.
     */
    Set<String> of(OpenStep step) {
        Set<String> people = new LinkedHashSet<>();
        step.assignee().ifPresent(people::add);
        for (String group : step.groups()) {
            String told = step.assignee().isEmpty() ? group : Register.headGroupOf(group);
            members(told).forEach(user -> people.add(user.getId()));
        }
        return people;
    }

    Recipient recipient(String person) {
        User user = identityService.createUserQuery().userId(person).singleResult();
        return new Recipient(
                person,
                unit(person).isPresent() ? Recipient.Kind.PERSON : Recipient.Kind.LEADERSHIP,
                user == null ? person : user.getFirstName() + " " + user.getLastName(),
                user == null ? "" : user.getEmail());
    }

    /** Of the person's own unit. */
    Optional<Recipient> mailbox(String person) {
        return unit(person).map(unit -> new Recipient(unit.id(), Recipient.Kind.UNIT, unit.name(), unit.mailbox()));
    }

    boolean isOfUnit(String person, String unit) {
        return unit(person).filter(own -> own.id().equals(unit)).isPresent();
    }

    String unitName(String unit) {
        return Optional.ofNullable(units.get(unit)).map(Unit::name).orElse(unit);
    }

    private Optional<Unit> unit(String person) {
        return unitOf.computeIfAbsent(person, id -> identityService.createGroupQuery().groupMember(id).list().stream()
                .flatMap(group -> units.values().stream()
                        .filter(unit -> Register.groupOf(unit.id()).equals(group.getId())))
                .findFirst());
    }

    private List<User> members(String group) {
        return members.computeIfAbsent(group, id -> identityService
                .createUserQuery()
                .memberOfGroup(id)
                .orderByUserId()
                .asc()
                .list());
    }
}
