package vn.gov.most.dataplan.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** When the plan's parts open and are due, by a working calendar. Days are in the calendar's zone. */
public record Schedule(Plan plan, WorkingCalendar calendar) {

    /**
     * What should be open on a day, whether or not it was opened: for each part the period that contains the day, if
     * its opening day has come and the window or extension asks for it. Parts that an event or a person opens are not
     * included.
     */
    public List<Opening> dueToBeOpen(LocalDate day) {
        return plan.parts()
                .flatMap(part -> opening(part, day).stream())
                .filter(opening -> opening.isDueOn(day))
                .toList();
    }

    /** The opening of the period that contains the day; empty if neither window nor extension asks for it. */
    public Optional<Opening> opening(Part part, LocalDate day) {
        Clause clause = clauseOf(part);
        Period period = periodOf(part, day);
        boolean extended = clause.isInExtension(period);
        if (part.opens().isEmpty() || !period.contains(day) || !(extended || clause.isInWindow(period))) {
            return Optional.empty();
        }
        int half = part.period() == PeriodRule.HALF_YEAR && period.firstDay().getMonthValue() > 6 ? 1 : 0;
        LocalDate written = part.opens().get(half).atYear(period.firstDay().getYear());
        return Optional.of(new Opening(part, period, calendar.firstWorkingDayFrom(written), extended));
    }

    /**
     * The one period of a part that people may open on a day: its opening day has come, and that of the next one has
     * not. Empty if neither window nor extension asks for it.
     */
    public Optional<Opening> current(Part part, LocalDate day) {
        return opening(part, day)
                .filter(opening -> opening.isDueOn(day))
                .or(() -> opening(part, periodOf(part, day).firstDay().minusDays(1)));
    }

    /** The period of a part that contains the day: the window for a single time, the year for an event. */
    public Period periodOf(Part part, LocalDate day) {
        return switch (part.period()) {
            case YEAR, EVENT -> Period.containing(Period.Kind.YEAR, day);
            case HALF_YEAR -> Period.containing(Period.Kind.HALF_YEAR, day);
            case ONCE -> clauseOf(part).window().orElseThrow().period();
        };
    }

    /**
     * When a part is due; empty if the plan sets no date, or one that depends on an unknown moment.
     *
     * @param moments such as {@code plannedLiveAt}
     */
    public Optional<Deadline> deadline(Part part, Period period, Map<String, Instant> moments) {
        return Optional.ofNullable(deadlines(part, period, moments).get(part.id()));
    }

    /**
     * The facts for the deadline of a part's step: the moments, and the deadlines of this part and of the parts in
     * the same period; the last of these deadlines is the cap. If a ministry's part collects a unit's reports, a step
     * depends on both dates and the ministry's is the cap. There is no cap if the units' deadline is later, as for a
     * past year.
     */
    public Facts facts(Part part, Period period, Map<String, Instant> moments) {
        Facts facts = factsWithoutParts(period, moments);
        Map<String, Deadline> deadlines = deadlines(part, period, moments);
        for (Map.Entry<String, Deadline> other : deadlines.entrySet()) {
            facts = facts.withPart(other.getKey(), other.getValue());
        }
        Optional<Deadline> last = last(deadlines);
        boolean closesBefore = clauseOf(part)
                .closingPart()
                .map(closing -> deadlines.get(closing.id()))
                .filter(closing -> closing.dueAt().isBefore(last.orElseThrow().dueAt()))
                .isPresent();
        return closesBefore ? facts : last.map(facts::withCap).orElse(facts);
    }

    private Map<String, Deadline> deadlines(Part asked, Period period, Map<String, Instant> moments) {
        Map<String, Deadline> deadlines = new LinkedHashMap<>();
        for (Part part : clauseOf(asked).parts()) {
            if (part.period() == asked.period()) {
                compute(part, factsWithoutParts(period, moments), deadlines);
            }
        }
        return deadlines;
    }

    private void compute(Part part, Facts facts, Map<String, Deadline> known) {
        if (part.due().isEmpty() || known.containsKey(part.id())) {
            return;
        }
        DeadlineRule rule = part.due().get();
        Clause clause = clauseOf(part);
        for (String other : rule.parts()) {
            compute(clause.part(other).orElseThrow(), facts, known);
        }
        Facts all = facts;
        for (Map.Entry<String, Deadline> other : known.entrySet()) {
            all = all.withPart(other.getKey(), other.getValue());
        }
        if (rule.isComputable(all)) {
            known.put(part.id(), rule.compute(calendar, all));
        }
    }

    private Facts factsWithoutParts(Period period, Map<String, Instant> moments) {
        Facts facts = Facts.of(period).withDueTime(plan.dueTime());
        for (Map.Entry<String, Instant> moment : moments.entrySet()) {
            facts = facts.withMoment(moment.getKey(), moment.getValue());
        }
        return facts;
    }

    private static Optional<Deadline> last(Map<String, Deadline> deadlines) {
        return deadlines.values().stream().max(Comparator.comparing(Deadline::dueAt));
    }

    private Clause clauseOf(Part part) {
        return plan.clause(part.clause()).orElseThrow();
    }
}
