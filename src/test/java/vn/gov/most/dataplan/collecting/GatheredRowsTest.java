package vn.gov.most.dataplan.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens to a list when reports are gathered again. */
class GatheredRowsTest {

    private static final GatheredRows NOTHING = new GatheredRows(List.of(), Set.of());

    private static Map<String, Object> row(String name) {
        return Map.of("unit", "nasati", "name", name);
    }

    private static GatheredRows entered(GatheredRows rows, int place, String field, Object value) {
        List<Map<String, Object>> changed = new ArrayList<>(rows.rows());
        Map<String, Object> row = new HashMap<>(changed.get(place));
        row.put(field, value);
        changed.set(place, row);
        return new GatheredRows(changed, rows.sources());
    }

    private static List<String> shown(GatheredRows rows) {
        return rows.rows().stream()
                .map(row -> row.get("name") + " " + row.getOrDefault("conclusion", "-"))
                .toList();
    }

    @Test
    void whatIsEnteredBesideARowStaysAndWhatComesJoinsIt() {
        GatheredRows first = entered(NOTHING.with(List.of(row("A")), false), 0, "conclusion", "accept");

        GatheredRows next = first.with(List.of(row("B"), row("A")), true);

        assertThat(shown(next)).containsExactly("B -", "A accept");
        assertThat(next.rows()).extracting(row -> row.get("unseen")).containsExactly(true, null);
    }

    @Test
    void whatAUnitHasReplacedGoesAndComesBackWhereTheUnitSaysItAgain() {
        GatheredRows first = entered(NOTHING.with(List.of(row("A")), false), 0, "conclusion", "accept");

        GatheredRows replaced = first.with(List.of(row("B")), true);
        assertThat(shown(replaced)).containsExactly("B -");

        assertThat(shown(replaced.with(List.of(row("A")), true))).containsExactly("A -");
    }

    @Test
    void twoRowsThatSayTheSameStayTwo() {
        GatheredRows first = NOTHING.with(List.of(row("A"), row("A")), false);

        assertThat(shown(first.with(List.of(row("A"), row("A")), true))).containsExactly("A -", "A -");
    }

    /** A form in which people change the list submits the rows as shown, without sources. */
    @Test
    void whatPeopleHaveAddedChangedAndTakenOutStaysSo() {
        GatheredRows first = NOTHING.with(List.of(row("A"), row("B"), row("C")), false);
        GatheredRows posted = new GatheredRows(
                List.of(Map.of("name", "A", "conclusion", "changed"), row("C"), Map.of("name", "own")),
                first.sources());

        GatheredRows next = posted.with(List.of(row("A"), row("B"), row("C"), row("D")), true);

        assertThat(shown(next)).containsExactly("C -", "D -", "A changed", "own -");
    }
}
