package vn.gov.most.dataplan.reminder;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.obligation.OpenStep;

/** Open tasks of which nobody can be told, because their row cannot be reckoned: an incident at the task's instance each. */
@Component
class UntoldSteps {

    /** Of the incidents; their configuration is the task's id. */
    static final String INCIDENT = "stepNotTold";

    private static final Logger LOG = LoggerFactory.getLogger(UntoldSteps.class);

    private final RuntimeService runtimeService;

    UntoldSteps(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    void report(OpenStep step, RuntimeException why) {
        if (runtimeService
                        .createIncidentQuery()
                        .incidentType(INCIDENT)
                        .configuration(step.task())
                        .count()
                == 0) {
            LOG.error("Nobody can be told of the task {} of {}", step.task(), step.obligation(), why);
            runtimeService.createIncident(
                    INCIDENT,
                    step.processInstance(),
                    step.task(),
                    "Không nhắc được công việc \"%s\": %s. Những công việc khác vẫn được nhắc."
                            .formatted(step.name(), why.getMessage()));
        }
    }

    /** Before a round that looks at all open tasks: what is still so is reported again. */
    void forget() {
        runtimeService.createIncidentQuery().incidentType(INCIDENT).list().stream()
                .map(Incident::getId)
                .forEach(runtimeService::resolveIncident);
    }
}
