package vn.gov.most.dataplan.assignment;

import java.util.Optional;

/**
 * A head has assigned a task to an officer. Published in the same transaction.
 *
 * @param giving the id of its row
 * @param to a user id, like {@code by} and {@code before}
 * @param before the previous assignee; empty if there was none or it was the same officer
 * @param draft what happened to the draft of {@code before}; empty if there was none
 */
public record TaskGiven(
        long giving,
        String task,
        String taskName,
        String to,
        String by,
        String instruction,
        Optional<String> before,
        Optional<DraftChoice> draft) {}
