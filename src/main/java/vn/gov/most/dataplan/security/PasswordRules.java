package vn.gov.most.dataplan.security;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * How the engine stores passwords, and which it takes. Hashes that the engine once made itself stay readable; the
 * demo's one short password, which everybody knows, is the exception to both.
 */
@Component
class PasswordRules extends AbstractProcessEnginePlugin {

    private final Environment settings;

    PasswordRules(Environment settings) {
        this.settings = settings;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        boolean isDemo = settings.acceptsProfiles(Profiles.of("demo"));
        engine.setPasswordEncryptor(isDemo ? Argon2PasswordEncryptor.cheap() : Argon2PasswordEncryptor.costly());
        engine.setPasswordPolicy(new NewPasswordPolicy());
        engine.setEnablePasswordPolicy(!isDemo);
        // Failed logins are counted by LoginThrottle: the engine's own delay would let anybody keep anybody out.
        engine.setLoginDelayBase(0);
        engine.setLoginDelayMaxTime(0);
    }
}
