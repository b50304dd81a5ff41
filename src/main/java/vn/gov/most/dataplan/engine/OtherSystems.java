package vn.gov.most.dataplan.engine;

/** The accounts of other systems, which tell of events by messages. */
public final class OtherSystems {

    /** The group that they are in. */
    public static final String GROUP = "system";

    private OtherSystems() {}
}
