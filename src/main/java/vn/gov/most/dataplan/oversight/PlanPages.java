package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.oversight.Board.Standing;
import vn.gov.most.dataplan.oversight.Choosing.Chosen;
import vn.gov.most.dataplan.oversight.Choosing.ChosenYear;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Plan;

/** Serves the plan for a year, the lists of obligations behind its figures, and the page of an obligation. */
@RestController
class PlanPages {

    /** A number of rows that a browser displays without delay. */
    static final int ON_A_PAGE = 200;

    private final Readers readers;
    private final Choosing choosing;
    private final Year years;
    private final Life life;
    private final PaperPages.ObligationPapers papers;
    private final Plan plan;
    private final PageTemplates templates;
    private final Register register;

    PlanPages(
            Readers readers,
            Choosing choosing,
            Year years,
            Life life,
            PaperPages.ObligationPapers papers,
            Plan plan,
            PageTemplates templates,
            Register register) {
        this.readers = readers;
        this.choosing = choosing;
        this.years = years;
        this.life = life;
        this.papers = papers;
        this.plan = plan;
        this.templates = templates;
        this.register = register;
    }

    @GetMapping("/ke-hoach")
    ResponseEntity<String> plan(@RequestParam Map<String, String> asked, HttpServletRequest request) {
        ChosenYear chosen = choosing.year(asked);
        Board board = chosen.board();
        Map<String, Object> values = new HashMap<>();
        values.put("title", chosen.title());
        values.put("unit", chosen.unit());
        values.put("units", chosen.units());
        values.put("year", chosen.year());
        values.put("years", Choosing.around(chosen.year()));
        values.put("until", VietnameseDate.shortMoment(board.until()));
        values.put("hasBegun", chosen.view().hasBegun());
        values.put("note", chosen.view().note());
        values.put("numbers", numbers(board));
        values.put(
                "percent",
                board.figures()
                        .percentInTime()
                        .map(percent -> percent.toString().replace('.', ',') + "%")
                        .orElse(""));
        values.put("clauses", board.clauses());
        values.put("isInUse", register.inUseSince().isPresent());
        return templates.page("plan", values, request);
    }

    /** A figure at the top, with the parameter value of its list. */
    record Number(String word, String name, int count) {}

    private static List<Number> numbers(Board board) {
        return board.numbers().entrySet().stream()
                .map(one -> new Number(one.getKey().word(), one.getKey().vietnamese(), one.getValue()))
                .toList();
    }

    /** @param asked the parameters that {@link Choosing} reads, and the page number */
    @GetMapping("/ke-hoach/danh-sach")
    ResponseEntity<String> list(@RequestParam Map<String, String> asked, HttpServletRequest request) {
        Chosen chosen = choosing.of(asked);
        int count = chosen.ids().size();
        int pages = Math.max(1, (count + ON_A_PAGE - 1) / ON_A_PAGE);
        int at = pageNumber(asked.getOrDefault(Choosing.PAGE, ""), pages);
        Map<String, Object> values = new HashMap<>();
        values.put("title", "Danh sách nhiệm vụ năm " + chosen.year());
        values.put("year", chosen.year());
        values.put("years", Choosing.around(chosen.year()));
        values.put("until", VietnameseDate.shortMoment(chosen.view().span().until()));
        values.put("hasBegun", chosen.view().hasBegun());
        values.put("note", chosen.view().note());
        values.put("selections", Selection.values());
        values.put("selected", chosen.selection().map(Selection::word).orElse(""));
        values.put("clauses", plan.clauses());
        values.put("clause", chosen.clause().map(Clause::id).orElse(""));
        values.put("about", chosen.clause().orElse(null));
        values.put("units", chosen.units());
        values.put("unit", chosen.unit());
        values.put("periods", chosen.periods());
        values.put("period", chosen.period());
        values.put("search", chosen.search());
        values.put("words", chosen.words());
        values.put("query", chosen.query());
        values.put("count", count);
        values.put("at", at);
        values.put("pages", pages);
        int first = (at - 1) * ON_A_PAGE;
        values.put(
                "rows",
                chosen.view().rows(chosen.ids().subList(first, Math.min(count, first + ON_A_PAGE))).stream()
                        .map(Line::of)
                        .toList());
        return templates.page("list", values, request);
    }

    /** Counted from 1. */
    static int pageNumber(String asked, int pages) {
        if (asked.isEmpty()) {
            return 1;
        }
        if (!asked.matches("[1-9][0-9]{0,8}") || Integer.parseInt(asked) > pages) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return Integer.parseInt(asked);
    }

    /** A row of the list. */
    record Line(
            long id,
            String unitId,
            String citation,
            String name,
            String about,
            String unit,
            String period,
            Standing standing,
            String state,
            String opened,
            String due,
            String sent,
            String done,
            String recorded) {

        static Line of(Owed owed) {
            return new Line(
                    owed.row().id(),
                    owed.unit(),
                    owed.clause().citation(),
                    owed.part().name(),
                    owed.tracked().about(),
                    owed.unitName(),
                    owed.periodName(),
                    Standing.of(owed.status()),
                    owed.isReport() ? owed.row().state().vietnamese() : "",
                    VietnameseDate.day(owed.row().openedAt()),
                    owed.due(),
                    Owed.day(owed.row().firstSentAt()),
                    Owed.day(owed.doneAt()),
                    owed.recorded());
        }
    }

    @GetMapping("/ke-hoach/viec/{id:[0-9]{1,18}}")
    ResponseEntity<String> life(@PathVariable long id, HttpServletRequest request) {
        Owed owed = Choosing.found(years.row(id, readers.current()));
        Map<String, Object> values = new HashMap<>();
        values.put("title", owed.part().name());
        values.put("line", Line.of(owed));
        values.put("clause", owed.clause());
        values.put(
                "year",
                LocalDate.ofInstant(owed.row().openedAt(), WorkingCalendar.ZONE).getYear());
        values.put("facts", life.facts(owed));
        values.put("open", life.open(owed));
        values.put("done", life.done(owed));
        values.put("papers", papers.lines(owed));
        values.put("moves", life.moves(owed));
        values.put("mails", life.mails(owed));
        return templates.page("life", values, request);
    }

    @GetMapping("/ke-hoach/kieu.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                .body(new ClassPathResource("plan.css", PlanPages.class));
    }
}
