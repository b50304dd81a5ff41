package vn.gov.most.dataplan.dossier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * The number of pages and the text of the first page of a PDF. Refuses a PDF with scripts, embedded files, launch
 * actions or a password.
 */
record PdfContent(int pages, String firstPage) {

    private static final Set<String> SCRIPTS = Set.of("JS", "JavaScript", "XFA");
    private static final Set<String> FILES = Set.of("EmbeddedFiles", "EF", "RichMedia", "RichMediaContent");
    private static final Set<String> LAUNCHES = Set.of("Launch", "ImportData", "SubmitForm", "RichMediaExecute");
    private static final int DEEPEST = 200;

    /** The minimum gap between two columns, as a multiple of the font size. */
    private static final int COLUMN = 3;

    /**
     * Object streams and cross-reference streams are unpacked as a whole when the PDF is opened. A page's picture may
     * be larger.
     */
    private static final int LARGEST_LIST = 32 << 20;

    private static final int LARGEST_STREAM = 200 << 20;
    private static final int DICTIONARY = 800;
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGINS = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    static PdfContent of(byte[] content, Patience patience) throws NotAllowed, IOException {
        if (!isAt(BEGINS, content, 0)) {
            throw NotAllowed.damaged();
        }
        checkStreams(content, patience);
        try (PDDocument document = Loader.loadPDF(content)) {
            if (document.isEncrypted()) {
                throw encrypted();
            }
            for (COSObjectKey key :
                    List.copyOf(document.getDocument().getXrefTable().keySet())) {
                patience.check();
                check(document.getDocument().getObjectFromPool(key).getObject(), 0);
            }
            check(document.getDocument().getTrailer(), 0);
            int pages = document.getNumberOfPages();
            if (pages < 1) {
                throw NotAllowed.damaged();
            }
            return new PdfContent(pages, firstPage(document, patience));
        } catch (InvalidPasswordException asked) {
            throw encrypted();
        }
    }

    private static NotAllowed encrypted() {
        return new NotAllowed("đặt mật khẩu hoặc giới hạn quyền; bỏ mật khẩu rồi tải lại.");
    }

    private static String firstPage(PDDocument document, Patience patience) throws IOException {
        PDFTextStripper words = new PDFTextStripper() {
            private float end;

            @Override
            protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                patience.check();
                super.processOperator(operator, operands);
            }

            /** Text far to the right starts a new line: for example, a secret mark opposite a date. */
            @Override
            protected void writeString(String text, List<TextPosition> letters) throws IOException {
                TextPosition first = letters.get(0);
                TextPosition last = letters.get(letters.size() - 1);
                if (first.getXDirAdj() - end > COLUMN * first.getFontSizeInPt()) {
                    writeLineSeparator();
                }
                end = last.getXDirAdj() + last.getWidthDirAdj();
                super.writeString(text, letters);
            }
        };
        words.setSortByPosition(true);
        words.setEndPage(1);
        return words.getText(document);
    }

    /** Does not follow references: each referenced object is checked by itself. */
    private static void check(COSBase object, int depth) throws NotAllowed {
        if (depth > DEEPEST) {
            throw NotAllowed.damaged();
        } else if (object instanceof COSDictionary dictionary) {
            for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
                check(entry.getKey().getName());
                if (entry.getKey().equals(COSName.S) && entry.getValue() instanceof COSName kind) {
                    check(kind.getName());
                }
                check(entry.getValue(), depth + 1);
            }
        } else if (object instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                check(array.get(i), depth + 1);
            }
        }
    }

    private static void check(String name) throws NotAllowed {
        if (SCRIPTS.contains(name)) {
            throw new NotAllowed("có mã lệnh (JavaScript, XFA); in lại thành PDF rồi tải lên.");
        } else if (FILES.contains(name)) {
            throw new NotAllowed("có tệp đính kèm bên trong; tải các tệp đó lên riêng.");
        } else if (LAUNCHES.contains(name)) {
            throw new NotAllowed("có lệnh mở chương trình hoặc gửi dữ liệu; in lại thành PDF rồi tải lên.");
        }
    }

    /** Runs before the PDF is parsed, because the parser holds unpacked streams in memory. */
    private static void checkStreams(byte[] content, Patience patience) throws NotAllowed {
        byte[] buffer = new byte[64 << 10];
        for (int i = 1; i + STREAM.length + 2 < content.length; i++) {
            if (content[i] == 's' && content[i - 1] != 'd' && isAt(STREAM, content, i)) {
                int from = i + STREAM.length;
                from += content[from] == '\r' ? 1 : 0;
                from += content[from] == '\n' ? 1 : 0;
                int begins = Math.max(0, i - DICTIONARY);
                String dictionary = new String(content, begins, i - begins, StandardCharsets.ISO_8859_1);
                dictionary = dictionary.substring(Math.max(0, dictionary.lastIndexOf(" obj")));
                boolean isList = dictionary.contains("/ObjStm") || dictionary.contains("/XRef");
                if (dictionary.indexOf("FlateDecode") != dictionary.lastIndexOf("FlateDecode")) {
                    throw tooLarge();
                }
                checkUnpacked(content, from, isList ? LARGEST_LIST : LARGEST_STREAM, buffer, patience);
            }
        }
    }

    private static void checkUnpacked(byte[] content, int from, int largest, byte[] buffer, Patience patience)
            throws NotAllowed {
        if (from + 2 > content.length
                || (content[from] & 0x0f) != 8
                || ((content[from] & 0xff) << 8 | content[from + 1] & 0xff) % 31 != 0) {
            return;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, from, content.length - from);
            long count = 0;
            for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
                patience.check();
                count += read;
                if (count > largest) {
                    throw tooLarge();
                }
            }
        } catch (DataFormatException damaged) {
            // A parser unpacks it only up to this position too
        } finally {
            inflater.end();
        }
    }

    private static NotAllowed tooLarge() {
        return new NotAllowed("nội dung nén bên trong giải ra quá lớn; in lại thành PDF rồi tải lên.");
    }

    private static boolean isAt(byte[] what, byte[] content, int at) {
        if (at + what.length > content.length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (content[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
