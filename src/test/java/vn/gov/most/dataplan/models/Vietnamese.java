package vn.gov.most.dataplan.models;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The spelling rules for the program's Vietnamese texts. */
final class Vietnamese {

    private static final int CASES = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern NEW_STYLE_TONE =
            Pattern.compile("\\p{L}*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\\p{L})", CASES);
    private static final Pattern OTHERWISE =
            Pattern.compile("quản lí|xử lí|kĩ thuật|định kì|hàng năm|đảm bảo|vui lòng|[–—«»ð!]", CASES);
    private static final Pattern NO_LETTERS_OF_IT = Pattern.compile("\\p{L}*[fjwz]\\p{L}*");
    private static final Pattern PROPER = Pattern.compile("Lãnh đạo Bộ|Báo cáo của Bộ|Trung tâm CNTT|Văn phòng Bộ"
            + "|Vụ Pháp chế|Thủ tướng Chính phủ|Chiến lược dữ liệu quốc gia|Việt Nam|Kế hoạch|Danh mục|Nghị định"
            + "|Quyết định|Mục|Điều|Bộ");
    private static final Pattern CAPITAL_INSIDE = Pattern.compile("(?<=[\\p{L},;:] )\\p{Lu}\\p{Ll}\\p{L}*");

    private Vietnamese() {}

    /** The spelling faults of a text. */
    static List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            faults.add("is not NFC");
        }
        for (Pattern pattern : List.of(NEW_STYLE_TONE, OTHERWISE)) {
            pattern.matcher(text).results().forEach(word -> faults.add("is spelt otherwise: \"" + word.group() + "\""));
        }
        NO_LETTERS_OF_IT
                .matcher(text)
                .results()
                .forEach(word -> faults.add("is not Vietnamese: \"" + word.group() + "\""));
        return faults;
    }

    /** The faults of a name or label: also a wrong first letter, further capitals or a full stop. */
    static List<String> nameFaults(String name) {
        List<String> faults = new ArrayList<>(faults(name));
        if (!name.matches("[\\p{Lu}\\d].*")) {
            faults.add("does not begin with a capital");
        }
        if (name.chars().allMatch(letter -> letter < 128)) {
            faults.add("has no diacritics");
        }
        if (!name.equals(name.strip()) || name.endsWith(".")) {
            faults.add("ends in a full stop or a space");
        }
        CAPITAL_INSIDE
                .matcher(PROPER.matcher(name).replaceAll("bộ"))
                .results()
                .forEach(word -> faults.add("has a capital inside: \"" + word.group() + "\""));
        return faults;
    }
}
