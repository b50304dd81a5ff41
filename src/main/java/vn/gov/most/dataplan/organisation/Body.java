package vn.gov.most.dataplan.organisation;

/** The Ministry, or a body inside or outside it that is not a unit, with its name on the requested day. */
public record Body(String id, String name, String shortName, Kind kind) {

    public enum Kind {
        /** The Ministry itself. */
        MINISTRY,
        /** A body of the Ministry with members: its id is also the id of their group. */
        GROUP,
        /** A body outside the Ministry: it has no users and no group. */
        EXTERNAL
    }
}
