package vn.gov.most.dataplan.duty;

/** Published when a user task of the plan is created or gets another due day, in the same transaction. */
public record StepNews(String task) {}
