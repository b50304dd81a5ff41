package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.DataPlanApplication;

/**
 * No pattern of the program or of a form becomes slow with a text made to delay it: a text ten times as long takes at
 * most fifteen times as many character reads. They are counted, so no clock is involved.
 */
class PatternsTest {

    private static final int SHORT = 500;

    /** If each step of a pattern calls the next, this many steps end in an error. */
    private static final int DEEP = 30_000;

    private static final Pattern IN_FORMS = Pattern.compile("\"pattern\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern IN_SETTINGS = Pattern.compile("(?m)ResourceWhitelistPattern: \"(.*)\"$");

    private static final long TOO_DEEP = Long.MAX_VALUE;
    private static final List<String> IN_PARTS = List.of("find()", "results()", "replaceAll(", "lookingAt()", "split(");
    private static final String WHOLE = "=";
    private static final String FOUND = "~";

    /** Text to repeat; followed by text that may match in the middle, and by text that matches nowhere. */
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "0",
            " ",
            "\n",
            "\r\n",
            "\t",
            "-",
            ".",
            "@",
            "/",
            "_",
            "$",
            "${",
            "#{a",
            "'",
            "\"",
            "(",
            "[",
            "]",
            "a.",
            "a-",
            "a@",
            "a.a@",
            "@.",
            "0/",
            "a/",
            " a",
            "a ",
            "a(",
            "${a}",
            ".a(",
            ", at least a",
            "\u00a0",
            "\u200b",
            "ơ",
            "camunda:formRef=\"",
            "in 1 working days");

    private static final List<String> ENDS = List.of("", "!", "\n", "\u0000", " ", "}", "\n!");

    @Test
    void tenTimesTheTextCostsAtMostFifteenTimesTheWork() throws Exception {
        List<String> slow = new ArrayList<>();
        Set<String> patterns = patterns();
        assertThat(patterns).hasSizeGreaterThan(25);
        patterns.forEach(pattern -> slow(pattern, slow));
        assertThat(slow).isEmpty();
    }

    @Test
    void aPatternThatTriesEachWayIsTold() {
        List<String> slow = new ArrayList<>();
        slow(FOUND + "^[^@ ]+@[^@ ]+\\.[^@ ]+$", slow);
        slow(WHOLE + "[a-z0-9]+([._@-][a-z0-9]+)*", slow);
        assertThat(slow).hasSize(2);
    }

    /** @param pattern after a mark that says whether it must match the whole text or is searched in it */
    private static void slow(String pattern, List<String> slow) {
        boolean isWhole = pattern.startsWith(WHOLE);
        Pattern compiled = Pattern.compile(pattern.substring(1));
        for (String piece : PIECES) {
            for (String begin : List.of("", "a@")) {
                for (String end : ENDS) {
                    long once = work(compiled, isWhole, text(begin, piece, end, SHORT));
                    long tenTimes = work(compiled, isWhole, text(begin, piece, end, SHORT * 10));
                    if (tenTimes > 15 * Math.max(once, SHORT)) {
                        slow.add("%s of \"%s%s...%s\": %d, %d".formatted(pattern, begin, piece, end, once, tenTimes));
                        return;
                    }
                }
            }
            if (work(compiled, isWhole, text("", piece, "!", DEEP)) == TOO_DEEP) {
                slow.add("%s of \"%s...\": calls itself too often".formatted(pattern, piece));
                return;
            }
        }
    }

    private static Counted text(String begin, String piece, String end, int length) {
        return new Counted(begin + piece.repeat(length / piece.length()) + end);
    }

    private static long work(Pattern pattern, boolean isWhole, Counted text) {
        Matcher matcher = pattern.matcher(text);
        try {
            if (isWhole) {
                matcher.matches();
            } else {
                matcher.results().count();
            }
        } catch (StackOverflowError tooDeep) {
            return TOO_DEEP;
        }
        return text.looked;
    }

    private static Set<String> patterns() throws IOException {
        Set<String> patterns = new TreeSet<>();
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes.resolve("vn"))) {
            for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".class"))::iterator) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                for (Field field : type(name).getDeclaredFields()) {
                    if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
                        patterns.add((isOfWhole(name, field) ? WHOLE : FOUND) + pattern(field));
                    }
                }
            }
        }
        try (Stream<Path> forms = Files.walk(Path.of("forms"))) {
            forms.filter(Files::isRegularFile).forEach(form -> IN_FORMS.matcher(read(form))
                    .results()
                    .forEach(found -> patterns.add(FOUND + found.group(1).replace("\\\\", "\\"))));
        }
        IN_SETTINGS
                .matcher(read(Path.of("src/main/resources/application.yml")))
                .results()
                .forEach(found -> patterns.add(WHOLE + found.group(1)));
        return patterns;
    }

    /** Whether the class asks it of whole texts alone. */
    private static boolean isOfWhole(String type, Field field) {
        Path source = Path.of("src/main/java", type.replaceFirst("\\$.*", "").replace('.', '/') + ".java");
        String text = read(source);
        List<String> uses = Pattern.compile("\\b" + field.getName() + "\\s*\\.\\w+\\(.{0,120}", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
        return !uses.isEmpty()
                && uses.stream()
                        .allMatch(use ->
                                use.contains("matches()") && IN_PARTS.stream().noneMatch(use::contains));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, DataPlanApplication.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pattern(Field field) {
        try {
            field.setAccessible(true);
            return ((Pattern) field.get(null)).pattern();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that counts how often somebody looks at one of its characters. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long looked;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looked++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
