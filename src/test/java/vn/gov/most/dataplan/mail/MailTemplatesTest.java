package vn.gov.most.dataplan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.gov.most.dataplan.mail.Samples.DAY;
import static vn.gov.most.dataplan.mail.Samples.HANH;
import static vn.gov.most.dataplan.mail.Samples.MINISTER;
import static vn.gov.most.dataplan.mail.Samples.NASATI;
import static vn.gov.most.dataplan.mail.Samples.SETTINGS;
import static vn.gov.most.dataplan.mail.Samples.dueSoon;
import static vn.gov.most.dataplan.mail.Samples.fresh;
import static vn.gov.most.dataplan.mail.Samples.overdue;
import static vn.gov.most.dataplan.mail.Samples.pastDue;
import static vn.gov.most.dataplan.mail.Samples.returned;
import static vn.gov.most.dataplan.mail.Samples.templates;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.mail.MailLine.Moved;
import vn.gov.most.dataplan.mail.MailLine.Returned;
import vn.gov.most.dataplan.mail.MailLine.Status;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

class MailTemplatesTest {

    private final MailTemplates templates = templates();

    @Test
    void aReminderTellsWhatIsOverdueFirst() {
        assertThat(templates
                        .reminder(HANH, DAY, List.of(dueSoon(), pastDue(), overdue()))
                        .text())
                .isEqualTo(
                        """
                        Kính gửi Ông/Bà Nguyễn Thị Mẫu Hạnh,

                        Đến thứ Hai, ngày 14/12/2026, Ông/Bà có 3 công việc cần xử lý: 1 quá hạn, 1 đã qua hạn xử lý, 1 sắp đến hạn.
                        Đề nghị Ông/Bà hoàn thành từng công việc trước hạn ghi dưới đây. Công việc đã qua hạn vẫn hoàn thành được trong hệ thống.

                        1. Kiểm tra báo cáo của đơn vị
                        Nhiệm vụ: Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu, Mục II.4 Phụ lục, năm 2026
                        Hạn: 17 giờ 00 thứ Tư, ngày 09/12/2026
                        Tình trạng: Quá hạn 3 ngày làm việc
                        Mở công việc:
                        https://ke-hoach.most.example/task/b2

                        2. Ký, gửi báo cáo của đơn vị
                        Nhiệm vụ: Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu, Mục II.4 Phụ lục, năm 2026
                        Hạn: 17 giờ 00 thứ Sáu, ngày 11/12/2026
                        Tình trạng: Đã qua hạn xử lý 1 ngày làm việc
                        Mở công việc:
                        https://ke-hoach.most.example/task/c3

                        3. Lập báo cáo của đơn vị
                        Nhiệm vụ: Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu, Mục II.4 Phụ lục, năm 2026
                        Hạn: 17 giờ 00 thứ Năm, ngày 24/12/2026
                        Tình trạng: Sắp đến hạn, còn 8 ngày làm việc
                        Mở công việc:
                        https://ke-hoach.most.example/task/a1

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
    }

    @Test
    void newsTellTheReasonsOfAReturn() {
        assertThat(templates.news(HANH, List.of(fresh(), returned())).text())
                .startsWith(
                        """
                        Kính gửi Ông/Bà Nguyễn Thị Mẫu Hạnh,

                        Ông/Bà có 1 công việc mới và 1 công việc trả lại để chỉnh sửa.
                        Đề nghị Ông/Bà hoàn thành công việc trước hạn ghi dưới đây.

                        1. Lập báo cáo của đơn vị
                        """)
                .contains(
                        """
                        2. Chỉnh sửa báo cáo
                        Nhiệm vụ: Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu, Mục II.4 Phụ lục, năm 2026
                        Hạn: 17 giờ 00 thứ Sáu, ngày 18/12/2026
                        Tình trạng: Trong hạn, còn 4 ngày làm việc
                        Trả lại: Báo cáo của đơn vị
                        Người trả lại: Lê Văn Mẫu
                          Thiếu số liệu quý III.
                          Tỷ lệ bản ghi trùng < 1% cần nêu căn cứ.
                        Mở công việc:
                        https://ke-hoach.most.example/task/e5
                        """);
    }

    @Test
    void newsTellTheOldDateAndTheNewOne() {
        assertThat(templates.news(HANH, List.of(moved())).text())
                .isEqualTo(
                        """
                        Kính gửi Ông/Bà Nguyễn Thị Mẫu Hạnh,

                        Hạn của 1 công việc đã được dời; hạn cũ và hạn mới ghi dưới đây.
                        Đề nghị Ông/Bà hoàn thành công việc trước 17 giờ 00 thứ Sáu, ngày 18/12/2026.

                        1. Lập báo cáo của đơn vị
                        Nhiệm vụ: Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu, Mục II.4 Phụ lục, năm 2026
                        Hạn: 17 giờ 00 thứ Sáu, ngày 18/12/2026
                        Hạn cũ: 17 giờ 00 thứ Năm, ngày 24/12/2026
                        Căn cứ: Công văn số 5/BTTTT
                        Tình trạng: Trong hạn, còn 4 ngày làm việc
                        Mở công việc:
                        https://ke-hoach.most.example/task/f6

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
        assertThat(templates
                        .news(MINISTER, List.of(fresh(), moved(), returned()))
                        .text())
                .startsWith(
                        """
                        Kính gửi Lãnh đạo Bộ,

                        Kính trình Lãnh đạo Bộ 1 công việc mới và 1 công việc trả lại để chỉnh sửa.
                        Hạn của 1 công việc đã được dời; hạn cũ và hạn mới ghi dưới đây.
                        Kính đề nghị Lãnh đạo Bộ xem xét.
                        """);
        assertThat(words(templates.news(HANH, List.of(moved())).html()))
                .contains("Hạn của 1 công việc đã được dời", "Hạn cũ: 17 giờ 00 thứ Năm, ngày 24/12/2026")
                .contains("Căn cứ: Công văn số 5/BTTTT")
                .doesNotContain("Ông/Bà có");
    }

    @Test
    void aUnitAndTheLeadershipAreAddressedAsSuch() {
        assertThat(templates.reminder(NASATI, DAY, List.of(dueSoon())).text())
                .startsWith(
                        """
                        Kính gửi Cục Thông tin khoa học và công nghệ quốc gia,

                        Đến thứ Hai, ngày 14/12/2026, đơn vị có 1 công việc cần xử lý: 1 sắp đến hạn.
                        Đề nghị đơn vị hoàn thành công việc trước 17 giờ 00 thứ Năm, ngày 24/12/2026.
                        """);
        assertThat(templates.news(MINISTER, List.of(fresh())).text())
                .startsWith(
                        """
                        Kính gửi Lãnh đạo Bộ,

                        Kính trình Lãnh đạo Bộ 1 công việc mới.
                        Kính đề nghị Lãnh đạo Bộ xem xét trước 17 giờ 00 thứ Năm, ngày 24/12/2026.
                        """);
    }

    @Test
    void whatIsOverdueIsAskedForWithoutADateThatHasPassed() {
        assertThat(templates.reminder(HANH, DAY, List.of(overdue())).text())
                .contains("Đề nghị Ông/Bà hoàn thành trong thời gian sớm nhất."
                        + " Công việc đã qua hạn vẫn hoàn thành được trong hệ thống.\n");
    }

    @Test
    void aLineSaysWhatDiffersFromTheUsual() {
        MailLine line = new MailLine(
                "x/y?z",
                "Lập báo cáo của đơn vị",
                "",
                "",
                "Cục Sở hữu trí tuệ",
                "năm 2026",
                "Trần Văn Mẫu",
                Optional.of(Instant.parse("2026-12-14T10:00:00Z")),
                true,
                Status.DUE_SOON,
                0,
                Optional.empty(),
                Optional.empty());

        assertThat(templates.reminder(HANH, DAY, List.of(line)).text())
                .contains(
                        """
                        1. Lập báo cáo của đơn vị
                        Đơn vị: Cục Sở hữu trí tuệ
                        Nhiệm vụ: năm 2026
                        Hạn: 17 giờ 00 thứ Hai, ngày 14/12/2026 (tạm tính)
                        Tình trạng: Sắp đến hạn, hạn là hôm nay
                        Người xử lý: Trần Văn Mẫu
                        Mở công việc:
                        https://ke-hoach.most.example/task/x%2Fy%3Fz
                        """);
        assertThat(templates.news(HANH, List.of(undated())).text())
                .contains("Hạn: Không đặt hạn\nTình trạng: Trong hạn\n")
                .contains("Đề nghị Ông/Bà hoàn thành công việc trước hạn ghi dưới đây.");
    }

    @Test
    void theHtmlSaysTheSame() {
        String html = templates.news(HANH, List.of(fresh(), returned())).html();

        assertThat(words(html))
                .contains(
                        "Kính gửi Ông/Bà Nguyễn Thị Mẫu Hạnh,",
                        "Ông/Bà có 1 công việc mới và 1 công việc trả lại để chỉnh sửa.",
                        "Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu Mục II.4 Phụ lục, năm 2026 Hạn:",
                        "17 giờ 00 thứ Năm, ngày 24/12/2026",
                        "Trong hạn, còn 4 ngày làm việc",
                        "Trả lại: Báo cáo của đơn vị Người trả lại: Lê Văn Mẫu Thiếu số liệu quý III. Tỷ lệ bản ghi trùng &lt; 1%"
                                + " cần nêu căn cứ.",
                        "Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ",
                        "Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.");
        assertThat(html)
                .contains("<html lang=\"vi\">", "href=\"https://ke-hoach.most.example/task/e5\"")
                .doesNotContain(" th:", ":th=", "${", "[[");
        assertThat(words(templates
                        .reminder(HANH, DAY, List.of(dueSoon(), pastDue(), overdue()))
                        .html()))
                .contains(
                        "Ông/Bà có 3 công việc cần xử lý: 1 quá hạn, 1 đã qua hạn xử lý, 1 sắp đến hạn.",
                        "Quá hạn 3 ngày làm việc");
    }

    @Test
    void whatOthersWroteIsTextAndOneLine() {
        String evil = "<script>alert(1)</script>\r\nBcc: x@y.vn\n[[${name}]]";
        Recipient to = new Recipient("p", Recipient.Kind.PERSON, evil, "p@most.example");
        MailLine line = new MailLine(
                "\"><b>",
                evil,
                evil,
                evil,
                evil,
                evil,
                evil,
                Optional.empty(),
                false,
                Status.IN_TIME,
                0,
                Optional.of(new Moved(Instant.EPOCH, evil)),
                Optional.of(new Returned(evil, "<img src=x>\n\n</div>", evil)));

        Letter letter = templates.news(to, List.of(line));

        assertThat(letter.subject()).doesNotContain("\n", "\r").hasSizeLessThan(90);
        assertThat(letter.html()).doesNotContain("<script", "<b>", "<img").contains("&lt;script&gt;alert(1)");
        assertThat(letter.text().lines()).noneMatch(words -> words.startsWith("Bcc:"));
        assertThat(letter.text()).contains("1. <script>alert(1)</script> Bcc: x@y.vn [[${name}]]\n");
    }

    @Test
    void subjectsNameWhatItIsAbout() {
        assertThat(templates.news(HANH, List.of(fresh())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Công việc mới: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn 24/12/2026");
        assertThat(templates.news(HANH, List.of(returned())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Trả lại: Báo cáo của đơn vị, Mục II.4 Phụ lục, năm 2026");
        assertThat(templates
                        .reminder(HANH, DAY, List.of(overdue(), dueSoon(), dueSoon(), dueSoon()))
                        .subject())
                .isEqualTo("[Kế hoạch NĐ 47] Nhắc việc ngày 14/12/2026: 1 quá hạn, 3 sắp đến hạn");
        assertThat(templates.reminder(HANH, DAY, List.of(pastDue())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Nhắc việc ngày 14/12/2026: 1 đã qua hạn xử lý");
        assertThat(templates.news(HANH, List.of(fresh(), undated(), dueSoon())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Công việc mới: Lập báo cáo của… và 2 công việc khác, sớm nhất 24/12/2026");
        assertThat(templates.news(HANH, List.of(undated(), undated())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Công việc mới: Góp ý dự thảo và 1 công việc khác");
        assertThat(templates.news(HANH, List.of(returned(), returned())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Trả lại: 2 công việc");
        assertThat(templates.news(HANH, List.of(returned(), fresh())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Công việc mới và trả lại: 1 công việc mới, 1 trả lại");
        assertThat(templates.news(HANH, List.of(moved())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Dời hạn: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn mới 18/12/2026");
        assertThat(templates.news(HANH, List.of(moved(), moved())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Dời hạn: 2 công việc");
        assertThat(templates.news(HANH, List.of(returned(), fresh(), moved())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Công việc: 1 công việc mới, 1 trả lại, 1 dời hạn");
        assertThat(templates.news(HANH, List.of(undated())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Công việc mới: Góp ý dự thảo, Mục I.3 Phụ lục");
    }

    @Test
    void aDateThatMayStillMoveIsSaidSoInEachSubject() {
        assertThat(templates.given(HANH, "Trần Văn An", "", longest()).subject())
                .contains("hạn tạm tính 24/12/2026");
        assertThat(templates.urging(HANH, "Trung tâm CNTT", longest()).subject())
                .contains("hạn tạm tính 24/12/2026");
        assertThat(templates.given(HANH, "Trần Văn An", "", undated()).subject())
                .doesNotContain("hạn");
    }

    @Test
    void aSubjectStaysUnderNinetyCharacters() {
        assertThat(templates.news(HANH, List.of(longest())).subject())
                .isEqualTo("[Kế hoạch NĐ 47] Công việc mới: Lập báo…, Mục III.4.đ Kế hoạch, hạn tạm tính 24/12/2026")
                .hasSizeLessThan(90);
        assertThat(templates
                        .reminder(
                                HANH,
                                DAY,
                                List.of(overdue(), pastDue(), dueSoon()).stream()
                                        .flatMap(line -> Collections.nCopies(10, line).stream())
                                        .toList())
                        .subject())
                .isEqualTo("[Kế hoạch NĐ 47] Nhắc việc ngày 14/12/2026: 30 công việc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reminder.html",
                "reminder.txt",
                "news.html",
                "news.txt",
                "issued.html",
                "issued.txt",
                "notice.html",
                "notice.txt",
                "frame.html",
                "tasks.txt",
                "opening.txt",
                "closing.txt"
            })
    void theShippedWordsAreSpelledRight(String name) {
        String text = MinistryFiles.in("").text("mail/" + name);

        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        assertThat(Pattern.compile(
                                "(oà|oá|oả|oã|oạ|oè|oé|[^q]uỳ|[^q]uý|[^q]uỷ|[^q]uỹ|[^q]uỵ)\\b",
                                Pattern.UNICODE_CHARACTER_CLASS)
                        .matcher(text)
                        .find())
                .isFalse();
        assertThat(text).doesNotContain("–", "—", "vui lòng", "hãy ");
    }

    @Test
    void aMinistryEditsTheWords() {
        MailTemplates own = templatesWith("mail/closing.txt", Optional.of("Cục Chuyển đổi số\n"));

        assertThat(own.news(HANH, List.of(fresh())).text()).endsWith("/task/d4\n\nCục Chuyển đổi số\n");
    }

    @Test
    void aFaultInATemplateStopsTheStart() {
        assertThatThrownBy(templatesWith("mail/reminder.txt", Optional.of("[(${tasks.x})]"))::check)
                .isInstanceOf(MinistryFileException.class)
                .hasMessageStartingWith("Tệp \"mail/reminder.txt\": không điền được mẫu thư: ");
        assertThatThrownBy(templatesWith("mail/frame.html", Optional.empty())::check)
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"mail/frame.html\": không tìm thấy tệp này.");
        templates.check();
    }

    @Test
    void aTextInsideAListIsALineToo() {
        MailTemplates listed = new MailTemplates(
                new MinistryFiles(name -> Optional.of(
                        name.endsWith(".txt") ? "[# th:each=\"one : ${all}\"][(${one.name} ?: 'none')];[/]" : "")),
                SETTINGS);

        assertThat(listed.letter(
                                "any",
                                HANH,
                                "",
                                "",
                                Map.of("all", List.of(Map.of("name", "Cục\nHạn: hôm nay"), Map.of("name", " "))))
                        .text())
                .isEqualTo("Cục Hạn: hôm nay;none;\n");
    }

    @Test
    void theFaultsOfAllTemplatesAreToldTogether() {
        MailTemplates faulty = new MailTemplates(new MinistryFiles(name -> Optional.of("[(${tasks.x})]")), SETTINGS);

        assertThatThrownBy(faulty::check)
                .hasMessageContainingAll("\"mail/reminder.html\"", "\"mail/reminder.txt\"", "\"mail/news.txt\"");
    }

    private static MailTemplates templatesWith(String file, Optional<String> text) {
        MinistryFiles shipped = MinistryFiles.in("");
        return new MailTemplates(
                new MinistryFiles(
                        name -> name.equals(file) ? text : shipped.texts().apply(name)),
                SETTINGS);
    }

    private static MailLine undated() {
        return new MailLine(
                "u",
                "Góp ý dự thảo",
                "Mục I.3 Phụ lục",
                "",
                "",
                "",
                "",
                Optional.empty(),
                false,
                Status.IN_TIME,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static MailLine moved() {
        MailLine line = fresh();
        return new MailLine(
                "f6",
                line.task(),
                line.clause(),
                line.duty(),
                line.unit(),
                line.period(),
                line.handler(),
                Optional.of(Instant.parse("2026-12-18T10:00:00Z")),
                false,
                Status.IN_TIME,
                4,
                Optional.of(new Moved(Instant.parse("2026-12-24T10:00:00Z"), "Công văn số 5/BTTTT")),
                Optional.empty());
    }

    private static MailLine longest() {
        return new MailLine(
                "u",
                "Lập báo cáo tình hình thực hiện Nghị định",
                "Mục III.4.đ Kế hoạch",
                "",
                "",
                "",
                "",
                dueSoon().dueAt(),
                true,
                Status.IN_TIME,
                8,
                Optional.empty(),
                Optional.empty());
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
