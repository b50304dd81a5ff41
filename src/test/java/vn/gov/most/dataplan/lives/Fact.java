package vn.gov.most.dataplan.lives;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A confirmed user action, or an event of time. A life is a list of these.
 *
 * @param key the business key of its object; empty if there is none
 * @param by the user; empty if there is none
 * @param because the reason, if one was given
 * @param how the variant of the action, for readers of the life
 * @param measures the proposals of a unit, or the conclusions about them
 */
record Fact(Kind kind, Instant at, String key, String by, String because, String how, List<Measure> measures) {

    enum Kind {
        /** The plan or a person opened a period for the first time. */
        OPENED,
        /** A unit's report was written or mended. */
        WRITTEN,
        /** The head sent it. */
        SENT,
        /** The IT Center returned it. */
        RETURNED,
        ACCEPTED,
        CONSOLIDATED,
        SIGNED,
        /** An ordered measure was carried out, and the head has confirmed it. */
        CONFIRMED,
        CANCELLED,
        /** A unit's report by a restart, the ministry's by its start form. */
        OPENED_AGAIN,
        SUSPENDED,
        ACTIVATED,
        /** The due dates of the open work of this part and period were recalculated. */
        MOVED,
        /** All jobs that were due have run. */
        QUIET,
        /** It became 07:30 while the program ran. */
        MORNING,
        /** An action without effect on the expected state: an intermediate step, or a refused action. */
        NOTHING
    }

    /** @param day the day until which it is ordered; empty if it is only proposed, or refused */
    record Measure(String unit, String name, String day) {}

    static Fact of(Kind kind, Instant at, String key, String by) {
        return new Fact(kind, at, key, by, "", "", List.of());
    }

    Fact because(String reason) {
        return new Fact(kind, at, key, by, reason, how, measures);
    }

    Fact with(List<Measure> concerned) {
        return new Fact(kind, at, key, by, because, how, concerned);
    }

    Fact how(String way) {
        return new Fact(kind, at, key, by, because, way, measures);
    }

    @Override
    public String toString() {
        return Stream.of(kind, at, key, by, because, how, measures.isEmpty() ? "" : measures)
                .map(Object::toString)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" | "));
    }
}
