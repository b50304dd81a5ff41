package vn.gov.most.dataplan.oversight;

import java.util.Optional;
import java.util.Set;

/**
 * Whose obligations somebody sees here.
 *
 * @param units those whose head they are, by id; empty where all are seen
 */
record Scope(Optional<Set<String>> units) {

    static final Scope ALL = new Scope(Optional.empty());

    /** @param unit the one that owes it */
    boolean sees(String unit) {
        return units.map(own -> own.contains(unit)).orElse(true);
    }
}
