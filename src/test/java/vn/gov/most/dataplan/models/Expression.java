package vn.gov.most.dataplan.models;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names in an expression of a model (inside {@code ${}}) or of a form. */
final class Expression {

    private static final Pattern IN_MODEL = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])([a-zA-Z_]\\w*)(?!\\w*(?:\\.\\w+)*\\()");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])([a-zA-Z]\\w*\\.\\w+)\\(");
    private static final Pattern WRITE = Pattern.compile("(?:execution|task)\\.setVariable(?:Local)?\\('(\\w+)'");
    private static final Pattern READ = Pattern.compile("(?:execution|task)\\.getVariable(?:Local)?\\('(\\w+)'");
    private static final Pattern SENT = Pattern.compile(
            "(?:collectReports\\.sent|obligations\\.answered|obligations\\.done|obligations\\.doneOn|obligations\\.notApplicable)\\(execution,(?: *\\w+,)? *'([^']*)'\\)");
    private static final Pattern TOLD_AT_OPENING = Pattern.compile("collectReports\\.open\\(execution, *'([^']*)'\\)");
    private static final Pattern GATHERED = Pattern.compile("collectReports\\.show\\(task, *'(\\w+)'\\)");
    private static final Pattern RECALLED =
            Pattern.compile("obligations\\.recall\\(execution, *'[^']*', *'[^']*', *'([^']*)'\\)");
    private static final Pattern RECALLED_EVENTS =
            Pattern.compile("obligations\\.recallEvents\\(execution, *'[^']*', *'(\\w+)', *'([^']*)'\\)");
    private static final Pattern CHECKED = Pattern.compile("events\\.check\\(execution, *'([^']*)'(?:, *'[^']*')+\\)");
    private static final Pattern OPENED =
            Pattern.compile("events\\.open\\(execution, *'([^']*)', *'([^']*)', *'([^']*)'(?:, *'[^']*')?\\)");
    private static final Pattern ORDERED =
            Pattern.compile("followUps\\.order\\(execution, *'[^']*', *'(\\w+)'(?:, *'\\w+')?\\)");
    private static final Pattern TOLD = Pattern.compile("followUps\\.tell\\(execution, *'([^']*)', *'(\\w+)'\\)");
    private static final Set<String> NO_VARIABLES = Set.of(
            "execution",
            "task",
            "null",
            "true",
            "false",
            "and",
            "or",
            "not",
            "empty",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "between",
            "item");

    private Expression() {}

    /** The variables that a text's expressions read. */
    static Set<String> reads(String text) {
        Set<String> reads = new LinkedHashSet<>();
        IN_MODEL.matcher(text).results().map(MatchResult::group).forEach(expression -> {
            String inside = expression.substring(2, expression.length() - 1);
            reads.addAll(names(inside));
            READ.matcher(inside).results().forEach(read -> reads.add(read.group(1)));
            CHECKED.matcher(inside)
                    .results()
                    .flatMap(check -> carried(check.group(1)))
                    .forEach(reads::add);
            OPENED.matcher(inside)
                    .results()
                    .forEach(opened -> reads.addAll(Set.of(opened.group(3).split(", *"))));
            reads.addAll(toldToUnits(inside));
            TOLD.matcher(inside).results().forEach(told -> reads.add(told.group(2)));
            ORDERED.matcher(inside).results().forEach(ordered -> reads.add(ordered.group(1)));
            SENT.matcher(inside)
                    .results()
                    .forEach(sent -> reads.addAll(Set.of(sent.group(1).split(", *"))));
        });
        return reads;
    }

    /** The variables that a text's expressions set. */
    static Set<String> writes(String text) {
        Set<String> writes = gathered(text);
        WRITE.matcher(text).results().forEach(write -> writes.add(write.group(1)));
        recalled(text).forEach(name -> {
            writes.add(name);
            writes.add(name.replaceFirst("Date$", "At"));
        });
        writes.addAll(checked(text));
        writes.addAll(recalledEvents(text).keySet());
        return writes;
    }

    /** The variables that exist after an event's variables have been checked. */
    private static Set<String> checked(String text) {
        Set<String> checked = new LinkedHashSet<>();
        CHECKED.matcher(text).results().forEach(check -> {
            checked.addAll(Set.of("unit", "subject"));
            carried(check.group(1)).forEach(name -> {
                checked.add(name);
                checked.add(name.equals("database") ? "databaseName" : name.replaceFirst("Date$", "At"));
                checked.add(name.replaceFirst("At$", "On"));
            });
        });
        return checked;
    }

    private static Stream<String> carried(String names) {
        return Stream.of(names.split(", *")).filter(name -> !name.isEmpty());
    }

    /** The variables that the text passes to a new instance of the part; empty if it opens none. */
    static Set<String> handedTo(String clause, String part, String text) {
        Set<String> handed = new LinkedHashSet<>();
        OPENED.matcher(text)
                .results()
                .filter(open -> open.group(1).equals(clause) && open.group(2).equals(part))
                .forEach(open -> {
                    handed.addAll(Set.of("unit", "subject"));
                    for (String name : open.group(3).split(", *")) {
                        handed.add(name);
                        handed.add(name.replaceFirst("Date$", "At"));
                    }
                });
        return handed;
    }

    /** The lists whose rows the text passes, by unit, to instances of the part. */
    static Set<String> toldTo(String part, String text) {
        return TOLD.matcher(text)
                .results()
                .filter(told -> told.group(1).equals(part))
                .map(told -> told.group(2))
                .collect(Collectors.toSet());
    }

    /** The variables taken over from another clause's product. */
    static Set<String> recalled(String text) {
        return RECALLED.matcher(text)
                .results()
                .flatMap(recalled -> Set.of(recalled.group(1).split(", *")).stream())
                .collect(Collectors.toSet());
    }

    /** The lists of earlier events, each with the fields of its rows. */
    static Map<String, Set<String>> recalledEvents(String text) {
        Map<String, Set<String>> lists = new HashMap<>();
        RECALLED_EVENTS.matcher(text).results().forEach(list -> {
            Set<String> fields = new HashSet<>(Set.of("statedOn", "state", "late"));
            fields.addAll(Set.of(list.group(2).split(", *")));
            lists.put(list.group(1), fields);
        });
        return lists;
    }

    /** The variables of an event that the units get with the request for their reports. */
    static Set<String> toldToUnits(String text) {
        return TOLD_AT_OPENING
                .matcher(text)
                .results()
                .flatMap(told -> carried(told.group(1)))
                .collect(Collectors.toSet());
    }

    /** The lists of units' reports that are put together. */
    static Set<String> gathered(String text) {
        return GATHERED.matcher(text)
                .results()
                .map(gathered -> gathered.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The variables whose values are kept when a report is sent or a product is there. */
    static Set<String> sent(String text) {
        return SENT.matcher(text)
                .results()
                .flatMap(sent -> Set.of(sent.group(1).split(", *")).stream())
                .collect(Collectors.toSet());
    }

    /** The methods that a text calls on beans, as bean.method. */
    static Set<String> calls(String text) {
        return CALL.matcher(STRING.matcher(text).replaceAll("''"))
                .results()
                .map(call -> call.group(1))
                .collect(Collectors.toSet());
    }

    /** The names in an expression without brackets that are neither functions nor properties of another. */
    static Set<String> names(String expression) {
        return NAME.matcher(STRING.matcher(expression).replaceAll("''"))
                .results()
                .map(name -> name.group(1))
                .filter(name -> !NO_VARIABLES.contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
