package vn.gov.most.dataplan.dossier;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Creates paper files as office programs write them, new for each test. */
public final class PaperFiles {

    private PaperFiles() {}

    /** Writes the content of a file. */
    interface Writing<T> {
        void to(T file) throws Exception;
    }

    private static byte[] bytes(Writing<OutputStream> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(bytes);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** With so many pages of A4, each with its number. */
    public static byte[] pdf(int pages) {
        return pdf(pages, PDRectangle.A4, document -> {});
    }

    static byte[] pdf(int pages, PDRectangle size, Writing<PDDocument> more) {
        return bytes(out -> {
            try (PDDocument document = new PDDocument()) {
                for (int i = 1; i <= pages; i++) {
                    PDPage page = new PDPage(size);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.beginText();
                        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 24);
                        content.newLineAtOffset(60, 700);
                        content.showText("Trang " + i);
                        content.endText();
                    }
                }
                more.to(document);
                document.save(out);
            }
        });
    }

    /**
     * With a mark in Vietnamese letters on its first page: "ABC" in a font that displays these as M, Ậ and T.
     *
     * @param opposite text in the second column of the same line
     */
    static byte[] markedPdf(String opposite) {
        return pdf(1, PDRectangle.A4, document -> {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            COSStream letters = document.getDocument().createCOSStream();
            try (OutputStream out = letters.createOutputStream()) {
                out.write(
                        """
                        /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
                        1 begincodespacerange <00> <FF> endcodespacerange
                        3 beginbfchar <41> <004D> <42> <1EAC> <43> <0054> endbfchar
                        endcmap end end"""
                                .getBytes(StandardCharsets.US_ASCII));
            }
            font.getCOSObject().setItem(COSName.TO_UNICODE, letters);
            try (PDPageContentStream content = new PDPageContentStream(
                    document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, false)) {
                content.beginText();
                content.setFont(font, 14);
                content.newLineAtOffset(60, 780);
                content.showText("ABC");
                content.newLineAtOffset(200, 0);
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
                content.showText(opposite);
                content.endText();
            }
        });
    }

    static byte[] docx(Writing<XWPFDocument> writing) {
        return bytes(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                writing.to(document);
                document.write(out);
            }
        });
    }

    public static byte[] docx(String... paragraphs) {
        return docx(document -> {
            for (String paragraph : paragraphs) {
                document.createParagraph().createRun().setText(paragraph);
            }
        });
    }

    static byte[] xlsx(String... cells) {
        return bytes(out -> {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                var row = workbook.createSheet("Bảng").createRow(0);
                for (int i = 0; i < cells.length; i++) {
                    row.createCell(i).setCellValue(cells[i]);
                }
                workbook.createSheet("Khác").createRow(0).createCell(0).setCellValue("MẬT");
                workbook.write(out);
            }
        });
    }

    public static byte[] picture(String format, int width, int height) {
        return bytes(out -> {
            BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D drawing = picture.createGraphics();
            drawing.setColor(Color.ORANGE);
            drawing.fillOval(0, 0, width, height);
            ImageIO.write(picture, format, out);
        });
    }

    static byte[] zip(Map<String, byte[]> files) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                }
            }
        });
    }

    /** A ZIP of exactly that size, with one text that nobody has packed. */
    public static byte[] zipOf(int size, String says) {
        int around = 30 + 46 + 22 + 2 * "a.csv".length();
        byte[] text = (says + ";")
                .repeat(size / says.length())
                .substring(0, size - around)
                .getBytes(StandardCharsets.US_ASCII);
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                ZipEntry entry = new ZipEntry("a.csv");
                CRC32 sum = new CRC32();
                sum.update(text);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(text.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(text);
            }
        });
    }

    /** The package with one part more, or another in its place. */
    static byte[] with(byte[] file, String part, String content) {
        try (var in = new ZipInputStream(new ByteArrayInputStream(file))) {
            Map<String, byte[]> parts = new LinkedHashMap<>();
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
            parts.put(part, content.getBytes(StandardCharsets.UTF_8));
            return zip(parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String part(byte[] file, String part) {
        try (var in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(part)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            throw new IllegalArgumentException(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
