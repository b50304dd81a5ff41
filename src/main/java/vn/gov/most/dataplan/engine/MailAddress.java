package vn.gov.most.dataplan.engine;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/** A mail address as people and files enter it: a single one, in ASCII, with a dot in its domain. */
public final class MailAddress {

    private static final int LONGEST = 254;
    private static final Pattern PLAIN =
            Pattern.compile("[\\x21-\\x3f\\x41-\\x7e]+@(?!.*\\.\\.)[A-Za-z0-9-][A-Za-z0-9.-]*\\.[A-Za-z0-9-]+");

    private MailAddress() {}

    /** Whether mail can be sent to it. */
    public static boolean isOne(String text) {
        if (text.length() > LONGEST || !PLAIN.matcher(text).matches()) {
            return false;
        }
        try {
            InternetAddress parsed = new InternetAddress(text, true);
            return parsed.getAddress().equals(text) && !parsed.isGroup();
        } catch (AddressException invalid) {
            return false;
        }
    }
}
