package vn.gov.most.dataplan.organisation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a file of people says, checked against the organisation they belong to. */
record PeopleFile(List<NewPerson> people) {

    static final String NAME = "people.yml";
    static final String DEMO_NAME = "organisation-demo-people.yml";

    private static final int LONGEST_ID = 64;

    /** A person with the ids of all groups that hold them. */
    record NewPerson(String id, String name, String email, List<String> groups) {

        /** All but the given name; Camunda prints it in front, so that people read the name in Vietnamese order. */
        String firstName() {
            return name.substring(0, name.lastIndexOf(' '));
        }

        /** The given name, by which Vietnamese lists are sorted. */
        String lastName() {
            return name.substring(name.lastIndexOf(' ') + 1);
        }
    }

    static PeopleFile of(Entry root, OrganisationFile organisation) {
        root.allowing("people");
        List<NewPerson> people = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Entry entry : root.entries("people", "người dùng")) {
            NewPerson person = person(entry, organisation);
            if (!ids.add(person.id())) {
                throw entry.fault("id", Entry.quoted(person.id()) + " đã dùng; mỗi mã chỉ dùng cho một người.");
            }
            people.add(person);
        }
        return new PeopleFile(List.copyOf(people));
    }

    private static NewPerson person(Entry entry, OrganisationFile organisation) {
        entry.allowing("id", "name", "email", "unit", "role", "groups");
        String id = entry.id("id", LONGEST_ID);
        String name = entry.text("name").strip().replaceAll("\\s+", " ");
        if (!name.contains(" ")) {
            throw entry.fault("name", Entry.quoted(name) + " chưa đủ họ và tên.");
        }
        List<String> groups = new ArrayList<>(entry.texts(
                "groups",
                Stream.concat(organisation.groupBodies().stream(), Stream.of(Register.MANAGERS))
                        .toList()));
        if (entry.has("unit") != entry.has("role")) {
            throw entry.fault(entry.has("unit") ? "role" : "unit", "phải nhập cả hai trường unit và role.");
        }
        if (entry.has("unit")) {
            String unit = entry.oneOf("unit", organisation.unitIds());
            groups.add(Register.groupOf(unit));
            if (!entry.oneOf("role", List.of("head", "deputy", "staff")).equals("staff")) {
                groups.add(Register.headGroupOf(unit));
            }
        }
        return new NewPerson(id, name, entry.address("email"), List.copyOf(groups));
    }
}
