package vn.gov.most.dataplan.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/** Mail addresses as our register has them: one, in ASCII, with a domain. */
final class Addresses {

    private static final int LONGEST = 254;
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private Addresses() {}

    static boolean isValid(String address) {
        if (address.length() > LONGEST || !PLAIN.matcher(address).matches()) {
            return false;
        }
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            return parsed.getAddress().equals(address) && !parsed.isGroup();
        } catch (AddressException invalid) {
            return false;
        }
    }
}
