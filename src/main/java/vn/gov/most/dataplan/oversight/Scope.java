package vn.gov.most.dataplan.oversight;

import java.util.Optional;
import java.util.Set;

/**
 * The units whose obligations a user may see.
 *
 * @param units the ids of the units that the user heads; empty if all units are visible
 */
record Scope(Optional<Set<String>> units) {

    static final Scope ALL = new Scope(Optional.empty());

    /** @param unit the id of the unit that owes it */
    boolean sees(String unit) {
        return units.map(own -> own.contains(unit)).orElse(true);
    }
}
