package vn.gov.most.dataplan.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.dossier.Inspection.Found;
import vn.gov.most.dataplan.engine.Refusal;

/** A file is accepted if its content matches its name and is passive; every other file is refused with the reason. */
class InspectionTest {

    private static final byte[] MANY_ZEROS = new byte[4 << 20];

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments("Báo cáo.pdf", PaperFiles.pdf(3), new Found(Kind.PDF, 3)),
                arguments("Nhiều trang.PDF", PaperFiles.pdf(60), new Found(Kind.PDF, 50)),
                arguments("Tờ trình.docx", PaperFiles.docx("Kính gửi: Bộ trưởng", "Bảo mật"), new Found(Kind.DOCX, 0)),
                arguments("Bảng.xlsx", PaperFiles.xlsx("Đơn vị", "Mật độ"), new Found(Kind.XLSX, 0)),
                arguments("Ảnh.png", PaperFiles.picture("png", 40, 30), new Found(Kind.PNG, 1)),
                arguments("Ảnh.jpeg", PaperFiles.picture("jpg", 40, 30), new Found(Kind.JPEG, 1)),
                arguments(
                        "Gói.zip",
                        PaperFiles.zip(
                                Map.of("Thư mục/Báo cáo.pdf", PaperFiles.pdf(1), "số liệu.csv", bytes("a;b\n1;2\n"))),
                        new Found(Kind.ZIP, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void taken(String name, byte[] content, Found found) {
        assertThat(Inspection.of(name, content)).isEqualTo(found);
    }

    /** Formatted in capitals in Word, but typed in lower case. */
    private static byte[] inCapitals(String words) {
        return PaperFiles.docx(document -> {
            var run = document.createParagraph().createRun();
            run.setText(words);
            run.setCapitalized(true);
        });
    }

    private static final String WORD = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private static final String MARK = "<w:p><w:r><w:t>MẬT</w:t></w:r></w:p>";
    private static final String HEADER = "<w:hdr %s>%s</w:hdr>".formatted(WORD, MARK);

    /** After the text of its paragraph. */
    private static final String TEXT_BOX =
            """
            <w:document %s><w:body><w:p><w:r><w:t>Số: 12/BC</w:t></w:r><w:r><w:pict><w:txbxContent>%s</w:txbxContent>
            </w:pict></w:r></w:p></w:body></w:document>"""
                    .formatted(WORD, MARK);

    static Stream<Arguments> refused() {
        byte[] docx = PaperFiles.docx("Nội dung");
        String types = PaperFiles.part(docx, "[Content_Types].xml");
        String links = PaperFiles.part(docx, "_rels/.rels");
        return Stream.of(
                arguments("rỗng.pdf", new byte[0], "tệp rỗng"),
                arguments("ảnh.pdf", PaperFiles.picture("jpg", 9, 9), "đuôi tên là PDF mà nội dung là JPEG"),
                arguments("văn bản.zip", docx, "đuôi tên là ZIP mà nội dung là DOCX"),
                arguments("chạy.pdf", bytes("MZ\u0000\u0000"), "nội dung không phải PDF, DOCX"),
                arguments("chạy.exe", bytes("MZ"), "chỉ nhận PDF, DOCX"),
                arguments("ghi.txt", bytes("chữ"), "chỉ nhận PDF, DOCX"),
                arguments("trang.docx", bytes("<html><script>1</script></html>"), "nội dung không phải PDF, DOCX"),
                arguments("hỏng.pdf", bytes("%PDF-1.7\nkhông có gì"), "có thể tệp đã hỏng"),
                arguments("hỏng.docx", Arrays.copyOf(docx, docx.length / 2), "có thể tệp đã hỏng"),
                arguments("hỏng.png", Arrays.copyOf(PaperFiles.picture("png", 9, 9), 12), "có thể tệp đã hỏng"),
                // ---- PDF
                arguments(
                        "mã.pdf",
                        PaperFiles.pdf(1, PDRectangle.A4, document -> document.getDocumentCatalog()
                                .setOpenAction(new PDActionJavaScript("app.alert(1)"))),
                        "có mã lệnh (JavaScript"),
                arguments(
                        "mở.pdf",
                        PaperFiles.pdf(1, PDRectangle.A4, document -> document.getDocumentCatalog()
                                .setOpenAction(new PDActionLaunch())),
                        "có lệnh mở chương trình"),
                arguments(
                        "kèm.pdf",
                        PaperFiles.pdf(1, PDRectangle.A4, document -> {
                            PDComplexFileSpecification file = new PDComplexFileSpecification();
                            file.setFile("x.exe");
                            file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(bytes("MZ"))));
                            PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
                            files.setNames(Map.of("x", file));
                            PDDocumentNameDictionary names =
                                    new PDDocumentNameDictionary(document.getDocumentCatalog());
                            names.setEmbeddedFiles(files);
                            document.getDocumentCatalog().setNames(names);
                        }),
                        "có tệp đính kèm"),
                arguments(
                        "khóa.pdf",
                        PaperFiles.pdf(
                                1,
                                PDRectangle.A4,
                                document -> document.protect(
                                        new StandardProtectionPolicy("chủ", "mở", new AccessPermission()))),
                        "đặt mật khẩu"),
                arguments(
                        "giới hạn.pdf",
                        PaperFiles.pdf(
                                1,
                                PDRectangle.A4,
                                document -> document.protect(
                                        new StandardProtectionPolicy("chủ", "", new AccessPermission()))),
                        "đặt mật khẩu hoặc giới hạn"),
                arguments(
                        "bom.pdf",
                        PaperFiles.pdf(1, PDRectangle.A4, document -> {
                            var list = document.getDocument().createCOSStream();
                            list.setItem(COSName.TYPE, COSName.OBJ_STM);
                            try (var out = list.createOutputStream(COSName.FLATE_DECODE)) {
                                for (int i = 0; i < 10; i++) {
                                    out.write(MANY_ZEROS);
                                }
                            }
                            document.getDocumentCatalog().getCOSObject().setItem("X", list);
                        }),
                        "giải ra quá lớn"),
                // ---- Word and Excel
                arguments(
                        "macro.docx",
                        PaperFiles.with(
                                PaperFiles.with(docx, "word/vbaProject.bin", "x"),
                                "[Content_Types].xml",
                                types.replace(
                                        "<Override",
                                        "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/><Override")),
                        "có macro"),
                arguments(
                        "đổi tên.docx",
                        PaperFiles.with(
                                docx,
                                "[Content_Types].xml",
                                types.replace(
                                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                                        "application/vnd.ms-word.document.macroEnabled.main+xml")),
                        "có macro"),
                arguments(
                        "nhúng.docx",
                        PaperFiles.with(
                                PaperFiles.with(docx, "word/embeddings/oleObject1.bin", "x"),
                                "[Content_Types].xml",
                                types.replace(
                                        "<Override",
                                        "<Default Extension=\"bin\" ContentType=\"application/vnd.openxmlformats-officedocument.oleObject\"/><Override")),
                        "có đối tượng nhúng"),
                arguments(
                        "mẫu ngoài.docx",
                        PaperFiles.with(
                                docx,
                                "_rels/.rels",
                                links.replace(
                                        "</Relationships>",
                                        "<Relationship Id=\"rIdX\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"http://example.org/x.dotm\" TargetMode=\"External\"/></Relationships>")),
                        "lấy nội dung từ nơi khác (attachedTemplate)"),
                arguments(
                        "dde.docx",
                        PaperFiles.docx(document -> document.createParagraph()
                                .createRun()
                                .getCTR()
                                .addNewInstrText()
                                .setStringValue("DDEAUTO c:\\\\x")),
                        "DDE"),
                // ---- ZIP
                arguments("bom.zip", PaperFiles.zip(Map.of("x.txt", MANY_ZEROS)), "giải nén ra quá lớn"),
                arguments(
                        "nhiều.zip",
                        PaperFiles.zip(IntStream.rangeClosed(1, 2001)
                                .boxed()
                                .collect(Collectors.toMap(n -> n + ".txt", n -> bytes("x")))),
                        "bên trong có 2001 tệp"),
                arguments(
                        "lồng.zip",
                        PaperFiles.zip(Map.of("a.zip", PaperFiles.zip(Map.of("b.txt", bytes("b"))))),
                        "lồng bên trong"),
                arguments("lên.zip", PaperFiles.zip(Map.of("../x.txt", bytes("x"))), "đường dẫn không hợp lệ"),
                arguments("chạy.zip", PaperFiles.zip(Map.of("x.exe", bytes("MZ"))), "\"x.exe\" bên trong: chỉ nhận"),
                arguments(
                        "giả.zip",
                        PaperFiles.zip(Map.of("x.pdf", PaperFiles.picture("png", 9, 9))),
                        "\"x.pdf\" bên trong: đuôi tên là PDF mà nội dung là PNG"),
                arguments("trống.zip", PaperFiles.zip(new LinkedHashMap<>()), "bên trong không có tệp nào"),
                // ---- secrets
                arguments("Kế hoạch (Mật).pdf", PaperFiles.pdf(1), "có dấu độ mật \"Mật\""),
                arguments("Báo cáo.pdf", PaperFiles.markedPdf(""), "có dấu độ mật \"MẬT\""),
                arguments("Hai cột.pdf", PaperFiles.markedPdf("Ha Noi, 1/12/2026"), "có dấu độ mật \"MẬT\""),
                arguments("Báo cáo.docx", PaperFiles.docx("BỘ X", "TỐI MẬT"), "có dấu độ mật \"TỐI MẬT\""),
                arguments("Chữ hoa.docx", inCapitals("Tối mật"), "có dấu độ mật \"TỐI MẬT\""),
                arguments(
                        "Khung chữ.docx",
                        PaperFiles.with(docx, "word/document.xml", TEXT_BOX),
                        "có dấu độ mật \"MẬT\""),
                arguments(
                        "Đầu trang.docx",
                        PaperFiles.with(
                                PaperFiles.with(docx, "word/top.xml", HEADER),
                                "[Content_Types].xml",
                                types.replace(
                                        "</Types>",
                                        "<Override PartName=\"/word/top.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>")),
                        "có dấu độ mật \"MẬT\""),
                arguments("Bảng.xlsx", PaperFiles.xlsx("Đơn vị", "TUYỆT MẬT"), "có dấu độ mật \"TUYỆT MẬT\""),
                arguments(
                        "Gói.zip",
                        PaperFiles.zip(Map.of("a/Báo cáo.docx", PaperFiles.docx("MẬT"))),
                        "\"a/Báo cáo.docx\" bên trong: có dấu độ mật"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void refused(String name, byte[] content, String why) {
        assertThatThrownBy(() -> Inspection.of(name, content))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Không nhận tệp \"" + name + "\": ")
                .hasMessageContaining(why);
    }

    /** A few bytes that say that they are 30,000 times 30,000 pixels: nobody tries to draw them. */
    @Test
    void aPictureThatWouldTakeAllMemoryIsRefused() {
        byte[] small = PaperFiles.picture("png", 9, 9);
        ByteBuffer png = ByteBuffer.wrap(small);
        png.putInt(16, 30_000).putInt(20, 30_000);
        CRC32 sum = new CRC32();
        sum.update(small, 12, 17);
        png.putInt(29, (int) sum.getValue());

        assertThatThrownBy(() -> Inspection.of("lớn.png", small))
                .hasMessageContaining("ảnh 30000 × 30000 điểm ảnh; tối đa 60 triệu");
    }

    @Test
    void aPageIsDrawnSmallHoweverLargeItIs() throws Exception {
        for (byte[] pdf : new byte[][] {
            PaperFiles.pdf(1),
            PaperFiles.pdf(1, new PDRectangle(20_000, 20_000), document -> {}),
            PaperFiles.pdf(1, new PDRectangle(20_000, 3), document -> {})
        }) {
            BufferedImage page = ImageIO.read(new ByteArrayInputStream(Preview.page(Kind.PDF, pdf, 1)));
            assertThat(page.getWidth()).isBetween(1, 1_241);
            assertThat(page.getHeight()).isBetween(1, 1_755);
        }
        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(Preview.page(Kind.JPEG, PaperFiles.picture("jpg", 3_000, 2_000), 1)));
        assertThat(picture.getWidth()).isEqualTo(1_000);
    }

    @Test
    void ofThreeThousandPagesTheFirstFiftyAreDrawnOneByOne() {
        byte[] long3000 = PaperFiles.pdf(3_000);

        assertThat(Inspection.of("dài.pdf", long3000).pages()).isEqualTo(50);
        assertThat(Preview.page(Kind.PDF, long3000, 50)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void whatTakesTooLongToDrawIsLeft() throws Exception {
        byte[] endless = PaperFiles.pdf(1, PDRectangle.A4, document -> {
            var content = document.getDocument().createCOSStream();
            try (var out = content.createOutputStream(COSName.FLATE_DECODE)) {
                byte[] lines =
                        "0 0 m 500 800 l 300 20 200 700 9 9 c B* ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 2_000; i++) {
                    out.write(lines);
                }
            }
            document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, content);
        });

        assertThatThrownBy(() -> Preview.page(Kind.PDF, endless, 1, Duration.ofMillis(300)))
                .hasMessageContaining("quá lớn hoặc quá phức tạp để xem trước");
    }

    @Test
    void aHugePictureInAPageIsNotDrawn() {
        byte[] pdf = PaperFiles.pdf(1, PDRectangle.A4, document -> {
            var picture =
                    LosslessFactory.createFromImage(document, new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB));
            picture.setWidth(30_000);
            picture.setHeight(30_000);
            try (var content = new PDPageContentStream(document, document.getPage(0))) {
                content.drawImage(picture, 0, 0, 500, 500);
            }
        });

        assertThatThrownBy(() -> Preview.page(Kind.PDF, pdf, 1)).hasMessageContaining("quá lớn");
    }

    // ---- names

    @ParameterizedTest
    @CsvSource({
        "'Báo cáo quý 1.pdf', 'Báo cáo quý 1.pdf'",
        "'  Ba\u0301o   cáo\u200b.pdf ', 'Báo cáo.pdf'",
        "'Tệp số 1 (bản 2) - đã ký; cuối.pdf', 'Tệp số 1 (bản 2) - đã ký; cuối.pdf'"
    })
    void aNameIsKeptInOneForm(String given, String kept) {
        assertThat(PaperName.of(given)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                ".htaccess",
                "..\\..\\x.pdf",
                "../x.pdf",
                "a/b.pdf",
                "a\nb.pdf",
                "a\"b.pdf",
                "a\u202efdp.exe",
                "a\u0000.pdf",
                "C:x.pdf",
                "a|b.pdf",
                "a<b>.pdf"
            })
    void aNameThatIsNoneIsRefused(String given) {
        assertThatThrownBy(() -> PaperName.of(given))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("không hợp lệ")
                .hasMessageNotContaining("\u202e");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThat(PaperName.of("a".repeat(196) + ".pdf")).hasSize(200);
        assertThatThrownBy(() -> PaperName.of("a".repeat(197) + ".pdf"))
                .hasMessageContaining("dài 201 ký tự; tối đa 200");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Phones store the corner that is top left for the viewer as another corner. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 48, 32",
        "2, 32, 0, 48, 32",
        "3, 32, 16, 48, 32",
        "4, 0, 16, 48, 32",
        "5, 0, 0, 32, 48",
        "6, 0, 16, 32, 48",
        "7, 32, 16, 32, 48",
        "8, 32, 0, 32, 48"
    })
    void aPhonesPictureStandsUpright(int orientation, int x, int y, int width, int height) throws Exception {
        BufferedImage stored = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = stored.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(x, y, 16, 16);
        pen.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(stored, "jpg", jpeg);

        BufferedImage page = ImageIO.read(
                new ByteArrayInputStream(Preview.page(Kind.JPEG, withOrientation(jpeg.toByteArray(), orientation), 1)));

        assertThat(List.of(page.getWidth(), page.getHeight())).containsExactly(width, height);
        assertThat(new Color(page.getRGB(5, 5)).getRed()).isGreaterThan(200);
        assertThat(new Color(page.getRGB(width - 5, height - 5)).getRed()).isLessThan(50);
    }

    @Test
    void aPictureWhoseExifEndsTooSoonIsDrawnAsItLies() throws Exception {
        byte[] whole = withOrientation(PaperFiles.picture("jpg", 48, 32), 6);
        whole[12 + 7] = 0x7F;

        BufferedImage page = ImageIO.read(new ByteArrayInputStream(Preview.page(Kind.JPEG, whole, 1)));

        assertThat(page.getWidth()).isEqualTo(48);
    }

    /** In either order of bytes: an even number in that of Intel. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        boolean isIntel = orientation % 2 == 0;
        ByteBuffer tiff = ByteBuffer.allocate(26).order(isIntel ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put((isIntel ? "II" : "MM").getBytes(StandardCharsets.US_ASCII)).putShort((short) 42);
        tiff.putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + 36);
        all.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
        all.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
        return all.put(jpeg, 2, jpeg.length - 2).array();
    }
}
