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

/** What the desk reads for a person beside what the engine would show them: nothing but what it then shows of it. */
@Component
public class Reading {

    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    Reading(IdentityService identity, ProcessEngineConfigurationImpl engine) {
        this.identity = identity;
        this.engine = engine;
    }

    Authentication person() {
        return identity.getCurrentAuthentication();
    }

    /** Staff may not read accounts, and do read whose work it is. By user id; whoever has no account any more by the id. */
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

    /** As people call somebody. */
    public static String fullName(User user) {
        return PersonName.of(user);
    }

    /** Without authorizations. */
    public <T> T ask(Command<T> question) {
        return engine.getCommandExecutorTxRequired().execute(new Command<T>() {
            @Override
            public T execute(CommandContext command) {
                return command.runWithoutAuthorization(() -> question.execute(command));
            }
        });
    }
}
