package vn.gov.most.dataplan.plan;

/** Who owes a part: the clause once, or each unit of a kind. */
public enum PartOwner {
    CLAUSE(""),
    UNIT("unit"),
    DATABASE_OWNER("database-owner"),
    /** The units that the clause names as coordinating, by id or kind. */
    COORDINATOR("coordinator");

    private final String word;

    PartOwner(String word) {
        this.word = word;
    }

    /** The word in the plan's file; empty if the field is absent. */
    public String word() {
        return word;
    }
}
