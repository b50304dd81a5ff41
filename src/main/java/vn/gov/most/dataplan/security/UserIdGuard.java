package vn.gov.most.dataplan.security;

import java.util.List;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.UserId;

/**
 * Stores a new user id in lower case, and accepts ids in any case for assignments and memberships: the engine would
 * treat another spelling as another, unknown user.
 */
final class UserIdGuard extends CommandInterceptor {

    private record Named(Class<?> command, EngineField<String> user) {

        private static Named in(Class<?> command) {
            return new Named(command, EngineField.of(command, "userId", String.class));
        }
    }

    private static final List<Named> NAMED =
            List.of(Named.in(ClaimTaskCmd.class), Named.in(DelegateTaskCmd.class), Named.in(CreateMembershipCmd.class));

    private final EngineField<String> linked = EngineField.of(AbstractAddIdentityLinkCmd.class, "userId", String.class);
    private final EngineField<User> saved = EngineField.of(SaveUserCmd.class, "user", User.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof SaveUserCmd
                && saved.of(command) instanceof UserEntity user
                && user.getRevision() == 0
                && user.getId() != null) {
            user.setId(newId(user.getId()));
        }
        for (Named named : NAMED) {
            if (named.command().isInstance(command)) {
                named.user().set(command, whoIsMeant(named.user().of(command)));
            }
        }
        if (command instanceof AbstractAddIdentityLinkCmd) {
            checkMeant(linked.of(command));
        }
        return next.execute(command);
    }

    /** Refuses another spelling instead of correcting it, because the engine's field is final. */
    private static void checkMeant(String typed) {
        String meant = whoIsMeant(typed);
        if (meant != null && !meant.equals(typed)) {
            throw new Refusal(
                    "Không có người dùng \"%s\"; tên đăng nhập viết bằng chữ thường: \"%s\".".formatted(typed, meant));
        }
    }

    /** Otherwise the engine would try to store the id and fail with an English message. */
    private static String newId(String typed) {
        String id = typed.length() > UserId.LONGEST ? typed : UserId.of(typed);
        if (!UserId.isAllowed(id)) {
            throw new Refusal("Tên đăng nhập này không hợp lệ; được phép: %s.".formatted(UserId.ALLOWED));
        } else if (isSomebody(id)) {
            throw new Refusal("Tên đăng nhập \"%s\" đã có người dùng.".formatted(id));
        }
        return id;
    }

    private static String whoIsMeant(String typed) {
        return typed == null || typed.length() > UserId.LONGEST || isSomebody(typed) ? typed : UserId.of(typed);
    }

    private static boolean isSomebody(String id) {
        ReadOnlyIdentityProvider people = Context.getCommandContext().getReadOnlyIdentityProvider();
        return Context.getCommandContext().runWithoutAuthorization(() -> people.findUserById(id)) != null;
    }
}
