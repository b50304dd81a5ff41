package vn.gov.most.dataplan.plan;

/** How often a clause or a part repeats. */
public enum PeriodRule {
    YEAR("year"),
    HALF_YEAR("half-year"),
    /** Once; the period is the clause's window. */
    ONCE("once"),
    /** At an event: a database goes live, a request comes in. */
    EVENT("event");

    private final String word;

    PeriodRule(String word) {
        this.word = word;
    }

    /** The word in the plan's file. */
    public String word() {
        return word;
    }

    /** Whether periods follow one another. */
    public boolean isPeriodic() {
        return this == YEAR || this == HALF_YEAR;
    }
}
