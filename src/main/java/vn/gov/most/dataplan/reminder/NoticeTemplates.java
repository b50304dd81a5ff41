package vn.gov.most.dataplan.reminder;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;

/** The templates of the mails that tell units of what is no task, filled in with an example. */
@Component
class NoticeTemplates implements MinistryFileCheck {

    private static final UnitNotice EXAMPLE = new UnitNotice(
            "Thông báo",
            "Nội dung.",
            "Mục",
            "Tên",
            "kỳ",
            List.of(List.of(Map.of("label", "Mục", "lines", List.of("Một", "Hai")))));

    private final MailTemplates templates;

    NoticeTemplates(MailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void check() {
        Faults.each(
                List.of(Recipient.Kind.values()),
                kind -> EXAMPLE.letter(templates, new Recipient("example", kind, "Nguyễn Văn Mẫu", "")));
    }
}
