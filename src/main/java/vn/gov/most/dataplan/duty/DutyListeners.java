package vn.gov.most.dataplan.duty;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.EngineListeners;

/**
 * Keeps an instance of the plan and its row consistent, whatever its model contains. It is attached to every process
 * when it is parsed, stored versions too. The listeners are built-in, so they run even when a cancellation or
 * deletion skips a model's own listeners.
 */
@Component
class DutyListeners extends AbstractProcessEnginePlugin {

    private final ObligationLifecycle lifecycle;
    private final Steps steps;

    /** Lazy, because the engine is built before the beans that need it. */
    DutyListeners(@Lazy ObligationLifecycle lifecycle, @Lazy Steps steps) {
        this.lifecycle = lifecycle;
        this.steps = steps;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        EngineListeners.add(configuration, new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element process, ProcessDefinitionEntity definition) {
                definition.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                        execution -> lifecycle.started((ExecutionEntity) execution));
                definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener)
                        execution -> lifecycle.ended((ExecutionEntity) execution));
            }

            @Override
            public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
                TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                // The listener computes the same date; this avoids computing it twice
                if (calls(task.getDueDateExpression(), "dueAt")) {
                    task.setDueDateExpression(null);
                }
                if (calls(task.getDescriptionExpression(), "inWords")) {
                    task.setDescriptionExpression(null);
                }
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, steps::opened);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, steps::ended);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, steps::ended);
            }
        });
    }

    private static boolean calls(Expression expression, String method) {
        return expression != null && expression.getExpressionText().equals("${deadlines." + method + "(execution)}");
    }
}
