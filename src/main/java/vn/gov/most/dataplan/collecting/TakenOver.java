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
 * Completed obligations of a part whose content becomes rows of new unit reports. Each is taken over by one report of a
 * unit; by a later one too, if that report was never consolidated.
 *
 * @param into the list of the reports that gets the rows
 * @param rows selects the rows of a unit from stored content
 */
record TakenOver(
        String clause,
        String part,
        String into,
        BiFunction<Map<String, Object>, String, Stream<Map<String, Object>>> rows) {

    /** Takes the rows of a list of a product whose {@code unit} is the unit's id. */
    static TakenOver rowsOf(String clause, String part, String from, String into) {
        return new TakenOver(clause, part, into, (kept, unit) -> list(kept.get(from))
                .filter(row -> unit.equals(row.get(PlanContext.UNIT)))
                .map(TakenOver::withoutUnit));
    }

    /** The rows by their sending, in the order of completion; without sendings that have no row for the unit. */
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

    /** Removes the unit: the report already belongs to it. */
    private static Map<String, Object> withoutUnit(Map<String, Object> row) {
        Map<String, Object> without = new LinkedHashMap<>(row);
        without.remove(PlanContext.UNIT);
        return without;
    }
}
