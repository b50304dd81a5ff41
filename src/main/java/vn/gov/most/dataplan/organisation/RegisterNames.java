package vn.gov.most.dataplan.organisation;

import java.util.Set;

/**
 * The ids in the register, also those of ended entries, whose work goes on.
 *
 * @param groups the bodies with members, whose ids are also group ids
 * @param otherBodies the Ministry and the bodies outside it
 */
public record RegisterNames(Set<String> units, Set<String> groups, Set<String> otherBodies) {

    /** Whether it is the id of a unit, of its head or of a body. */
    public boolean has(String name) {
        return isGroup(name) || otherBodies.contains(name);
    }

    /** Whether it is a group that people can be in. */
    public boolean isGroup(String name) {
        return units.contains(name) || groups.contains(name) || units.contains(name.replaceFirst("-head$", ""));
    }
}
