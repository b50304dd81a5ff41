package vn.gov.most.dataplan.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Obligation.State;

/**
 * The week from Monday 21/12/2026. Obligations are opened on 2/11 and due on Thursday 24/12, unless a test says
 * otherwise.
 */
class SpanFiguresTest {

    private static final Instant FROM = at("2026-12-21T00:00");
    private static final Instant UNTIL = at("2026-12-28T00:00");

    @Test
    void whatIsUnfinishedIsLateFromItsMomentOnAndNotBefore() {
        Row row = new Row();

        assertThat(figures(row)).isEqualTo(new SpanFigures(1, 1, 0, 0, 1, 0, 0));
        assertThat(of("2026-12-14T00:00", "2026-12-21T00:00", row)).isEqualTo(new SpanFigures(1, 0, 0, 0, 0, 1, 0));
        assertThat(of("2026-12-28T00:00", "2027-01-04T00:00", row))
                .as("as long as it is open")
                .isEqualTo(new SpanFigures(1, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void theFirstSendingDecidesToTheInstant() {
        assertThat(figures(new Row().sent("2026-12-24T23:59:59.999"))).isEqualTo(new SpanFigures(1, 1, 1, 0, 0, 0, 0));
        assertThat(figures(new Row().sent("2026-12-25T00:00"))).isEqualTo(new SpanFigures(1, 1, 0, 1, 0, 0, 0));
        assertThat(figures(new Row().sent("2026-12-24T09:00").done("2026-12-30T09:00")))
                .as("accepted after the week")
                .isEqualTo(new SpanFigures(1, 1, 1, 0, 0, 0, 0));
        assertThat(figures(new Row().done("2026-12-25T09:00")))
                .as("signed, and never sent")
                .isEqualTo(new SpanFigures(1, 1, 0, 1, 0, 0, 0));
    }

    @Test
    void whatIsFinishedCountsInTheWeekOfItsFinishingAlone() {
        Row early = new Row().sent("2026-12-20T23:59:59.999");
        Row atTheWeeksStart = new Row().sent("2026-12-21T00:00");
        Row afterIt = new Row().sent("2026-12-28T00:00");

        assertThat(figures(early)).isEqualTo(new SpanFigures(0, 0, 0, 0, 0, 0, 0));
        assertThat(of("2026-12-14T00:00", "2026-12-21T00:00", early)).isEqualTo(new SpanFigures(1, 0, 1, 0, 0, 0, 0));
        assertThat(figures(atTheWeeksStart)).isEqualTo(new SpanFigures(1, 1, 1, 0, 0, 0, 0));
        assertThat(figures(afterIt)).as("late then").isEqualTo(new SpanFigures(1, 1, 0, 0, 1, 0, 0));
        assertThat(of("2026-12-28T00:00", "2027-01-04T00:00", afterIt)).isEqualTo(new SpanFigures(1, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void whatOpensAfterTheWeekIsNoneOfIt() {
        assertThat(figures(new Row().opened("2026-12-28T00:00"))).isEqualTo(new SpanFigures(0, 0, 0, 0, 0, 0, 0));
        assertThat(figures(new Row().opened("2026-12-27T23:59:59.999").due("2027-01-08T17:00", "2027-01-09T00:00")))
                .isEqualTo(new SpanFigures(1, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void whatWasWaivedOrCancelledOrDoesNotApplyIsNotOwed() {
        Row waived = new Row();
        waived.waivedAt = Optional.of(at("2026-12-29T09:00"));
        Row cancelled = new Row();
        cancelled.cancelledAt = Optional.of(at("2026-12-22T09:00"));
        Row notApplicable = new Row().done("2026-12-22T09:00");
        notApplicable.state = State.NOT_APPLICABLE;

        assertThat(figures(waived, cancelled, notApplicable)).isEqualTo(new SpanFigures(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatIsPausedIsNeitherLateNorRunning() {
        Row paused = new Row();
        paused.paused = true;
        Row doneAndPaused = new Row().sent("2026-12-23T09:00");
        doneAndPaused.paused = true;

        assertThat(figures(paused, doneAndPaused)).isEqualTo(new SpanFigures(2, 2, 1, 0, 0, 0, 1));
    }

    @Test
    void whatWasClosedUnfinishedIsLateInThatWeekAndGoneAfterIt() {
        Row closed = new Row().closed("2026-12-26T09:00");

        assertThat(figures(closed)).isEqualTo(new SpanFigures(1, 1, 0, 0, 1, 0, 0));
        assertThat(of("2026-12-28T00:00", "2027-01-04T00:00", closed)).isEqualTo(new SpanFigures(0, 0, 0, 0, 0, 0, 0));
        assertThat(figures(new Row().closed("2026-12-23T09:00")))
                .as("closed before it was late")
                .isEqualTo(new SpanFigures(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatHasNoDateIsNeverLate() {
        Row open = new Row();
        open.dueAt = Optional.empty();
        open.lateFrom = Optional.empty();
        Row done = new Row().done("2026-12-23T09:00");
        done.dueAt = Optional.empty();
        done.lateFrom = Optional.empty();

        assertThat(figures(open, done)).isEqualTo(new SpanFigures(2, 0, 1, 0, 0, 1, 0));
    }

    /** Due on Friday, late from Monday: the Monday's moment is the next week's. */
    @Test
    void whatIsLateFromTheWeeksEndIsTheNextWeeks() {
        Row row = new Row().due("2026-12-25T17:00", "2026-12-28T00:00");

        assertThat(figures(row)).isEqualTo(new SpanFigures(1, 1, 0, 0, 0, 1, 0));
        assertThat(row.tracked().becameLate(FROM, UNTIL)).isFalse();
        assertThat(row.tracked().becameLate(UNTIL, at("2027-01-04T00:00"))).isTrue();
    }

    @Test
    void whatBecameLateInTheWeekIsSoDoneLateOrNot() {
        assertThat(new Row().tracked().becameLate(FROM, UNTIL)).isTrue();
        assertThat(new Row().sent("2026-12-25T00:00").tracked().becameLate(FROM, UNTIL))
                .isTrue();
        assertThat(new Row().sent("2026-12-24T23:59:59.999").tracked().becameLate(FROM, UNTIL))
                .isFalse();
        assertThat(new Row()
                        .due("2026-12-18T17:00", "2026-12-19T00:00")
                        .tracked()
                        .becameLate(FROM, UNTIL))
                .as("late before")
                .isFalse();
        Row cancelled = new Row();
        cancelled.cancelledAt = Optional.of(at("2026-12-27T09:00"));
        assertThat(cancelled.tracked().becameLate(FROM, UNTIL)).isFalse();
    }

    /** Rows of each kind, alone and together: 2 in time, 1 late, 3 overdue, 1 running, 1 paused. */
    @Test
    void eachThatIsGivenIsCountedOnce() {
        Row paused = new Row();
        paused.paused = true;
        Row[] rows = {
            new Row().sent("2026-12-22T09:00"),
            new Row().sent("2026-12-23T09:00"),
            new Row().sent("2026-12-26T09:00"),
            new Row(),
            new Row().due("2026-12-18T17:00", "2026-12-19T00:00"),
            new Row().closed("2026-12-26T09:00"),
            new Row().due("2027-01-08T17:00", "2027-01-09T00:00"),
            paused
        };

        SpanFigures figures = figures(rows);

        assertThat(figures).isEqualTo(new SpanFigures(8, 6, 2, 1, 3, 1, 1));
        assertThat(figures.percentInTime()).as("2 of 6").contains(new BigDecimal("33.3"));
        assertThat(figures().percentInTime()).as("of none").isEmpty();
        assertThat(new SpanFigures(3, 3, 2, 0, 1, 0, 0).percentInTime()).contains(new BigDecimal("66.7"));
        assertThat(new SpanFigures(2, 2, 2, 0, 0, 0, 0).percentInTime()).contains(new BigDecimal("100.0"));
    }

    private static SpanFigures figures(Row... rows) {
        return SpanFigures.of(List.of(rows).stream().map(Row::tracked).toList(), FROM, UNTIL);
    }

    private static SpanFigures of(String from, String until, Row row) {
        return SpanFigures.of(List.of(row.tracked()), at(from), at(until));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }

    private static final class Row {

        State state = State.OPEN;
        Instant openedAt = at("2026-11-02T06:30");
        Optional<Instant> dueAt = Optional.of(at("2026-12-24T17:00"));
        Optional<Instant> lateFrom = Optional.of(at("2026-12-25T00:00"));
        Optional<Instant> firstSentAt = Optional.empty();
        Optional<Instant> doneAt = Optional.empty();
        Optional<Instant> waivedAt = Optional.empty();
        Optional<Instant> cancelledAt = Optional.empty();
        Optional<Instant> closedAt = Optional.empty();
        boolean paused;

        Row opened(String at) {
            openedAt = at(at);
            return this;
        }

        Row due(String due, String late) {
            dueAt = Optional.of(at(due));
            lateFrom = Optional.of(at(late));
            return this;
        }

        Row sent(String at) {
            firstSentAt = Optional.of(at(at));
            return this;
        }

        Row done(String at) {
            doneAt = Optional.of(at(at));
            return this;
        }

        Row closed(String at) {
            closedAt = Optional.of(at(at));
            return this;
        }

        TrackedObligation tracked() {
            return new TrackedObligation(
                    new Obligation(
                            1,
                            new ObligationKey("PL.II.4", "unit-report", "2026", "nasati", ""),
                            "instance",
                            "PL.II.4/2026/nasati",
                            state,
                            Optional.empty(),
                            openedAt,
                            dueAt,
                            lateFrom,
                            false,
                            firstSentAt,
                            doneAt,
                            waivedAt,
                            cancelledAt,
                            closedAt,
                            Optional.empty(),
                            Optional.empty()),
                    "",
                    paused);
        }
    }
}
