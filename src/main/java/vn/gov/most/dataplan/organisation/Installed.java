package vn.gov.most.dataplan.organisation;

/**
 * The program has started for the first time: the register has its first content, and the opening of what ought to be open
 * has been asked for. The job executor does not run yet.
 */
public record Installed() {}
