package vn.gov.most.dataplan.reminder;

import java.time.Instant;
import java.util.Map;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;

/**
 * The notice that something was accepted or approved, for the people who worked on it. Texts are as users read them,
 * empty where there is nothing to say.
 *
 * @param done as "chấp nhận"
 * @param what as "Báo cáo của đơn vị"
 * @param clause cited, as "Mục II.4 Phụ lục"
 * @param unit whose it is
 * @param by the name of the person who decided
 */
record Outcome(
        String done, String what, String clause, String duty, String unit, String period, String by, Instant at) {

    /** Fills the templates {@code mail/outcome.*}. */
    Letter letter(MailTemplates templates, Recipient to) {
        String object = String.join(", ", what, clause) + (period.isEmpty() ? "" : ", " + period);
        return templates.letter(
                "outcome",
                to,
                "Đã " + done + ": ",
                object,
                Map.of(
                        "done", done,
                        "what", what,
                        "clause", clause,
                        "duty", duty,
                        "unit", unit,
                        "period", period,
                        "by", by,
                        "at", VietnameseDate.moment(at)));
    }
}
