package vn.gov.most.dataplan.ministry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Decodes a text file, whatever editor saved it. */
public final class SavedText {

    private static final String ALLOWED = "không phải UTF-8 nên chữ có dấu không đọc được;"
            + " mở tệp bằng Notepad, chọn Save as, ở ô Encoding chọn UTF-8 rồi lưu lại";

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?");

    private SavedText() {}

    /**
     * Accepts UTF-8, or UTF-16 with a byte order mark. The result has no mark, lines end with a line feed, and the
     * text is in Unicode NFC, like everything it is compared with.
     *
     * @param file as faults name it
     * @throws MinistryFileException if the encoding is another one, which cannot be detected safely
     */
    public static String of(String file, byte[] saved) {
        Charset charset = charset(saved);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(saved.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(saved), text, true);
        String read = text.flip().toString();
        // UTF-16 without a mark is valid UTF-8 if it contains ASCII letters only
        int nul = read.indexOf('\0');
        if (result.isError() || nul >= 0) {
            String before = nul < 0 ? read : read.substring(0, nul);
            throw new MinistryFileException(
                    file, "dòng " + (before.chars().filter(c -> c == '\n').count() + 1), ALLOWED);
        }
        String unmarked = read.isEmpty() || read.charAt(0) != BYTE_ORDER_MARK ? read : read.substring(1);
        return Normalizer.normalize(LINE_BREAK.matcher(unmarked).replaceAll("\n"), Normalizer.Form.NFC);
    }

    private static Charset charset(byte[] saved) {
        if (saved.length >= 2 && saved[0] == (byte) 0xFE && saved[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return saved.length >= 2 && saved[0] == (byte) 0xFF && saved[1] == (byte) 0xFE
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }
}
