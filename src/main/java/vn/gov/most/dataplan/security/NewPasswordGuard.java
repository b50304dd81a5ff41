package vn.gov.most.dataplan.security;

import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Checks new passwords against the policy, with a Vietnamese message. A user who has confirmed their current password
 * may change it, but nothing else of their account: the engine's permission for this would also allow changing the
 * mail address, which receives the reminders.
 */
final class NewPasswordGuard extends CommandInterceptor {

    private final EngineField<User> saved = EngineField.of(SaveUserCmd.class, "user", User.class);
    private final EngineField<String> newPassword = EngineField.of(UserEntity.class, "newPassword", String.class);

    @Override
    public <T> T execute(Command<T> command) {
        CurrentUser currentUser = CurrentUser.current();
        if (currentUser == null
                || !(command instanceof SaveUserCmd)
                || !(saved.of(command) instanceof UserEntity user)
                || !user.hasNewPassword()) {
            return next.execute(command);
        }
        boolean isOwn = user.getRevision() > 0
                && currentUser.id().equals(user.getId())
                && OwnPassword.isConfirmed(currentUser.id())
                && isElseAsStored(user);
        // Without the permission to change it, the user gets no advice on the password
        if (isOwn || currentUser.isAdministrator()) {
            checkLacks(user);
        }
        return isOwn
                ? Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command))
                : next.execute(command);
    }

    private void checkLacks(UserEntity user) {
        String password = newPassword.of(user);
        List<String> lacks = Context.getProcessEngineConfiguration().isEnablePasswordPolicy()
                ? NewPasswordPolicy.lacks(password, user)
                : List.of();
        if (password.length() > PasswordLogin.LONGEST) {
            lacks = List.of("không dài quá " + PasswordLogin.LONGEST + " ký tự");
        }
        if (!lacks.isEmpty()) {
            throw new Refusal("Chưa lưu được mật khẩu. Mật khẩu mới phải: " + String.join("; ", lacks) + ".");
        }
    }

    private static boolean isElseAsStored(UserEntity user) {
        CommandContext command = Context.getCommandContext();
        User stored = command.runWithoutAuthorization(
                () -> command.getReadOnlyIdentityProvider().findUserById(user.getId()));
        return stored != null
                && Objects.equals(stored.getFirstName(), user.getFirstName())
                && Objects.equals(stored.getLastName(), user.getLastName())
                && Objects.equals(stored.getEmail(), user.getEmail());
    }
}
