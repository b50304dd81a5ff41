package vn.gov.most.dataplan.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A clause of the plan or a row of its annex.
 *
 * @param citation as people read it: "Mục II.4 Phụ lục"
 * @param name short, for processes and lists; ours
 * @param text the source's words, slips kept; so are {@code deadline} and {@code product}, empty where the source has
 *     none
 * @param lead an id of the register or a kind of unit; empty where the source names nobody
 * @param window empty where nothing limits the clause: it waits for an event
 * @param extension how long a periodic clause goes on after its window
 * @param coverage what days a report's data cover, one a period of the year; empty where the clause is no report
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

    public Optional<Part> part(String partId) {
        return parts.stream().filter(part -> part.id().equals(partId)).findFirst();
    }

    /** The part whose obligation is the period's own, as a ministry report's is. */
    public Optional<Part> closingPart() {
        return parts.stream().filter(Part::closes).findFirst();
    }

    /** What days a report on the period covers; empty where the clause is no report. */
    public Optional<Coverage> coverage(Period of) {
        return coverage.isEmpty()
                ? Optional.empty()
                : Optional.of(coverage.get(of.firstDay().getMonthValue() <= 6 ? 0 : coverage.size() - 1));
    }

    /** Whether the source's own window holds the period, whatever the ministry has added. */
    public boolean isInWindow(Period asked) {
        return window.map(years -> years.contains(asked.firstDay()) && years.contains(asked.lastDay()))
                .orElse(true);
    }

    /** Whether the period is asked for by the ministry's extension alone. */
    public boolean isInExtension(Period asked) {
        return period.isPeriodic()
                && window.filter(years -> asked.firstDay().getYear() > years.lastYear())
                        .isPresent()
                && extension
                        .filter(more -> asked.lastDay().getYear() <= more.untilYear())
                        .isPresent();
    }

    /** Whether that field is the ministry's own: of the clause ("window"), of all parts ("due"), of one ("works.due"). */
    public boolean isOurs(String field) {
        return ours.contains(field) || ours.contains(field.substring(field.indexOf('.') + 1));
    }
}
