package vn.gov.most.dataplan.dossier;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds state secret marks in a file: in its name, or on its first page as a line of its own in capitals. Text that
 * only mentions secrecy is not a mark.
 */
final class SecretMarks {

    /** By their letters without spaces, because stamps are also written "M Ậ T". */
    private static final Map<String, String> MARKS = Map.of("MẬT", "MẬT", "TỐIMẬT", "TỐI MẬT", "TUYỆTMẬT", "TUYỆT MẬT");

    private static final int LONGEST = 60;
    private static final Pattern FIELD =
            Pattern.compile("(?iu)^\\P{L}*độ mật\\s*[:：]\\P{L}*(tuyệt mật|tối mật|mật)(?!\\p{L})(?! (khẩu|mã|độ))");

    /** Words that form another term with "mật", also if a heading breaks between the two. */
    private static final Set<String> BEFORE = Set.of("bảo", "bí", "cơ", "độ", "giữ", "thân", "đường");

    private static final Set<String> AFTER =
            Set.of("khẩu", "mã", "độ", "danh", "thiết", "thư", "vụ", "nghị", "lệnh", "ong", "ngữ", "hiệu");

    private SecretMarks() {}

    /** The mark as a word of the file name. */
    static Optional<String> inName(String name) {
        List<String> words = Stream.of(plain(name).split("[^\\p{L}\\p{N}]+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        for (int i = 0; i < words.size(); i++) {
            String before = i == 0 ? "" : words.get(i - 1);
            String after = i + 1 == words.size() ? "" : words.get(i + 1);
            if (words.get(i).equals("mật") && Set.of("tối", "tuyệt").contains(before)) {
                return Optional.of(before.equals("tối") ? "Tối mật" : "Tuyệt mật");
            } else if (words.get(i).equals("mật") && !BEFORE.contains(before) && !AFTER.contains(after)) {
                return Optional.of("Mật");
            }
        }
        return Optional.empty();
    }

    /** The mark among the lines of the first page. */
    static Optional<String> inText(String text) {
        String before = "";
        for (String line : plain(text).split("\\R")) {
            Matcher field = FIELD.matcher(line);
            if (field.find()) {
                return Optional.of(field.group(1).toUpperCase(Locale.ROOT));
            }
            Optional<String> mark = Optional.ofNullable(MARKS.get(letters(line)));
            if (mark.isPresent() && !BEFORE.contains(lastWord(before))) {
                return mark;
            }
            if (!line.isBlank()) {
                before = line;
            }
        }
        return Optional.empty();
    }

    /** Removes spaces and the characters before and after the letters. Empty if the line is too long for a mark. */
    private static String letters(String line) {
        String stripped = line.strip();
        if (stripped.length() > LONGEST) {
            return "";
        }
        int from = 0;
        int to = stripped.length();
        while (from < to && !Character.isLetter(stripped.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetter(stripped.charAt(to - 1))) {
            to--;
        }
        return stripped.substring(from, to).replace(" ", "");
    }

    private static String lastWord(String line) {
        return line.strip().replaceFirst("^.*[^\\p{L}]", "").toLowerCase(Locale.ROOT);
    }

    private static String plain(String text) {
        return Normalizer.normalize(
                text.replaceAll("[\\u00A0\\t]", " ").replaceAll("[\\u00AD\\u200B-\\u200D\\uFEFF]", ""),
                Normalizer.Form.NFC);
    }
}
