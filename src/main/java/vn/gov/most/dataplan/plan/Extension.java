package vn.gov.most.dataplan.plan;

/**
 * The deploying ministry's own decision that periodic clauses go on after their window; the source does not say so.
 * Where it is taken out of the file, they stop with the window.
 *
 * @param untilYear the last year, included
 * @param ground why, in Vietnamese, to be shown beside every period that lies in it
 */
public record Extension(int untilYear, String ground) {}
