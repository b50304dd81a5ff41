package vn.gov.most.dataplan.engine;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A person's user id, such as {@code nguyen.van.a} or {@code nva@most.gov.vn}: stored in lower case, accepted in any
 * case.
 */
public final class UserId {

    /** The allowed format, in words for a refusal. */
    public static final String ALLOWED =
            "chữ không dấu, chữ số và ở giữa một dấu chấm, gạch dưới, gạch nối hoặc @, ví dụ nguyen.van.a,"
                    + " không quá 64 ký tự";

    public static final int LONGEST = 64;

    /** The engine's pattern for user ids, which it checks before the pattern for all resources. */
    public static final String PATTERN = "(?!.*[._@-]{2})[a-z0-9]([a-z0-9._@-]*[a-z0-9])?";

    private static final Pattern ONE = Pattern.compile(PATTERN);

    private UserId() {}

    /** The id as it would be stored, whether allowed or not. */
    public static String of(String typed) {
        return TypedText.line(typed).toLowerCase(Locale.ROOT);
    }

    /** @param id as it would be stored */
    public static boolean isAllowed(String id) {
        return id.length() <= LONGEST && ONE.matcher(id).matches();
    }
}
