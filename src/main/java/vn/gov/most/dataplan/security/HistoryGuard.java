package vn.gov.most.dataplan.security;

import java.util.Set;
import org.camunda.bpm.engine.impl.HistoricDetailQueryImpl;
import org.camunda.bpm.engine.impl.HistoricVariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * What history has of variables is for those who may read all: a right to one task in history opens the variables of its
 * whole process, for ever, and what others write there later. Others find none; what their own steps showed is kept beside,
 * as it was.
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
