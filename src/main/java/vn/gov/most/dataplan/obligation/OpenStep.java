package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An open user task of the plan.
 *
 * @param name as Tasklist shows it
 * @param groups the groups it was given to
 * @param row the number of the row of the obligation that it is a step of
 * @param about what that concerns, in words, as the database of an event or what was ordered; else empty
 * @param lateFrom from when it counts; between {@code dueAt} and then it is merely past its due date
 * @param moved where people knew another date
 * @param sent whether what it is a step of was ever sent
 * @param periodSigned whether the period's own report is signed
 * @param toldBy the instance that tells people that it is there
 * @param remindedBy the instance that last reminded people of it before its due date was past
 * @param toldDaysBefore the fewest working days before the due day of which a reminder has told
 */
public record OpenStep(
        String task,
        String processInstance,
        String name,
        Optional<String> assignee,
        Set<String> groups,
        long row,
        ObligationKey obligation,
        String about,
        Instant dueAt,
        Instant lateFrom,
        boolean provisional,
        Optional<Moved> moved,
        boolean sent,
        boolean periodSigned,
        Optional<String> toldBy,
        Optional<String> remindedBy,
        Optional<Integer> toldDaysBefore) {

    /** The same in the hands of somebody, whom the engine may not have written down yet. */
    public OpenStep heldBy(String person) {
        return new OpenStep(
                task,
                processInstance,
                name,
                Optional.of(person),
                groups,
                row,
                obligation,
                about,
                dueAt,
                lateFrom,
                provisional,
                moved,
                sent,
                periodSigned,
                toldBy,
                remindedBy,
                toldDaysBefore);
    }

    /**
     * @param from when it was due before
     * @param because in the words of whoever moved it
     */
    public record Moved(Instant from, String because) {}
}
