package vn.gov.most.dataplan.engine;

import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;

/**
 * Deploys the models when the engine is built, with one deployment per process and its forms, so that a change makes
 * a new version of that process only. The job executor starts afterwards. The engine is built after the migrations,
 * which create its tables on PostgreSQL.
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

    /** @throws MinistryFileException with everything that the engine refused; the other models are deployed */
    static void deploy(RepositoryService repository, ModelFiles files) {
        Faults faults = new Faults();
        for (ModelFiles.Model model : files.read()) {
            faults.check(() -> {
                AllowedModel.check(model.file(), model.resources().get(model.file()));
                deploy(repository, model, faults);
            });
        }
        faults.tell();
    }

    private static void deploy(RepositoryService repository, ModelFiles.Model model, Faults faults) {
        try {
            deploy(repository, model);
        } catch (ParseException refused) {
            refused.getResorceReports().forEach(report -> report.getErrors()
                    .forEach(error -> faults.check(() -> {
                        throw fault(report.getResourceName(), error);
                    })));
        }
    }

    private static MinistryFileException fault(String file, Problem error) {
        String element = error.getMainElementId();
        String place = "dòng " + error.getLine() + (element == null ? "" : ", phần tử \"%s\"".formatted(element));
        return new MinistryFileException(
                file,
                place,
                "không hợp lệ (%s); được phép: sơ đồ BPMN 2.0, lưu từ Camunda Modeler".formatted(error.getMessage()));
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
