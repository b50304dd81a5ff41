package vn.gov.most.dataplan.organisation;

/** The Ministry, or a body in or outside it that is no unit, as it is called on the day it was asked for. */
public record Body(String id, String name, String shortName, Kind kind) {

    public enum Kind {
        /** The Ministry itself. */
        MINISTRY,
        /** A body of the Ministry with members: its id is the id of their group. */
        GROUP,
        /** A body outside the Ministry: never a user, never a group. */
        EXTERNAL
    }
}
