package vn.gov.most.dataplan.duty;

/** A user task of the plan has come to somebody; told in the transaction that creates it. */
public record StepOpened(String task) {}
