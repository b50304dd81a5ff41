package vn.gov.most.dataplan.engine;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;

/** A person's display name. Users created by REST may have only one name, or none. */
public final class PersonName {

    private PersonName() {}

    /** The first and last name, as far as they exist; the id if there are none. */
    public static String of(User user) {
        return of(user.getId(), user.getFirstName(), user.getLastName());
    }

    /** The display name from separate values; null if there is no id. */
    public static String of(String id, String first, String last) {
        String name = Stream.of(first, last)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(not(String::isEmpty))
                .collect(joining(" "));
        return name.isEmpty() ? id : name;
    }
}
