package vn.gov.most.dataplan.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.UserId;
import vn.gov.most.dataplan.plan.Plan;

/**
 * Installs the guards in the engine, for REST and the web applications alike. It runs after all other plugins, so
 * that none replaces a guard; if a guard is missing once the engine is built, the start stops.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineGuards extends AbstractProcessEnginePlugin {

    private final List<Supplier<CommandInterceptor>> interceptors;
    private final ApplicationContext context;
    private final ModelExpressionManager expressions;
    private final ScriptRefusal scriptRefusal = new ScriptRefusal();
    private final TaskGuard taskGuard = new TaskGuard();
    private final DefaultGrants defaultGrants = new DefaultGrants();

    EngineGuards(ApplicationContext context, Plan plan) {
        this.context = context;
        Set<String> messages =
                plan.parts().flatMap(part -> part.messages().stream()).collect(Collectors.toSet());
        interceptors = List.of(
                UserIdGuard::new,
                NewPasswordGuard::new,
                QueryGuard::new,
                JobGuard::new,
                ClaimGuard::new,
                NoteGuard::new,
                ClosedCommands::new,
                () -> new LeaverCleanup(context),
                FiguresGuard::new,
                VariableQueries::new,
                HistoryGuard::new,
                () -> new EventMessages(messages));
        expressions = new ModelExpressionManager(context);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setUserResourceWhitelistPattern(UserId.PATTERN);
        engine.setExpressionManager(expressions);
        // With null, the engine would expose the whole application context to expressions.
        engine.setBeans(Map.of());
        engine.setScriptFactory(scriptRefusal);
        engine.setScriptEngineResolver(scriptRefusal);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);

        engine.setCommandCheckers(List.of(new TenantCommandChecker(), taskGuard));
        engine.setResourceAuthorizationProvider(defaultGrants);
        engine.setManagementService(new JobGuard.Management(engine));

        engine.setCustomPreCommandInterceptorsTxRequired(
                withOwnPassword(engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                withOwnPassword(engine.getCustomPreCommandInterceptorsTxRequiresNew()));
        engine.setCustomPostCommandInterceptorsTxRequired(
                withGuards(engine.getCustomPostCommandInterceptorsTxRequired()));
        engine.setCustomPostCommandInterceptorsTxRequiresNew(
                withGuards(engine.getCustomPostCommandInterceptorsTxRequiresNew()));
    }

    private List<CommandInterceptor> withOwnPassword(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = new ArrayList<>(others == null ? List.of() : others);
        all.add(new OwnPassword(() -> context.getBean(PasswordLogin.class), () -> context.getBean(People.class)));
        return all;
    }

    /** Each chain needs its own interceptors, because an interceptor has only one successor. */
    private List<CommandInterceptor> withGuards(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = new ArrayList<>(others == null ? List.of() : others);
        interceptors.forEach(guard -> all.add(guard.get()));
        return all;
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        boolean inPlace = engine.getExpressionManager() == expressions
                && engine.getScriptFactory() == scriptRefusal
                && engine.getScriptEngineResolver() == scriptRefusal
                && engine.getCommandCheckers().contains(taskGuard)
                && engine.getResourceAuthorizationProvider() == defaultGrants
                && engine.getManagementService() instanceof JobGuard.Management
                && hasGuards(engine.getCommandInterceptorsTxRequired())
                && hasGuards(engine.getCommandInterceptorsTxRequiresNew())
                && engine.isAuthorizationEnabled()
                && engine.isDeserializationTypeValidationEnabled();
        if (!inPlace) {
            throw new IllegalStateException(
                    "The engine's guards are not in place: another plugin or a setting replaced one");
        }
    }

    private boolean hasGuards(List<CommandInterceptor> chain) {
        return interceptors.stream().map(guard -> guard.get().getClass()).allMatch(guard -> chain.stream()
                        .anyMatch(guard::isInstance))
                && chain.stream().anyMatch(OwnPassword.class::isInstance);
    }
}
