package vn.gov.most.dataplan.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A method call on a bean in an expression.
 *
 * @param arguments as written
 */
record Call(String bean, String method, List<String> arguments) {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^{}]*)}");
    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern START = Pattern.compile("(?<![\\w.])([a-zA-Z]\\w*)\\.(\\w+)\\(");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    /** All calls in the expressions of a text, nested ones too. */
    static List<Call> in(String text) {
        List<Call> calls = new ArrayList<>();
        Matcher expression = EXPRESSION.matcher(text);
        while (expression.find()) {
            String inside = expression.group(1);
            // Same length as the original, so that positions match
            String masked = STRING.matcher(inside)
                    .replaceAll(string -> "'" + "x".repeat(string.group().length() - 2) + "'");
            Matcher start = START.matcher(masked);
            while (start.find()) {
                calls.add(new Call(start.group(1), start.group(2), arguments(inside, masked, start.end())));
            }
        }
        return calls;
    }

    private static List<String> arguments(String inside, String masked, int from) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int begin = from;
        for (int at = from; at < masked.length(); at++) {
            char sign = masked.charAt(at);
            boolean isEnd = sign == ')' && depth == 0;
            if (isEnd || sign == ',' && depth == 0) {
                String argument = inside.substring(begin, at).strip();
                if (!isEnd || !argument.isEmpty() || !arguments.isEmpty()) {
                    arguments.add(argument);
                }
                begin = at + 1;
            }
            if (isEnd) {
                return arguments;
            }
            depth += sign == '(' || sign == '[' ? 1 : sign == ')' || sign == ']' ? -1 : 0;
        }
        return arguments;
    }

    /** The argument's value if it is a literal. */
    Optional<String> literal(int argument) {
        Matcher literal = LITERAL.matcher(arguments.get(argument));
        return literal.matches()
                ? Optional.of(literal.group(1) == null ? literal.group(2) : literal.group(1))
                : Optional.empty();
    }

    /** The text with its expressions replaced, if all of them are literals such as {@code ${''}}; empty otherwise. */
    static Optional<String> literal(String text) {
        String said = EXPRESSION.matcher(text).replaceAll(expression -> {
            Matcher literal = LITERAL.matcher(expression.group(1).strip());
            return Matcher.quoteReplacement(
                    literal.matches()
                            ? literal.group(1) == null ? literal.group(2) : literal.group(1)
                            : expression.group());
        });
        return EXPRESSION.matcher(said).find() ? Optional.empty() : Optional.of(said);
    }

    @Override
    public String toString() {
        return arguments.stream().collect(Collectors.joining(", ", bean + "." + method + "(", ")"));
    }
}
