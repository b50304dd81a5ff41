package vn.gov.most.dataplan;

import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.impl.DefaultAdminRuntimeDelegate;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.impl.DefaultCockpitRuntimeDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.impl.DefaultTasklistRuntimeDelegate;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.impl.DefaultWelcomeRuntimeDelegate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Camunda's REST API finds its engine, and its web applications find themselves, in static fields, which each context that
 * starts or ends sets for the whole JVM. The program has one context; of the tests' many, the one whose test runs has them.
 */
public class CamundaOfTheContext implements TestExecutionListener {

    /** Before each test, and before all of a class that has one instance for them. */
    @Override
    public void prepareTestInstance(TestContext test) {
        if (!test.hasApplicationContext()) {
            return;
        }
        ProcessEngine engine = test.getApplicationContext()
                .getBeanProvider(ProcessEngine.class)
                .getIfAvailable();
        if (engine == null
                || (engine == ProcessEngines.getProcessEngine(engine.getName())
                        && Cockpit.getRuntimeDelegate() != null)) {
            return;
        }
        ProcessEngines.registerProcessEngine(engine);
        Admin.setAdminRuntimeDelegate(new DefaultAdminRuntimeDelegate());
        Cockpit.setCockpitRuntimeDelegate(new DefaultCockpitRuntimeDelegate());
        Tasklist.setTasklistRuntimeDelegate(new DefaultTasklistRuntimeDelegate());
        Welcome.setRuntimeDelegate(new DefaultWelcomeRuntimeDelegate());
    }
}
