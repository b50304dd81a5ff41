package vn.gov.most.dataplan.security;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** A logged-in person, with a stamp of their stored password: it changes with the password. */
record Person(String id, String stamp) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return id;
    }
}
