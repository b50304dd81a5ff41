package vn.gov.most.dataplan.form;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.form.CompletedSteps.CompletedStep;

/** A completed step, to whoever completed it, to those who are now in the group whose it was, and to those who read all. */
@RestController
class StepsDoor {

    private final CompletedSteps steps;
    private final IdentityService identity;
    private final AuthorizationService authorizations;

    StepsDoor(CompletedSteps steps, IdentityService identity, AuthorizationService authorizations) {
        this.steps = steps;
        this.identity = identity;
        this.authorizations = authorizations;
    }

    @GetMapping("/api/steps/{task:[A-Za-z0-9-]{1,64}}")
    CompletedStep step(@PathVariable String task) {
        Authentication person = identity.getCurrentAuthentication();
        List<String> groups = person.getGroupIds();
        boolean readsAll = authorizations.isUserAuthorized(
                person.getUserId(),
                groups,
                ProcessDefinitionPermissions.READ_HISTORY,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY);
        return (readsAll ? steps.find(task) : steps.find(task, person.getUserId(), groups))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
