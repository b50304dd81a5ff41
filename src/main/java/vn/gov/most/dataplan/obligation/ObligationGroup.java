package vn.gov.most.dataplan.obligation;

import java.util.List;

/**
 * Rows of one part and period of which every rule of {@link Obligation}, {@link Watched} and {@link SpanFigures} says the same
 * in a span, so that it need be asked of one alone.
 *
 * @param example stands for all: has their dates and states, and of each moment one that compares as theirs do; its number,
 *     what it is about and, where rows of several units are together, its unit are empty
 * @param size how many they are
 * @param rows their numbers, ascending; empty where they were not asked for
 */
public record ObligationGroup(Watched example, int size, List<Long> rows) {}
