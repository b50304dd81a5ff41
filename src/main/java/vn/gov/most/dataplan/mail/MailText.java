package vn.gov.most.dataplan.mail;

import java.util.regex.Pattern;

/** Makes external text safe for a line of a mail. */
final class MailText {

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}]+");

    private MailText() {}

    /** A line break in a name could forge a line of the plain text, or a header. */
    static String oneLine(String text) {
        return text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
    }

    /** Cuts a text that is too long between words. */
    static String shorten(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int cut = text.lastIndexOf(' ', length - 1);
        return text.substring(0, cut > length / 2 ? cut : length - 1).replaceAll("[ ,]+$", "") + "…";
    }
}
