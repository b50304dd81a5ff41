package vn.gov.most.dataplan.engine;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Normalises typed text for comparison and storage: two keyboards can write the same words with different characters.
 */
public final class TypedText {

    /** Zero-width characters and soft hyphens: they are invisible, and copied texts are full of them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]");

    private static final Pattern HARD_BLANK = Pattern.compile("[\\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000]");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|[\\u2028\\u2029]");
    private static final Pattern BLANKS = Pattern.compile("[^\\S\n]+");
    private static final Pattern MARK = Pattern.compile("\\p{M}");
    private static final int MOST_SEARCHED = 200;

    private TypedText() {}

    /** Normalises a text of several lines; line breaks stay. */
    public static String lines(String text) {
        String plain = HARD_BLANK.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ");
        return Normalizer.normalize(LINE_BREAK.matcher(plain).replaceAll("\n"), Normalizer.Form.NFC)
                .strip();
    }

    /**
     * Normalises a text of one line, with single spaces between words. Line breaks stay, so that the caller can
     * refuse them.
     */
    public static String line(String text) {
        return BLANKS.matcher(lines(text)).replaceAll(" ");
    }

    /** Whether two texts are equal, ignoring case. */
    public static boolean isSame(String one, String other) {
        return line(one).equalsIgnoreCase(line(other));
    }

    /** The form used for searching: lower case without diacritics. */
    public static String plain(String text) {
        return MARK.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd')
                .replace('Đ', 'd')
                .toLowerCase(Locale.ROOT);
    }

    /** The words of a search, each as {@link #plain}; words beyond a sensible length are dropped. */
    public static List<String> words(String text) {
        return Stream.of(plain(line(begin(text, MOST_SEARCHED))).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The text cut to this length, without splitting a surrogate pair. */
    public static String begin(String text, int longest) {
        int end = Math.min(text.length(), longest);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Whether the text has content: dots and dashes alone have none. */
    public static boolean saysSomething(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
