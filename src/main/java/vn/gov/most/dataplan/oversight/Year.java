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
import vn.gov.most.dataplan.obligation.Watched;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;

/** The obligations of a year as somebody may see them, in the plan's order. */
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

    /** Of a year that goes on, until now. */
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

    /** A year as somebody may see it: what it needs of the register is read once. */
    View view(int year, Scope scope) {
        return new View(span(year), scope);
    }

    /** None where the scope does not see it. */
    Optional<Owed> row(long id, Scope scope) {
        return view(today().getYear(), scope).owed(ledger.watched(id).stream()).findFirst();
    }

    /** Those that instances carry out, by the ids of these. */
    Map<String, Owed> carriedOutBy(Set<String> processInstances) {
        return view(today().getYear(), Scope.ALL)
                .owed(ledger.carriedOutBy(processInstances).stream())
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

        /** What whoever reads figures and rows of the year has to know; empty of the one that goes on. */
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
         * Those of the year until today that the scope sees, ended ones too, and those that ended before and have left
         * something in it: their names by id, in the register's order.
         *
         * @param asked one that is among them whatever it owes; empty where none is asked for
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
         * Clause by clause.
         *
         * @param unit whose it is alone; empty where it is of all
         */
        Board board(String unit) {
            return Board.of(plan.clauses(), groups(unit, false), span, documents(unit));
        }

        /**
         * The documents that came out of rows, each with its number and day.
         *
         * @param unit as of {@link #board}
         */
        List<Product> documents(String unit) {
            return ledger.lastContents(span.from(), span.until()).stream()
                    .filter(kept ->
                            owner(kept.key()).filter(owner -> sees(owner, unit)).isPresent())
                    .flatMap(kept -> Year.document(kept.content()).stream()
                            .map(words -> new Product(kept.obligation(), kept.key(), words)))
                    .toList();
        }

        /** None of a year that has not begun: what is open today may be done by then. */
        boolean hasBegun() {
            return !now().isBefore(span.from());
        }

        /**
         * @param unit as of {@link #board}
         * @param withRows whether their numbers are asked for
         */
        List<OwedGroup> groups(String unit, boolean withRows) {
            if (!hasBegun()) {
                return List.of();
            }
            Optional<Set<String>> units = unit.isEmpty() ? scope.units() : Optional.of(Set.of(unit));
            return ledger.groups(span.from(), span.until(), units.map(this::whose), withRows).stream()
                    .flatMap(group -> owed(Stream.of(group.example()))
                            .filter(owed -> sees(owed.unit(), unit))
                            .map(owed -> new OwedGroup(owed, group)))
                    .toList();
        }

        List<Owed> rows(Clause clause) {
            return hasBegun()
                    ? owed(ledger.goingOn(clause.id(), span.from(), span.until()).stream())
                            .toList()
                    : List.of();
        }

        /** By their numbers, and in their order. */
        List<Owed> rows(Collection<Long> ids) {
            return owed(ledger.watched(ids).stream()).toList();
        }

        /** Without what the plan does not have any more. */
        private Stream<Owed> owed(Stream<Watched> rows) {
            return rows.flatMap(row -> owed(row).stream()).filter(owed -> scope.sees(owed.unit()));
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

        /** The unit that owes it; empty for what the plan does not have any more. */
        private Optional<String> owner(ObligationKey key) {
            return plan.clause(key.clause()).flatMap(clause -> clause.part(key.part())
                    .map(part -> clause.owedBy(part, key.unit(), names.keySet(), followUpUnit)));
        }

        private Optional<Owed> owed(Watched watched) {
            ObligationKey key = watched.obligation().key();
            return owner(key).map(unit -> {
                Clause clause = plan.clause(key.clause()).orElseThrow();
                Part part = clause.part(key.part()).orElseThrow();
                Status status = watched.paused() && watched.obligation().lives()
                        ? Status.PAUSED
                        : watched.obligation().statusAt(now(), calendar);
                return new Owed(
                        watched, clause, part, unit, names.getOrDefault(unit, unit), clause.isCollected(part), status);
            });
        }
    }

    /** A document that came out of a row: its number and day. */
    record Product(long obligation, ObligationKey key, String words) {}
}
