package vn.gov.most.dataplan.obligation;

/**
 * What makes an obligation the only one of its kind. Parts that do not apply are empty, never null.
 *
 * @param period as in {@code Period.id()}: 2026, 2026-H1; empty for what an event opens
 * @param subject what it is about where there are several: a database, a service, the number of what was ordered
 */
public record ObligationKey(String clause, String part, String period, String unit, String subject) {}
