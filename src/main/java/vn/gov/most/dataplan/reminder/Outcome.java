package vn.gov.most.dataplan.reminder;

import java.time.Instant;
import java.util.Map;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;

/**
 * That something was accepted or approved, as those who worked on it are told. Texts are as users read them, empty where
 * there is nothing to say.
 *
 * @param done as "chấp nhận"
 * @param what as "Báo cáo của đơn vị"
 * @param clause cited, as "Mục II.4 Phụ lục"
 * @param unit whose it is
 * @param by the name of whoever decided
 */
record Outcome(
        String done, String what, String clause, String duty, String unit, String period, String by, Instant at) {

    /** From the templates {@code mail/outcome.*}. */
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
