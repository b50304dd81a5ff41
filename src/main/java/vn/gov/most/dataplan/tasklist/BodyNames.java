package vn.gov.most.dataplan.tasklist;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;

/** The names of the units and bodies that lead or coordinate a clause. */
@Component
public class BodyNames {

    private static final Map<String, String> KINDS = Map.of(
            Clause.ALL_UNITS, "Các đơn vị trực thuộc Bộ",
            Clause.DATABASE_OWNERS, "Các đơn vị chủ quản CSDL");

    private final Register register;
    private final Clock clock;

    BodyNames(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /** @param bodies ids of units or kinds of units; an unknown one is shown as it is */
    public String of(Collection<String> bodies) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        return bodies.stream()
                .map(body -> KINDS.getOrDefault(
                        body, register.unit(body, today).map(Unit::name).orElse(body)))
                .collect(Collectors.joining("; "));
    }
}
