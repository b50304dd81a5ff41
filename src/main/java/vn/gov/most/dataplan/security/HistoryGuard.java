package vn.gov.most.dataplan.security;

import java.util.Set;
import org.camunda.bpm.engine.impl.HistoricDetailQueryImpl;
import org.camunda.bpm.engine.impl.HistoricVariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Restricts historic variables to users who may read all work: the right to one historic task would open all
 * variables of its process, including later ones. Other users find none; the program keeps what their own steps
 * showed.
 */
final class HistoryGuard extends CommandInterceptor {

    private static final Set<Class<?>> CONTENT =
            Set.of(HistoricVariableInstanceQueryImpl.class, HistoricDetailQueryImpl.class);

    @Override
    public <T> T execute(Command<T> command) {
        boolean isHidden =
                CONTENT.contains(command.getClass()) && CurrentUser.current() != null && !CurrentUser.readsAll();
        return isHidden ? JobGuard.nothingOf(next.execute(command)) : next.execute(command);
    }
}
