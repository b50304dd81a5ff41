package vn.gov.most.dataplan.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;

/** Checks every deployment against {@link AllowedModel} before the engine reads it. */
final class DeploymentGuard implements Deployer {

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        Faults faults = new Faults();
        deployment
                .getResources()
                .values()
                .forEach(file -> faults.check(
                        () -> AllowedModel.check(file.getName(), new String(file.getBytes(), StandardCharsets.UTF_8))));
        try {
            faults.tell();
        } catch (MinistryFileException notAllowed) {
            throw new Refusal(notAllowed.getMessage());
        }
    }

    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        private final DeploymentGuard guard = new DeploymentGuard();

        @Override
        public void preInit(ProcessEngineConfigurationImpl engine) {
            List<Deployer> all = new ArrayList<>(List.of(guard));
            if (engine.getCustomPreDeployers() != null) {
                all.addAll(engine.getCustomPreDeployers());
            }
            engine.setCustomPreDeployers(all);
        }

        @Override
        public void postInit(ProcessEngineConfigurationImpl engine) {
            if (!engine.getDeployers().contains(guard)) {
                throw new IllegalStateException("The guard of deployments is not in place: another plugin replaced it");
            }
        }
    }
}
