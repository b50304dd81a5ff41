package vn.gov.most.dataplan.obligation;

/**
 * The unique key of an obligation. Parts that do not apply are empty, never null.
 *
 * @param period as in {@code Period.id()}: 2026, 2026-H1; empty for an event
 * @param subject distinguishes several of a kind: a database, a service, the number of an order
 */
public record ObligationKey(String clause, String part, String period, String unit, String subject) {}
