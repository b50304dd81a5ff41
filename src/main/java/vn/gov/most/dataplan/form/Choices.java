package vn.gov.most.dataplan.form;

import java.util.List;

/**
 * The lists that a form offers and that the program knows, not the form. A field names one in its properties: as
 * {@code choices} where nothing else may be entered, or as {@code suggestions} where it may.
 */
public interface Choices {

    /** The words that a list's name begins with; behind the last two stand a clause, a part of it and a variable, and a body. */
    List<String> LISTS =
            List.of("databases", "units", "clauses", "periods", "accounts", "addresses", "products", "body");

    /** What a person reads, and what is kept of it. */
    record Choice(String label, String value) {}

    /**
     * Who is asked for what.
     *
     * @param process the key of the one whose form it is
     * @param unit whose task it is; null at a start, and where a task is no unit's
     * @param groups those of the person
     * @param instance whose papers may be named, the one that nothing has called; null where there is none yet
     */
    record Asked(String process, String unit, List<String> groups, String instance) {

        public Asked(String process, String unit, List<String> groups) {
            this(process, unit, groups, null);
        }
    }

    /** @throws IllegalArgumentException where there is no such list */
    List<Choice> of(String list, Asked asked);
}
