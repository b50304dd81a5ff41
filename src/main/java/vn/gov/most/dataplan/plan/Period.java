package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.time.Month;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.gov.most.dataplan.calendar.VietnameseDate;

/**
 * The time span for which a clause is carried out. Days are in the plan's zone, both ends included.
 *
 * @param firstDay the first day of a year or half-year
 * @param lastDay the last day of a year or half-year
 * @param mark distinguishes requests with the same day; empty for all other kinds
 */
public record Period(Kind kind, LocalDate firstDay, LocalDate lastDay, String mark) {

    private static final Pattern ID = Pattern.compile("(\\d{4})(?:-(?:H([12])|(\\d{4})))?");
    private static final Pattern REQUEST = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)-([0-9a-f]{8})");

    /** How long a period is, and whether another follows. */
    public enum Kind {
        YEAR,
        HALF_YEAR,
        /** A window of whole years in which a clause is carried out once, such as 2021-2025; none follows. */
        ONCE,
        /**
         * A request with a due day, which is both its first and last day; none follows, and several may run at once.
         */
        REQUEST
    }

    public Period {
        boolean sound =
                switch (kind) {
                    case YEAR -> isWholeYears(firstDay, lastDay) && firstDay.getYear() == lastDay.getYear();
                    case ONCE -> isWholeYears(firstDay, lastDay) && firstDay.getYear() < lastDay.getYear();
                    case HALF_YEAR ->
                        firstDay.getDayOfMonth() == 1
                                && firstDay.getMonthValue() % 6 == 1
                                && lastDay.equals(firstDay.plusMonths(6).minusDays(1));
                    case REQUEST -> firstDay.equals(lastDay);
                };
        if (!sound) {
            throw new IllegalArgumentException("Not a period of kind " + kind + ": " + firstDay + " to " + lastDay);
        }
    }

    public Period(Kind kind, LocalDate firstDay, LocalDate lastDay) {
        this(kind, firstDay, lastDay, "");
    }

    /** @return such as {@code 2026} */
    public static Period year(int year) {
        return new Period(Kind.YEAR, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /** @return such as {@code 2026-H1} for half 1 */
    public static Period halfYear(int year, int half) {
        if (half != 1 && half != 2) {
            throw new IllegalArgumentException("A year has the halves 1 and 2: " + half);
        }
        LocalDate first = LocalDate.of(year, half == 1 ? Month.JANUARY : Month.JULY, 1);
        return new Period(Kind.HALF_YEAR, first, first.plusMonths(6).minusDays(1));
    }

    /** @return such as {@code 2021-2025}, both years included */
    public static Period once(int firstYear, int lastYear) {
        return new Period(Kind.ONCE, LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear, 12, 31));
    }

    /**
     * The period of an {@link #id()}.
     *
     * @throws IllegalArgumentException in Vietnamese, saying what is allowed
     */
    public static Period parse(String id) {
        Matcher request = REQUEST.matcher(id);
        if (request.matches()) {
            LocalDate until = LocalDate.parse(request.group(1));
            return new Period(Kind.REQUEST, until, until, request.group(2));
        }
        Matcher matcher = ID.matcher(id);
        if (matcher.matches()) {
            int year = Integer.parseInt(matcher.group(1));
            if (matcher.group(2) != null) {
                return halfYear(year, Integer.parseInt(matcher.group(2)));
            }
            if (matcher.group(3) == null) {
                return year(year);
            }
            int lastYear = Integer.parseInt(matcher.group(3));
            if (lastYear > year) {
                return once(year, lastYear);
            }
        }
        throw new IllegalArgumentException(
                "Kỳ \"%s\" không hợp lệ; cho phép: năm (2026), 6 tháng (2026-H1, 2026-H2), giai đoạn (2021-2025)."
                        .formatted(id));
    }

    /** The year or half-year of the day. */
    public static Period containing(Kind kind, LocalDate day) {
        return switch (kind) {
            case YEAR -> year(day.getYear());
            case HALF_YEAR -> halfYear(day.getYear(), day.getMonthValue() <= 6 ? 1 : 2);
            case ONCE, REQUEST ->
                throw new IllegalArgumentException("A day does not tell the window of a clause, nor a request");
        };
    }

    /** The id as used in business keys. */
    public String id() {
        return switch (kind) {
            case YEAR -> "" + firstDay.getYear();
            case HALF_YEAR -> firstDay.getYear() + "-H" + half();
            case ONCE -> firstDay.getYear() + "-" + lastDay.getYear();
            case REQUEST -> lastDay + "-" + mark;
        };
    }

    /**
     * The Vietnamese name, for the middle of a sentence: "năm 2026", "6 tháng đầu năm 2026", "giai đoạn 2021-2025",
     * "yêu cầu có hạn ngày 30/11/2026".
     */
    public String vietnamese() {
        return switch (kind) {
            case YEAR -> "năm " + firstDay.getYear();
            case HALF_YEAR -> "6 tháng " + (half() == 1 ? "đầu" : "cuối") + " năm " + firstDay.getYear();
            case ONCE -> "giai đoạn " + id();
            case REQUEST -> "yêu cầu có hạn ngày " + VietnameseDate.day(lastDay);
        };
    }

    /** @throws IllegalStateException for a kind that does not repeat */
    public Period next() {
        return containing(periodic(), lastDay.plusDays(1));
    }

    /** @throws IllegalStateException for a kind that does not repeat */
    public Period previous() {
        return containing(periodic(), firstDay.minusDays(1));
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    private Kind periodic() {
        if (kind == Kind.ONCE || kind == Kind.REQUEST) {
            throw new IllegalStateException("Period " + id() + " comes once: no other follows it or goes before it");
        }
        return kind;
    }

    private int half() {
        return firstDay.getMonth() == Month.JANUARY ? 1 : 2;
    }

    private static boolean isWholeYears(LocalDate first, LocalDate last) {
        return first.getDayOfYear() == 1 && last.plusDays(1).getDayOfYear() == 1;
    }
}
