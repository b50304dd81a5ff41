package vn.gov.most.dataplan.ministry;

import java.util.Collection;
import java.util.List;

/**
 * One fault or several in a file that a ministry edits. The message is Vietnamese, for the person who edits it, with
 * one paragraph per fault: the file, the place in it, what is wrong and what is allowed.
 */
public final class MinistryFileException extends RuntimeException {

    private final List<String> faults;

    /**
     * @param file its name below the ministry's folder, such as {@code calendar/2026.yml}
     * @param place in it, such as {@code mục "PL.7", trường "lead"}; empty for the whole file
     * @param problem what is wrong and what is allowed
     */
    public MinistryFileException(String file, String place, String problem) {
        this(List.of("Tệp \"%s\"%s: %s%s"
                .formatted(
                        file,
                        place.isEmpty() ? "" : ", " + place,
                        problem,
                        problem.endsWith(".") || problem.contains("\n") ? "" : ".")));
    }

    MinistryFileException(Collection<String> faults) {
        super(String.join("\n\n", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
