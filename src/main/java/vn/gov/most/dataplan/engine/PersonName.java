package vn.gov.most.dataplan.engine;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;

/** What people call somebody. REST enters a user with one name or none. */
public final class PersonName {

    private PersonName() {}

    /** The first name and the last one, as far as they are there; the id where neither is. */
    public static String of(User user) {
        return of(user.getId(), user.getFirstName(), user.getLastName());
    }

    /** The same of one that was read elsewhere; null where there is none. */
    public static String of(String id, String first, String last) {
        String name = Stream.of(first, last)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(not(String::isEmpty))
                .collect(joining(" "));
        return name.isEmpty() ? id : name;
    }
}
