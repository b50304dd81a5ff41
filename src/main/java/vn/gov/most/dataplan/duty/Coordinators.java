package vn.gov.most.dataplan.duty;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;

/**
 * The coordinating units of an instance's clause and the units that report for it, from the plan and today's
 * register.
 */
@Component
public class Coordinators {

    private final PlanContext context;
    private final Register register;

    Coordinators(PlanContext context, Register register) {
        this.context = context;
        this.register = register;
    }

    /** The coordinating units without this unit, which leads the clause. */
    public List<Unit> of(DelegateExecution execution, String exceptUnit) {
        return of(context.part(execution)).stream()
                .filter(unit -> !unit.id().equals(exceptUnit))
                .toList();
    }

    /** The units of the part's clause, each once, in the order of the plan and of the register. */
    public List<Unit> of(Part part) {
        return context.clause(part).coordinators().stream()
                .flatMap(this::units)
                .distinct()
                .toList();
    }

    /** The units that owe a report that the clause's closing part collects. */
    public List<Unit> owing(Part collected) {
        return switch (collected.each()) {
            case UNIT -> register.unitsOn(context.today());
            case COORDINATOR -> of(collected);
            case DATABASE_OWNER, CLAUSE ->
                register.ownersOn(context.today()).stream()
                        .map(owner -> owner.unit())
                        .toList();
        };
    }

    private Stream<Unit> units(String kindOrId) {
        return switch (kindOrId) {
            case Clause.ALL_UNITS -> register.unitsOn(context.today()).stream();
            case Clause.DATABASE_OWNERS ->
                register.ownersOn(context.today()).stream().map(owner -> owner.unit());
            default -> register.unit(kindOrId, context.today()).stream();
        };
    }
}
