package vn.gov.most.dataplan.engine;

/** The accounts of other systems, which send messages about events. */
public final class OtherSystems {

    /** The group of these accounts. */
    public static final String GROUP = "system";

    private OtherSystems() {}
}
