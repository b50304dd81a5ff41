package vn.gov.most.dataplan.calendar;

/**
 * A fault in a file that a ministry edits. The message is Vietnamese and names the file, the field and what is wrong
 * with it or allowed there.
 */
public class MinistryFileException extends RuntimeException {

    /**
     * @param file its name below the ministry's folder, such as {@code calendar/2026.yml}
     * @param field the way to the field, such as {@code swaps[0].worked}; empty for the whole file
     * @param problem Vietnamese: what is wrong and what is allowed, without a full stop
     */
    public MinistryFileException(String file, String field, String problem) {
        super("Tệp \"%s\"%s: %s.".formatted(file, field.isEmpty() ? "" : ", mục \"" + field + "\"", problem));
    }
}
