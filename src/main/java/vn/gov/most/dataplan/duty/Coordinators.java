package vn.gov.most.dataplan.duty;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;

/** The coordinating units of what an instance carries out, and those that report for it, as the plan names them and the register has them today. */
@Component
public class Coordinators {

    private final PlanContext context;
    private final Register register;

    Coordinators(PlanContext context, Register register) {
        this.context = context;
        this.register = register;
    }

    /** The same without the unit named, which leads itself. */
    public List<Unit> of(DelegateExecution execution, String exceptUnit) {
        return of(context.part(execution)).stream()
                .filter(unit -> !unit.id().equals(exceptUnit))
                .toList();
    }

    /** Those of the part's clause, each once, in the order of the plan and of the register. */
    public List<Unit> of(Part part) {
        return context.clause(part).coordinators().stream()
                .flatMap(this::units)
                .distinct()
                .toList();
    }

    /** The units that owe a report of the part, which the clause's closing part collects. */
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
