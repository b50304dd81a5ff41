package vn.gov.most.dataplan.obligation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How obligations stood in a span of time, in the figures that the Government Office asks for. Each that is given
 * ({@link Watched#isGiven}) is counted in exactly one of {@code inTime}, {@code late}, {@code overdue}, {@code running} and
 * {@code paused}, and each is finished in one span alone, so that the figures of weeks one after the other add up. Other
 * than {@link KeptDates}, which asks of what was due in a period how it ended, whenever that was.
 *
 * @param given được giao: open at any time of the span
 * @param due đến hạn: of these, due within the span, be it finished or not
 * @param inTime hoàn thành đúng hạn: finished in the span, in time
 * @param late hoàn thành quá hạn: finished in the span, late
 * @param overdue quá hạn chưa hoàn thành: late and unfinished at the end of the span, since whenever
 * @param running unfinished at the end of the span and not late
 * @param paused unfinished and suspended now, be it late or not
 */
public record SpanFigures(int given, int due, int inTime, int late, int overdue, int running, int paused) {

    /** @param rows others than those given count nothing */
    public static SpanFigures of(Collection<Watched> rows, Instant from, Instant until) {
        List<Watched> given =
                rows.stream().filter(row -> row.isGiven(from, until)).toList();
        return new SpanFigures(
                given.size(),
                (int) given.stream().filter(row -> row.isDue(from, until)).count(),
                count(given, until, Status.DONE),
                count(given, until, Status.DONE_LATE),
                count(given, until, Status.OVERDUE),
                count(given, until, Status.IN_TIME),
                count(given, until, Status.PAUSED));
    }

    /**
     * What was finished in time, of all whose time was decided (in time, late, overdue): per cent to one decimal, rounded;
     * empty where there is none.
     */
    public Optional<BigDecimal> percentInTime() {
        int decided = inTime + late + overdue;
        return decided == 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(100L * inTime).divide(BigDecimal.valueOf(decided), 1, RoundingMode.HALF_UP));
    }

    private static int count(List<Watched> given, Instant until, Status standing) {
        return (int)
                given.stream().filter(row -> row.standingAt(until) == standing).count();
    }
}
