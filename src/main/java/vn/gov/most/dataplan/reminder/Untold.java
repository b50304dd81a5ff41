package vn.gov.most.dataplan.reminder;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.OpenStep;

/** What nobody can be told of, because its row cannot be reckoned: an incident each, at the instance whose it is. */
@Component
class Untold {

    /** Types of the incidents; their configuration is the task's id, or the row's. */
    private static final String STEP = "stepNotTold";

    private static final String ROW = "rowNotCounted";

    private static final Logger LOG = LoggerFactory.getLogger(Untold.class);

    private final RuntimeService runtimeService;

    Untold(RuntimeService runtimeService) {
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

    /** What is done has no instance any more that an incident could stand at: the log has it. */
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

    /** Before a round that looks at all open tasks: what is still so is reported again. */
    void forgetSteps() {
        forget(STEP);
    }

    /** The same of a round that counts all rows. */
    void forgetRows() {
        forget(ROW);
    }

    private void forget(String type) {
        runtimeService.createIncidentQuery().incidentType(type).list().stream()
                .map(Incident::getId)
                .forEach(runtimeService::resolveIncident);
    }
}
