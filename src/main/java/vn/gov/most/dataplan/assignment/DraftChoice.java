package vn.gov.most.dataplan.assignment;

/** What becomes of what somebody has entered and not submitted, when another gets the task. */
public enum DraftChoice {
    PASS_ON,
    DISCARD
}
