package vn.gov.most.dataplan.assignment;

import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.EngineListeners;

/**
 * Ends an assignment when the officer no longer has the task: after an unclaim, a new assignee, completion,
 * cancellation or the deletion of the officer's account. Then the head who assigned it is no longer its owner.
 */
@Component
class AssignmentEnds extends AbstractProcessEnginePlugin {

    private final Assignments assignments;

    AssignmentEnds(Assignments assignments) {
        this.assignments = assignments;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        EngineListeners.add(configuration, new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
                TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, changed -> {
                    // A delegated task goes back to its owner, so the owner stays
                    if (((TaskEntity) changed).getDelegationState() == null) {
                        changed.setOwner(null);
                    }
                    holderChanged(changed.getId());
                });
                TaskListener ended = ending -> holderChanged(ending.getId());
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, ended);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, ended);
            }
        });
    }

    private void holderChanged(String task) {
        EngineListeners.whenWritten(() -> assignments.holderChanged(task));
    }
}
