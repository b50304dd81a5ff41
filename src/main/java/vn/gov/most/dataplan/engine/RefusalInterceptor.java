package vn.gov.most.dataplan.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/** Unwraps a refusal that an expression threw; the engine wraps it in its own exception. */
final class RefusalInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (ProcessEngineException wrapped) {
            for (Throwable cause = wrapped.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof Refusal refusal) {
                    throw refusal;
                }
            }
            throw wrapped;
        }
    }

    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            configuration.setCustomPreCommandInterceptorsTxRequired(
                    first(configuration.getCustomPreCommandInterceptorsTxRequired()));
            configuration.setCustomPreCommandInterceptorsTxRequiresNew(
                    first(configuration.getCustomPreCommandInterceptorsTxRequiresNew()));
        }

        private static List<CommandInterceptor> first(List<CommandInterceptor> others) {
            List<CommandInterceptor> all = new ArrayList<>(List.of(new RefusalInterceptor()));
            if (others != null) {
                all.addAll(others);
            }
            return all;
        }
    }
}
