package vn.gov.most.dataplan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.mail.Recipient.Kind;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

class IssuedDocumentTest {

    private static final MailSettings SETTINGS = new MailSettings(
            "data-plan@most.example",
            "Trung tâm Công nghệ thông tin",
            "https://ke-hoach.most.example/",
            "",
            "target/mail",
            "[Kế hoạch NĐ 47]",
            90);
    private static final MailTemplates TEMPLATES = new MailTemplates(MinistryFiles.in(""), SETTINGS);
    private static final Recipient HANH =
            new Recipient("nasati-staff-1", Kind.PERSON, "Nguyễn Thị Mẫu Hạnh", "nasati-staff-1@most.example");
    private static final Recipient MINISTER =
            new Recipient("minister", Kind.LEADERSHIP, "Tô Văn Mẫu Một", "minister@most.example");

    @Test
    void howASignerSignsIsCalledAsTheFormCallsIt() throws IOException {
        JsonNode form = new ObjectMapper()
                .readTree(Path.of("forms/issue-document/signDocument.form").toFile());

        JsonNode choices = StreamSupport.stream(form.path("components").spliterator(), false)
                .filter(field -> field.path("key").asText().equals("signedFor"))
                .findFirst()
                .orElseThrow()
                .path("values");

        assertThat(choices).hasSize(5).allSatisfy(choice -> assertThat(new IssuedDocument(
                                "1/QĐ",
                                LocalDate.EPOCH,
                                "",
                                "",
                                choice.path("value").asText(),
                                "",
                                "",
                                "",
                                "")
                        .authority())
                .isEqualTo(choice.path("label").asText()));
    }

    @Test
    void anIssuedDocumentIsToldWithWhereItIsKept() {
        Letter letter = issued("123/QĐ-BKHCN", "TM").letter(TEMPLATES, HANH);

        assertThat(letter.subject()).isEqualTo("[Kế hoạch NĐ 47] Đã ban hành: Quyết định số 123/QĐ-BKHCN");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Kính gửi Ông/Bà Nguyễn Thị Mẫu Hạnh,

                        Quyết định số 123/QĐ-BKHCN ngày 17/03/2027 đã được ban hành.

                        Trích yếu: Phê duyệt Kế hoạch kiểm tra, đánh giá dữ liệu năm 2027
                        Nhiệm vụ: Xây dựng kế hoạch kiểm tra, đánh giá dữ liệu hằng năm, Mục I.6 Phụ lục, năm 2027
                        Người ký: Tô Văn Mẫu Một
                        Thẩm quyền ký: TM. (thay mặt)
                        Nơi lưu văn bản đã ký: Hồ sơ 05-2027
                        Mở hệ thống:
                        https://ke-hoach.most.example/

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
        assertThat(words(letter.html()))
                .contains(
                        "Kính gửi Ông/Bà Nguyễn Thị Mẫu Hạnh, Quyết định số 123/QĐ-BKHCN ngày 17/03/2027 đã được ban hành.",
                        "Trích yếu Phê duyệt Kế hoạch kiểm tra, đánh giá dữ liệu năm 2027 ",
                        "Nhiệm vụ Xây dựng kế hoạch kiểm tra, đánh giá dữ liệu hằng năm Mục I.6 Phụ lục, năm 2027 ",
                        "Người ký Tô Văn Mẫu Một Thẩm quyền ký TM. (thay mặt) Nơi lưu văn bản đã ký Hồ sơ 05-2027 ",
                        "Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.");
        assertThat(letter.html())
                .contains("href=\"https://ke-hoach.most.example/\"")
                .doesNotContain(" th:", ":th=", "${", "[[");
        assertThat(issued("123/QĐ-BKHCN", "TM").letter(TEMPLATES, MINISTER).text())
                .startsWith(
                        """
                        Kính gửi Lãnh đạo Bộ,

                        Kính báo cáo Lãnh đạo Bộ: Quyết định số 123/QĐ-BKHCN ngày 17/03/2027 đã được ban hành.
                        """);
    }

    @Test
    void theKindOfAnIssuedDocumentIsWhatItsSymbolSays() {
        assertThat(issued("05/2027/TT-BKHCN", "KT").letter(TEMPLATES, HANH).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Đã ban hành: Thông tư số 05/2027/TT-BKHCN");
        assertThat(issued("45/BKHCN-TTCNTT", "TL").letter(TEMPLATES, HANH).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Đã ban hành: Văn bản số 45/BKHCN-TTCNTT");
        assertThat(issued("<b>\r\nBcc: x", "<i>").letter(TEMPLATES, HANH).html())
                .contains("Văn bản số &lt;b&gt; Bcc: x", "&lt;i&gt;");
    }

    private static IssuedDocument issued(String number, String signedFor) {
        return new IssuedDocument(
                number,
                LocalDate.of(2027, 3, 17),
                "Phê duyệt Kế hoạch kiểm tra, đánh giá dữ liệu năm 2027",
                "Tô Văn Mẫu Một",
                signedFor,
                "Hồ sơ 05-2027",
                "Mục I.6 Phụ lục",
                "Xây dựng kế hoạch kiểm tra, đánh giá dữ liệu hằng năm",
                "năm 2027");
    }

    @Test
    void aFaultInItsTemplatesStopsTheStart() {
        MinistryFiles shipped = MinistryFiles.in("");
        MinistryFiles faulty = new MinistryFiles(name -> name.equals("mail/issued.txt")
                ? Optional.of("[(${document.none})]")
                : shipped.texts().apply(name));

        assertThatThrownBy(new IssuedTemplates(new MailTemplates(faulty, SETTINGS))::check)
                .isInstanceOf(MinistryFileException.class)
                .hasMessageStartingWith("Tệp \"mail/issued.txt\": không điền được mẫu thư: ");
        new IssuedTemplates(TEMPLATES).check();
    }

    /** The words without the markup, as they are read. */
    private static String words(String html) {
        return html.substring(html.indexOf("<body"))
                .replaceAll("</?(strong|span)[^>]*>", "")
                .replaceAll("<[^>]+>", " ")
                .replace('\u00a0', ' ')
                .replaceAll("\\s+", " ");
    }
}
