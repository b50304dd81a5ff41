package vn.gov.most.dataplan.oversight;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Plan;

/** What an address chooses of a year's obligations, the same for the pages, the files and the programs that ask. */
@Component
class Choosing {

    /** Which page of the list; all that it chooses is in the files. */
    static final String PAGE = "trang";

    private static final String YEAR = "[12][0-9]{3}";

    private final Readers readers;
    private final Year years;
    private final Plan plan;
    private final Search search;

    Choosing(Readers readers, Year years, Plan plan, Search search) {
        this.readers = readers;
        this.years = years;
        this.plan = plan;
        this.search = search;
    }

    /**
     * @param selection one of the figures; {@code clause} a clause and {@code unit} a unit's id where it is of that alone
     * @param period the id of the one that it is of alone
     * @param search words that it is found by
     * @param units that the asker may choose, by id
     * @param periods that there are to choose, by id
     * @param counted what clause and unit choose, of which the figures are
     * @param rows of these what the figure chooses
     * @param query what follows the address' question mark, without the page
     */
    record Chosen(
            int year,
            Selection.Span span,
            Optional<Selection> selection,
            Optional<Clause> clause,
            String unit,
            String period,
            String search,
            Map<String, String> units,
            Map<String, String> periods,
            List<Owed> counted,
            List<Owed> rows,
            String query) {

        /** What was chosen beside the year; empty where nothing was. */
        String words() {
            return Stream.of(
                            selection.map(figure -> "Tình trạng: " + figure.vietnamese()),
                            clause.map(one -> one.citation() + ": " + one.name()),
                            Optional.ofNullable(units.get(unit)).map(name -> "Đơn vị: " + name),
                            Optional.ofNullable(periods.get(period)).map(name -> "Kỳ: " + name),
                            Optional.of(search)
                                    .filter(typed -> !typed.isEmpty())
                                    .map(typed -> "Tìm: " + typed))
                    .flatMap(Optional::stream)
                    .collect(joining(". "));
        }
    }

    /** @param asked an address' parameters */
    Chosen of(Map<String, String> asked) {
        Scope scope = readers.current();
        int year = yearOf(asked);
        Optional<Selection> selection = one(asked, "so").map(word -> found(Selection.of(word)));
        Optional<Clause> clause = one(asked, "muc").map(id -> found(plan.clause(id)));
        Map<String, String> units = units(scope);
        String unit = unit(asked, scope);
        Selection.Span span = years.span(year);
        List<Owed> all = years.rows(year, scope);
        Map<String, String> periods = all.stream()
                .filter(owed -> !owed.row().key().period().isEmpty())
                .sorted(comparing(owed -> owed.row().key().period()))
                .collect(toMap(
                        owed -> owed.row().key().period(),
                        Owed::periodName,
                        (name, other) -> name,
                        LinkedHashMap::new));
        String period = one(asked, "ky").orElse("");
        if (!period.isEmpty() && !periods.containsKey(period)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String typed = TypedText.line(asked.getOrDefault("tim", ""));
        List<Owed> counted = all.stream()
                .filter(owed -> clause.map(owed.clause()::equals).orElse(true))
                .filter(owed -> unit.isEmpty() || unit.equals(owed.unit()))
                .filter(owed ->
                        period.isEmpty() || period.equals(owed.row().key().period()))
                .filter(search.of(typed, () -> years.products(span)))
                .toList();
        return new Chosen(
                year,
                span,
                selection,
                clause,
                unit,
                period,
                typed,
                units,
                periods,
                counted,
                counted.stream()
                        .filter(owed -> selection
                                .map(figure -> figure.takes(owed, span))
                                .orElse(true))
                        .toList(),
                query(asked));
    }

    /**
     * A year as a whole, or a unit's.
     *
     * @param unit an id; empty where it is of all
     * @param units that the asker may choose, by id
     * @param rows that the board counts
     */
    record ChosenYear(int year, String unit, Map<String, String> units, List<Owed> rows, Board board) {

        String title() {
            return "Tình hình thực hiện Kế hoạch năm " + year + (unit.isEmpty() ? "" : ": " + units.get(unit));
        }

        /** What was chosen beside the year; empty where nothing was. */
        String words() {
            return unit.isEmpty() ? "" : "Đơn vị: " + units.get(unit);
        }
    }

    /** @param asked an address' parameters */
    ChosenYear year(Map<String, String> asked) {
        Scope scope = readers.current();
        int year = yearOf(asked);
        String unit = unit(asked, scope);
        List<Owed> rows = years.rows(year, scope).stream()
                .filter(owed -> unit.isEmpty() || unit.equals(owed.unit()))
                .toList();
        Board board = years.board(year, rows);
        return new ChosenYear(year, unit, units(scope), rows, unit.isEmpty() ? board : board.ofWhatIsOwed());
    }

    /** Those that the asker may choose, by id. */
    private Map<String, String> units(Scope scope) {
        return years.names().entrySet().stream()
                .filter(known -> scope.sees(known.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (name, other) -> name, LinkedHashMap::new));
    }

    /** The id of the one that is asked for; empty where none is. */
    private String unit(Map<String, String> asked, Scope scope) {
        String unit = one(asked, "don-vi").orElse("");
        if (!unit.isEmpty() && !units(scope).containsKey(unit)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return unit;
    }

    private static String query(Map<String, String> asked) {
        return asked.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty() && !one.getKey().equals(PAGE))
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Of this year, where none is named. */
    int yearOf(Map<String, String> asked) {
        return one(asked, "nam").map(Choosing::year).orElseGet(() -> years.today()
                .getYear());
    }

    /** The years that a page of one offers beside it. */
    static List<Integer> around(int year) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .filter(near -> String.valueOf(near).matches(YEAR))
                .boxed()
                .toList();
    }

    /** Of those that a database knows as well. */
    private static int year(String year) {
        if (!year.matches(YEAR)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return Integer.parseInt(year);
    }

    private static Optional<String> one(Map<String, String> asked, String name) {
        return Optional.of(asked.getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }

    static <T> T found(Optional<T> asked) {
        return asked.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
