package vn.gov.most.dataplan.organisation;

/**
 * Published when the program has started for the first time: the register is imported, and the opening of what is due
 * has been requested. The job executor does not run yet.
 */
public record Installed() {}
