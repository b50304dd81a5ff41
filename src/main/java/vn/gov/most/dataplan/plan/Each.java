package vn.gov.most.dataplan.plan;

/** For whom a part is owed: once for the clause, or once for each unit of a kind. */
public enum Each {
    CLAUSE(""),
    UNIT("unit"),
    DATABASE_OWNER("database-owner"),
    /** The units that the clause names as coordinating, by id or kind. */
    COORDINATOR("coordinator");

    private final String word;

    Each(String word) {
        this.word = word;
    }

    /** As it stands in the plan's file; empty where the field is absent. */
    public String word() {
        return word;
    }
}
