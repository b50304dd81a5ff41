package vn.gov.most.dataplan.security;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.HistoricJobLogQueryImpl;
import org.camunda.bpm.engine.impl.JobQueryImpl;
import org.camunda.bpm.engine.impl.ManagementServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobDefinitionStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobsRetriesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobCmd;
import org.camunda.bpm.engine.impl.cmd.FindHistoryCleanupJobsCmd;
import org.camunda.bpm.engine.impl.cmd.GetHistoricJobLogExceptionStacktraceCmd;
import org.camunda.bpm.engine.impl.cmd.GetJobExceptionStacktraceCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDefinitionPriorityCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobPriorityCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Restricts jobs to administrators, also those without a process, such as the history cleanup, which the engine does
 * not check. Other users find no jobs, so that Cockpit's pages still work, and may manage none. The incident of a
 * stuck process and its stack trace are open to everybody who may read the process.
 */
final class JobGuard extends CommandInterceptor {

    private static final Set<Class<?>> LIST =
            Set.of(JobQueryImpl.class, HistoricJobLogQueryImpl.class, FindHistoryCleanupJobsCmd.class);

    private static final List<Class<?>> MANAGE = List.of(
            SetJobRetriesCmd.class,
            AbstractSetJobsRetriesBatchCmd.class,
            SetJobDuedateCmd.class,
            RecalculateJobDuedateCmd.class,
            SetJobPriorityCmd.class,
            SetJobDefinitionPriorityCmd.class,
            AbstractSetJobStateCmd.class,
            AbstractSetJobDefinitionStateCmd.class,
            DeleteJobCmd.class);

    private final EngineField<String> job = EngineField.of(GetJobExceptionStacktraceCmd.class, "jobId", String.class);
    private final EngineField<String> log =
            EngineField.of(GetHistoricJobLogExceptionStacktraceCmd.class, "historicJobLogId", String.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (LIST.contains(command.getClass()) && isForbidden()) {
            return nothingOf(next.execute(command));
        } else if (MANAGE.stream().anyMatch(kind -> kind.isInstance(command)) || explainsOneWithoutProcess(command)) {
            check();
        }
        return next.execute(command);
    }

    /** The empty result of the same kind: an empty list, 0 or null. */
    @SuppressWarnings("unchecked")
    static <T> T nothingOf(T found) {
        return (T) (found instanceof List ? List.of() : found instanceof Long ? Long.valueOf(0) : null);
    }

    private boolean explainsOneWithoutProcess(Command<?> command) {
        CommandContext context = Context.getCommandContext();
        if (command instanceof GetJobExceptionStacktraceCmd && job.of(command) != null) {
            var found = context.getJobManager().findJobById(job.of(command));
            return found != null && found.getProcessDefinitionKey() == null;
        } else if (command instanceof GetHistoricJobLogExceptionStacktraceCmd && log.of(command) != null) {
            var found = context.getHistoricJobLogManager().findHistoricJobLogById(log.of(command));
            return found != null && found.getProcessDefinitionKey() == null;
        }
        return false;
    }

    private static void check() {
        if (isForbidden()) {
            throw CurrentUser.refused(RestErrors.NO_RIGHT);
        }
    }

    private static boolean isForbidden() {
        CurrentUser currentUser = CurrentUser.current();
        return currentUser != null && !currentUser.isAdministrator();
    }

    /** Checks before a job is executed: a refusal inside the job would count as its failure and cost a retry. */
    static final class Management extends ManagementServiceImpl {

        Management(ProcessEngineConfigurationImpl engine) {
            super(engine);
        }

        @Override
        public void executeJob(String jobId) {
            commandExecutor.execute(context -> {
                check();
                return null;
            });
            super.executeJob(jobId);
        }
    }
}
