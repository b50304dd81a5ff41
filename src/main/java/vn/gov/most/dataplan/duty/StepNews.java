package vn.gov.most.dataplan.duty;

/** A user task of the plan has come to somebody, or is due on another day; told in the transaction that does it. */
public record StepNews(String task) {}
