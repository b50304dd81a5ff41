package vn.gov.most.dataplan.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.form.FormProbe;

/** A process of one unit, anew for each test, and those who come to its tasks through the program's doors. */
public abstract class AtTheDoor extends AtTheirBrowsers {

    protected static final ObjectMapper JSON = new ObjectMapper();
    protected static final String COLLEAGUE = "nasati-staff-2";
    protected static final String NEWCOMER = "newcomer";

    @Autowired
    protected ProcessEngine engine;

    @Autowired
    private Authorizations authorizations;

    protected FormProbe probe;

    /** Components of the form, as JSON separated by commas. */
    protected abstract String fields();

    @BeforeEach
    void probe() {
        probe = new FormProbe(engine, authorizations);
        probe.deploy(fields());
    }

    @AfterEach
    protected void clear() {
        probe.clear();
    }

    /** Makes the account, also after one of the same id has gone; no names where they are null. */
    protected void newcomer(String first, String last, String... groups) {
        User newcomer = engine.getIdentityService().newUser(NEWCOMER);
        newcomer.setFirstName(first);
        newcomer.setLastName(last);
        newcomer.setPassword("a-Long-Enough-1-password");
        engine.getIdentityService().saveUser(newcomer);
        for (String group : groups) {
            engine.getIdentityService().createMembership(NEWCOMER, group);
        }
        logIn(NEWCOMER, "a-Long-Enough-1-password");
    }
}
