package vn.gov.most.dataplan.engine;

import java.util.Locale;
import java.util.regex.Pattern;

/** The id of a person, such as {@code nguyen.van.a} or {@code nva@most.gov.vn}: stored in lower case, typed in any. */
public final class UserId {

    /** What it may be, as a refusal says it. */
    public static final String ALLOWED =
            "chữ không dấu, chữ số và ở giữa một dấu chấm, gạch dưới, gạch nối hoặc @, ví dụ nguyen.van.a,"
                    + " không quá 64 ký tự";

    public static final int LONGEST = 64;

    /** For the engine, which asks it of users before it asks the one for all resources. */
    public static final String PATTERN = "(?!.*[._@-]{2})[a-z0-9]([a-z0-9._@-]*[a-z0-9])?";

    private static final Pattern ONE = Pattern.compile(PATTERN);

    private UserId() {}

    /** As it would be stored, whether it is allowed or not. */
    public static String of(String typed) {
        return TypedText.line(typed).toLowerCase(Locale.ROOT);
    }

    /** @param id as it would be stored */
    public static boolean isAllowed(String id) {
        return id.length() <= LONGEST && ONE.matcher(id).matches();
    }
}
