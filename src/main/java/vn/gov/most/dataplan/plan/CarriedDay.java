package vn.gov.most.dataplan.plan;

import java.util.Optional;
import vn.gov.most.dataplan.calendar.DayKind;

/**
 * A time or a day that an event carries.
 *
 * @param name of the variable; a time's name ends in At, a day's in Date
 * @param notBefore the name of another carried day that this one must not precede
 */
public record CarriedDay(String name, DayKind kind, Optional<String> notBefore) {

    /** Whether a variable of this name holds a time or a day. */
    public static boolean isNamed(String variable) {
        return variable.matches("[a-z][A-Za-z]*(At|Date)");
    }

    /** The name of the moment from which rules count a day. */
    public static String momentOf(String day) {
        return day.replaceFirst("Date$", "At");
    }

    /** Whether it has a time of day and a zone. */
    public boolean isMoment() {
        return name.endsWith("At");
    }
}
