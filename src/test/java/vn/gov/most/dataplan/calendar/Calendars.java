package vn.gov.most.dataplan.calendar;

import java.util.Optional;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** Calendars for tests. */
public final class Calendars {

    private Calendars() {}

    /** The one that the software brings. */
    public static WorkingCalendar ministry() {
        return WorkingCalendar.read(MinistryFiles.in(""));
    }

    /** The rules alone, as if no notice had ever come. */
    static WorkingCalendar forecast() {
        return WorkingCalendar.read(
                new MinistryFiles(file -> text(file).filter(text -> file.equals("calendar/rules.yml"))));
    }

    /** The shipped one with a file of its own text. */
    static WorkingCalendar with(String file, String text) {
        return WorkingCalendar.read(new MinistryFiles(name -> name.equals(file) ? Optional.of(text) : text(name)));
    }

    static Optional<String> text(String file) {
        return MinistryFiles.in("").texts().apply(file);
    }
}
