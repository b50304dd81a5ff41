package vn.gov.most.dataplan.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** The shipped versions of the files that a ministry edits. */
final class Shipped {

    private static final MinistryFiles FILES = MinistryFiles.in("");

    private Shipped() {}

    static String planText() {
        return FILES.text("plan.yml");
    }

    static Plan plan() {
        return Plan.read(FILES);
    }

    /** The plan with another text. */
    static Plan plan(String text) {
        return Plan.read(new MinistryFiles(name -> Optional.of(text)));
    }

    static WorkingCalendar calendar() {
        return WorkingCalendar.read(FILES);
    }

    static Optional<String> resource(String name) {
        try (InputStream file = Shipped.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
