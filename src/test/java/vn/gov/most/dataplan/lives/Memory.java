package vn.gov.most.dataplan.lives;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.gov.most.dataplan.lives.Fact.Measure;

/** The expected state, computed only from what people did. */
final class Memory {

    /** Public holidays from November 2026 to the end of 2027, by hand. */
    static final Set<LocalDate> DAYS_OFF = Stream.of(
                    "2026-11-24",
                    "2027-01-01",
                    "2027-02-04",
                    "2027-02-05",
                    "2027-02-08",
                    "2027-02-09",
                    "2027-02-10",
                    "2027-04-16",
                    "2027-04-30",
                    "2027-05-03",
                    "2027-09-02",
                    "2027-09-03",
                    "2027-11-24")
            .map(LocalDate::parse)
            .collect(Collectors.toUnmodifiableSet());

    private static final String CLAUSE = "PL.II.4";

    /** The ministry's units that own a database. */
    static final List<String> OWNERS = List.of("it-center", "legal", "nasati", "planning-finance");

    enum Part {
        MINISTRY("ministry-report", "ii4-data-quality", ""),
        UNIT("unit-report", "ii4-data-quality-unit", ""),
        ORDER("maintenance", "follow-up", "-maintenance");

        final String id;
        final String process;
        private final String inKey;

        Part(String id, String process, String inKey) {
            this.id = id;
            this.process = process;
            this.inKey = inKey;
        }
    }

    record Sending(Instant at, String by, boolean addendum, List<String> measures) {}

    record Cancellation(Instant at, String by, String because) {}

    private record Pause(Instant from, Instant until) {}

    /** Something that is owed. */
    static final class Owed {
        final Part part;
        final String period;
        final String unit;
        final String key;
        String state = "OPEN";
        Instant doneAt;
        String doneBy = "";
        boolean closed;
        Cancellation cancelled;
        boolean suspended;
        Instant consolidatedAt;
        Instant signedAt;
        Set<String> missing;
        LocalDate orderedFor;
        int moves;
        private List<Measure> measures = List.of();
        final List<Sending> sendings = new ArrayList<>();
        final List<Cancellation> earlierLives = new ArrayList<>();
        private final List<Pause> pauses = new ArrayList<>();
        final List<Instant> movedAt = new ArrayList<>();

        private Owed(Part part, String period, String unit, String number) {
            this.part = part;
            this.period = period;
            this.unit = unit;
            this.key =
                    String.join("/", CLAUSE + part.inKey, period, unit, number).replaceFirst("/+$", "");
        }

        boolean isOpen() {
            return doneAt == null && !closed && cancelled == null;
        }

        Instant firstSentAt() {
            return sendings.isEmpty() ? null : sendings.get(0).at();
        }

        /** "Trước ngày 25/12", "trước ngày 31/12". */
        private Instant lateFrom() {
            return LocalDate.of(Integer.parseInt(period), 12, part == Part.MINISTRY ? 31 : 25)
                    .atStartOfDay(ZoneId.of("Asia/Ho_Chi_Minh"))
                    .toInstant();
        }

        /** After a sending only the task dates move: whether it was in time is decided. */
        private void movedAt(Instant moment) {
            movedAt.add(moment);
            if (sendings.isEmpty()) {
                moves++;
            }
        }

        boolean wasSuspended() {
            return !pauses.isEmpty();
        }

        /** Goes on only since that moment, or does not. */
        boolean wasSuspendedAfter(Instant moment) {
            return pauses.stream().anyMatch(pause -> pause.until == null || pause.until.isAfter(moment));
        }

        /** Suspended up to and after that time. A suspension happens before the jobs of the same time. */
        boolean isSuspendedAt(Instant moment) {
            return pauses.stream()
                    .anyMatch(pause ->
                            !pause.from.isAfter(moment) && (pause.until == null || pause.until.isAfter(moment)));
        }
    }

    private final Map<String, Owed> owed = new TreeMap<>();
    private final List<Instant> mornings = new ArrayList<>();
    private final List<Instant> quiets = new ArrayList<>();

    static String ministry(String period) {
        return CLAUSE + "/" + period;
    }

    List<Owed> all() {
        return List.copyOf(owed.values());
    }

    Owed of(String key) {
        return owed.get(key);
    }

    boolean isOpened(String period) {
        return owed.containsKey(ministry(period));
    }

    List<Instant> mornings() {
        return mornings;
    }

    List<Instant> quiets() {
        return quiets;
    }

    Owed ministryOf(Owed one) {
        return owed.get(ministry(one.period));
    }

    List<Owed> unitReports(String period) {
        return owed.values().stream()
                .filter(one -> one.part == Part.UNIT && one.period.equals(period))
                .toList();
    }

