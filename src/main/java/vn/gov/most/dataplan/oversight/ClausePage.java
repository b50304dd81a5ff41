package vn.gov.most.dataplan.oversight;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.obligation.SpanFigures;

/** The page of a clause for a year: its periods, and the obligations of each. */
record ClausePage(List<PeriodPart> periods) {

    /**
     * @param now the current figures of its rows, {@code atSigning} those when its report was signed
     * @param signed the day of the signature
     * @param from the first day of the time line, {@code until} the last
     */
    record PeriodPart(
            String name,
            SpanFigures now,
            Optional<SpanFigures> atSigning,
            String signed,
            String from,
            String until,
            List<Row> rows) {}

    /** An obligation with its time line. */
    record Row(PlanPages.Line line, Bar bar) {}

    /**
     * Positions and lengths on a line of a thousand steps.
     *
     * @param worked the length of the work, until its end or until now
     * @param kind the CSS class for its colour
     * @param given the length until the due date; like {@code due}, zero if the plan sets no date
     * @param today is beyond the line if the line ends in the past
     */
    record Bar(int opened, int worked, String kind, int given, int due, int today) {}

    private static final int LINE = 1000;

    /** @param signed the figures of a period at its signature, by the period's id */
    static ClausePage of(List<Owed> rows, Instant now, Map<String, SpanFigures> signed) {
        return new ClausePage(
                rows.stream()
                        .collect(groupingBy(owed -> owed.row().key().period(), TreeMap::new, toList()))
                        .entrySet()
                        .stream()
                        .map(period -> period(period.getValue(), now, Optional.ofNullable(signed.get(period.getKey()))))
                        .toList());
    }

    private static PeriodPart period(List<Owed> rows, Instant now, Optional<SpanFigures> signed) {
        Instant from = rows.stream()
                .map(owed -> owed.row().openedAt())
                .min(naturalOrder())
                .orElseThrow();
        boolean goesOn = rows.stream().anyMatch(Owed::isUnsent);
        Instant until = Stream.concat(
                        rows.stream().flatMap(owed -> Stream.of(
                                        Optional.of(owed.row().openedAt()),
                                        owed.row().dueAt(),
                                        owed.row().finishedAt())
                                .flatMap(Optional::stream)),
                        goesOn ? Stream.of(now) : Stream.empty())
                .max(naturalOrder())
                .orElseThrow();
        return new PeriodPart(
                rows.get(0).periodName(),
                SpanFigures.of(rows.stream().map(Owed::tracked).toList(), Instant.EPOCH, now),
                signed,
                Owed.day(rows.stream()
                        .flatMap(owed -> owed.row().signedAt().stream())
                        .findFirst()),
                VietnameseDate.day(from),
                VietnameseDate.day(until),
                rows.stream()
                        .sorted(comparing(ClausePage::place))
                        .map(owed -> new Row(PlanPages.Line.of(owed), bar(owed, from, until, now)))
                        .toList());
    }

    /** The ministry's own row comes first, then the units' reports, then the follow-ups. */
    private static int place(Owed owed) {
        return owed.part().closes() ? 0 : owed.isReport() ? 1 : 2;
    }

    private static Bar bar(Owed owed, Instant from, Instant until, Instant now) {
        int opened = at(owed.row().openedAt(), from, until);
        int due = owed.row().dueAt().map(day -> at(day, from, until)).orElse(0);
        boolean late = owed.row().isLate(now);
        Optional<Instant> end =
                owed.row().finishedAt().or(() -> Optional.of(now).filter(moment -> owed.isUnsent()));
        return new Bar(
                opened,
                end.map(moment -> at(moment, from, until) - opened)
                        .filter(length -> length > 0)
                        .orElse(0),
                late ? "bad" : owed.isUnsent() ? "going" : "good",
                Math.max(0, due - opened),
                due,
                at(now, from, until));
    }

    private static int at(Instant moment, Instant from, Instant until) {
        long all = Math.max(1, Duration.between(from, until).toMinutes());
        return (int) (LINE * Duration.between(from, moment).toMinutes() / all);
    }
}
