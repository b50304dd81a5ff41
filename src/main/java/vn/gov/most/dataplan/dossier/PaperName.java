package vn.gov.most.dataplan.dossier;

import java.util.Locale;
import java.util.regex.Pattern;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.TypedText;

/** Checks file names: only names that every operating system accepts and that mislead nobody. */
final class PaperName {

    private static final int LONGEST = 200;

    /**
     * Path separators, characters forbidden by Windows, invisible characters, and characters that change the text
     * direction.
     */
    private static final Pattern NOT_ALLOWED =
            Pattern.compile("[/\\\\:*?\"<>|\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private PaperName() {}

    /**
     * The name as it is stored.
     *
     * @throws Refusal if the name is not allowed
     */
    static String of(String given) {
        String name = TypedText.line(given);
        if (name.isEmpty() || name.startsWith(".") || NOT_ALLOWED.matcher(name).find()) {
            throw new Refusal(
                    "Tên tệp \"%s\" không hợp lệ: phải có tên, không bắt đầu bằng dấu chấm, không có ký tự điều khiển và các ký tự / \\ : * ? \" < > |."
                            .formatted(shown(name)));
        }
        if (name.length() > LONGEST) {
            throw new Refusal(
                    "Tên tệp \"%s\" dài %d ký tự; tối đa %d ký tự.".formatted(shown(name), name.length(), LONGEST));
        }
        return name;
    }

    /** The file extension in lower case. */
    static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Two names with the same key are the same name. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]", "�");
        return printable.length() > 60 ? TypedText.begin(printable, 60) + "…" : printable;
    }
}
