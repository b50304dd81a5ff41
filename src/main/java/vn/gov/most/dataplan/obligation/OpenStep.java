package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An open user task of the plan.
 *
 * @param name as Tasklist shows it
 * @param groups its candidate groups
 * @param row the row id of the task's obligation
 * @param about the obligation's subject in words, such as the database of an event or the ordered work; otherwise
 *     empty
 * @param lateFrom when lateness begins; between {@code dueAt} and then it is only past its due date
 * @param moved set if people were notified of another date
 * @param sent whether the obligation was ever sent
 * @param periodSigned whether the report of the period is signed
 * @param toldBy the process instance that notifies people of the task
 * @param remindedBy the process instance that last reminded people of it before its due date
 * @param toldDaysBefore the smallest threshold, in working days before the due day, that was reminded of
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

    /** This task with an assignee whom the engine may not have flushed yet. */
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
     * @param from the previous due time
     * @param because in the words of the person who moved it
     */
    public record Moved(Instant from, String because) {}
}
