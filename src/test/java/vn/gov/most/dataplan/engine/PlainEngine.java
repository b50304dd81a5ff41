package vn.gov.most.dataplan.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;

/** An engine in memory without any of our plugins. */
final class PlainEngine {

    private PlainEngine() {}

    static ProcessEngine named(String name) {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setJdbcUrl("jdbc:h2:mem:" + name);
        configuration.setHistoryTimeToLive("P10D");
        return configuration.buildProcessEngine();
    }
}
