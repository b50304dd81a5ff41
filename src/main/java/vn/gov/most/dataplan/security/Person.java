package vn.gov.most.dataplan.security;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Who has logged in, and a stamp of the password that was stored then: another password, another stamp. */
record Person(String id, String stamp) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return id;
    }
}
