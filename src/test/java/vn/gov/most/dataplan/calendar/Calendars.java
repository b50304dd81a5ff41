package vn.gov.most.dataplan.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Calendars for tests. */
public final class Calendars {

    private Calendars() {}

    /** The one that the software brings. */
    public static WorkingCalendar ministry() {
        return WorkingCalendar.read(Calendars::text);
    }

    /** The rules alone, as if no notice had ever come. */
    static WorkingCalendar forecast() {
        return WorkingCalendar.read(file -> text(file).filter(text -> file.equals("calendar/rules.yml")));
    }

    static Optional<String> text(String file) {
        try (InputStream stream = Calendars.class.getResourceAsStream("/ministry/" + file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
