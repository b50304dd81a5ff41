package vn.gov.most.dataplan.organisation;

import java.util.Set;

/**
 * The ids that the register has, also of what has ended: whoever works on it goes on.
 *
 * @param groups the bodies with members, whose ids are ids of groups
 * @param otherBodies the Ministry and the bodies outside it
 */
public record RegisterNames(Set<String> units, Set<String> groups, Set<String> otherBodies) {

    /** Whether a unit, its head or a body is called so. */
    public boolean has(String name) {
        return isGroup(name) || otherBodies.contains(name);
    }

    /** Whether people can be in it. */
    public boolean isGroup(String name) {
        return units.contains(name) || groups.contains(name) || units.contains(name.replaceFirst("-head$", ""));
    }
}
