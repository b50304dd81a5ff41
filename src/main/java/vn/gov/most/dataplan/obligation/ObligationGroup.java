package vn.gov.most.dataplan.obligation;

import java.util.List;

/**
 * Rows of one part and period for which every rule of {@link Obligation}, {@link TrackedObligation} and {@link
 * SpanFigures} has the same result in a span, so that evaluating one of them is enough.
 *
 * @param example represents all: it has their dates and states, and for each time a value that compares alike; its id
 *     and subject are empty, and also its unit if the group has rows of several units
 * @param size the number of rows
 * @param rows their ids, ascending; empty if not requested
 */
public record ObligationGroup(TrackedObligation example, int size, List<Long> rows) {}
