package vn.gov.most.dataplan.lives;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that people did and were told is done, or that time did. A life is a list of these.
 *
 * @param key business key of what it was done to; empty where that is nothing
 * @param by the person; empty where nobody did it
 * @param because why, where somebody said so
 * @param how in which of several ways, for whoever reads the life
 * @param measures what a unit proposes, or what is concluded of that
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
        /** What a measure ordered was carried out, and the head has confirmed it. */
        CONFIRMED,
        CANCELLED,
        /** A unit's report by a restart, the ministry's by its start form. */
        OPENED_AGAIN,
        SUSPENDED,
        ACTIVATED,
        /** The dates of what is open of this part of this period were worked out again. */
        MOVED,
        /** All jobs that were due have run. */
        QUIET,
        /** It became 07:30 while the program ran. */
        MORNING,
        /** What leaves nothing to remember: a step on the way, something that was refused. */
        NOTHING
    }

    /** @param day until when it is ordered; empty where it is proposed only, or refused */
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
