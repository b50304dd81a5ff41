package vn.gov.most.dataplan.plan;

/**
 * The deploying ministry's own decision that periodic clauses go on after their window; the source does not say so.
 * Without it in the file, they stop with the window.
 *
 * @param untilYear the last year, included
 * @param ground why, in Vietnamese, shown with every period in the extension
 */
public record Extension(int untilYear, String ground) {}
