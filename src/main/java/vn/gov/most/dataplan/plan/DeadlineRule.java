package vn.gov.most.dataplan.plan;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * A deadline rule of the plan: one line or several. The first line whose moment is known counts.
 *
 * <pre>
 * before 25/12                            last working day strictly before; late from that day
 * last working day                        of the period; late from the next period
 * last working day of month 3             3rd month of the period; late from the next month
 * 5 working days after openedAt           counted from the day after the moment; late from the next midnight
 * 2 working days before ministry-report   before that part's due day; late from the next midnight
 * 5 working days before requiredAt        before the moment's day (a moment's name ends in At, a part's does not)
 * as ministry-report                      that part's deadline
 * on plannedLiveAt                        the moment's own day, a day off too; late from the next midnight
 * </pre>
 *
 * A line that counts backward may end with <code>, at least 10 working days after openedAt</code>. A line that counts
 * forward may end with <code>, at most 2 working days before ministry-report</code>, followed by the first one.
 */
public final class DeadlineRule {

    /** When the step's task was created: the one moment that every step has. */
    public static final String ASSIGNED_AT = "assignedAt";

    private final List<DeadlineTerm> terms;

    private DeadlineRule(List<DeadlineTerm> terms) {
        this.terms = terms;
    }

    /** @throws IllegalArgumentException in Vietnamese, saying what is allowed */
    public static DeadlineRule parse(String line) {
        return parse(List.of(line));
    }

    /**
     * Every line but the last needs a moment. The last needs none, or {@link #ASSIGNED_AT}, which every step has.
     *
     * @throws IllegalArgumentException in Vietnamese, saying what is allowed
     */
    public static DeadlineRule parse(List<String> lines) {
        List<DeadlineTerm> terms = lines.stream().map(DeadlineTerm::parse).toList();
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("Thiếu quy tắc tính hạn. " + DeadlineTerm.ALLOWED);
        }
        for (int i = 0; terms.size() > 1 && i < terms.size(); i++) {
            boolean last = i == terms.size() - 1;
            if (last
                    == terms.get(i)
                            .moment()
                            .filter(moment -> !moment.equals(ASSIGNED_AT))
                            .isPresent()) {
                throw new IllegalArgumentException((last
                                ? "Hạn \"%s\" đứng cuối danh sách nên không được phụ thuộc một thời điểm;"
                                        + " được phép: after assignedAt, as <phần>, hoặc một ngày cố định như before 25/12"
                                : "Hạn \"%s\" không phụ thuộc một thời điểm nên phải đứng cuối danh sách.")
                        .formatted(lines.get(i)));
            }
        }
        return new DeadlineRule(terms);
    }

    /**
     * Computes the deadline from the facts. It does not exceed the cap, unless the cap lies before the rule's moment
     * or the period was signed by then. A rule without a moment is always limited by the cap.
     *
     * @throws IllegalStateException in Vietnamese if a moment or part that the rule needs is missing
     */
    public Deadline compute(WorkingCalendar calendar, Facts facts) {
        DeadlineTerm term = term(facts);
        Deadline own = term.compute(calendar, facts);
        Optional<Instant> moment = term.moment().map(facts.moments()::get);
        return facts.cap()
                .filter(cap -> own.dueAt().isAfter(cap.dueAt()))
                .filter(cap -> moment.map(at -> at.isBefore(cap.dueAt()) && !isSigned(facts, at))
                        .orElse(true))
                .orElse(own);
    }

    /** Whether the facts contain everything that {@link #compute} needs. */
    boolean isComputable(Facts facts) {
        DeadlineTerm term = term(facts);
        return term.moment().map(facts.moments()::containsKey).orElse(true)
                && term.part().map(facts.parts()::containsKey).orElse(true);
    }

    private DeadlineTerm term(Facts facts) {
        return terms.stream()
                .filter(candidate ->
                        candidate.moment().map(facts.moments()::containsKey).orElse(true))
                .findFirst()
                .orElse(terms.get(0));
    }

    private static boolean isSigned(Facts facts, Instant at) {
        return facts.signedAt().filter(signed -> !signed.isAfter(at)).isPresent();
    }

    /** The names of the moments that the rule may need. */
    public Set<String> moments() {
        return terms.stream().flatMap(DeadlineRule::moments).collect(toUnmodifiableSet());
    }

    /**
     * The moments after a reopening: earlier ones are dropped, and the moment of the last line becomes the time of
     * the reopening.
     */
    public Map<String, Instant> since(Instant opened, Map<String, Instant> moments) {
        Set<String> needed = moments(terms.get(terms.size() - 1)).collect(toUnmodifiableSet());
        Map<String, Instant> since = new HashMap<>();
        moments.forEach((name, moment) -> {
            if (!moment.isBefore(opened)) {
                since.put(name, moment);
            } else if (needed.contains(name)) {
                since.put(name, opened);
            }
        });
        return since;
    }

    private static Stream<String> moments(DeadlineTerm term) {
        return Stream.concat(term.moment().stream(), term.heeded().stream());
    }

    /** The names of the parts whose deadlines the rule needs. */
    public Set<String> parts() {
        return terms.stream().flatMap(term -> term.part().stream()).collect(toUnmodifiableSet());
    }

    /** The lines as written, joined by " | ". */
    @Override
    public String toString() {
        return String.join(" | ", terms.stream().map(Object::toString).toList());
    }
}
