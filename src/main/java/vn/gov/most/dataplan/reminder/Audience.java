package vn.gov.most.dataplan.reminder;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.organisation.FocalOfficer;
import vn.gov.most.dataplan.organisation.FocalOfficers;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;

/** Who receives mails about a task or a document, from the groups and the register. Used for one batch of mails. */
final class Audience {

    /** Prefix of the id of a focal officer without an account; user ids have no slash. */
    private static final String NO_ACCOUNT = "focal-officer/";

    private final IdentityService identityService;
    private final Map<String, Unit> units;
    private final Map<String, Unit> unitOfGroup = new HashMap<>();
    private final Map<String, FocalOfficer> officers = new HashMap<>();
    private final Map<String, List<User>> members = new HashMap<>();
    private final Map<String, Optional<Unit>> unitOf = new HashMap<>();
    private final Map<String, User> users = new HashMap<>();
    private final Map<String, Recipient> recipients = new HashMap<>();

    Audience(IdentityService identityService, Register register, FocalOfficers focalOfficers, LocalDate day) {
        this.identityService = identityService;
        units = register.unitsOn(day).stream()
                .collect(toMap(Unit::id, unit -> unit, (one, other) -> one, LinkedHashMap::new));
        units.values().forEach(unit -> {
            unitOfGroup.put(Register.groupOf(unit.id()), unit);
            unitOfGroup.put(Register.headGroupOf(unit.id()), unit);
        });
        focalOfficers.current().stream()
                .filter(officer -> units.containsKey(officer.unit()))
                .forEach(officer -> officers.put(Register.groupOf(officer.unit()), officer));
    }

    /**
     * The assignee and the head of the unit; for a task without an assignee, all members of its groups, among them
     * the head. In both cases also the unit's focal officer.
     */
    Set<String> of(OpenStep step) {
        Set<String> people = new LinkedHashSet<>();
        step.assignee().ifPresent(people::add);
        for (String group : step.groups()) {
            // Read for an assigned task too: one query per group is less than one per assignee.
            List<User> all = members(group);
            List<User> told = step.assignee().isEmpty() ? all : members(Register.headGroupOf(group));
            told.forEach(user -> people.add(user.getId()));
            officer(group).ifPresent(people::add);
        }
        return people;
    }

    /** Every member of the groups, and the focal officers of the units whose groups they are. */
    Set<String> of(Collection<String> groups) {
        Set<String> people = new LinkedHashSet<>();
        for (String group : groups) {
            members(group).forEach(user -> people.add(user.getId()));
            officer(group).ifPresent(people::add);
        }
        return people;
    }

    /** The unit's head and deputies; the unit's mailbox if there are none. */
    Set<String> heads(String unit) {
        Set<String> heads = members(Register.headGroupOf(unit)).stream()
                .map(User::getId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return heads.isEmpty() ? mailboxAlone(unit) : heads;
    }

    /** The same people and the unit's focal officer. */
    Set<String> directing(String unit) {
        Set<String> people = of(List.of(Register.headGroupOf(unit)));
        officer(Register.groupOf(unit)).ifPresent(people::add);
        return people.isEmpty() && units.containsKey(unit) ? mailboxAlone(unit) : people;
    }

    private Set<String> mailboxAlone(String unit) {
        recipients.put(unit, mailboxOf(unit));
        return Set.of(unit);
    }

    private Optional<String> officer(String group) {
        return Optional.ofNullable(officers.get(group)).map(this::idOf);
    }

    /**
     * The account in the unit with the officer's address, so that nobody gets two mails; otherwise a generated id.
     */
    private String idOf(FocalOfficer officer) {
        return members(Register.groupOf(officer.unit())).stream()
                .filter(user -> officer.email().equalsIgnoreCase(user.getEmail()))
                .map(User::getId)
                .findFirst()
                .orElseGet(() -> {
                    String id = NO_ACCOUNT + officer.unit();
                    recipients.put(id, new Recipient(id, Recipient.Kind.PERSON, officer.name(), officer.email()));
                    unitOf.put(id, Optional.ofNullable(units.get(officer.unit())));
                    return id;
                });
    }

    Recipient recipient(String person) {
        return recipients.computeIfAbsent(person, id -> {
            User user = users.containsKey(id)
                    ? users.get(id)
                    : identityService.createUserQuery().userId(id).singleResult();
            return new Recipient(
                    id,
                    unit(id).isPresent() || isManager(id) ? Recipient.Kind.PERSON : Recipient.Kind.LEADERSHIP,
                    user == null ? id : PersonName.of(user),
                    user == null ? "" : user.getEmail());
        });
    }

    /** The mailbox of the person's own unit. */
    Optional<Recipient> mailbox(String person) {
        return unit(person).map(unit -> mailboxOf(unit.id()));
    }

    Recipient mailboxOf(String unit) {
        return new Recipient(
                unit,
                Recipient.Kind.UNIT,
                unitName(unit),
                Optional.ofNullable(units.get(unit)).map(Unit::mailbox).orElse(""));
    }

    String shortUnitName(String unit) {
        return Optional.ofNullable(units.get(unit)).map(Unit::shortName).orElse(unit);
    }

    boolean isOfUnit(String person, String unit) {
        return unit(person).filter(own -> own.id().equals(unit)).isPresent();
    }

    String unitName(String unit) {
        return Optional.ofNullable(units.get(unit)).map(Unit::name).orElse(unit);
    }

    private boolean isManager(String person) {
        return members(Register.MANAGERS).stream().anyMatch(user -> user.getId().equals(person));
    }

    private Optional<Unit> unit(String person) {
        return unitOf.computeIfAbsent(person, id -> identityService.createGroupQuery().groupMember(id).list().stream()
                .map(group -> unitOfGroup.get(group.getId()))
                .filter(Objects::nonNull)
                .findFirst());
    }

    /** Caches the members and, for a unit's group, the unit of each: otherwise each would need a query. */
    private List<User> members(String group) {
        return members.computeIfAbsent(group, id -> {
            List<User> all = identityService
                    .createUserQuery()
                    .memberOfGroup(id)
                    .orderByUserId()
                    .asc()
                    .list();
            all.forEach(user -> users.put(user.getId(), user));
            Optional.ofNullable(unitOfGroup.get(id))
                    .ifPresent(unit -> all.forEach(user -> unitOf.putIfAbsent(user.getId(), Optional.of(unit))));
            return all;
        });
    }
}
