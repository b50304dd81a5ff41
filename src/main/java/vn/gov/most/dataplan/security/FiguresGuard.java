package vn.gov.most.dataplan.security;

import java.util.Set;
import org.camunda.bpm.engine.impl.ActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.DeploymentStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.HistoricActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.ProcessDefinitionStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** A definition's figures count the work of all units: they are for those who may read all of it. */
final class FiguresGuard extends CommandInterceptor {

    private static final Set<Class<?>> FIGURES = Set.of(
            ProcessDefinitionStatisticsQueryImpl.class,
            DeploymentStatisticsQueryImpl.class,
            ActivityStatisticsQueryImpl.class,
            HistoricActivityStatisticsQueryImpl.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (FIGURES.contains(command.getClass()) && Asker.current() != null && !Asker.readsAll()) {
            throw Asker.refused(RestErrors.NO_RIGHT);
        }
        return next.execute(command);
    }
}
