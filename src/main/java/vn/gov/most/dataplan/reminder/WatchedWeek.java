package vn.gov.most.dataplan.reminder;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkedWeek;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.obligation.TrackedObligation;
import vn.gov.most.dataplan.reminder.Digest.Line;
import vn.gov.most.dataplan.reminder.Digest.OfUnit;
import vn.gov.most.dataplan.reminder.Digest.Standing;

/**
 * All activity of a week, from which each reader's digest is made.
 *
 * @param owners the units that may owe something, in the order of the digest
 * @param nameOf a unit's name by its id
 * @param uncounted how many rows could not be computed
 */
record WatchedWeek(
        WorkedWeek week,
        Instant now,
        WorkingCalendar calendar,
        List<Row> rows,
        List<String> owners,
        Function<String, String> nameOf,
        int uncounted) {

    /** How many working days ahead due dates are listed. */
    private static final int AHEAD = 10;

    /**
     * An obligation that could be computed.
     *
     * @param owner the id of the unit that owes it
     * @param askedBy the id of the unit it is for, which may differ from the owner
     * @param isDifficulty whether it is a difficulty that a unit has reported
     * @param daysOpen working days since a difficulty was reported
     * @param about its period and subject, in words
     */
    record Row(
            TrackedObligation tracked,
            String owner,
            String askedBy,
            boolean isDifficulty,
            int daysOpen,
            String duty,
            String clause,
            String about) {

        Obligation obligation() {
            return tracked.obligation();
        }
    }

    Digest ofAll() {
        return digest("", row -> true, row -> true, owners);
    }

    /** @param units one unit, or the several units of one head */
    Digest of(Collection<String> units) {
        List<String> ordered = owners.stream().filter(units::contains).toList();
        return digest(
                ordered.stream().map(nameOf).collect(Collectors.joining(", ")),
                row -> units.contains(row.owner()),
                row -> units.contains(row.askedBy()),
                ordered.size() > 1 ? ordered : List.of());
    }

    /** The units that owed something in the week or will soon. */
    Set<String> owing() {
        return rows.stream()
                .filter(row -> isGiven(row) || fallsDue(row))
                .map(Row::owner)
                .collect(Collectors.toSet());
    }

    private Digest digest(String whose, Predicate<Row> isOwed, Predicate<Row> isAsked, List<String> units) {
        boolean isOfAll = whose.isEmpty();
        boolean isOfSeveral = !units.isEmpty();
        Comparator<Row> byUnit = comparing((Row row) -> owners.indexOf(row.owner()))
                .thenComparing(row -> row.obligation().id());
        return new Digest(
                week.vietnamese(),
                whose,
                figures(isOwed),
                units.stream()
                        .map(unit -> new OfUnit(
                                nameOf.apply(unit), figures(row -> row.owner().equals(unit))))
                        .filter(unit -> unit.figures().given() > 0)
                        .toList(),
                lines(
                        row -> isOwed.test(row) && row.tracked().becameLate(week.begins(), week.ends()),
                        comparing((Row row) -> row.obligation().lateFrom().orElseThrow())
                                .thenComparing(byUnit),
                        row -> line(row, isOfSeveral ? row.owner() : "", lateState(row), Standing.OVERDUE)),
                lines(
                        row -> isOwed.test(row) && fallsDue(row),
                        comparing((Row row) -> row.obligation().dueAt().orElseThrow())
                                .thenComparing(byUnit),
                        row -> line(row, isOfSeveral ? row.owner() : "", dueState(row), dueStanding(row))),
                VietnameseDate.day(aheadUntil()),
                lines(
                        row -> row.isDifficulty()
                                && isAsked.test(row)
                                && row.obligation().isActive(),
                        comparing((Row row) -> row.obligation().openedAt())
                                .thenComparing(row -> row.obligation().id()),
                        row -> difficulty(row, isOfSeveral ? row.askedBy() : "")),
                isOfAll ? uncounted : 0);
    }

    private SpanFigures figures(Predicate<Row> isOwed) {
        return SpanFigures.of(rows.stream().filter(isOwed).map(Row::tracked).toList(), week.begins(), week.ends());
    }

    private List<Line> lines(Predicate<Row> which, Comparator<Row> order, Function<Row, Line> line) {
        return rows.stream().filter(which).sorted(order).map(line).toList();
    }

    private boolean isGiven(Row row) {
        return row.tracked().isGiven(week.begins(), week.ends());
    }

    /** Compares days only: counting working days to a distant date would be slow. */
    private boolean fallsDue(Row row) {
        return row.tracked().isOwed()
                && row.obligation().isActive()
                && isUnfinished(row)
                && row.obligation()
                        .dueAt()
                        .filter(due -> !due.isBefore(now) && !day(due).isAfter(aheadUntil()))
                        .isPresent();
    }

    private static boolean isUnfinished(Row row) {
        return row.obligation().finishedAt().isEmpty();
    }

    private LocalDate aheadUntil() {
        return calendar.plusWorkingDays(day(now), AHEAD);
    }

    /** The list's heading says what all difficulties have in common. */
    private Line difficulty(Row row, String unit) {
        boolean isLate = isUnfinished(row) && row.obligation().isLate(now);
        Line line = line(row, unit, difficultyState(row), isLate ? Standing.OVERDUE : Standing.PLAIN);
        return row.about().isEmpty()
                ? line
                : new Line(row.about(), "", "", line.unit(), line.due(), line.state(), line.standing());
    }

    private Line line(Row row, String unit, String state, Standing standing) {
        String due = row.obligation().dueAt().map(VietnameseDate::day).orElse("");
        return new Line(
                row.duty(),
                row.clause(),
                row.about(),
                unit.isEmpty() ? "" : nameOf.apply(unit),
                row.obligation().provisional() ? due + " (tạm tính)" : due,
                state,
                standing);
    }

    private static String lateState(Row row) {
        List<String> words = new ArrayList<>();
        row.obligation().lateFrom().ifPresent(from -> words.add("Quá hạn từ " + VietnameseDate.day(from)));
        Optional<Instant> finished = row.obligation().finishedAt();
        if (finished.isPresent()) {
            words.add("hoàn thành ngày " + VietnameseDate.day(finished.get()));
        } else if (row.obligation().closedAt().isPresent()) {
            words.add("đã đóng, chưa hoàn thành");
        } else if (row.tracked().paused()) {
            words.add("đang tạm dừng");
        }
        return String.join(", ", words);
    }

    private String dueState(Row row) {
        int left = daysLeft(row);
        if (row.tracked().paused()) {
            return "Đang tạm dừng";
        }
        return left > 0 ? "Còn %d ngày làm việc".formatted(left) : "Hạn là hôm nay";
    }

    private Standing dueStanding(Row row) {
        return !row.tracked().paused() && daysLeft(row) <= Obligation.DUE_SOON ? Standing.DUE_SOON : Standing.PLAIN;
    }

    private String difficultyState(Row row) {
        String words = "Nêu ngày %s, đã %d ngày làm việc"
                .formatted(VietnameseDate.day(row.obligation().openedAt()), row.daysOpen());
        if (row.tracked().paused()) {
            return words + ", đang tạm dừng";
        }
        return words
                + row.obligation()
                        .finishedAt()
                        .map(at -> ", trả lời ngày " + VietnameseDate.day(at))
                        .orElseGet(() -> row.obligation().isLate(now) ? ", quá hạn trả lời" : "");
    }

    private int daysLeft(Row row) {
        return calendar.workingDaysBetween(
                day(now), day(row.obligation().dueAt().orElseThrow()));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, WorkingCalendar.ZONE);
    }
}
