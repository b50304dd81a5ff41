package vn.gov.most.dataplan.tasklist;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.PersonName;

/** Reads data without the user's authorizations, for screens that show only a permitted extract of it. */
@Component
public class UncheckedReads {

    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    UncheckedReads(IdentityService identity, ProcessEngineConfigurationImpl engine) {
        this.identity = identity;
        this.engine = engine;
    }

    Authentication person() {
        return identity.getCurrentAuthentication();
    }

    /**
     * The names by user id. Staff may not read accounts, but see who has the work. A deleted account is shown by its
     * id.
     */
    public Map<String, String> names(Collection<String> people) {
        Map<String, String> names = new HashMap<>();
        people.forEach(person -> names.put(person, person));
        if (!people.isEmpty()) {
            ask(command -> identity.createUserQuery()
                            .userIdIn(people.toArray(String[]::new))
                            .list())
                    .forEach(user -> names.put(user.getId(), fullName(user)));
        }
        return names;
    }

    /** The user's display name. */
    public static String fullName(User user) {
        return PersonName.of(user);
    }

    /** Runs a query without authorization checks. */
    public <T> T ask(Command<T> question) {
        return engine.getCommandExecutorTxRequired().execute(new Command<T>() {
            @Override
            public T execute(CommandContext command) {
                return command.runWithoutAuthorization(() -> question.execute(command));
            }
        });
    }
}
