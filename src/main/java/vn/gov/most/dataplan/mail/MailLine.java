package vn.gov.most.dataplan.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * The line of a user task in a mail. Texts are as users read them, empty where there is nothing to say.
 *
 * @param clause cited, as "Mục II.4 Phụ lục"
 * @param duty the name of the process
 * @param unit of the task, if it is not the recipient's own
 * @param period as "năm 2026"; for an event, its subject
 * @param handler the assignee, if it is not the recipient
 * @param provisional whether a change of the calendar may still move the due time
 * @param workingDays left until it is due, or passed since
 */
public record MailLine(
        String taskId,
        String task,
        String clause,
        String duty,
        String unit,
        String period,
        String handler,
        Optional<Instant> dueAt,
        boolean provisional,
        Status status,
        int workingDays,
        Optional<Moved> moved,
        Optional<Returned> returned) {

    /** In the order in which a mail lists them. */
    public enum Status {
        /** Late by the plan's rule. */
        OVERDUE,
        /** Past its due time, but not yet late by the plan's rule. */
        PAST_DUE,
        DUE_SOON,
        IN_TIME
    }

    /**
     * The due day has changed since people were last notified.
     *
     * @param from the previous due time
     * @param because in the words of the person who moved it
     */
    public record Moved(Instant from, String because) {}

    /**
     * The task corrects returned work.
     *
     * @param what as "Báo cáo của đơn vị"
     * @param reasons may have several lines
     * @param by the name of the person who returned it; empty if unknown
     */
    public record Returned(String what, String reasons, String by) {}
}
