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

/** A definition's figures, and the engine's, count the work of all units: they are for those who may read all of it. */
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
