package vn.gov.most.dataplan.reminder;

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
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<String, List<User>> members = new HashMap<>();
    private final Map<String, String> unitOf = new HashMap<>();

    Audience(IdentityService identityService, Register register, LocalDate day) {
        this.identityService = identityService;
        register.unitsOn(day).forEach(unit -> units.put(unit.id(), unit));
        units.keySet().forEach(unit -> members(Register.groupOf(unit))
                .forEach(user -> unitOf.putIfAbsent(user.getId(), unit)));
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
                unitOf.containsKey(person) ? Recipient.Kind.PERSON : Recipient.Kind.LEADERSHIP,
                user == null ? person : user.getFirstName() + " " + user.getLastName(),
                user == null ? "" : user.getEmail());
    }

    /** Of the person's own unit. */
    Optional<Recipient> mailbox(String person) {
        return unit(person).map(unit -> new Recipient(unit.id(), Recipient.Kind.UNIT, unit.name(), unit.mailbox()));
    }

    boolean isOfUnit(String person, String unit) {
        return unit.equals(unitOf.get(person));
    }

    String unitName(String unit) {
        return Optional.ofNullable(units.get(unit)).map(Unit::name).orElse(unit);
    }

    private Optional<Unit> unit(String person) {
        return Optional.ofNullable(unitOf.get(person)).map(units::get);
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
