package vn.gov.most.dataplan.plan;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a deadline's rule, as the plan's file has them. */
final class RuleText {

    static final String ALLOWED = "before 25/12 | last working day | last working day of month 3"
            + " | 5 working days after openedAt | 2 working days before <phần> | as <phần> | on plannedLiveAt";

    private static final String FACT = "[a-z]+[A-Za-z]*At";
    private static final String PART = "(?<part>[a-z0-9]+(?:-[a-z0-9]+)*)";
    private static final Pattern RULE = Pattern.compile("before \\d{1,2}/\\d{1,2}"
            + "|last working day(?: of month (?:[1-9]|1[0-2]))?"
            + "|[1-9]\\d* working days? after " + FACT
            + "|on " + FACT
            + "|(?:as|[1-9]\\d* working days? before) " + PART);
    private static final Pattern NAMED_LENGTH = Pattern.compile("([a-z-]+) (after|before) (\\S+)");

    private RuleText() {}

    /** Puts the number of days where the rule names a length: "mending after returnedAt". */
    static String withLength(String rule, Map<String, Integer> workingDays) {
        Matcher named = NAMED_LENGTH.matcher(rule);
        if (!named.matches() || !workingDays.containsKey(named.group(1))) {
            return rule;
        }
        return workingDays.get(named.group(1)) + " working days " + named.group(2) + " " + named.group(3);
    }

    /** @return the part that the rule leans on, where it does */
    static Optional<String> check(String rule) {
        Matcher matcher = RULE.matcher(rule);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(rule);
        }
        return Optional.ofNullable(matcher.group("part"));
    }
}
