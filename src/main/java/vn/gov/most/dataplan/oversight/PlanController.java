package vn.gov.most.dataplan.oversight;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.oversight.Choosing.Chosen;

/** The list of the plan's page as JSON, with the figures for the chosen clause and unit. */
@RestController
class PlanController {

    private final Choosing choosing;

    PlanController(Choosing choosing) {
        this.choosing = choosing;
    }

    /**
     * @param until the end of the span that the figures cover
     * @param note the time of the figures and the rows, in words; null if both are current
     * @param figures null for a year that has not begun
     */
    record Answer(int year, OffsetDateTime until, String note, Figures figures, List<Row> rows) {}

    /** @param percentInTime null if no row is finished or overdue */
    record Figures(
            int given, int due, int inTime, int late, int overdue, int running, int paused, BigDecimal percentInTime) {

        static Figures of(SpanFigures all) {
            return new Figures(
                    all.given(),
                    all.due(),
                    all.inTime(),
                    all.late(),
                    all.overdue(),
                    all.running(),
                    all.paused(),
                    all.percentInTime().orElse(null));
        }
    }

    /**
     * @param unit the id of the unit that owes it
     * @param period null for an event
     * @param about the subject in words; null if there is none
     * @param recordedAt when the program recorded work that had been done before; null for other work
     * @param provisional whether a holiday notice may still change its dates
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long id,
            String clause,
            String citation,
            String part,
            String name,
            String unit,
            String unitName,
            String period,
            String about,
            Status status,
            Obligation.State state,
            LocalDate scheduledOn,
            OffsetDateTime openedAt,
            OffsetDateTime dueAt,
            OffsetDateTime lateFrom,
            boolean provisional,
            OffsetDateTime firstSentAt,
            OffsetDateTime doneAt,
            OffsetDateTime recordedAt,
            OffsetDateTime signedAt,
            OffsetDateTime waivedAt,
            OffsetDateTime cancelledAt,
            OffsetDateTime closedAt) {

        static Row of(Owed owed) {
            Obligation row = owed.row();
            return new Row(
                    row.id(),
                    owed.clause().id(),
                    owed.clause().citation(),
                    owed.part().id(),
                    owed.part().name(),
                    owed.unit(),
                    owed.unitName(),
                    word(row.key().period()),
                    word(owed.tracked().about()),
                    owed.status(),
                    row.state(),
                    row.scheduledOn().orElse(null),
                    local(row.openedAt()),
                    local(row.dueAt()),
                    local(row.lateFrom()),
                    row.provisional(),
                    local(row.firstSentAt()),
                    local(owed.doneAt()),
                    local(owed.recordedAt()),
                    local(row.signedAt()),
                    local(row.waivedAt()),
                    local(row.cancelledAt()),
                    local(row.closedAt()));
        }
    }

    /** @param asked the same query parameters as for the list */
    @GetMapping("/api/plan")
    Answer plan(@RequestParam Map<String, String> asked) {
        Chosen chosen = choosing.of(asked);
        return new Answer(
                chosen.year(),
                local(chosen.view().span().until()),
                word(chosen.view().note()),
                chosen.view().hasBegun()
                        ? Figures.of(SpanFigures.ofGroups(
                                OwedGroup.rows(chosen.counted()),
                                chosen.view().span().from(),
                                chosen.view().span().until()))
                        : null,
                chosen.view().rows(chosen.ids()).stream().map(Row::of).toList());
    }

    private static String word(String text) {
        return text.isEmpty() ? null : text;
    }

    private static OffsetDateTime local(Optional<Instant> moment) {
        return moment.map(PlanController::local).orElse(null);
    }

    private static OffsetDateTime local(Instant moment) {
        return moment.atZone(WorkingCalendar.ZONE).toOffsetDateTime();
    }
}
