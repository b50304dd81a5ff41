package vn.gov.most.dataplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.mail.Letter;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.mail.MailTemplates;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.reminder.Digest.Line;
import vn.gov.most.dataplan.reminder.Digest.OfUnit;
import vn.gov.most.dataplan.reminder.Digest.Standing;

/** The text of the weekly digest. */
class DigestTest {

    private static final MailSettings SETTINGS = new MailSettings(
            "data-plan@most.example", "Trung tâm", "https://ke-hoach.most.example/", "", "", "[Kế hoạch NĐ 47]", 90);
    private static final MailTemplates TEMPLATES = new MailTemplates(MinistryFiles.in(""), SETTINGS);
    private static final Recipient HEAD =
            new Recipient("head", Recipient.Kind.PERSON, "Lê Văn Mẫu", "head@most.example");
    private static final SpanFigures FIGURES = new SpanFigures(8, 6, 2, 1, 3, 1, 1);

    @Test
    void aHeadReadsOfTheOwnUnit() {
        Letter letter = new Digest(
                        "từ 14/12 đến 18/12/2026",
                        "Cục Thông tin",
                        FIGURES,
                        List.of(),
                        List.of(line("Báo cáo của đơn vị", Standing.OVERDUE)),
                        List.of(),
                        "04/01/2027",
                        List.of(),
                        0)
                .letter(TEMPLATES, HEAD);

        assertThat(letter.subject()).isEqualTo("[Kế hoạch NĐ 47] Bản tin theo dõi tuần từ 14/12 đến 18/12/2026");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Kính gửi Ông/Bà Lê Văn Mẫu,

                        Tình hình thực hiện Kế hoạch tuần từ 14/12 đến 18/12/2026 của Cục Thông tin:

                        Được giao: 8
                        Đến hạn trong tuần: 6
                        Hoàn thành đúng hạn: 2
                        Hoàn thành quá hạn: 1
                        Quá hạn chưa hoàn thành: 3
                        Trong hạn: 1
                        Đang tạm dừng: 1
                        Tỷ lệ đúng hạn: 33,3%

                        Trở thành quá hạn trong tuần: 1

                        1. Báo cáo của đơn vị
                        Nhiệm vụ: Mục II.4 Phụ lục, năm 2026
                        Hạn: 17/12/2026
                        Tình trạng: Quá hạn từ 18/12/2026

                        Đến hạn trong 10 ngày làm việc tới: 0
                        Không có nhiệm vụ nào đến hạn đến hết ngày 04/01/2027.

                        Khó khăn, vướng mắc chưa kết thúc: 0
                        Không có khó khăn, vướng mắc nào chưa kết thúc.

                        Mở hệ thống:
                        https://ke-hoach.most.example/

                        Số liệu tính đến hết tuần. Được giao: nhiệm vụ đang mở vào bất cứ lúc nào trong tuần, không kể nhiệm vụ được miễn, đã hủy hoặc không áp dụng. Đúng hạn hay quá hạn tính theo lần gửi đầu tiên. Tỷ lệ đúng hạn: hoàn thành đúng hạn so với tổng số hoàn thành và quá hạn chưa hoàn thành.

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
        assertThat(letter.html())
                .contains("Cục Thông tin</strong>", ">33,3%<", "Quá hạn từ 18/12/2026")
                .doesNotContain("Theo đơn vị");
    }

    @Test
    void aListIsCutAndSaysHowMuchIsBehind() {
        List<Line> eleven = IntStream.rangeClosed(1, 11)
                .mapToObj(n -> line("Việc số " + n, Standing.PLAIN))
                .toList();
        Letter letter = ofAll(eleven);

        assertThat(letter.text())
                .contains(
                        "Trở thành quá hạn trong tuần: 11\n",
                        "10. Việc số 10\n",
                        "\nvà 1 việc khác.\n",
                        "- Cục <Một>: được giao 8")
                .doesNotContain("Việc số 11");
        assertThat(letter.html()).contains("và 1 việc khác.", "Cục &lt;Một&gt;").doesNotContain("Việc số 11", "<Một>");
        assertThat(ofAll(eleven.subList(0, 10)).text()).doesNotContain("việc khác");
    }

    /** A mail of more than 102 kB is cut off where many read it. */
    @Test
    void ofThirtyUnitsWithFullListsItIsReadToItsEnd() {
        List<Line> full = IntStream.range(0, 100)
                .mapToObj(n -> new Line(
                        "Báo cáo của đơn vị: chất lượng dữ liệu",
                        "Mục II.4 Phụ lục",
                        "năm 2026, Danh mục tổ chức khoa học và công nghệ",
                        "Cục Thông tin khoa học và công nghệ quốc gia",
                        "17/12/2026 (tạm tính)",
                        "Quá hạn từ 18/12/2026, hoàn thành ngày 19/12/2026",
                        Standing.OVERDUE))
                .toList();
        List<OfUnit> thirty = IntStream.range(0, 30)
                .mapToObj(n -> new OfUnit("Cục Thông tin khoa học và công nghệ quốc gia", FIGURES))
                .toList();

        Letter letter = new Digest("từ 14/12 đến 18/12/2026", "", FIGURES, thirty, full, full, "04/01/2027", full, 1)
                .letter(TEMPLATES, HEAD);

        assertThat(letter.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(102_000);
    }

    @Test
    void theTemplatesAreTriedBeforeTheFirstMail() {
        new ReminderTemplates(TEMPLATES).check();

        MailTemplates faulty = new MailTemplates(
                new MinistryFiles(name -> MinistryFiles.in("")
                        .texts()
                        .apply(name)
                        .map(text -> name.equals("mail/duties.txt") ? text.replace("one.due", "one.due.day") : text)),
                SETTINGS);
        assertThatThrownBy(() -> new ReminderTemplates(faulty).check())
                .isInstanceOf(MinistryFileException.class)
                .hasMessageStartingWith("Tệp \"mail/duties.txt\": không điền được mẫu thư: ");
    }

    private static Letter ofAll(List<Line> becameLate) {
        return new Digest(
                        "từ 14/12 đến 18/12/2026",
                        "",
                        FIGURES,
                        List.of(new OfUnit("Cục <Một>", FIGURES), new OfUnit("Vụ Hai", FIGURES)),
                        becameLate,
                        List.of(),
                        "04/01/2027",
                        List.of(),
                        0)
                .letter(TEMPLATES, HEAD);
    }

    private static Line line(String duty, Standing standing) {
        return new Line(duty, "Mục II.4 Phụ lục", "năm 2026", "", "17/12/2026", "Quá hạn từ 18/12/2026", standing);
    }
}
