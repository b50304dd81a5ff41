package vn.gov.most.dataplan.form;

import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.EngineListeners;
import vn.gov.most.dataplan.security.PersonLeft;

/**
 * Deletes drafts together with what they belong to, in the same transaction: with a task that is completed, cancelled
 * or deleted, and with a person's account; completed steps of a deleted account are kept without the account. This
 * runs at the end of the transaction, after the engine has flushed. Earlier, it would miss a draft that is being
 * saved, and would lock the task before the locks that the task's end needs.
 */
@Component
class DraftCleanup extends AbstractProcessEnginePlugin {

    private final Drafts drafts;
    private final CompletedSteps steps;

    DraftCleanup(Drafts drafts, CompletedSteps steps) {
        this.drafts = drafts;
        this.steps = steps;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        EngineListeners.add(configuration, new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
                TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                TaskListener ended = ending -> {
                    String id = ending.getId();
                    EngineListeners.whenWritten(() -> drafts.taskEnded(id));
                };
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, ended);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, ended);
            }
        });
    }

    @EventListener
    void left(PersonLeft left) {
        EngineListeners.whenWritten(() -> {
            drafts.personLeft(left.person());
            steps.personLeft(left.person());
        });
    }
}
