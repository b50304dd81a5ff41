package vn.gov.most.dataplan.plan;

/**
 * A user task of a part's process.
 *
 * @param task the user task's id in the model
 * @param who {@code unit} or {@code head} of the instance's unit, or an id of the register, with {@code -head} for
 *     its head; in a shared process, the variable with the group
 * @param onlyInOlderVersions whether the latest version of the process no longer has this task: instances of older
 *     versions still need its date
 */
public record Step(String task, String who, DeadlineRule due, boolean onlyInOlderVersions) {}
