package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The papers that a text references: one per line, or separated by semicolons in a single line. A reference must be
 * one of those that the field offers.
 */
final class PaperReferences {

    static final String MARK = "Hồ sơ: ";

    private static final Pattern NAMED = Pattern.compile("(?m)(?:^|; )" + MARK + "(.*?)(?=; " + MARK + "|$)");

    private PaperReferences() {}

    /** @param offered as values of the field */
    static Optional<String> fault(String text, JsonNode offered) {
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            if (!isOffered(named.group(1), offered)) {
                return Optional.of(
                        "Hồ sơ của việc này không có \"%s\"; chọn tệp từ hồ sơ, hoặc ghi nơi lưu bằng lời khác."
                                .formatted(shown(named.group(1))));
            }
        }
        return Optional.empty();
    }

    private static boolean isOffered(String named, JsonNode offered) {
        for (JsonNode paper : offered) {
            String reference = paper.path("value").asText();
            if (named.equals(reference) || named.startsWith(reference + ";") || named.startsWith(reference + ".")) {
                return true;
            }
        }
        return false;
    }

    private static String shown(String named) {
        return named.length() > 80 ? named.substring(0, 80) + "…" : named;
    }
}
