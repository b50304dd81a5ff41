package vn.gov.most.dataplan.organisation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.gov.most.dataplan.engine.OtherSystems;
import vn.gov.most.dataplan.engine.UserId;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;

/** The content of a people file, checked against the organisation. */
record PeopleFile(List<NewPerson> people) {

    static final String NAME = "people.yml";
    static final String DEMO_NAME = "organisation-demo-people.yml";

    /** A person with the ids of all their groups. */
    record NewPerson(String id, String name, String email, List<String> groups) {

        /** All names except the given name. Camunda prints it first, which gives the Vietnamese order. */
        String firstName() {
            return name.substring(0, name.lastIndexOf(' '));
        }

        /** The given name, by which Vietnamese lists are sorted. */
        String lastName() {
            return name.substring(name.lastIndexOf(' ') + 1);
        }
    }

    /** @param organisation empty if it has a fault: units and groups are unknown then */
    static PeopleFile of(Entry root, Optional<OrganisationFile> organisation) {
        root.allowing("people");
        Set<String> ids = new HashSet<>();
        return new PeopleFile(Faults.each(root.entries("people", "người dùng", "id"), entry -> {
            NewPerson person = person(entry, organisation);
            if (!ids.add(person.id())) {
                throw entry.fault("id", "\"" + person.id() + "\" đã dùng; mỗi mã chỉ dùng cho một người");
            }
            return person;
        }));
    }

    private static NewPerson person(Entry entry, Optional<OrganisationFile> organisation) {
        entry.allowing("id", "name", "email", "unit", "role", "groups");
        String id = entry.parsed("id", UserId.ALLOWED, PeopleFile::id);
        String name = OrganisationFile.text(entry, "name");
        if (!name.contains(" ")) {
            throw entry.fault("name", "\"" + name + "\" chưa đủ họ và tên");
        }
        List<String> groups = new ArrayList<>(organisation
                .map(known -> entry.someOf(
                        "groups",
                        Stream.concat(known.groupBodies().stream(), Stream.of(Register.MANAGERS, OtherSystems.GROUP))
                                .toList()))
                .orElseGet(() -> entry.texts("groups")));
        if (entry.has("unit") != entry.has("role")) {
            throw entry.fault(entry.has("unit") ? "role" : "unit", "phải nhập cả hai trường unit và role");
        }
        if (entry.has("unit")) {
            String unit = organisation
                    .map(known -> entry.oneOf("unit", known.unitIds()))
                    .orElseGet(() -> entry.text("unit"));
            groups.add(Register.groupOf(unit));
            if (!entry.oneOf("role", List.of("head", "deputy", "staff")).equals("staff")) {
                groups.add(Register.headGroupOf(unit));
            }
        }
        return new NewPerson(id, name, OrganisationFile.address(entry, "email"), List.copyOf(groups));
    }

    private static String id(String typed) {
        String id = UserId.of(typed);
        if (!UserId.isAllowed(id)) {
            throw new IllegalArgumentException(typed);
        }
        return id;
    }
}
