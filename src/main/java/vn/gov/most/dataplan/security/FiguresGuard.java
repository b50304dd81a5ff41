package vn.gov.most.dataplan.security;

import java.util.Set;
import org.camunda.bpm.engine.impl.ActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.DeploymentStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.HistoricActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.ProcessDefinitionStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.cmd.GetUniqueTaskWorkerCountCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.metrics.MetricsQueryImpl;

/**
 * Restricts the statistics of process definitions and of the engine to users who may read all work, because they
 * count the work of all units.
 */
final class FiguresGuard extends CommandInterceptor {

    private static final Set<Class<?>> FIGURES = Set.of(
            ProcessDefinitionStatisticsQueryImpl.class,
            DeploymentStatisticsQueryImpl.class,
            ActivityStatisticsQueryImpl.class,
            HistoricActivityStatisticsQueryImpl.class,
            MetricsQueryImpl.class,
            GetUniqueTaskWorkerCountCmd.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (FIGURES.contains(command.getClass()) && CurrentUser.current() != null && !CurrentUser.readsAll()) {
            throw CurrentUser.refused(RestErrors.NO_RIGHT);
        }
        return next.execute(command);
    }
}
