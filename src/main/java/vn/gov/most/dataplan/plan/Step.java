package vn.gov.most.dataplan.plan;

import java.util.List;

/**
 * A user task of a part's process.
 *
 * @param task the user task's id in the model
 * @param who {@code unit} and {@code head} are those of the instance's unit; all else is an id of the register
 * @param due rules; the first whose moment is known counts
 */
public record Step(String task, String who, List<String> due) {}
