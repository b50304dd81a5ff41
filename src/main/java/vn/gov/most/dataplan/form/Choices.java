package vn.gov.most.dataplan.form;

import java.util.List;

/**
 * The lists of choices that a form shows and the program provides. A field names one in its properties: as {@code
 * choices} if nothing else may be entered, as {@code suggestions} if free text is allowed.
 */
public interface Choices {

    /**
     * The first words of the lists' names. The last two are followed by a clause, a part and a variable, and by a
     * body.
     */
    List<String> LISTS =
            List.of("databases", "units", "clauses", "periods", "accounts", "addresses", "products", "body");

    /** What a person reads, and the value that is stored. */
    record Choice(String label, String value) {}

    /**
     * The context of a form.
     *
     * @param process the key of its process
     * @param unit of the task; null at a start, and for a task that belongs to no unit
     * @param groups of the person
     * @param instance the root instance, whose papers may be referenced; null before there is one
     */
    record Asked(String process, String unit, List<String> groups, String instance) {

        public Asked(String process, String unit, List<String> groups) {
            this(process, unit, groups, null);
        }
    }

    /** @throws IllegalArgumentException if there is no such list */
    List<Choice> of(String list, Asked asked);
}
