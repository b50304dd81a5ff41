package vn.gov.most.dataplan.readiness;

import java.util.Map;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;

/** The trial mail for an administrator, from the templates {@code mail/trial.*}. */
@Component
class TrialLetter implements MinistryFileCheck {

    private final MailTemplates templates;

    TrialLetter(MailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void check() {
        to("Nguyễn Văn Mẫu", "mau@example.vn");
    }

    Letter to(String name, String address) {
        return templates.letter(
                "trial",
                new Recipient("trial", Recipient.Kind.PERSON, name, address),
                "Thư thử",
                "",
                Map.of("address", address));
    }
}
