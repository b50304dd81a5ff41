package vn.gov.most.dataplan.obligation;

/**
 * What makes an obligation the only one of its kind. Parts that do not apply are empty, never null.
 *
 * @param period as in {@code Period.id()}: 2026, 2026-H1
 */
public record ObligationKey(String clause, String part, String period, String unit, String database) {

    /** As people find it in Cockpit: the clause's id/2026, a unit's with /nasati behind it. */
    String businessKey() {
        return clause + "/" + period + (unit.isEmpty() ? "" : "/" + unit);
    }
}
