package vn.gov.most.dataplan.security;

import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyDigitRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLowerCaseRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicySpecialCharacterRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUpperCaseRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;

/** What is asked of a new password: ten characters of four kinds, and not the user name. */
class NewPasswordPolicy implements PasswordPolicy {

    private static final List<PasswordPolicyRule> RULES = List.of(
            new PasswordPolicyLengthRuleImpl(10),
            new PasswordPolicyLowerCaseRuleImpl(1),
            new PasswordPolicyUpperCaseRuleImpl(1),
            new PasswordPolicyDigitRuleImpl(1),
            new PasswordPolicySpecialCharacterRuleImpl(1),
            new NotTheUserName());

    @Override
    public List<PasswordPolicyRule> getRules() {
        return RULES;
    }

    /** The engine's own rule also looks for first and last names, and half of all words contain "An". */
    private static final class NotTheUserName extends PasswordPolicyUserDataRuleImpl {

        private static final int TELLING = 4;

        @Override
        public boolean execute(String candidate, User user) {
            String id = user == null || user.getId() == null ? "" : user.getId().toLowerCase(Locale.ROOT);
            return id.length() < TELLING || !candidate.toLowerCase(Locale.ROOT).contains(id);
        }
    }
}
