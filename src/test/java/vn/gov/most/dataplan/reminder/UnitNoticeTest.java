package vn.gov.most.dataplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** The mail to a unit about something for which it has no task. */
class UnitNoticeTest {

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

    @Test
    void aUnitsMailboxReadsEachRowByItself() {
        Letter letter = notice(List.of(
                        List.of(
                                Map.of("label", "Đối tượng", "lines", List.of("CSDL một")),
                                Map.of("label", "Từ ngày", "lines", List.of("05/10/2026"))),
                        List.of(Map.of("label", "Đối tượng", "lines", List.of("<b>CSDL hai", "hai dòng")))))
                .letter(TEMPLATES, new Recipient("nasati", Recipient.Kind.UNIT, "Cục Thông tin", "cuc@most.example"));

        assertThat(letter.subject()).isEqualTo("[Kế hoạch NĐ 47] Thông báo: Lịch kiểm tra, Mục IV.2 Phụ lục, năm 2026");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Kính gửi Cục Thông tin,

                        Lịch kiểm tra
                        Kiểm tra việc kết nối, Mục IV.2 Phụ lục, năm 2026

                        Đề nghị đơn vị chuẩn bị.

                        Đối tượng: CSDL một
                        Từ ngày: 05/10/2026

                        Đối tượng: <b>CSDL hai
                        hai dòng

                        Mở hệ thống:
                        https://ke-hoach.most.example/

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
        assertThat(letter.html())
                .contains("CSDL một", "05/10/2026", "&lt;b&gt;CSDL hai<br>hai dòng")
                .doesNotContain("<b>CSDL");
    }

    @Test
    void withoutRowsTheSentenceStandsAlone() {
        Letter letter = notice(List.of())
                .letter(TEMPLATES, new Recipient("head", Recipient.Kind.PERSON, "Lê Văn Mẫu", "head@most.example"));

        assertThat(letter.text()).contains("Đề nghị đơn vị chuẩn bị.\n\nMở hệ thống:");
        assertThat(letter.html()).doesNotContain("<table");
    }

    private static UnitNotice notice(List<List<Map<String, Object>>> rows) {
        return new UnitNotice(
                "Lịch kiểm tra",
                "Đề nghị đơn vị chuẩn bị.",
                "Mục IV.2 Phụ lục",
                "Kiểm tra việc kết nối",
                "năm 2026",
                rows);
    }
}
