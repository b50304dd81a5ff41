package vn.gov.most.dataplan.security;

import org.camunda.bpm.engine.impl.ManagementServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Who has a job carried out is asked for the right before it begins: the engine asks inside the job, where being refused
 * counts as the job's failure and costs it one of its tries. A job without a process is for administrators alone.
 */
final class AskedJobs extends ManagementServiceImpl {

    private final ProcessEngineConfigurationImpl engine;

    AskedJobs(ProcessEngineConfigurationImpl engine) {
        super(engine);
        this.engine = engine;
    }

    @Override
    public void executeJob(String jobId) {
        if (engine.getIdentityService().getCurrentAuthentication() != null) {
            commandExecutor.execute(new MayCarryOut(jobId));
        }
        super.executeJob(jobId);
    }

    private record MayCarryOut(String job) implements Command<Void> {

        @Override
        public Void execute(CommandContext command) {
            JobEntity found = job == null ? null : command.getJobManager().findJobById(job);
            Asker asker = Asker.current();
            if (found == null || asker == null) {
                return null;
            } else if (found.getProcessDefinitionId() == null && !asker.isAdministrator()) {
                throw Asker.refused(RestErrors.NO_RIGHT);
            }
            command.getProcessEngineConfiguration()
                    .getCommandCheckers()
                    .forEach(checker -> checker.checkUpdateJob(found));
            return null;
        }
    }
}
