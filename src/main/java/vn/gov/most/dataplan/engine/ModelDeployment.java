package vn.gov.most.dataplan.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Deploys the models when the engine is built, one deployment a process with the forms it names, so that a change makes
 * a new version of its process alone. The job executor starts after it. The engine that it is a part of is built when the migrations are done: on PostgreSQL they make its tables.
 */
@Component
@DependsOnDatabaseInitialization
class ModelDeployment extends AbstractProcessEnginePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
    private static final String SOURCE = "data-plan";

    private final ApplicationContext context;

    ModelDeployment(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        deploy(engine.getRepositoryService(), new ModelFiles(context.getClassLoader()));
    }

    static void deploy(RepositoryService repository, ModelFiles files) {
        files.read().forEach(model -> deploy(repository, model));
    }

    private static void deploy(RepositoryService repository, ModelFiles.Model model) {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .name(model.process())
                .source(SOURCE)
                .enableDuplicateFiltering(false);
        model.resources().forEach(deployment::addString);
        var deployed = deployment.deployWithResult().getDeployedProcessDefinitions();
        if (deployed != null && !deployed.isEmpty()) {
            LOG.info("Deployed {} version {}", model.process(), deployed.get(0).getVersion());
        }
    }
}
