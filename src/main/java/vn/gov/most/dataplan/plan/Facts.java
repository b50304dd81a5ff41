package vn.gov.most.dataplan.plan;

import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The facts that a deadline rule needs. Immutable; start with {@link #of}.
 *
 * @param period for a single event: the year of the event
 * @param moments what has happened or is planned, by name, such as {@code openedAt}; unknown ones are absent
 * @param parts the deadlines of the clause's parts, by name, such as {@code ministry-report}
 * @param cap the clause's last due date in the period
 * @param signedAt when the period was signed
 * @param dueTime the time of day of every due date, in the plan's zone
 */
public record Facts(
        Period period,
        Map<String, Instant> moments,
        Map<String, Deadline> parts,
        Optional<Deadline> cap,
        Optional<Instant> signedAt,
        LocalTime dueTime) {

    private static final LocalTime CLOSE_OF_WORK = LocalTime.of(17, 0);

    public Facts {
        moments = Map.copyOf(moments);
        parts = Map.copyOf(parts);
    }

    /** Facts with the period only, everything due at 17:00. */
    public static Facts of(Period period) {
        return new Facts(period, Map.of(), Map.of(), Optional.empty(), Optional.empty(), CLOSE_OF_WORK);
    }

    public Facts withMoment(String name, Instant moment) {
        return new Facts(period, with(moments, name, moment), parts, cap, signedAt, dueTime);
    }

    public Facts withPart(String name, Deadline deadline) {
        return new Facts(period, moments, with(parts, name, deadline), cap, signedAt, dueTime);
    }

    public Facts withCap(Deadline lastDue) {
        return new Facts(period, moments, parts, Optional.of(lastDue), signedAt, dueTime);
    }

    public Facts withSignedAt(Instant moment) {
        return new Facts(period, moments, parts, cap, Optional.of(moment), dueTime);
    }

    public Facts withDueTime(LocalTime time) {
        return new Facts(period, moments, parts, cap, signedAt, time);
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> more = new HashMap<>(map);
        more.put(name, value);
        return more;
    }
}
