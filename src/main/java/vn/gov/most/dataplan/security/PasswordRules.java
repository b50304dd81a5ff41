package vn.gov.most.dataplan.security;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Configures how the engine stores passwords and which ones it accepts. Hashes that the engine made earlier stay
 * readable. The demo's short public password is exempt from both rules.
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
        // LoginThrottle counts failed logins: with the engine's delay, anybody could lock out anybody.
        engine.setLoginDelayBase(0);
        engine.setLoginDelayMaxTime(0);
    }
}
