package vn.gov.most.dataplan.duty;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;

/** The coordinating units of what an instance carries out, as the plan names them and the register has them today. */
@Component
public class Coordinators {

    private final PlanContext context;
    private final Register register;

    Coordinators(PlanContext context, Register register) {
        this.context = context;
        this.register = register;
    }

    /** In the order of the register and of the plan, each once; without the unit named, which leads itself. */
    public List<Unit> of(DelegateExecution execution, String exceptUnit) {
        return context.clause(context.part(execution)).coordinators().stream()
                .flatMap(this::units)
                .filter(unit -> !unit.id().equals(exceptUnit))
                .distinct()
                .toList();
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
