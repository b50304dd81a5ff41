package vn.gov.most.dataplan.document;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;

/** Checks the templates of the mails about an issued document with an example. */
@Component
class IssuedTemplates implements MinistryFileCheck {

    private static final IssuedDocument EXAMPLE =
            new IssuedDocument("1/QĐ", LocalDate.EPOCH, "Trích yếu", "Ký", "TM", "Tủ", "Mục", "Tên", "kỳ");

    private final MailTemplates templates;

    IssuedTemplates(MailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void check() {
        Faults.each(
                List.of(Recipient.Kind.values()),
                kind -> EXAMPLE.letter(templates, new Recipient("example", kind, "Nguyễn Văn Mẫu", "")));
    }
}
