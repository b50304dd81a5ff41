package vn.gov.most.dataplan.oversight;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
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

    /**
     * The year that an address names, this one where it names none.
     *
     * @throws ResponseStatusException 400 where it is none
     */
    int asked(String year) {
        if (year.isEmpty()) {
            return today().getYear();
        }
        try {
            return LocalDate.of(Integer.parseInt(year), 1, 1).getYear();
        } catch (NumberFormatException | DateTimeException notOne) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    /** Of a year that goes on, until now. */
    Selection.Span span(int year) {
        Instant end = Owed.startOf(year + 1);
        return new Selection.Span(Owed.startOf(year), now().isBefore(end) ? now() : end);
    }

    List<Owed> rows(int year, Scope scope) {
        Map<String, String> names = names();
        Set<String> known = register.names().units();
        Selection.Span span = span(year);
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

    /** Empty for what the plan does not have any more. */
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
                Stream.ofNullable(names.get(unit)).findFirst().orElseGet(() -> register.unit(unit, today())
                        .map(Unit::name)
                        .orElse(unit)),
                isReport,
                status));
    }
}
