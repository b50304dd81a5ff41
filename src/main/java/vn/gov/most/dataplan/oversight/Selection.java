package vn.gov.most.dataplan.oversight;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.obligation.TrackedObligation;

/**
 * The filters of a list: the figures of the Government Office, calculated in {@code SpanFigures}, and the progress of
 * the work.
 */
enum Selection {
    GIVEN("giao", "Được giao", (row, span) -> row.isGiven(span.from(), span.until())),
    DUE("den-han", "Đến hạn", (row, span) -> row.isDue(span.from(), span.until())),
    IN_TIME("dung-han", "Hoàn thành đúng hạn", (row, span) -> stands(row, span, Status.DONE)),
    LATE("xong-qua-han", "Hoàn thành quá hạn", (row, span) -> stands(row, span, Status.DONE_LATE)),
    OVERDUE("qua-han", "Quá hạn chưa hoàn thành", (row, span) -> stands(row, span, Status.OVERDUE)),
    OPEN(
            "dang-mo",
            "Đang mở",
            (row, span) ->
                    row.obligation().isActive() && row.obligation().finishedAt().isEmpty()),
    SENT(
            "da-gui",
            "Đã gửi",
            (row, span) ->
                    row.obligation().isActive() && row.obligation().finishedAt().isPresent()),
    FINISHED(
            "hoan-thanh",
            "Hoàn thành",
            (row, span) -> row.obligation().doneAt().isPresent()
                    && row.obligation().state() != Obligation.State.NOT_APPLICABLE),
    DROPPED(
            "khong-thuc-hien",
            "Được miễn, đã hủy, không áp dụng",
            (row, span) -> row.obligation().waivedAt().isPresent()
                    || row.obligation().cancelledAt().isPresent()
                    || row.obligation().state() == Obligation.State.NOT_APPLICABLE);

    private final String word;
    private final String vietnamese;
    private final BiPredicate<TrackedObligation, Span> takes;

    Selection(String word, String vietnamese, BiPredicate<TrackedObligation, Span> takes) {
        this.word = word;
        this.vietnamese = vietnamese;
        this.takes = takes;
    }

    /** From one time up to, but excluding, another. */
    record Span(Instant from, Instant until) {}

    /** By its parameter value. */
    static Optional<Selection> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    public String vietnamese() {
        return vietnamese;
    }

    boolean takes(Owed owed, Span span) {
        return takes.test(owed.tracked(), span);
    }

    private static boolean stands(TrackedObligation row, Span span, Status status) {
        return row.isGiven(span.from(), span.until()) && row.standingAt(span.until()) == status;
    }
}
