package vn.gov.most.dataplan.reminder;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.OpenStep;

/**
 * Reports tasks and obligations that nobody can be notified about, because their rows cannot be computed: one
 * incident each, at their instance.
 */
@Component
class NotificationFailures {

    /** Incident types; the configuration is the id of the task or of the row. */
    private static final String STEP = "stepNotTold";

    private static final String ROW = "rowNotCounted";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationFailures.class);

    private final RuntimeService runtimeService;

    NotificationFailures(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    void step(OpenStep step, RuntimeException why) {
        report(
                STEP,
                step.processInstance(),
                step.task(),
                "Không nhắc được công việc \"%s\": %s. Những công việc khác vẫn được nhắc."
                        .formatted(step.name(), why.getMessage()),
                why);
    }

    void row(Obligation row, RuntimeException why) {
        report(
                ROW,
                row.processInstance(),
                Long.toString(row.id()),
                "Không tính được %s vào bản tin theo dõi tuần: %s. Những việc khác vẫn được tính."
                        .formatted(row.businessKey(), why.getMessage()),
                why);
    }

    /** An ended instance cannot have an incident, so the log has it. */
    private void report(String type, String instance, String of, String message, RuntimeException why) {
        if (runtimeService
                        .createIncidentQuery()
                        .incidentType(type)
                        .configuration(of)
                        .count()
                == 0) {
            LOG.error("{}: {}", type, message, why);
            if (runtimeService.createExecutionQuery().executionId(instance).count() > 0) {
                runtimeService.createIncident(type, instance, of, message);
            }
        }
    }

    /** Removes these incidents before a run over all open tasks; those that persist are reported again. */
    void forgetSteps() {
        forget(STEP);
    }

    /** Removes these incidents before a run over all rows. */
    void forgetRows() {
        forget(ROW);
    }

    private void forget(String type) {
        runtimeService.createIncidentQuery().incidentType(type).list().stream()
                .map(Incident::getId)
                .forEach(runtimeService::resolveIncident);
    }
}
