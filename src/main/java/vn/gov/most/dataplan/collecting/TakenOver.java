package vn.gov.most.dataplan.collecting;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.Sending;

/**
 * What units' reports begin with of what was done of a part: each thing in one report of a unit, and in a later one where
 * that report came to nothing.
 *
 * @param into the list of the reports whose rows it becomes
 * @param rows of what was kept, those of the unit with that id
 */
record TakenOver(
        String clause,
        String part,
        String into,
        BiFunction<Map<String, Object>, String, Stream<Map<String, Object>>> rows) {

    /** The rows of a list of a product that say the unit's id as their {@code unit}. */
    static TakenOver rowsOf(String clause, String part, String from, String into) {
        return new TakenOver(clause, part, into, (kept, unit) -> list(kept.get(from))
                .filter(row -> unit.equals(row.get(PlanContext.UNIT)))
                .map(TakenOver::withoutUnit));
    }

    /** By what was kept, in the order in which it was done; nothing that says nothing of the unit. */
    Map<Sending, List<Map<String, Object>>> notYetIn(ObligationKey report, String closing, Ledger ledger) {
        Map<Sending, List<Map<String, Object>>> found = new LinkedHashMap<>();
        for (Sending kept : ledger.notTakenOver(clause, part, report, closing)) {
            List<Map<String, Object>> ofUnit =
                    rows.apply(Json.map(kept.content()), report.unit()).toList();
            if (!ofUnit.isEmpty()) {
                found.put(kept, ofUnit);
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> list(Object rows) {
        return rows instanceof Collection<?> list ? ((Collection<Map<String, Object>>) list).stream() : Stream.of();
    }

    /** The report is the unit's. */
    private static Map<String, Object> withoutUnit(Map<String, Object> row) {
        Map<String, Object> without = new LinkedHashMap<>(row);
        without.remove(PlanContext.UNIT);
        return without;
    }
}
