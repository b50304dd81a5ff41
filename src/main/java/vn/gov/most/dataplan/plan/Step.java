package vn.gov.most.dataplan.plan;

/**
 * A user task of a part's process.
 *
 * @param task the user task's id in the model
 * @param who {@code unit} and {@code head} are those of the instance's unit; all else is an id of the register, with
 *     {@code -head} behind it where its head is meant; of a shared process, the variable that names the group
 * @param onlyInOlderVersions whether the latest version of the process has no such task any more: instances of older ones
 *     still need its date
 */
public record Step(String task, String who, DeadlineRule due, boolean onlyInOlderVersions) {}
