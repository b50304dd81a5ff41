package vn.gov.most.dataplan.reminder;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;

/** The templates of the mails that bring a letter which urges a unit, filled in with an example. */
@Component
class UrgingLetterTemplates implements MinistryFileCheck {

    private static final UrgingLetter EXAMPLE = new UrgingLetter(
            Map.ofEntries(
                    Map.entry("unitName", "Đơn vị"),
                    Map.entry(
                            "listedWork",
                            List.of(Map.of(
                                    "name", "Báo cáo",
                                    "about", "năm 2026",
                                    "clause", "Mục",
                                    "due", "24/12/2026",
                                    "days", 3))),
                    Map.entry("listedOn", "29/12/2026"),
                    Map.entry("documentTitle", "Trích yếu"),
                    Map.entry("letterContent", "Nội dung"),
                    Map.entry("askedFor", "2026-12-31"),
                    Map.entry("documentNumber", "1"),
                    Map.entry("documentDate", "2026-12-30"),
                    Map.entry("documentSigner", "Ký"),
                    Map.entry("signingAuthority", "KT. (ký thay)"),
                    Map.entry("documentLocation", "Tủ")),
            "Đơn vị");

    private final MailTemplates templates;

    UrgingLetterTemplates(MailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void check() {
        Faults.each(
                List.of(Recipient.Kind.values()),
                kind -> EXAMPLE.letter(templates, new Recipient("example", kind, "Nguyễn Văn Mẫu", "")));
    }
}
