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

    /**
     * SQL for the account's name of today, for a statement that stores it; the id if there is no account.
     *
     * @param id the column or parameter of the user id
     */
    public static String kept(String id) {
        return """
                coalesce((
                    select nullif(trim(concat(trim(coalesce(first_, '')), ' ', trim(coalesce(last_, '')))), '')
                    from act_id_user where id_ = %1$s), %1$s)
                """
                .formatted(id);
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
