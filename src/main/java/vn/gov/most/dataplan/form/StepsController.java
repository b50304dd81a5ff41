package vn.gov.most.dataplan.form;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.form.CompletedSteps.CompletedStep;

/**
 * A completed step, for the person who completed it, for current members of its group, and for those who may read
 * everything. Right after the completion, the person also sees the next step.
 */
@RestController
class StepsController {

    /** How long the person may see the next step; later progress is not their concern. */
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private final CompletedSteps steps;
    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final ProcessEngineConfigurationImpl engine;
    private final Clock clock;

    StepsController(
            CompletedSteps steps,
            IdentityService identity,
            AuthorizationService authorizations,
            ProcessEngineConfigurationImpl engine,
            Clock clock) {
        this.steps = steps;
        this.identity = identity;
        this.authorizations = authorizations;
        this.engine = engine;
        this.clock = clock;
    }

    /** @param next open at the completed instance; empty if the process waits or has ended */
    record Next(String completed, List<NextStep> next) {}

    /** @param whose the names of its groups */
    record NextStep(String name, String whose) {}

    @GetMapping("/api/steps/{task:[A-Za-z0-9-]{1,64}}/next")
    Next next(@PathVariable String task) {
        CompletedStep step = step(task);
        boolean isTheirs = step.isOf(identity.getCurrentAuthentication().getUserId());
        if (!isTheirs || step.completedAt().isBefore(clock.instant().minus(JUST_NOW))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return engine.getCommandExecutorTxRequired().execute(new Command<Next>() {
            @Override
            public Next execute(CommandContext command) {
                return command.runWithoutAuthorization(() -> new Next(
                        step.name(),
                        engine.getTaskService().createTaskQuery().processInstanceId(step.instance()).list().stream()
                                .map(open -> new NextStep(open.getName(), whose(open)))
                                .distinct()
                                .toList()));
            }
        });
    }

    private String whose(Task task) {
        String[] groups = engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toArray(String[]::new);
        return groups.length == 0
                ? ""
                : identity.createGroupQuery().groupIdIn(groups).orderByGroupName().asc().list().stream()
                        .map(Group::getName)
                        .collect(Collectors.joining(", "));
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
