package vn.gov.most.dataplan.plan;

/** How often a clause, or a part of one, comes round. */
public enum PeriodRule {
    YEAR("year"),
    HALF_YEAR("half-year"),
    /** A single time; its period is the clause's window. */
    ONCE("once"),
    /** When something happens: a database goes live, a request comes in. */
    EVENT("event");

    private final String word;

    PeriodRule(String word) {
        this.word = word;
    }

    /** As it stands in the plan's file. */
    public String word() {
        return word;
    }

    /** Whether another period follows each. */
    public boolean isPeriodic() {
        return this == YEAR || this == HALF_YEAR;
    }
}
