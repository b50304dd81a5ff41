package vn.gov.most.dataplan.oversight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Ledger;
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

    /** Clause by clause. */
    Board board(int year, List<Owed> rows) {
        Selection.Span span = span(year);
        return Board.of(plan.clauses(), rows, span, products(span));
    }

    /** The document that came out of a row: its number and day. */
    Map<Long, String> products(Selection.Span span) {
        Map<Long, String> products = new HashMap<>();
        ledger.lastContents(span.from(), span.until())
                .forEach((row, content) -> document(content).ifPresent(document -> products.put(row, document)));
        return products;
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

    /** None of a year that has not begun: what is open today may be done by then. */
    List<Owed> rows(int year, Scope scope) {
        Map<String, String> names = names();
        Set<String> known = register.names().units();
        Selection.Span span = span(year);
        if (now().isBefore(span.from())) {
            return List.of();
        }
        return ledger.goingOn(span.from(), span.until()).stream()
                .flatMap(watched -> owed(watched, names, known).stream())
                .filter(owed -> scope.sees(owed.unit()))
                .toList();
    }

    Optional<Owed> row(long id, Scope scope) {
        return ledger.watched(id)
                .flatMap(watched -> owed(watched, names(), register.names().units()))
                .filter(owed -> scope.sees(owed.unit()));
    }

    /** Of units that are, by id, in the register's order. */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        register.unitsOn(today()).forEach(unit -> names.put(unit.id(), unit.name()));
        return names;
    }

    /**
     * Empty for what the plan does not have any more.
     *
     * @param names of units that are; those of units that have ended are added as they are met
     */
    private Optional<Owed> owed(Watched watched, Map<String, String> names, Set<String> known) {
        ObligationKey key = watched.obligation().key();
        Optional<Clause> clause = plan.clause(key.clause());
        Optional<Part> part = plan.part(key.clause(), key.part());
        if (clause.isEmpty() || part.isEmpty()) {
            return Optional.empty();
        }
        String unit = clause.get().owedBy(part.get(), key.unit(), known, followUpUnit);
        boolean isReport = clause.get().parts().stream()
                .flatMap(other -> other.collects().stream())
                .anyMatch(key.part()::equals);
        Status status = watched.paused() && watched.obligation().lives()
                ? Status.PAUSED
                : watched.obligation().statusAt(now(), calendar);
        return Optional.of(new Owed(
                watched,
                clause.get(),
                part.get(),
                unit,
                names.computeIfAbsent(
                        unit,
                        ended -> register.unit(ended, today()).map(Unit::name).orElse(ended)),
                isReport,
                status));
    }
}
