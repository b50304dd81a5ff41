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

/**
 * Gives each task what its card shows, as variables of the task itself: the list of tasks shows variables of an instance
 * to those alone who may read the instance, and people here may read their tasks.
 */
final class CardVariables implements TaskListener {

    /** Variables that cards show, with their labels' Vietnamese in the filters. */
    static final List<String> NAMES = List.of("dutyName", "unitName", "databaseName", "service", "periodName");

    @Override
    public void notify(DelegateTask task) {
        for (String name : NAMES) {
            Object value = task.getVariable(name);
            if (value != null) {
                task.setVariableLocal(name, value);
            }
        }
    }

    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

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
                            .addTaskListener(EVENTNAME_CREATE, new CardVariables());
                }
            });
            configuration.setCustomPreBPMNParseListeners(listeners);
        }
    }
}
