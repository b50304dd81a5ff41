package vn.gov.most.dataplan.oversight;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.plan.Clause;

/**
 * What the plan's page shows of a year, clause by clause in the plan's order.
 *
 * @param until the moment whose figures they are
 */
record Board(Instant until, SpanFigures figures, List<ClauseRows> clauses) {

    /** Without the clauses of which there is nothing in the year. */
    Board ofWhatIsOwed() {
        return new Board(
                until,
                figures,
                clauses.stream().filter(clause -> !clause.periods().isEmpty()).toList());
    }

    /** How many each of the figures counts. */
    Map<Selection, Integer> numbers() {
        Map<Selection, Integer> numbers = new EnumMap<>(Selection.class);
        numbers.put(Selection.GIVEN, figures.given());
        numbers.put(Selection.DUE, figures.due());
        numbers.put(Selection.IN_TIME, figures.inTime());
        numbers.put(Selection.LATE, figures.late());
        numbers.put(Selection.OVERDUE, figures.overdue());
        return numbers;
    }

    /** @param note what stands where the clause has nothing in the year */
    record ClauseRows(Clause clause, List<PeriodRow> periods, String note) {}

    /**
     * @param open not sent yet, of the units' reports where there are some, {@code overdue} of these
     * @param next the earliest day that is still to come or was missed; empty where there is none
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

    /** @param kind a word for its colour */
    record Standing(String kind, String words) {

        static Standing of(Status status) {
            return new Standing(status.name().toLowerCase().replace('_', '-'), status.vietnamese());
        }
    }

    static Board of(List<Clause> plan, List<Owed> rows, Selection.Span span, Map<Long, String> products) {
        Map<String, List<Owed>> byClause =
                rows.stream().collect(groupingBy(owed -> owed.clause().id()));
        return new Board(
                span.until(),
                SpanFigures.of(rows.stream().map(Owed::watched).toList(), span.from(), span.until()),
                plan.stream()
                        .map(clause -> clause(clause, byClause.getOrDefault(clause.id(), List.of()), products))
                        .toList());
    }

    private static ClauseRows clause(Clause clause, List<Owed> rows, Map<Long, String> products) {
        Map<String, List<Owed>> byPeriod =
                rows.stream().collect(groupingBy(owed -> owed.row().key().period(), LinkedHashMap::new, toList()));
        return new ClauseRows(
                clause,
                byPeriod.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(period -> period(period.getValue(), products))
                        .toList(),
                note(clause));
    }

    static String note(Clause clause) {
        return clause.noProcess()
                .or(() -> clause.firstState().map(state -> "Hoàn thành ngày %s, trước khi có phần mềm"
                        .formatted(VietnameseDate.day(state.doneOn()))))
                .orElse("Không có việc trong năm");
    }

    private static PeriodRow period(List<Owed> rows, Map<Long, String> products) {
        List<Owed> reports = rows.stream().filter(Owed::isReport).toList();
        List<Owed> owing = reports.isEmpty() ? rows : reports;
        return new PeriodRow(
                rows.get(0).periodName(),
                standing(rows),
                count(owing, Owed::isUnsent),
                count(rows, owed -> owed.isReport() && owed.row().lives() && !owed.isUnsent()),
                count(rows, owed -> owed.isReport() && owed.row().doneAt().isPresent()),
                count(rows, Owed::isOverdue),
                count(rows, owed -> !owed.isReport() && owed.row().doneAt().isPresent()),
                rows.stream()
                        .filter(Owed::isUnsent)
                        .flatMap(owed -> owed.row().dueAt().stream())
                        .min(naturalOrder()),
                String.join(
                        "; ",
                        rows.stream()
                                .flatMap(owed -> Stream.ofNullable(
                                        products.get(owed.row().id())))
                                .toList()));
    }

    /** The period's own row says it; of events the worst does. */
    private static Standing standing(List<Owed> rows) {
        Optional<Owed> own = rows.stream().filter(owed -> owed.part().closes()).findFirst();
        return Standing.of(own.map(Owed::status)
                .or(() -> Stream.of(
                                Status.OVERDUE,
                                Status.PAUSED,
                                Status.DUE_SOON,
                                Status.IN_TIME,
                                Status.DONE_LATE,
                                Status.DONE)
                        .filter(status -> rows.stream().anyMatch(owed -> owed.status() == status))
                        .findFirst())
                .orElseGet(rows.get(0)::status));
    }

    private static int count(List<Owed> rows, Predicate<Owed> which) {
        return (int) rows.stream().filter(which).count();
    }
}
