package vn.gov.most.dataplan.document;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;

/**
 * A document that was issued, as its mails describe it. Texts are as users read them, empty where there is nothing to
 * say.
 *
 * @param number with its symbol, as "123/QĐ-BKHCN"
 * @param date of signing
 * @param title what it is about (trích yếu)
 * @param signedFor how the signer signs, as the form has it: {@code direct}, {@code KT}, ...
 * @param location where the signed one is kept
 * @param clause cited, as "Mục I.6 Phụ lục"
 * @param period as "năm 2027"
 */
public record IssuedDocument(
        String number,
        LocalDate date,
        String title,
        String signer,
        String signedFor,
        String location,
        String clause,
        String duty,
        String period) {

    /** The variables with this information, comma-separated; the clause's citation is added to them. */
    public static final String VARIABLES = "dutyName, periodName, documentTitle, documentNumber, documentDate,"
            + " documentSigner, signedFor, documentLocation";

    private static final String TEMPLATE = "issued";

    /** The kind stands after the last slash; the symbol of an official letter (công văn) has none. */
    private static final Pattern KIND = Pattern.compile(".*/(\\p{L}+)(-.*)?");

    /** Abbreviations of document kinds, from annex III of Decree 30/2020, and the circular. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("BC", "Báo cáo"),
            Map.entry("CT", "Chỉ thị"),
            Map.entry("CTr", "Chương trình"),
            Map.entry("ĐA", "Đề án"),
            Map.entry("HD", "Hướng dẫn"),
            Map.entry("KH", "Kế hoạch"),
            Map.entry("NQ", "Nghị quyết"),
            Map.entry("PA", "Phương án"),
            Map.entry("QC", "Quy chế"),
            Map.entry("QĐ", "Quyết định"),
            Map.entry("QyĐ", "Quy định"),
            Map.entry("TB", "Thông báo"),
            Map.entry("TT", "Thông tư"));

    private static final Map<String, String> AUTHORITIES = Map.of(
            "direct", "Ký trực tiếp",
            "KT", "KT. (ký thay)",
            "TM", "TM. (thay mặt)",
            "TL", "TL. (thừa lệnh)",
            "TUQ", "TUQ. (thừa ủy quyền)");

    /** @param told the values of {@link #VARIABLES} and {@code clause} */
    public static IssuedDocument of(Map<String, Object> told) {
        return new IssuedDocument(
                text(told, "documentNumber"),
                LocalDate.parse(text(told, "documentDate")),
                text(told, "documentTitle"),
                text(told, "documentSigner"),
                text(told, "signedFor"),
                text(told, "documentLocation"),
                text(told, "clause"),
                text(told, "dutyName"),
                text(told, "periodName"));
    }

    private static String text(Map<String, Object> told, String name) {
        Object value = told.get(name);
        return value == null ? "" : value.toString();
    }

    /** The mail about the document, from the templates {@code mail/issued.*}. */
    public Letter letter(MailTemplates templates, Recipient to) {
        Map<String, Object> model = new HashMap<>();
        model.put("document", name());
        model.put("date", VietnameseDate.day(date));
        model.put("title", title);
        model.put("signer", signer);
        model.put("signedFor", authority());
        model.put("location", location);
        model.put("clause", clause);
        model.put("duty", duty);
        model.put("period", period);
        return templates.letter(TEMPLATE, to, "Đã ban hành: ", name(), model);
    }

    /** As "Quyết định số 123/QĐ-BKHCN"; "Văn bản số ..." if the symbol does not show the kind. */
    private String name() {
        Matcher symbol = KIND.matcher(number);
        return (symbol.matches() ? KINDS.getOrDefault(symbol.group(1), "Văn bản") : "Văn bản") + " số " + number;
    }

    String authority() {
        return authority(signedFor);
    }

    /** The form of signing, as users read it. */
    static String authority(String signedFor) {
        return AUTHORITIES.getOrDefault(signedFor, signedFor);
    }
}
