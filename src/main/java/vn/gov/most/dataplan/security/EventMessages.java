package vn.gov.most.dataplan.security;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import vn.gov.most.dataplan.engine.OtherSystems;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Other systems and administrators may send only the event messages that the plan names. Messages carry variables
 * that no form has checked, most are internal to the models, and the engine checks few permissions for them. The
 * sender needs no right to the process that is started. Nobody may send signals.
 */
final class EventMessages extends CommandInterceptor {

    private final EngineField<String> correlated =
            EngineField.of(AbstractCorrelateMessageCmd.class, "messageName", String.class);
    private final EngineField<String> received =
            EngineField.of(MessageEventReceivedCmd.class, "messageName", String.class);
    private final Set<String> messages;

    EventMessages(Set<String> messages) {
        this.messages = messages;
    }

    @Override
    public <T> T execute(Command<T> command) {
        CurrentUser currentUser = CurrentUser.current();
        boolean isSignal = command instanceof SignalEventReceivedCmd;
        boolean isMessage =
                command instanceof AbstractCorrelateMessageCmd || command instanceof MessageEventReceivedCmd;
        if (currentUser == null || !isSignal && !isMessage) {
            return next.execute(command);
        } else if (isSignal || !currentUser.isAdministrator() && !currentUser.isIn(OtherSystems.GROUP)) {
            throw CurrentUser.refused(RestErrors.NO_RIGHT);
        }
        String message = command instanceof AbstractCorrelateMessageCmd ? correlated.of(command) : received.of(command);
        if (message == null || !messages.contains(message)) {
            List<String> allowed = messages.stream().sorted().toList();
            throw new Refusal("Không nhận thông điệp \"%s\" từ bên ngoài; được phép: %s."
                    .formatted(message == null ? "" : message, String.join(", ", allowed)));
        }
        return Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command));
    }
}
