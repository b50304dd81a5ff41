package vn.gov.most.dataplan.plan;

/** How often a clause, or a part of one, comes round. */
public enum PeriodKind {
    YEAR("year"),
    HALF_YEAR("half-year"),
    /** A single time; its period is the clause's window. */
    ONCE("once"),
    /** When something happens: a database goes live, a request comes in. */
    EVENT("event");

    private final String word;

    PeriodKind(String word) {
        this.word = word;
    }

    /** As it stands in the plan's file. */
    public String word() {
        return word;
    }

    public boolean isPeriodic() {
        return this == YEAR || this == HALF_YEAR;
    }
}
