package vn.gov.most.dataplan.assignment;

import java.util.Optional;

/**
 * A head has given a task to an officer, in the transaction that does so.
 *
 * @param giving its number
 * @param to a user id, as {@code by} and {@code before} are
 * @param before who had the task until then; empty where nobody or the same officer had it
 * @param draft what became of what {@code before} had entered and not submitted; empty where there was nothing
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
