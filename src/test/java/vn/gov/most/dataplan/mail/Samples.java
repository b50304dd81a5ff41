package vn.gov.most.dataplan.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.gov.most.dataplan.mail.MailLine.Returned;
import vn.gov.most.dataplan.mail.MailLine.Status;
import vn.gov.most.dataplan.mail.Recipient.Kind;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** A December of II.4: people, tasks and mails to test with. */
final class Samples {

    static final LocalDate DAY = LocalDate.of(2026, 12, 14);
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-14T00:30:00Z"), ZoneOffset.UTC);
    static final MailSettings SETTINGS = settings("target/mail");

    static final Recipient HANH =
            new Recipient("nasati-staff-1", Kind.PERSON, "Nguyễn Thị Mẫu Hạnh", "nasati-staff-1@most.example");
    static final Recipient NASATI =
            new Recipient("nasati", Kind.UNIT, "Cục Thông tin khoa học và công nghệ quốc gia", "nasati@most.example");
    static final Recipient MINISTER =
            new Recipient("minister", Kind.LEADERSHIP, "Tô Văn Mẫu Một", "minister@most.example");

    private Samples() {}

    static MailSettings settings(String folder) {
        return new MailSettings(
                "data-plan@most.example",
                "Trung tâm Công nghệ thông tin",
                "https://ke-hoach.most.example/",
                "",
                folder,
                "[Kế hoạch NĐ 47]",
                90);
    }

    static MailTemplates templates() {
        return new MailTemplates(MinistryFiles.in(""), SETTINGS);
    }

    static MailIntent reminderTo(Recipient to) {
        return new MailIntent(to, "reminder", DAY, templates().reminder(to, DAY, List.of(dueSoon())), Set.of());
    }

    /** Due at 17:00 on Thursday, 24/12/2026, eight working days from the day. */
    static MailLine dueSoon() {
        return line("a1", "Lập báo cáo của đơn vị", "2026-12-24T10:00:00Z", Status.DUE_SOON, 8, Optional.empty());
    }

    static MailLine overdue() {
        return line("b2", "Kiểm tra báo cáo của đơn vị", "2026-12-09T10:00:00Z", Status.OVERDUE, 3, Optional.empty());
    }

    static MailLine pastDue() {
        return line("c3", "Ký, gửi báo cáo của đơn vị", "2026-12-11T10:00:00Z", Status.PAST_DUE, 1, Optional.empty());
    }

    static MailLine fresh() {
        return line("d4", "Lập báo cáo của đơn vị", "2026-12-24T10:00:00Z", Status.IN_TIME, 8, Optional.empty());
    }

    static MailLine returned() {
        return line(
                "e5",
                "Chỉnh sửa báo cáo",
                "2026-12-18T10:00:00Z",
                Status.IN_TIME,
                4,
                Optional.of(new Returned(
                        "Báo cáo của đơn vị",
                        "Thiếu số liệu quý III.\nTỷ lệ bản ghi trùng < 1% cần nêu căn cứ.",
                        "Lê Văn Mẫu")));
    }

    static MailLine line(
            String id, String task, String due, Status status, int workingDays, Optional<Returned> returned) {
        return new MailLine(
                id,
                task,
                "Mục II.4 Phụ lục",
                "Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu",
                "",
                "năm 2026",
                "",
                Optional.of(Instant.parse(due)),
                false,
                status,
                workingDays,
                Optional.empty(),
                returned);
    }
}
