package vn.gov.most.dataplan.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** The files that the ministry edits, as they are shipped. */
final class MinistryFiles {

    private MinistryFiles() {}

    static String planText() {
        return resource("/ministry/plan.yml").orElseThrow();
    }

    static Plan plan() {
        return Plan.read(planText());
    }

    static WorkingCalendar calendar() {
        return WorkingCalendar.read(name -> resource("/ministry/" + name));
    }

    static Optional<String> resource(String name) {
        try (InputStream file = MinistryFiles.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
