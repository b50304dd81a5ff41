package vn.gov.most.dataplan.oversight;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.oversight.Year.Product;
import vn.gov.most.dataplan.plan.Clause;

/**
 * The plan's page for a year: its figures, and the clauses in the plan's order.
 *
 * @param until the end of the span that the figures cover
 */
record Board(Instant until, SpanFigures figures, List<ClauseRows> clauses) {

    /** Without the clauses that have no rows in the year. */
    Board ofWhatIsOwed() {
        return new Board(
                until,
                figures,
                clauses.stream().filter(clause -> !clause.periods().isEmpty()).toList());
    }

    /** The count for each figure. */
    Map<Selection, Integer> numbers() {
        Map<Selection, Integer> numbers = new EnumMap<>(Selection.class);
        numbers.put(Selection.GIVEN, figures.given());
        numbers.put(Selection.DUE, figures.due());
        numbers.put(Selection.IN_TIME, figures.inTime());
        numbers.put(Selection.LATE, figures.late());
        numbers.put(Selection.OVERDUE, figures.overdue());
        return numbers;
    }

    /** @param note the text if the clause has no rows in the year */
    record ClauseRows(Clause clause, List<PeriodRow> periods, String note) {}

    /**
     * @param open the number of unsent rows; only of the units' reports, if there are any
     * @param overdue counted like the figure at the top, which is the sum of all rows
     * @param next the earliest due date of an unsent row, future or missed; empty if there is none
     */
    record PeriodRow(
            String period,
            Standing standing,
            int open,
            int sent,
            int accepted,
            int overdue,
            int done,
            Optional<Instant> next,
            String product) {

        public String nextDay() {
            return next.map(VietnameseDate::day).orElse("");
        }
    }

    /** @param kind the CSS class for its colour */
    record Standing(String kind, String words) {

        static Standing of(Status status) {
            return new Standing(status.name().toLowerCase().replace('_', '-'), status.vietnamese());
        }
    }

    static Board of(List<Clause> plan, List<OwedGroup> groups, Selection.Span span, List<Product> products) {
        Map<String, List<OwedGroup>> byClause = groups.stream()
                .collect(groupingBy(group -> group.example().clause().id()));
        return new Board(
                span.until(),
                SpanFigures.ofGroups(OwedGroup.rows(groups), span.from(), span.until()),
                plan.stream()
                        .map(clause -> clause(clause, byClause.getOrDefault(clause.id(), List.of()), span, products))
                        .toList());
    }

    private static ClauseRows clause(
            Clause clause, List<OwedGroup> groups, Selection.Span span, List<Product> products) {
        Map<String, List<OwedGroup>> byPeriod = groups.stream()
                .collect(groupingBy(group -> group.example().row().key().period(), TreeMap::new, toList()));
        return new ClauseRows(
                clause,
                byPeriod.values().stream()
                        .map(period -> period(period, span, products))
                        .toList(),
                note(clause));
    }

    static String note(Clause clause) {
        return clause.noProcess()
                .or(() -> clause.firstState().map(state -> "Hoàn thành ngày %s, trước khi có phần mềm"
                        .formatted(VietnameseDate.day(state.doneOn()))))
                .orElse("Không có việc trong năm");
    }

    private static PeriodRow period(List<OwedGroup> groups, Selection.Span span, List<Product> products) {
        boolean hasReports = groups.stream().anyMatch(group -> group.example().isReport());
        return new PeriodRow(
                groups.get(0).example().periodName(),
                standing(groups.stream().map(OwedGroup::example).toList()),
                count(groups, owed -> owed.isReport() == hasReports && owed.isUnsent()),
                count(groups, owed -> owed.isReport() && owed.row().isActive() && !owed.isUnsent()),
                count(groups, owed -> owed.isReport() && Selection.FINISHED.takes(owed, span)),
                count(groups, owed -> Selection.OVERDUE.takes(owed, span)),
                count(groups, owed -> !owed.isReport() && Selection.FINISHED.takes(owed, span)),
                groups.stream()
                        .map(OwedGroup::example)
                        .filter(Owed::isUnsent)
                        .flatMap(owed -> owed.row().dueAt().stream())
                        .min(naturalOrder()),
                products.stream()
                        .filter(product -> product.key()
                                        .clause()
                                        .equals(groups.get(0).example().clause().id())
                                && product.key()
                                        .period()
                                        .equals(groups.get(0)
                                                .example()
                                                .row()
                                                .key()
                                                .period()))
                        .map(Product::words)
                        .collect(joining("; ")));
    }

    /** The state of the period's own row; for events, the worst state. */
    private static Standing standing(List<Owed> examples) {
        Optional<Owed> own =
                examples.stream().filter(owed -> owed.part().closes()).findFirst();
        return Standing.of(own.map(Owed::status)
                .or(() -> Stream.of(
                                Status.OVERDUE,
                                Status.PAUSED,
                                Status.DUE_SOON,
                                Status.IN_TIME,
                                Status.DONE_LATE,
                                Status.DONE)
                        .filter(status -> examples.stream().anyMatch(owed -> owed.status() == status))
                        .findFirst())
                .orElseGet(examples.get(0)::status));
    }

    private static int count(List<OwedGroup> groups, Predicate<Owed> which) {
        return groups.stream()
                .filter(group -> which.test(group.example()))
                .mapToInt(OwedGroup::size)
                .sum();
    }
}
