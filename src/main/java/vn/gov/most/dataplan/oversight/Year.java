package vn.gov.most.dataplan.oversight;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Ledger.Whose;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.obligation.TrackedObligation;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;

/** The obligations of a year within a user's scope, in the plan's order. */
@Component
class Year {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plan plan;
    private final WorkingCalendar calendar;
    private final Register register;
    private final Ledger ledger;
    private final Clock clock;
    private final String followUpUnit;

    Year(
            Plan plan,
            WorkingCalendar calendar,
            Register register,
            Ledger ledger,
            Clock clock,
            @Value("${dataplan.follow-up-unit}") String followUpUnit) {
        this.plan = plan;
        this.calendar = calendar;
        this.register = register;
        this.ledger = ledger;
        this.clock = clock;
        this.followUpUnit = followUpUnit;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), WorkingCalendar.ZONE);
    }

    /** For the current year, until now. */
    Selection.Span span(int year) {
        Instant end = Owed.startOf(year + 1);
        return new Selection.Span(Owed.startOf(year), now().isBefore(end) ? now() : end);
    }

    static Optional<String> document(String content) {
        try {
            JsonNode kept = JSON.readTree(content);
            String number = kept.path("documentNumber").asText("");
            List<String> words = new ArrayList<>();
            if (!number.isEmpty() && !number.equals("null")) {
                words.add("Số " + number);
                String day = kept.path("documentDate").asText("");
                if (day.matches("\\d{4}-\\d{2}-\\d{2}")) {
                    words.add("ngày " + VietnameseDate.day(LocalDate.parse(day)));
                }
            }
            return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
        } catch (IOException everythingKeptIsJson) {
            throw new UncheckedIOException(everythingKeptIsJson);
        }
    }

    /** A year within a scope. It reads the register once. */
    View view(int year, Scope scope) {
        return new View(span(year), scope);
    }

    /** Empty if it is not in the scope. */
    Optional<Owed> row(long id, Scope scope) {
        return view(today().getYear(), scope)
                .owed(ledger.tracked(id).stream().toList())
                .findFirst();
    }

    /** The obligations by their current process instances. */
    Map<String, Owed> carriedOutBy(Set<String> processInstances) {
        return view(today().getYear(), Scope.ALL)
                .owed(ledger.carriedOutBy(processInstances))
                .collect(toMap(owed -> owed.row().processInstance(), Function.identity()));
    }

    final class View {

        private final Selection.Span span;
        private final Scope scope;
        private final Map<String, String> names = register.units(today()).stream()
                .collect(toMap(Unit::id, Unit::name, (name, other) -> name, LinkedHashMap::new));

        private View(Selection.Span span, Scope scope) {
            this.span = span;
            this.scope = scope;
        }

        Selection.Span span() {
            return span;
        }

        /** A note about the time of the year's figures and rows; empty for the current year. */
        String note() {
            int year = LocalDate.ofInstant(span.from(), WorkingCalendar.ZONE).getYear();
            if (!hasBegun()) {
                return "Năm %d chưa bắt đầu.".formatted(year);
            }
            return now().isBefore(Owed.startOf(year + 1))
                    ? ""
                    : "Số tổng hợp và số quá hạn tính đến hết năm %d; tình trạng từng nhiệm vụ là của hiện nay."
                            .formatted(year);
        }

        /**
         * The names of the units in the scope, by id, in the register's order: units that existed between the year's
         * start and today, including ended ones, and units that ended earlier but still have obligations in the year.
         *
         * @param asked the id of a unit that is included in any case; empty if there is none
         */
        Map<String, String> units(String asked) {
            LocalDate first = LocalDate.ofInstant(span.from(), WorkingCalendar.ZONE);
            Set<String> there =
                    register.unitsBetween(first, today()).stream().map(Unit::id).collect(toSet());
            List<String> others = names.keySet().stream()
                    .filter(unit -> !there.contains(unit) && scope.sees(unit))
                    .toList();
            if (!others.isEmpty() && hasBegun()) {
                there.addAll(ledger.unitsGoingOn(others, span.from(), span.until()));
            }
            there.add(asked);
            Map<String, String> units = new LinkedHashMap<>(names);
            units.keySet().removeIf(unit -> !there.contains(unit) || !scope.sees(unit));
            return units;
        }

        /**
         * By clause.
         *
         * @param unit the id of the only unit; empty for all units
         */
        Board board(String unit) {
            return Board.of(plan.clauses(), groups(unit, false), span, documents(unit));
        }

        /**
         * The documents produced by the rows, each with its number and date.
         *
         * @param unit as for {@link #board}
         */
        List<Product> documents(String unit) {
            return ledger.lastContents(span.from(), span.until()).stream()
                    .filter(kept ->
                            owner(kept.key()).filter(owner -> sees(owner, unit)).isPresent())
                    .flatMap(kept -> Year.document(kept.content()).stream()
                            .map(words -> new Product(kept.obligation(), kept.key(), words)))
                    .toList();
        }

        /** A future year has no rows, because today's open work may be done by then. */
        boolean hasBegun() {
            return !now().isBefore(span.from());
        }

        /**
         * @param unit as for {@link #board}
         * @param withRows whether to read the rows' ids too
         */
        List<OwedGroup> groups(String unit, boolean withRows) {
            if (!hasBegun()) {
                return List.of();
            }
            Optional<Set<String>> units = unit.isEmpty() ? scope.units() : Optional.of(Set.of(unit));
            return ledger.groups(span.from(), span.until(), units.map(this::whose), withRows).stream()
                    .flatMap(group -> owed(group.example(), Optional.empty()).stream()
                            .filter(owed -> sees(owed.unit(), unit))
                            .map(owed -> new OwedGroup(owed, group)))
                    .toList();
        }

        List<Owed> rows(Clause clause) {
            return hasBegun()
                    ? owed(ledger.goingOn(clause.id(), span.from(), span.until()))
                            .toList()
                    : List.of();
        }

        /** By their ids, in ascending order. */
        List<Owed> rows(Collection<Long> ids) {
            return owed(ledger.tracked(ids)).toList();
        }

        /** Without obligations that the plan no longer has. */
        private Stream<Owed> owed(List<TrackedObligation> rows) {
            Map<Long, Instant> recorded = ledger.recordedAt(
                    rows.stream().map(row -> row.obligation().id()).toList());
            return rows.stream()
                    .flatMap(row -> owed(
                            row,
                            Optional.ofNullable(recorded.get(row.obligation().id())))
                            .stream())
                    .filter(owed -> scope.sees(owed.unit()));
        }

        private Whose whose(Set<String> units) {
            return new Whose(
                    units,
                    plan.parts()
                            .filter(part -> !part.isOwedByUnit())
                            .map(part -> part.clause() + "/" + part.id())
                            .toList());
        }

        private boolean sees(String owner, String asked) {
            return scope.sees(owner) && (asked.isEmpty() || asked.equals(owner));
        }

        /** The id of the unit that owes it; empty if the plan no longer has the part. */
        private Optional<String> owner(ObligationKey key) {
            return plan.clause(key.clause()).flatMap(clause -> clause.part(key.part())
                    .map(part -> clause.owedBy(part, key.unit(), names.keySet(), followUpUnit)));
        }

        private Optional<Owed> owed(TrackedObligation tracked, Optional<Instant> recordedAt) {
            ObligationKey key = tracked.obligation().key();
            return owner(key).map(unit -> {
                Clause clause = plan.clause(key.clause()).orElseThrow();
                Part part = clause.part(key.part()).orElseThrow();
                Status status = tracked.paused() && tracked.obligation().isActive()
                        ? Status.PAUSED
                        : tracked.obligation().statusAt(now(), calendar);
                return new Owed(
                        tracked,
                        clause,
                        part,
                        unit,
                        names.getOrDefault(unit, unit),
                        clause.isCollected(part),
                        status,
                        recordedAt);
            });
        }
    }

    /** A document produced by an obligation, as its number and date in words. */
    record Product(long obligation, ObligationKey key, String words) {}
}
