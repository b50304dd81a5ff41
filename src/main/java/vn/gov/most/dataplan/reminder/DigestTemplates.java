package vn.gov.most.dataplan.reminder;

import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.reminder.Digest.Line;
import vn.gov.most.dataplan.reminder.Digest.OfUnit;
import vn.gov.most.dataplan.reminder.Digest.Standing;

/** The templates of the week's digest, filled in with examples: all that may be there, and nothing of it. */
@Component
class DigestTemplates implements MinistryFileCheck {

    private static final SpanFigures FIGURES = new SpanFigures(5, 2, 1, 1, 1, 1, 1);
    private static final SpanFigures NONE = new SpanFigures(0, 0, 0, 0, 0, 0, 0);
    private static final List<Line> LINES = Collections.nCopies(
            Digest.LONGEST_LIST + 1,
            new Line("Báo cáo", "Mục", "năm", "Đơn vị", "01/01/1970", "Quá hạn", Standing.OVERDUE));

    private static final Digest OF_ALL = new Digest(
            "từ 01/01 đến 02/01/1970",
            "",
            FIGURES,
            List.of(new OfUnit("Đơn vị", FIGURES), new OfUnit("Đơn vị", NONE)),
            LINES,
            LINES,
            "16/01/1970",
            LINES,
            1);
    private static final Digest OF_NOTHING =
            new Digest("ngày 02/01/1970", "Đơn vị", NONE, List.of(), List.of(), List.of(), "16/01/1970", List.of(), 0);

    private final MailTemplates templates;

    DigestTemplates(MailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void check() {
        Faults.each(List.of(Recipient.Kind.values()), kind -> {
            Recipient somebody = new Recipient("example", kind, "Nguyễn Văn Mẫu", "");
            OF_NOTHING.letter(templates, somebody);
            return OF_ALL.letter(templates, somebody);
        });
    }
}
