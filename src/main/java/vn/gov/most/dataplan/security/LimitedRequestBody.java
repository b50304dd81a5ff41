package vn.gov.most.dataplan.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.http.HttpStatus;

/**
 * What a request carries, refused while it is read: where it is too long, too slow or too deep, or has a NUL, which no
 * database keeps. Whoever carries much waits for one of few places.
 */
final class LimitedRequestBody extends ServletInputStream {

    /** A form of ten thousand rows has three of them. */
    static final int LONGEST = 10 << 20;

    /** The longest reason of a return, each character written as nine. */
    static final int LONGEST_FORM = 40 << 10;

    static final int HEAVY = 256 << 10;
    static final int DEEPEST = 50;

    private static final int PATIENCE_SECONDS = 30;
    private static final long FREE_MILLIS = 10_000;
    private static final int BYTES_A_MILLI = 20;
    private static final byte[] NUL_IN_JSON = {'\\', 'u', '0', '0', '0', '0'};

    private final ServletInputStream source;
    private final int longest;
    private final boolean isJson;
    private final boolean isFile;
    private final Semaphore heavy;
    private final LongSupplier nanos;

    private long begun;
    private long count;
    private boolean isHeavy;
    private boolean isInText;
    private boolean isEscaped;
    private int depth;
    private int ofNul;
    private RequestBodyRefusedException refused;

    /** @param heavy the places of those who carry much; nanos counts time on */
    LimitedRequestBody(ServletInputStream source, int longest, boolean isJson, Semaphore heavy, LongSupplier nanos) {
        this(source, longest, isJson, false, heavy, nanos);
    }

    /** @param isFile whose bytes are no text */
    LimitedRequestBody(
            ServletInputStream source,
            int longest,
            boolean isJson,
            boolean isFile,
            Semaphore heavy,
            LongSupplier nanos) {
        this.source = source;
        this.longest = longest;
        this.isJson = isJson;
        this.isFile = isFile;
        this.heavy = heavy;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (refused != null) {
            throw refused;
        }
        int read = source.read(bytes, offset, length);
        try {
            check(bytes, offset, read);
        } catch (RequestBodyRefusedException first) {
            refused = first;
            throw first;
        }
        return read;
    }

    private void check(byte[] bytes, int offset, int read) throws RequestBodyRefusedException {
        if (read > 0) {
            count += read;
            checkLengthAndTime();
            for (int i = offset; i < offset + read && !isFile; i++) {
                check(bytes[i]);
            }
        }
    }

    private void checkLengthAndTime() throws RequestBodyRefusedException {
        if (count > longest) {
            throw tooLong();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - begun);
        if (millis > FREE_MILLIS + count / BYTES_A_MILLI) {
            throw tooSlow();
        }
        if (!isHeavy && count > HEAVY) {
            enter();
        }
    }

    static RequestBodyRefusedException tooLong() {
        return new RequestBodyRefusedException(HttpStatus.PAYLOAD_TOO_LARGE.value(), "Nội dung gửi lên quá lớn.");
    }

    static RequestBodyRefusedException tooSlow() {
        return new RequestBodyRefusedException(
                HttpStatus.REQUEST_TIMEOUT.value(), "Nội dung gửi lên quá chậm. Kiểm tra đường truyền rồi gửi lại.");
    }

    /** Before anything is asked of the database, whose connections are fewer than those who wait. */
    private void enter() throws RequestBodyRefusedException {
        long before = nanos.getAsLong();
        try {
            isHeavy = heavy.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!isHeavy) {
            throw new RequestBodyRefusedException(
                    HttpStatus.TOO_MANY_REQUESTS.value(),
                    "Máy chủ đang nhận nhiều nội dung lớn cùng lúc. Thử lại sau ít phút.");
        }
        begun += nanos.getAsLong() - before;
    }

    /** To be called when the request has been answered. */
    void done() {
        if (isHeavy) {
            isHeavy = false;
            heavy.release();
        }
    }

    private void check(byte read) throws RequestBodyRefusedException {
        // In a text within a text, such as a list's, the backslash is written twice
        ofNul = read == NUL_IN_JSON[ofNul] ? ofNul + 1 : read == '\\' ? 1 : 0;
        if (read == 0 || ofNul == NUL_IN_JSON.length) {
            throw invalid();
        }
        if (!isJson) {
            return;
        }
        if (isEscaped) {
            isEscaped = false;
        } else if (read == '"') {
            isInText = !isInText;
        } else if (isInText) {
            isEscaped = read == '\\';
        } else if (read == '[' || read == '{') {
            depth++;
        } else if (read == ']' || read == '}') {
            depth--;
        }
        if (depth > DEEPEST) {
            throw invalid();
        }
    }

    static RequestBodyRefusedException invalid() {
        return new RequestBodyRefusedException(HttpStatus.BAD_REQUEST.value(), RestErrors.INVALID);
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    @Override
    public boolean isFinished() {
        return source.isFinished();
    }

    @Override
    public boolean isReady() {
        return source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        source.setReadListener(listener);
    }
}
