package vn.gov.most.dataplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** The mail to those who worked on a report, when it is accepted or approved. */
class OutcomeTest {

    private static final MailTemplates TEMPLATES = new MailTemplates(
            MinistryFiles.in(""),
            new MailSettings(
                    "data-plan@most.example",
                    "Trung tâm",
                    "https://ke-hoach.most.example/",
                    "",
                    "",
                    "[Kế hoạch NĐ 47]",
                    90));
    private static final Recipient HEAD =
            new Recipient("head", Recipient.Kind.PERSON, "Lê Văn Mẫu", "head@most.example");

    @Test
    void itSaysWhatWasDecidedAndByWhom() {
        Letter letter = outcome("Cục Thông tin", "Tô Văn Mẫu").letter(TEMPLATES, HEAD);

        assertThat(letter.subject())
                .isEqualTo("[Kế hoạch NĐ 47] Đã chấp nhận: Báo cáo của đơn vị, Mục II.4 Phụ lục, năm 2026");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Kính gửi Ông/Bà Lê Văn Mẫu,

                        Báo cáo của đơn vị, năm 2026, đã được chấp nhận.

                        Đơn vị: Cục Thông tin
                        Nhiệm vụ: Quản lý chất lượng dữ liệu, Mục II.4 Phụ lục
                        Người chấp nhận: Tô Văn Mẫu
                        Thời điểm: 09 giờ 00 thứ Năm, ngày 24/12/2026
                        Mở hệ thống:
                        https://ke-hoach.most.example/

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
        assertThat(letter.html()).contains("Người chấp nhận", "Tô Văn Mẫu", "Cục Thông tin");
    }

    @Test
    void whatTheMinistryOwesHasNoUnit() {
        assertThat(outcome("", "<b>Tô").letter(TEMPLATES, HEAD).text()).doesNotContain("Đơn vị:");
        assertThat(outcome("", "<b>Tô").letter(TEMPLATES, HEAD).html()).doesNotContain("Đơn vị<", "<b>Tô");
    }

    private static Outcome outcome(String unit, String by) {
        return new Outcome(
                "chấp nhận",
                "Báo cáo của đơn vị",
                "Mục II.4 Phụ lục",
                "Quản lý chất lượng dữ liệu",
                unit,
                "năm 2026",
                by,
                Instant.parse("2026-12-24T02:00:00Z"));
    }
}
