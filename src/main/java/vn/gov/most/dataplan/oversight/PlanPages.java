package vn.gov.most.dataplan.oversight;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.oversight.Board.Standing;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Plan;

/** The plan in a year, the obligations behind each of its figures, and one obligation's whole life, each by its address. */
@RestController
class PlanPages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Readers readers;
    private final Year years;
    private final Life life;
    private final Plan plan;
    private final Ledger ledger;
    private final PageTemplates templates;

    PlanPages(Readers readers, Year years, Life life, Plan plan, Ledger ledger, PageTemplates templates) {
        this.readers = readers;
        this.years = years;
        this.life = life;
        this.plan = plan;
        this.ledger = ledger;
        this.templates = templates;
    }

    @GetMapping("/ke-hoach")
    ResponseEntity<String> plan(
            @RequestParam(name = "nam", defaultValue = "") String asked, HttpServletRequest request) {
        Scope scope = readers.current();
        int year = years.asked(asked);
        Board board = Board.of(plan.clauses(), years.rows(year, scope), years.span(year), products(year));
        Map<String, Object> values = new HashMap<>();
        values.put("title", "Tình hình thực hiện Kế hoạch năm " + year);
        values.put("year", year);
        values.put("years", List.of(year - 1, year, year + 1));
        values.put("until", VietnameseDate.shortMoment(years.span(year).until()));
        values.put("numbers", numbers(board));
        values.put(
                "percent",
                board.figures()
                        .percentInTime()
                        .map(percent -> percent.toString().replace('.', ',') + "%")
                        .orElse(""));
        values.put("clauses", board.clauses());
        return templates.page("plan", values, request);
    }

    /** One of the numbers on top, with the word of its list. */
    record Number(String word, String name, int count) {}

    private static List<Number> numbers(Board board) {
        Map<Selection, Integer> counts = Map.of(
                Selection.GIVEN, board.figures().given(),
                Selection.DUE, board.figures().due(),
                Selection.IN_TIME, board.figures().inTime(),
                Selection.LATE, board.figures().late(),
                Selection.OVERDUE, board.figures().overdue());
        return Stream.of(Selection.values())
                .map(one -> new Number(one.word(), one.vietnamese(), counts.get(one)))
                .toList();
    }

    /**
     * @param selected a word of {@link Selection}; empty for all
     * @param clauseId a clause's, and {@code unit} a unit's, where the list is of that alone
     */
    @GetMapping("/ke-hoach/danh-sach")
    ResponseEntity<String> list(
            @RequestParam(name = "nam", defaultValue = "") String asked,
            @RequestParam(name = "so", defaultValue = "") String selected,
            @RequestParam(name = "muc", defaultValue = "") String clauseId,
            @RequestParam(name = "don-vi", defaultValue = "") String unit,
            HttpServletRequest request) {
        Scope scope = readers.current();
        int year = years.asked(asked);
        Optional<Selection> selection =
                selected.isEmpty() ? Optional.empty() : Optional.of(found(Selection.of(selected)));
        Optional<Clause> clause = clauseId.isEmpty() ? Optional.empty() : Optional.of(found(plan.clause(clauseId)));
        Map<String, String> units = years.names().entrySet().stream()
                .filter(one -> scope.sees(one.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        if (!unit.isEmpty() && !units.containsKey(unit)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        List<Owed> rows = years.rows(year, scope).stream()
                .filter(owed ->
                        selection.map(one -> one.takes(owed, years.span(year))).orElse(true))
                .filter(owed -> clause.map(one -> one.equals(owed.clause())).orElse(true))
                .filter(owed -> unit.isEmpty() || unit.equals(owed.unit()))
                .toList();
        Map<String, Object> values = new HashMap<>();
        values.put("title", "Danh sách nhiệm vụ năm " + year);
        values.put("year", year);
        values.put("years", List.of(year - 1, year, year + 1));
        values.put("selections", Selection.values());
        values.put("selected", selected);
        values.put("clauses", plan.clauses());
        values.put("clause", clauseId);
        values.put("about", clause.orElse(null));
        values.put("units", units);
        values.put("unit", unit);
        values.put("rows", rows.stream().map(Line::of).toList());
        return templates.page("list", values, request);
    }

    /** A row of the list. */
    record Line(
            long id,
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
            String done) {

        static Line of(Owed owed) {
            return new Line(
                    owed.row().id(),
                    owed.clause().citation(),
                    owed.part().name(),
                    owed.watched().about(),
                    owed.unitName(),
                    owed.periodName(),
                    Standing.of(owed.status()),
                    owed.isReport() ? owed.row().state().vietnamese() : "",
                    VietnameseDate.day(owed.row().openedAt()),
                    owed.due(),
                    Owed.day(owed.row().firstSentAt()),
                    Owed.day(owed.row().doneAt()));
        }
    }

    @GetMapping("/ke-hoach/viec/{id:[0-9]{1,18}}")
    ResponseEntity<String> life(@PathVariable long id, HttpServletRequest request) {
        Owed owed = found(years.row(id, readers.current()));
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

    private static <T> T found(Optional<T> asked) {
        return asked.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The document that came out of a row: its number and day. */
    private Map<Long, String> products(int year) {
        Selection.Span span = years.span(year);
        Map<Long, String> products = new HashMap<>();
        ledger.lastContents(span.from(), span.until())
                .forEach((row, content) -> document(content).ifPresent(document -> products.put(row, document)));
        return products;
    }

    private static Optional<String> document(String content) {
        try {
            JsonNode kept = JSON.readTree(content);
            String number = kept.path("documentNumber").asText("");
            List<String> words = new ArrayList<>();
            if (!number.isEmpty() && !number.equals("null")) {
                words.add("Số " + number);
                String day = kept.path("documentDate").asText("");
                if (day.matches("\\d{4}-\\d{2}-\\d{2}")) {
                    words.add("ngày " + VietnameseDate.day(LocalDate.parse(day)));
                }
            }
            return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
        } catch (IOException everythingKeptIsJson) {
            throw new UncheckedIOException(everythingKeptIsJson);
        }
    }
}
