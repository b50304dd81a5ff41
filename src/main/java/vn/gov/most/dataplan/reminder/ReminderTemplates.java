package vn.gov.most.dataplan.reminder;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.reminder.Digest.Line;
import vn.gov.most.dataplan.reminder.Digest.OfUnit;
import vn.gov.most.dataplan.reminder.Digest.Standing;

/**
 * Checks the mail templates of this module that belong to no task. Fills them with examples, once with every optional
 * value and once with none.
 */
@Component
class ReminderTemplates implements MinistryFileCheck {

    private static final UnitNotice NOTICE = new UnitNotice(
            "Thông báo",
            "Nội dung.",
            "Mục",
            "Tên",
            "kỳ",
            List.of(List.of(Map.of("label", "Mục", "lines", List.of("Một", "Hai")))));

    private static final Outcome OUTCOME =
            new Outcome("chấp nhận", "Báo cáo", "Mục", "Tên", "Đơn vị", "kỳ", "Người", Instant.EPOCH);

    private static final UrgingLetter URGING = new UrgingLetter(
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

    private static final List<BiFunction<MailTemplates, Recipient, Letter>> EXAMPLES =
            List.of(NOTICE::letter, OUTCOME::letter, URGING::letter, OF_NOTHING::letter, OF_ALL::letter);

    private final MailTemplates templates;

    ReminderTemplates(MailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void check() {
        Faults.each(
                List.of(Recipient.Kind.values()),
                kind -> Faults.each(
                        EXAMPLES,
                        letter -> letter.apply(templates, new Recipient("example", kind, "Nguyễn Văn Mẫu", ""))));
    }
}
