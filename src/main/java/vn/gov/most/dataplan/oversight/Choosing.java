package vn.gov.most.dataplan.oversight;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;

/** Reads the query parameters that choose obligations of a year. Pages, files and the API use the same ones. */
@Component
class Choosing {

    /** The page number of the list; files contain all pages. */
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
     * @param selection one of the figures, if only its rows are wanted
     * @param clause empty for all clauses
     * @param unit a unit's id; empty for all units
     * @param period a period's id; empty for all periods
     * @param search the words to search for
     * @param units the units that the user may choose, by id
     * @param periods the periods to choose from, by id
     * @param counted the groups chosen by everything except {@code selection}; the figures count these
     * @param ids the ids of those of their rows that {@code selection} takes, in order
     * @param query the query string of the address, without the page
     */
    record Chosen(
            int year,
            Year.View view,
            Optional<Selection> selection,
            Optional<Clause> clause,
            String unit,
            String period,
            String search,
            Map<String, String> units,
            Map<String, String> periods,
            List<OwedGroup> counted,
            List<Long> ids,
            String query) {

        /** The choice in Vietnamese, without the year; empty if everything is chosen. */
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

    /** @param asked the query parameters */
    Chosen of(Map<String, String> asked) {
        int year = yearOf(asked);
        Optional<Selection> selection = one(asked, "so").map(word -> found(Selection.of(word)));
        Optional<Clause> clause = one(asked, "muc").map(id -> found(plan.clause(id)));
        Year.View view = years.view(year, readers.current());
        Map<String, String> units = view.units(one(asked, "don-vi").orElse(""));
        String unit = unit(asked, units);
        List<OwedGroup> all = view.groups(unit, true);
        Map<String, String> periods = all.stream()
                .map(OwedGroup::example)
                .filter(owed -> !owed.row().key().period().isEmpty())
                .sorted(comparing(owed -> owed.row().key().period()))
                .collect(toMap(
                        owed -> owed.row().key().period(),
                        Owed::periodName,
                        (name, other) -> name,
                        LinkedHashMap::new));
        String period = one(asked, "ky").orElse("");
        if (!period.isEmpty()) {
            // The period stays chosen when the user goes to another year or unit, even if it has no rows there
            periods.computeIfAbsent(period, Choosing::periodName);
        }
        String typed = TypedText.line(asked.getOrDefault("tim", ""));
        List<OwedGroup> counted = found(
                typed,
                view,
                all.stream()
                        .filter(group ->
                                clause.map(group.example().clause()::equals).orElse(true))
                        .filter(group -> period.isEmpty()
                                || period.equals(group.example().row().key().period()))
                        .toList());
        return new Chosen(
                year,
                view,
                selection,
                clause,
                unit,
                period,
                typed,
                units,
                periods,
                counted,
                OwedGroup.ids(counted.stream()
                        .filter(group -> selection
                                .map(figure -> figure.takes(group.example(), view.span()))
                                .orElse(true))
                        .toList()),
                query(asked));
    }

    /** Searches each row, because a group's example does not have the text of its other rows. */
    private List<OwedGroup> found(String typed, Year.View view, List<OwedGroup> groups) {
        if (typed.isEmpty()) {
            return groups;
        }
        Set<Long> found = view.rows(OwedGroup.ids(groups)).stream()
                .filter(search.of(typed, () -> view.documents("")))
                .map(owed -> owed.row().id())
                .collect(toSet());
        return groups.stream()
                .map(group -> group.only(found))
                .filter(group -> group.size() > 0)
                .toList();
    }

    /**
     * A year of all units or of one.
     *
     * @param unit an id; empty for all units
     * @param units the units that the user may choose, by id
     */
    record ChosenYear(int year, Year.View view, String unit, Map<String, String> units, Board board) {

        String title() {
            return "Tình hình thực hiện Kế hoạch năm " + year + (unit.isEmpty() ? "" : ": " + units.get(unit));
        }
    }

    /** @param asked the query parameters */
    ChosenYear year(Map<String, String> asked) {
        int year = yearOf(asked);
        Year.View view = years.view(year, readers.current());
        Map<String, String> units = view.units(one(asked, "don-vi").orElse(""));
        String unit = unit(asked, units);
        Board board = view.board(unit);
        return new ChosenYear(year, view, unit, units, unit.isEmpty() ? board : board.ofWhatIsOwed());
    }

    /** The id of the chosen unit; empty if none is chosen. */
    private static String unit(Map<String, String> asked, Map<String, String> units) {
        String unit = one(asked, "don-vi").orElse("");
        if (!unit.isEmpty() && !units.containsKey(unit)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return unit;
    }

    private static String periodName(String id) {
        try {
            return Period.parse(id).vietnamese();
        } catch (IllegalArgumentException | DateTimeException none) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
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

    /** The current year if none is given. */
    int yearOf(Map<String, String> asked) {
        return one(asked, "nam").map(Choosing::year).orElseGet(() -> years.today()
                .getYear());
    }

    /** The years that a page offers beside this one. */
    static List<Integer> around(int year) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .filter(near -> String.valueOf(near).matches(YEAR))
                .boxed()
                .toList();
    }

    /** Limits it to years that databases can store. */
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
