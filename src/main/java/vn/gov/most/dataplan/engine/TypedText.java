package vn.gov.most.dataplan.engine;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What somebody typed, as it is compared and stored: two keyboards write the same words in different characters. */
public final class TypedText {

    /** Of no width, and soft hyphens: nobody sees them, and a copied text is full of them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]");

    private static final Pattern HARD_BLANK = Pattern.compile("[\\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000]");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|[\\u2028\\u2029]");
    private static final Pattern BLANKS = Pattern.compile("[^\\S\n]+");
    private static final Pattern MARK = Pattern.compile("\\p{M}");
    private static final int MOST_SEARCHED = 200;

    private TypedText() {}

    /** Of several lines: their breaks stay. */
    public static String lines(String text) {
        String plain = HARD_BLANK.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ");
        return Normalizer.normalize(LINE_BREAK.matcher(plain).replaceAll("\n"), Normalizer.Form.NFC)
                .strip();
    }

    /** Of one line, with one blank between words; a break stays, for whoever allows none to refuse it. */
    public static String line(String text) {
        return BLANKS.matcher(lines(text)).replaceAll(" ");
    }

    /** Whether both say the same, in whatever capitals. */
    public static boolean isSame(String one, String other) {
        return line(one).equalsIgnoreCase(line(other));
    }

    /** As it is searched: in small letters and without marks. */
    public static String plain(String text) {
        return MARK.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd')
                .replace('Đ', 'd')
                .toLowerCase(Locale.ROOT);
    }

    /** What somebody searches for, word by word, each {@link #plain}; what is beyond a sensible length is left out. */
    public static List<String> words(String text) {
        return Stream.of(plain(line(begin(text, MOST_SEARCHED))).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** No longer than that, with no half of a character at its end. */
    public static String begin(String text, int longest) {
        int end = Math.min(text.length(), longest);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Whether it says anything: dots and strokes alone do not. */
    public static boolean saysSomething(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
