package vn.gov.most.dataplan.collecting;

/** The paths of the pages about a period's reports, and the flash attributes for the page after a decision. */
public final class ReportPaths {

    /** The list of periods that the user checks. */
    public static final String ALL = "/bao-cao-don-vi";

    /** The parameter with the number of a chosen report and of its sending. */
    public static final String REPORT = "bao-cao";

    /** The parameter with the number of the sending that is decided on. */
    public static final String SENDING = "lan";

    /** Flash attribute: the list of results, one for each report. */
    public static final String RESULTS = "results";

    /** Flash attribute: a reason that was refused. */
    public static final String TYPED = "typed";

    private ReportPaths() {}

    /** @param period the id of the period's row */
    public static String ofPeriod(long period) {
        return ALL + "/" + period;
    }

    /** @param report the id of the report's row */
    public static String of(long period, long report) {
        return ofPeriod(period) + "/" + report;
    }
}
