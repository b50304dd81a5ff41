package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.tasklist.BodyNames;

/** Serves the page of a clause for a year. */
@RestController
class ClausePages {

    private final Readers readers;
    private final Choosing choosing;
    private final Year years;
    private final Plan plan;
    private final Ledger ledger;
    private final BodyNames names;
    private final PageTemplates templates;

    ClausePages(
            Readers readers,
            Choosing choosing,
            Year years,
            Plan plan,
            Ledger ledger,
            BodyNames names,
            PageTemplates templates) {
        this.readers = readers;
        this.choosing = choosing;
        this.years = years;
        this.plan = plan;
        this.ledger = ledger;
        this.names = names;
        this.templates = templates;
    }

    @GetMapping("/ke-hoach/muc/{id}")
    ResponseEntity<String> clause(
            @PathVariable String id, @RequestParam Map<String, String> asked, HttpServletRequest request) {
        Scope scope = readers.current();
        Clause clause = plan.clause(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        int year = choosing.yearOf(asked);
        Year.View view = years.view(year, scope);
        List<Owed> rows = view.rows(clause);
        // These figures cover all units, so users who see only their own unit do not get them
        Map<String, SpanFigures> signed = scope.units().isPresent() ? Map.of() : ledger.figuresAtSigning(id);
        Map<String, Object> values = new HashMap<>();
        values.put("title", clause.name());
        values.put("clause", clause);
        values.put("lead", clause.lead().isEmpty() ? "" : names.of(List.of(clause.lead())));
        values.put("coordinators", names.of(clause.coordinators()));
        values.put("year", year);
        values.put("years", Choosing.around(year));
        values.put("periods", ClausePage.of(rows, years.now(), signed).periods());
        values.put("note", view.hasBegun() ? Board.note(clause) : "Năm %d chưa bắt đầu".formatted(year));
        return templates.page("clause", values, request);
    }
}
