package vn.gov.most.dataplan.assignment;

/** What happens to the assignee's draft when the task is assigned to another person. */
public enum DraftChoice {
    PASS_ON,
    DISCARD
}
