package vn.gov.most.dataplan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.obligation.OpenDuePeriods;
import vn.gov.most.dataplan.organisation.Body;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.RegisterImport;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Each;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.security.Authorizations;
import vn.gov.most.dataplan.security.FirstAdministrator;
import vn.gov.most.dataplan.tasklist.FirstFilters;

/**
 * What every start does, in order, before a request is served and before the job executor runs: the first administrator,
 * the register's first content, who may do what, the first filters; then the opening of what ought to be open.
 */
@Component
class FirstSteps implements SmartInitializingSingleton {

    private final FirstAdministrator firstAdministrator;
    private final RegisterImport registerImport;
    private final Register register;
    private final Plan plan;
    private final Authorizations authorizations;
    private final FirstFilters firstFilters;
    private final OpenDuePeriods openDuePeriods;
    private final Clock clock;
    private final String followUpUnit;
    private final boolean openAtStart;

    FirstSteps(
            FirstAdministrator firstAdministrator,
            RegisterImport registerImport,
            Register register,
            Plan plan,
            Authorizations authorizations,
            FirstFilters firstFilters,
            OpenDuePeriods openDuePeriods,
            Clock clock,
            @Value("${dataplan.follow-up-unit}") String followUpUnit,
            @Value("${dataplan.open-at-start:true}") boolean openAtStart) {
        this.firstAdministrator = firstAdministrator;
        this.registerImport = registerImport;
        this.register = register;
        this.plan = plan;
        this.authorizations = authorizations;
        this.firstFilters = firstFilters;
        this.openDuePeriods = openDuePeriods;
        this.clock = clock;
        this.followUpUnit = followUpUnit;
        this.openAtStart = openAtStart;
    }

    @Override
    public void afterSingletonsInstantiated() {
        firstAdministrator.createOnce();
        registerImport.importOnce();
        List<String> workers = workers();
        authorizations.grant(new Authorizations.Roles(workers, followUpUnit, Register.MANAGERS));
        plan.parts().filter(part -> part.each() == Each.CLAUSE).forEach(part -> part.process()
                .ifPresent(process -> authorizations.mayStart(Register.headGroupOf(opener(part)), process)));
        firstFilters.createOnce(
                filter -> workers.forEach(group -> authorizations.mayUseFilter(group, filter)),
                filter -> authorizations.mayUseFilter(followUpUnit, filter));
        if (openAtStart) {
            openDuePeriods.softwareStarted();
        }
    }

    /** All groups that work on tasks. */
    private List<String> workers() {
        LocalDate today = LocalDate.now(clock);
        List<String> groups = new ArrayList<>();
        for (Unit unit : register.unitsOn(today)) {
            groups.add(Register.groupOf(unit.id()));
            groups.add(Register.headGroupOf(unit.id()));
        }
        register.bodiesOn(today).stream()
                .filter(body -> body.kind() == Body.Kind.GROUP)
                .map(Body::id)
                .forEach(groups::add);
        return groups;
    }

    /** The unit whose head may start a clause by hand: its lead; where many units lead, the one that follows up. */
    private String opener(Part part) {
        return Optional.of(plan.clause(part.clause()).orElseThrow().lead())
                .filter(lead -> register.unit(lead, LocalDate.now(clock)).isPresent())
                .orElse(followUpUnit);
    }
}
