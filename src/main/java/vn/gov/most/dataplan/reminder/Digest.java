package vn.gov.most.dataplan.reminder;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.obligation.SpanFigures;

/**
 * How the plan was carried out in a week, for one reader. Texts are as users read them, empty where there is nothing
 * to say.
 *
 * @param week as "từ 14/12 đến 18/12/2026"
 * @param whose the names of the reader's own units; empty in a digest of all units
 * @param units one row per unit, in a digest of several
 * @param becameLate what became late in the week
 * @param fallsDue what is open and due until the day {@code aheadUntil}
 * @param uncounted how many rows could not be computed and are missing from all figures and lists
 */
record Digest(
        String week,
        String whose,
        SpanFigures figures,
        List<OfUnit> units,
        List<Line> becameLate,
        List<Line> fallsDue,
        String aheadUntil,
        List<Line> difficulties,
        int uncounted) {

    /** The longest list in a mail; the rest is given as a number. Mail programs cut off long mails. */
    static final int LONGEST_LIST = 10;

    record OfUnit(String name, SpanFigures figures) {}

    /**
     * @param duty what is owed, as "Báo cáo của Bộ", or what a difficulty concerns
     * @param clause cited, as "Mục II.4 Phụ lục"
     * @param about its period and subject
     * @param unit the unit that owes it, in a digest of several units
     * @param due a day
     */
    record Line(String duty, String clause, String about, String unit, String due, String state, Standing standing) {}

    /** How late a line is, which decides its colour. */
    enum Standing {
        OVERDUE("overdue"),
        DUE_SOON("due-soon"),
        PLAIN("plain");

        private final String style;

        Standing(String style) {
            this.style = style;
        }
    }

    /** Fills the templates {@code mail/weekly-watch.*}. */
    Letter letter(MailTemplates templates, Recipient to) {
        Map<String, Object> values = figures(figures);
        values.put("week", week);
        values.put("whose", whose);
        values.put(
                "units",
                units.stream()
                        .map(unit -> {
                            Map<String, Object> row = figures(unit.figures());
                            row.put("name", unit.name());
                            return row;
                        })
                        .toList());
        values.put("becameLate", list(becameLate));
        values.put("fallsDue", list(fallsDue));
        values.put("aheadUntil", aheadUntil);
        values.put("difficulties", list(difficulties));
        values.put("uncounted", uncounted);
        return templates.letter("weekly-watch", to, "Bản tin theo dõi tuần ", week, values);
    }

    private static Map<String, Object> figures(SpanFigures figures) {
        Map<String, Object> values = new HashMap<>();
        values.put("given", figures.given());
        values.put("due", figures.due());
        values.put("inTime", figures.inTime());
        values.put("late", figures.late());
        values.put("overdue", figures.overdue());
        values.put("running", figures.running());
        values.put("paused", figures.paused());
        values.put("percent", figures.percentInTime().map(Digest::percent).orElse(""));
        return values;
    }

    private static String percent(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString().replace('.', ',') + "%";
    }

    private static Map<String, Object> list(List<Line> lines) {
        return Map.of(
                "total",
                lines.size(),
                "lines",
                lines.stream().limit(LONGEST_LIST).map(Digest::line).toList(),
                "more",
                Math.max(0, lines.size() - LONGEST_LIST));
    }

    private static Map<String, Object> line(Line line) {
        return Map.of(
                "duty", line.duty(),
                "clause", line.clause(),
                "about", line.about(),
                "unit", line.unit(),
                "due", line.due(),
                "state", line.state(),
                "standing", line.standing().style);
    }
}
