package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A clause of the plan or a row of its annex.
 *
 * @param citation as people read it: "Mục II.4 Phụ lục"
 * @param name short, for processes and lists; ours
 * @param text the source's words with their errors, like {@code deadline} and {@code product}; empty where the source
 *     has none
 * @param lead an id of the register or a kind of unit; empty where the source names nobody
 * @param window empty for a clause without a time limit, which waits for an event
 * @param extension how long a periodic clause goes on after its window
 * @param coverage which days the data of a report cover, one entry per period of the year; empty if the clause asks
 *     for no report
 * @param noProcess why there is no process, in Vietnamese; present where there are no parts
 * @param ours names of fields that are the ministry's and not the source's
 */
public record Clause(
        String id,
        String citation,
        String name,
        String text,
        String deadline,
        String product,
        String lead,
        List<String> coordinators,
        LegalGround ground,
        PeriodRule period,
        Optional<Window> window,
        Optional<Extension> extension,
        List<Coverage> coverage,
        List<Part> parts,
        Optional<String> noProcess,
        Optional<FirstState> firstState,
        Set<String> ours) {

    /** The kinds of units that a clause may name instead of a unit's id. */
    public static final String ALL_UNITS = "all-units";

    public static final String DATABASE_OWNERS = "database-owners";

    /** The Vietnamese names of the fields that a ministry may have set itself. */
    private static final Map<String, String> FIELDS = fields();

    public Optional<Part> part(String partId) {
        return parts.stream().filter(part -> part.id().equals(partId)).findFirst();
    }

    /**
     * The unit that owes a part: the unit it was opened for, if that unit carries it out; otherwise the unit that
     * leads the clause; if many units lead, the unit that follows up the plan.
     *
     * @param units the ids of all units in the register, ended ones too
     */
    public String owedBy(Part part, String unit, Set<String> units, String followUpUnit) {
        return part.isOwedByUnit() ? unit : units.contains(lead) ? lead : followUpUnit;
    }

    /** Whether the part is a report that another part consolidates. */
    public boolean isCollected(Part part) {
        return parts.stream().anyMatch(other -> other.collects().equals(Optional.of(part.id())));
    }

    /** The part whose obligation closes the period, such as the ministry's report. */
    public Optional<Part> closingPart() {
        return parts.stream().filter(Part::closes).findFirst();
    }

    /** Which days a report on the period covers; empty if the clause asks for no report. */
    public Optional<Coverage> coverage(Period of) {
        return coverage.isEmpty()
                ? Optional.empty()
                : Optional.of(coverage.get(of.firstDay().getMonthValue() <= 6 ? 0 : coverage.size() - 1));
    }

    /** Whether the source's own window contains the period; the ministry's extension does not count. */
    public boolean isInWindow(Period asked) {
        return window.map(years -> years.contains(asked.firstDay()) && years.contains(asked.lastDay()))
                .orElse(true);
    }

    /** Whether only the ministry's extension asks for the period. */
    public boolean isInExtension(Period asked) {
        return period.isPeriodic()
                && window.filter(years -> asked.firstDay().getYear() > years.lastYear())
                        .isPresent()
                && extension
                        .filter(more -> asked.lastDay().getYear() <= more.untilYear())
                        .isPresent();
    }

    /**
     * Whether the ministry set the field itself: of the clause ("window"), of all parts ("due"), of one
     * ("works.due").
     */
    public boolean isOurs(String field) {
        return ours.contains(field) || ours.contains(field.substring(field.indexOf('.') + 1));
    }

    /**
     * Vietnamese remarks to show with a period of the part, one sentence each: the state of its legal ground on that
     * day, what the ministry itself has set, and why the period is beyond the window.
     */
    public List<String> remarks(Part part, Period asked, LocalDate day) {
        List<String> sentences = new ArrayList<>(ground.statesOn(day));
        List<String> own = FIELDS.keySet().stream()
                .filter(field -> isOurs(part.id() + "." + field))
                .map(FIELDS::get)
                .toList();
        if (!own.isEmpty()) {
            sentences.add("Do Bộ đặt, Kế hoạch không nêu: " + String.join(", ", own) + ".");
        }
        extension
                .filter(more -> isInExtension(asked))
                .ifPresent(more ->
                        sentences.add("Kỳ này ngoài giai đoạn " + window.orElseThrow() + ": " + more.ground() + "."));
        return sentences;
    }

    private static Map<String, String> fields() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("lead", "cơ quan chủ trì");
        words.put("coordinators", "cơ quan phối hợp");
        words.put("window", "giai đoạn thực hiện");
        words.put("period", "kỳ thực hiện");
        words.put("opens", "ngày mở kỳ");
        words.put("coverage", "thời gian lấy số liệu");
        words.put("due", "hạn hoàn thành");
        words.put("steps", "hạn xử lý của từng bước");
        words.put("product", "sản phẩm");
        words.put("reminders", "ngày nhắc việc");
        return words;
    }
}
