package vn.gov.most.dataplan.reminder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;

/**
 * A notice to a unit that contains no task. Texts are as users read them.
 *
 * @param clause cited, as "Mục IV.2 Phụ lục"
 * @param rows one per object: facts, each with a {@code label} and its {@code lines}
 */
record UnitNotice(
        String title, String text, String clause, String duty, String period, List<List<Map<String, Object>>> rows) {

    /** Restores a notice from the variables of its instance. */
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

    /** Fills the templates {@code mail/notice.*}. */
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
