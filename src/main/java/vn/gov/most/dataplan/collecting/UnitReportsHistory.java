package vn.gov.most.dataplan.collecting;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.stereotype.Component;

/**
 * Excludes the state of the unit reports from the engine's history. The variable is rewritten often and is as long as
 * all reports together. The ledger has each report, and another variable the state at the signature. A custom history
 * level would do the same, but databases created with the engine's own level would no longer start.
 */
@Component
class UnitReportsHistory extends AbstractProcessEnginePlugin {

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        HistoryEventHandler all = configuration.getHistoryEventHandler();
        configuration.setHistoryEventHandler(new HistoryEventHandler() {
            @Override
            public void handleEvent(HistoryEvent event) {
                if (isKept(event)) {
                    all.handleEvent(event);
                }
            }

            @Override
            public void handleEvents(List<HistoryEvent> events) {
                all.handleEvents(
                        events.stream().filter(UnitReportsHistory::isKept).toList());
            }
        });
    }

    private static boolean isKept(HistoryEvent event) {
        return !(event instanceof HistoricVariableUpdateEventEntity variable
                && UnitReports.VARIABLE.equals(variable.getVariableName()));
    }
}
