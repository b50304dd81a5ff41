package vn.gov.most.dataplan.reminder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;

/**
 * What a unit is told that has no task in it. Texts are as users read them.
 *
 * @param clause cited, as "Mục IV.2 Phụ lục"
 * @param rows of one thing each: facts with a {@code label} and the {@code lines} that are said of it
 */
record UnitNotice(
        String title, String text, String clause, String duty, String period, List<List<Map<String, Object>>> rows) {

    /** As it was kept in an instance. */
    @SuppressWarnings("unchecked")
    static UnitNotice of(Map<String, Object> kept) {
        return new UnitNotice(
                (String) kept.get("title"),
                (String) kept.get("text"),
                (String) kept.get("clause"),
                (String) kept.get("duty"),
                (String) kept.get("period"),
                (List<List<Map<String, Object>>>) kept.get("rows"));
    }

    /** From the templates {@code mail/notice.*}. */
    Letter letter(MailTemplates templates, Recipient to) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", title);
        model.put("text", text);
        model.put("clause", clause);
        model.put("duty", duty);
        model.put("period", period == null ? "" : period);
        model.put("rows", rows);
        String about = period == null || period.isEmpty() ? clause : clause + ", " + period;
        return templates.letter("notice", to, "Thông báo: ", title + ", " + about, model);
    }
}
