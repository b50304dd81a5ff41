package vn.gov.most.dataplan.tasklist;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.form.CompletedSteps;

/**
 * Sets the data of each task's card as local variables of the task: the task list shows variables of the process
 * instance only to users who may read the instance, and people here may read only their tasks. A task that corrects
 * returned work also gets its own priority, by which filters find it.
 */
final class CardVariables implements TaskListener {

    static final List<String> NAMES = List.of("dutyName", "unitName", "databaseName", "service", "periodName");

    private final CompletedSteps completed;

    private CardVariables(CompletedSteps completed) {
        this.completed = completed;
    }

    @Override
    public void notify(DelegateTask task) {
        if (!completed.lastReturns(List.of(task.getProcessInstanceId())).isEmpty()) {
            task.setPriority(FirstFilters.PRIORITY_OF_RETURNED);
        }
        for (String name : NAMES) {
            Object value = task.getVariable(name);
            if (value != null) {
                task.setVariableLocal(name, value);
            }
        }
    }

    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        private final CompletedSteps completed;

        Plugin(CompletedSteps completed) {
            this.completed = completed;
        }

        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            List<BpmnParseListener> listeners = new ArrayList<>();
            if (configuration.getCustomPreBPMNParseListeners() != null) {
                listeners.addAll(configuration.getCustomPreBPMNParseListeners());
            }
            listeners.add(new AbstractBpmnParseListener() {
                @Override
                public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
                    ((UserTaskActivityBehavior) activity.getActivityBehavior())
                            .getTaskDefinition()
                            .addTaskListener(EVENTNAME_CREATE, new CardVariables(completed));
                }
            });
            configuration.setCustomPreBPMNParseListeners(listeners);
        }
    }
}
