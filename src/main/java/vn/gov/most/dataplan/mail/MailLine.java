package vn.gov.most.dataplan.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * A user task in a mail. Texts are as users read them, empty where there is nothing to say.
 *
 * @param clause cited, as "Mục II.4 Phụ lục"
 * @param duty the name of the process
 * @param unit whose task it is, where that is not the recipient's own unit
 * @param period as "năm 2026"; of an event, what it concerns
 * @param handler who works on it, where that is not the recipient
 * @param provisional whether the due moment may still change with the calendar
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

    /** In the order in which a mail tells them. */
    public enum Status {
        /** Late by the plan's rule. */
        OVERDUE,
        /** Past its due moment, not yet late by the plan's rule. */
        PAST_DUE,
        DUE_SOON,
        IN_TIME
    }

    /**
     * That the task is due on another day than people were told.
     *
     * @param from when it was due
     * @param because in the words of whoever moved it
     */
    public record Moved(Instant from, String because) {}

    /**
     * That the task is to mend what was returned.
     *
     * @param what as "Báo cáo của đơn vị"
     * @param reasons may have several lines
     * @param by the name of whoever returned it; empty where nobody knows
     */
    public record Returned(String what, String reasons, String by) {}
}
