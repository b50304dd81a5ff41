package vn.gov.most.dataplan.oversight;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.collecting.ReportTable;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;

/**
 * Decides who reads the pages. Managers, the leadership and the unit that follows up the plan read everything; heads
 * read the obligations of their own unit. Staff and administrators read nothing here.
 */
@Component
class Readers {

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final Register register;
    private final ReportTable reports;
    private final Clock clock;
    private final List<String> readAll;

    Readers(
            @Lazy IdentityService identity,
            @Lazy AuthorizationService authorizations,
            Register register,
            ReportTable reports,
            Clock clock,
            @Value("${dataplan.leaders}") String leaders,
            @Value("${dataplan.follow-up-unit}") String followUpUnit) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.register = register;
        this.reports = reports;
        this.clock = clock;
        readAll = List.of(Register.MANAGERS, leaders, Register.groupOf(followUpUnit));
    }

    /** Whether the user only watches and has no work in Tasklist. */
    boolean isManager() {
        return identity.getCurrentAuthentication().getGroupIds().contains(Register.MANAGERS);
    }

    /** Whether the user checks reports of units and sees the pages for that. */
    boolean checksReports() {
        return reports.isOpenTo(identity.getCurrentAuthentication().getGroupIds());
    }

    /** Whether the user may retry failed jobs, like administrators. */
    boolean mayMend() {
        Authentication person = identity.getCurrentAuthentication();
        return authorizations.isUserAuthorized(
                person.getUserId(),
                person.getGroupIds(),
                Permissions.UPDATE,
                Resources.PROCESS_INSTANCE,
                Authorization.ANY);
    }

    /** @throws ResponseStatusException 403 if the user may read nothing here */
    Scope current() {
        return scope().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    boolean mayRead() {
        return scope().isPresent();
    }

    private Optional<Scope> scope() {
        List<String> groups = identity.getCurrentAuthentication().getGroupIds();
        if (readAll.stream().anyMatch(groups::contains)) {
            return Optional.of(Scope.ALL);
        }
        Set<String> headed = register.unitsOn(LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE)).stream()
                .map(Unit::id)
                .filter(unit -> groups.contains(Register.headGroupOf(unit)))
                .collect(Collectors.toSet());
        return headed.isEmpty() ? Optional.empty() : Optional.of(new Scope(Optional.of(headed)));
    }
}
