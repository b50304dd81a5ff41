package vn.gov.most.dataplan.security;

import java.util.List;
import org.camunda.bpm.engine.impl.JobQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.util.ImmutablePair;
import org.camunda.bpm.engine.runtime.Job;

/** Jobs without a process, such as history's clean-up, the engine shows to everybody: here to administrators alone. */
final class OwnJobsGuard extends CommandInterceptor {

    @Override
    @SuppressWarnings("unchecked")
    public <T> T execute(Command<T> command) {
        Asker asker = Asker.current();
        if (asker == null || !(command instanceof JobQueryImpl query) || asker.isAdministrator()) {
            return next.execute(command);
        }
        Object found = next.execute(command);
        if (found instanceof List<?> jobs) {
            return (T) jobs.stream().filter(OwnJobsGuard::isOfProcess).toList();
        } else if (found instanceof Long) {
            // Asked again as a list, which comes by here and is counted without them
            return (T) Long.valueOf(query.list().size());
        }
        return (T) (isOfProcess(found) ? found : null);
    }

    /** @param job found as such, or for a batch as its id beside the deployment of its process */
    private static boolean isOfProcess(Object job) {
        if (job instanceof ImmutablePair<?, ?> mapping) {
            return mapping.getLeft() != null;
        }
        return job == null || ((Job) job).getProcessDefinitionId() != null;
    }
}
