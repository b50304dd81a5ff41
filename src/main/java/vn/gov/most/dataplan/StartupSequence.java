package vn.gov.most.dataplan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.duty.FirstStates;
import vn.gov.most.dataplan.duty.ManualStarters;
import vn.gov.most.dataplan.duty.ObligationLifecycle;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.organisation.Body;
import vn.gov.most.dataplan.organisation.Installed;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.RegisterImport;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.PeriodRule;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.security.Authorizations;
import vn.gov.most.dataplan.security.FirstAdministrator;
import vn.gov.most.dataplan.tasklist.FirstFilters;

/**
 * Runs at every start, before a request is served and before the job executor starts. In this order: check that plan,
 * register and models agree; create the first administrator; import the register; grant authorizations; create the
 * first filters; open what is due to be open.
 */
@Component
class StartupSequence implements SmartInitializingSingleton {

    private final StartCheck startCheck;
    private final FirstAdministrator firstAdministrator;
    private final RegisterImport registerImport;
    private final Register register;
    private final Plan plan;
    private final Authorizations authorizations;
    private final FirstFilters firstFilters;
    private final ObligationLifecycle lifecycle;
    private final FirstStates firstStates;
    private final OpenDuePeriods openDuePeriods;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String followUpUnit;
    private final boolean openAtStart;

    StartupSequence(
            StartCheck startCheck,
            FirstAdministrator firstAdministrator,
            RegisterImport registerImport,
            Register register,
            Plan plan,
            Authorizations authorizations,
            FirstFilters firstFilters,
            ObligationLifecycle lifecycle,
            FirstStates firstStates,
            OpenDuePeriods openDuePeriods,
            JdbcClient jdbc,
            PlatformTransactionManager transactionManager,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${dataplan.follow-up-unit}") String followUpUnit,
            @Value("${dataplan.open-at-start:true}") boolean openAtStart) {
        this.startCheck = startCheck;
        this.firstAdministrator = firstAdministrator;
        this.registerImport = registerImport;
        this.register = register;
        this.plan = plan;
        this.authorizations = authorizations;
        this.firstFilters = firstFilters;
        this.lifecycle = lifecycle;
        this.firstStates = firstStates;
        this.openDuePeriods = openDuePeriods;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactionManager);
        this.clock = clock;
        this.events = events;
        this.followUpUnit = followUpUnit;
        this.openAtStart = openAtStart;
    }

    @Override
    public void afterSingletonsInstantiated() {
        startCheck.check();
        boolean isFirst = transaction.execute(status -> {
            // If several nodes start at once, one does this work. The others wait here for the lock and find it done.
            jdbc.sql("select id from dp_start_lock for update")
                    .query(Integer.class)
                    .single();
            return prepare();
        });
        if (openAtStart) {
            openDuePeriods.softwareStarted();
            if (isFirst) {
                events.publishEvent(new Installed());
            }
        }
    }

    /** @return whether this is the first start of the installation */
    private boolean prepare() {
        firstAdministrator.createOnce();
        boolean isFirst = registerImport.importOnce();
        registerImport.createSystems();
        lifecycle.cancelLost();
        firstStates.record();
        List<String> workers = workers();
        authorizations.grant(new Authorizations.Roles(workers, followUpUnit, Register.MANAGERS));
        plan.parts().forEach(part -> part.process()
                .filter(process -> plan.partOfProcess(process).isPresent())
                .ifPresent(process -> openers(part)
                        .forEach(unit -> authorizations.mayStart(ManualStarters.groupOf(part, unit), process))));
        firstFilters.createOnce(
                filter -> workers.forEach(group -> authorizations.mayUseFilter(group, filter)),
                filter -> authorizations.mayUseFilter(followUpUnit, filter));
        return isFirst;
    }

    /** The groups that work on tasks. */
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

    /**
     * The units whose heads may start a part by hand: the units that lead the clause. If many units lead it, each
     * starts the parts that an event or a past year opens for that unit; the unit that follows up the plan starts the
     * shared ones. Nobody starts what a unit owes in a period, nor what another process opens, unless an event opens
     * it with a message.
     */
    private List<String> openers(Part part) {
        Clause clause = plan.clause(part.clause()).orElseThrow();
        String lead = clause.lead();
        boolean isOneUnit = register.unit(lead, LocalDate.now(clock)).isPresent();
        if (part.period() == PeriodRule.EVENT && part.messages().isEmpty()) {
            return List.of();
        }
        if (part.each() == PartOwner.CLAUSE) {
            return List.of(isOneUnit ? lead : followUpUnit);
        }
        boolean opensForOneUnit = part.period() == PeriodRule.EVENT
                || part.period() == PeriodRule.ONCE && clause.closingPart().isEmpty();
        return opensForOneUnit
                ? register.unitsOn(LocalDate.now(clock)).stream().map(Unit::id).toList()
                : List.of();
    }
}
