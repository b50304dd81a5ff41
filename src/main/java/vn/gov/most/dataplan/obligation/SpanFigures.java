package vn.gov.most.dataplan.obligation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The obligations of a time span, in the figures that the Government Office asks for. Each given one ({@link
 * TrackedObligation#isGiven}) is counted in exactly one of {@code inTime}, {@code late}, {@code overdue}, {@code
 * running} and {@code paused}. Each is finished in only one span, so that the figures of consecutive weeks add up. In
 * contrast, {@link UnitPunctuality} counts what was due in a period, whenever it was finished.
 *
 * @param given được giao: open at any time of the span
 * @param due đến hạn: of these, due within the span, finished or not
 * @param inTime hoàn thành đúng hạn: finished in the span, in time
 * @param late hoàn thành quá hạn: finished in the span, late
 * @param overdue quá hạn chưa hoàn thành: late and unfinished at the end of the span, however long
 * @param running unfinished at the end of the span and not late
 * @param paused unfinished and suspended now, late or not
 */
public record SpanFigures(int given, int due, int inTime, int late, int overdue, int running, int paused) {

    private static final SpanFigures NONE = new SpanFigures(0, 0, 0, 0, 0, 0, 0);

    /** @param rows only given ones are counted */
    public static SpanFigures of(Collection<TrackedObligation> rows, Instant from, Instant until) {
        return rows.stream().map(row -> of(row, 1, from, until)).reduce(NONE, SpanFigures::plus);
    }

    /** @param groups of the same span */
    public static SpanFigures ofGroups(Collection<ObligationGroup> groups, Instant from, Instant until) {
        return groups.stream()
                .map(group -> of(group.example(), group.size(), from, until))
                .reduce(NONE, SpanFigures::plus);
    }

    private static SpanFigures of(TrackedObligation row, int times, Instant from, Instant until) {
        if (!row.isGiven(from, until)) {
            return NONE;
        }
        Status standing = row.standingAt(until);
        return new SpanFigures(
                times,
                row.isDue(from, until) ? times : 0,
                standing == Status.DONE ? times : 0,
                standing == Status.DONE_LATE ? times : 0,
                standing == Status.OVERDUE ? times : 0,
                standing == Status.IN_TIME ? times : 0,
                standing == Status.PAUSED ? times : 0);
    }

    private SpanFigures plus(SpanFigures other) {
        return new SpanFigures(
                given + other.given,
                due + other.due,
                inTime + other.inTime,
                late + other.late,
                overdue + other.overdue,
                running + other.running,
                paused + other.paused);
    }

    /**
     * The percentage finished in time, of all that are finished or overdue, rounded to one decimal; empty if there
     * are none.
     */
    public Optional<BigDecimal> percentInTime() {
        int decided = inTime + late + overdue;
        return decided == 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(100L * inTime).divide(BigDecimal.valueOf(decided), 1, RoundingMode.HALF_UP));
    }
}
