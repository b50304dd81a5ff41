package vn.gov.most.dataplan.collecting;

/** Where the reports of periods are, and what is handed on from a decision to the page after it. */
public final class ReportPaths {

    /** The periods that somebody checks. */
    public static final String ALL = "/bao-cao-don-vi";

    /** The parameter that a chosen report's number is in, with that of its sending. */
    public static final String REPORT = "bao-cao";

    /** The parameter that says which sending of a report a decision is on. */
    public static final String SENDING = "lan";

    /** Handed on once: a list of what came of each report. */
    public static final String RESULTS = "results";

    /** Handed on once: a reason that was refused. */
    public static final String TYPED = "typed";

    private ReportPaths() {}

    /** @param period the number of the period's own row */
    public static String ofPeriod(long period) {
        return ALL + "/" + period;
    }

    /** @param report the number of its row */
    public static String of(long period, long report) {
        return ofPeriod(period) + "/" + report;
    }
}
