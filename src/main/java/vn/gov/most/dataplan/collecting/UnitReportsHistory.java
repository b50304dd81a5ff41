package vn.gov.most.dataplan.collecting;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.stereotype.Component;

/**
 * How the units stand is written anew again and again, as long as all reports together: history does not keep it. It has
 * each report in the ledger, and what was true at the signing. A history level of our own would do the same, but stop
 * databases that were made with the engine's.
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
