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

/** The rules for a new password: ten characters of four kinds, and not the user name. */
class NewPasswordPolicy implements PasswordPolicy {

    private record Rule(PasswordPolicyRule rule, String words) {}

    private static final List<Rule> RULES = List.of(
            new Rule(new PasswordPolicyLengthRuleImpl(10), "có ít nhất 10 ký tự"),
            new Rule(new PasswordPolicyLowerCaseRuleImpl(1), "có chữ thường"),
            new Rule(new PasswordPolicyUpperCaseRuleImpl(1), "có chữ hoa"),
            new Rule(new PasswordPolicyDigitRuleImpl(1), "có chữ số"),
            new Rule(new PasswordPolicySpecialCharacterRuleImpl(1), "có ký tự đặc biệt"),
            new Rule(new NotTheUserName(), "không chứa tên đăng nhập"));

    @Override
    public List<PasswordPolicyRule> getRules() {
        return RULES.stream().map(Rule::rule).toList();
    }

    /** The unmet rules, in words that follow "phải". */
    static List<String> lacks(String candidate, User user) {
        return RULES.stream()
                .filter(one -> !one.rule().execute(candidate, user))
                .map(Rule::words)
                .toList();
    }

    static List<String> allWords() {
        return RULES.stream().map(Rule::words).toList();
    }

    /** The engine's own rule also checks first and last names, and half of all words contain "An". */
    private static final class NotTheUserName extends PasswordPolicyUserDataRuleImpl {

        private static final int TELLING = 4;

        @Override
        public boolean execute(String candidate, User user) {
            String id = user == null || user.getId() == null ? "" : user.getId().toLowerCase(Locale.ROOT);
            return id.length() < TELLING || !candidate.toLowerCase(Locale.ROOT).contains(id);
        }
    }
}
