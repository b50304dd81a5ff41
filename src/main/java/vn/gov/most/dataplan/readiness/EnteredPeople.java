package vn.gov.most.dataplan.readiness;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.MailAddress;
import vn.gov.most.dataplan.engine.OtherSystems;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.organisation.Body;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;

/** Which people are entered in each unit and body, and what is missing. */
@Component
class EnteredPeople {

    /**
     * A unit, or a body whose members form a group.
     *
     * @param ids of its groups, as an administrator selects them
     * @param heads of a unit, with the deputies
     * @param withoutAddress how many of the people have no usable mail address
     */
    record Group(String id, String name, String ids, boolean isUnit, int people, int heads, int withoutAddress) {

        public boolean isEmpty() {
            return people == 0;
        }

        /** Heads who see none of the unit's work, because they are only in the group of heads. */
        public boolean hasHeadsAlone() {
            return people == 0 && heads > 0;
        }

        public boolean lacksHead() {
            return isUnit && people > 0 && heads == 0;
        }
    }

    private final Register register;
    private final IdentityService identity;
    private final Clock clock;

    EnteredPeople(Register register, IdentityService identity, Clock clock) {
        this.register = register;
        this.identity = identity;
        this.clock = clock;
    }

    /** In the register's order, followed by the managers' group. */
    List<Group> groups() {
        LocalDate today = LocalDate.now(clock.withZone(WorkingCalendar.ZONE));
        List<Group> groups = new ArrayList<>();
        for (Unit unit : register.unitsOn(today)) {
            String heads = Register.headGroupOf(unit.id());
            groups.add(group(
                    unit.id(),
                    unit.name(),
                    unit.id() + ", " + heads,
                    true,
                    members(heads).size()));
        }
        for (Body body : register.bodiesOn(today)) {
            if (body.kind() == Body.Kind.GROUP) {
                groups.add(group(body.id(), body.name(), body.id(), false, 0));
            }
        }
        groups.add(group(Register.MANAGERS, "Người theo dõi", Register.MANAGERS, false, 0));
        return groups;
    }

    private Group group(String id, String name, String ids, boolean isUnit, int heads) {
        List<User> people = members(id);
        int without = (int) people.stream().filter(user -> !hasAddress(user)).count();
        return new Group(id, name, ids, isUnit, people.size(), heads, without);
    }

    /** Everybody without a usable mail address, with the unit or body they belong to. */
    List<String> withoutAddress(List<Group> groups) {
        Map<String, String> of = new LinkedHashMap<>();
        groups.forEach(group -> members(group.id()).stream()
                .filter(user -> !hasAddress(user))
                .forEach(user -> of.putIfAbsent(user.getId(), PersonName.of(user) + " (" + group.name() + ")")));
        return List.copyOf(of.values());
    }

    /** Everybody who is in no group with work. This includes people who are only in a unit's group of heads. */
    List<String> withoutGroup(List<Group> groups) {
        Set<String> known = new HashSet<>();
        groups.forEach(group -> members(group.id()).forEach(user -> known.add(user.getId())));
        for (String other : List.of(Groups.CAMUNDA_ADMIN, OtherSystems.GROUP)) {
            members(other).forEach(user -> known.add(user.getId()));
        }
        return identity.createUserQuery().list().stream()
                .filter(user -> !known.contains(user.getId()))
                .sorted(Comparator.comparing(User::getId))
                .map(user -> PersonName.of(user) + " (" + user.getId() + ")")
                .toList();
    }

    /** How many people the groups of these units have, and the names of the units without anybody. */
    record Reached(int people, List<String> nobodyOf) {}

    Reached reached(List<Unit> units) {
        Set<String> people = new TreeSet<>();
        List<String> nobodyOf = new ArrayList<>();
        for (Unit unit : units) {
            Set<String> own = members(Register.groupOf(unit.id())).stream()
                    .map(User::getId)
                    .collect(Collectors.toSet());
            people.addAll(own);
            if (own.isEmpty()) {
                nobodyOf.add(unit.shortName());
            }
        }
        return new Reached(people.size(), nobodyOf);
    }

    private List<User> members(String group) {
        return identity.createUserQuery()
                .memberOfGroup(group)
                .orderByUserId()
                .asc()
                .list();
    }

    private static boolean hasAddress(User user) {
        return user.getEmail() != null && MailAddress.isOne(user.getEmail());
    }
}