    boolean isNextOpened(String period) {
        return owed.values().stream().anyMatch(one -> one.period.compareTo(period) > 0);
    }

    void remember(Fact fact) {
        Owed one = owed.get(fact.key());
        switch (fact.kind()) {
            case OPENED -> opened(fact, fact.key().substring(fact.key().lastIndexOf('/') + 1));
            case WRITTEN -> one.measures = fact.measures();
            case SENT -> sent(one, fact);
            case RETURNED -> one.state = "MENDING";
            case ACCEPTED -> done(one, "ACCEPTED", fact);
            case CONSOLIDATED -> {
                one.consolidatedAt = fact.at();
                one.measures = fact.measures();
            }
            case SIGNED -> signed(one, fact);
            case CONFIRMED -> {
                one.sendings.add(new Sending(fact.at(), fact.by(), false, List.of()));
                done(one, "DONE", fact);
            }
            case CANCELLED -> cancelled(one, fact);
            case OPENED_AGAIN -> {
                one.earlierLives.add(one.cancelled);
                one.cancelled = null;
                // The consolidated content was lost with the instance
                one.consolidatedAt = null;
            }
            case SUSPENDED -> {
                one.suspended = true;
                one.pauses.add(new Pause(fact.at(), null));
            }
            case ACTIVATED -> activated(one, fact.at());
            case MOVED ->
                owed.values().stream()
                        .filter(moved -> moved.part == one.part && moved.period.equals(one.period) && moved.isOpen())
                        .filter(moved -> !moved.sendings.isEmpty() || fact.at().isBefore(moved.lateFrom()))
                        .forEach(moved -> moved.movedAt(fact.at()));
            case QUIET -> quiets.add(fact.at());
            case MORNING -> mornings.add(fact.at());
            case NOTHING -> {
                // Nothing to remember
            }
        }
    }

    /**
     * Opening a period requests a report from each unit that owns a database, and closes unfinished reports of earlier
     * periods.
     */
    private void opened(Fact fact, String period) {
        owed.values().stream()
                .filter(one -> one.part == Part.UNIT && one.period.compareTo(period) < 0 && one.isOpen())
                .forEach(one -> {
                    one.closed = true;
                    one.state = one.sendings.isEmpty() ? "NOT_SENT" : one.state;
                    if (one.suspended) {
                        activated(one, fact.at());
                    }
                });
        put(new Owed(Part.MINISTRY, period, "", ""));
        OWNERS.forEach(unit -> put(new Owed(Part.UNIT, period, unit, "")));
    }

    private void sent(Owed unit, Fact fact) {
        boolean addendum = ministryOf(unit).signedAt != null;
        List<String> measures = unit.measures.stream().map(Measure::name).toList();
        unit.sendings.add(new Sending(fact.at(), fact.by(), addendum, measures));
        unit.state = "SENT";
    }

    private void signed(Owed ministry, Fact fact) {
        done(ministry, "DONE", fact);
        ministry.signedAt = fact.at();
        ministry.missing = new TreeSet<>();
        unitReports(ministry.period).stream()
                .filter(unit -> unit.sendings.isEmpty() && unit.cancelled == null)
                .forEach(unit -> ministry.missing.add(unit.unit));
        for (int i = 0; i < ministry.measures.size(); i++) {
            Measure measure = ministry.measures.get(i);
            if (!measure.day().isEmpty()) {
                Owed order = new Owed(Part.ORDER, ministry.period, measure.unit(), String.valueOf(i + 1));
                LocalDate day = LocalDate.parse(measure.day());
                LocalDate first = nextWorkingDay(LocalDate.ofInstant(fact.at(), ZoneId.of("Asia/Ho_Chi_Minh")));
                order.orderedFor = day.isBefore(first) ? first : day;
                put(order);
            }
        }
    }

    private static LocalDate nextWorkingDay(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (next.getDayOfWeek().getValue() > 5 || DAYS_OFF.contains(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static void cancelled(Owed one, Fact fact) {
        if (one.isOpen()) {
            one.cancelled = new Cancellation(fact.at(), fact.by(), fact.because());
        }
        if (one.suspended) {
            activated(one, fact.at());
        }
    }

    private static void activated(Owed one, Instant at) {
        one.suspended = false;
        Pause last = one.pauses.remove(one.pauses.size() - 1);
        one.pauses.add(new Pause(last.from, at));
    }

    private static void done(Owed one, String state, Fact fact) {
        one.state = state;
        one.doneAt = fact.at();
        one.doneBy = fact.by();
    }

    private void put(Owed one) {
        owed.put(one.key, one);
    }
}
