package vn.gov.most.dataplan.reminder;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;

/**
 * The mail with a letter that urges a unit, to its head.
 *
 * @param values the instance's {@link #VARIABLES}
 * @param unit as the subject names it
 */
record UrgingLetter(Map<String, Object> values, String unit) {

    /** Comma-separated; {@code listedWork} is what was late on the day {@code listedOn}. */
    static final String VARIABLES =
            "unitName, listedWork, listedOn, documentTitle, letterContent, askedFor, documentNumber,"
                    + " documentDate, documentSigner, signingAuthority, documentLocation";

    private static final String TEMPLATE = "urging";

    /** Fills the templates {@code mail/urging.*}. */
    Letter letter(MailTemplates templates, Recipient to) {
        List<Map<String, Object>> listed = Json.rows(Json.text(values.get("listedWork")));
        Map<String, Object> model = new HashMap<>();
        model.put("unit", text("unitName"));
        model.put("works", listed);
        model.put("listedOn", text("listedOn"));
        model.put("total", listed.size());
        model.put("title", text("documentTitle"));
        model.put(
                "content",
                text("letterContent").lines().filter(line -> !line.isBlank()).toList());
        model.put("askedFor", VietnameseDate.withWeekday(LocalDate.parse(text("askedFor"))));
        model.put("number", text("documentNumber"));
        model.put("date", VietnameseDate.day(LocalDate.parse(text("documentDate"))));
        model.put("signer", text("documentSigner"));
        model.put("signedFor", text("signingAuthority"));
        model.put("location", text("documentLocation"));
        return templates.letter(TEMPLATE, to, "Đôn đốc: ", listed.size() + " nhiệm vụ quá hạn của " + unit, model);
    }

    private String text(String name) {
        return Objects.toString(values.get(name), "");
    }
}
