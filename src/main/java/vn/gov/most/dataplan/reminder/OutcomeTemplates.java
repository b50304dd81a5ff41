package vn.gov.most.dataplan.reminder;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;

/** The templates of the mails that tell of what was accepted or approved, filled in with an example. */
@Component
class OutcomeTemplates implements MinistryFileCheck {

    private static final Outcome EXAMPLE =
            new Outcome("chấp nhận", "Báo cáo", "Mục", "Tên", "Đơn vị", "kỳ", "Người", Instant.EPOCH);

    private final MailTemplates templates;

    OutcomeTemplates(MailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void check() {
        Faults.each(
                List.of(Recipient.Kind.values()),
                kind -> EXAMPLE.letter(templates, new Recipient("example", kind, "Nguyễn Văn Mẫu", "")));
    }
}
