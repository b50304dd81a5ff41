package vn.gov.most.dataplan.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.http.HttpStatus;

/**
 * A request body that is refused while it is read, if it is too long, too slow, too deeply nested or contains NUL,
 * which PostgreSQL cannot store. Large bodies share a few permits.
 */
final class LimitedRequestBody extends ServletInputStream {

    /** A form with ten thousand rows has three megabytes. */
    static final int LONGEST = 10 << 20;

    /** The longest reason for a return, with each character encoded in nine. */
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

    /**
     * @param heavy permits for large bodies
     * @param nanos a monotonic clock
     */
    LimitedRequestBody(ServletInputStream source, int longest, boolean isJson, Semaphore heavy, LongSupplier nanos) {
        this(source, longest, isJson, false, heavy, nanos);
    }

    /** @param isFile whether the body is a file and may contain NUL */
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

    /** Waits before any database access, because there are fewer connections than waiting requests. */
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

    /** Call it after the request was answered. */
    void done() {
        if (isHeavy) {
            isHeavy = false;
            heavy.release();
        }
    }

    private void check(byte read) throws RequestBodyRefusedException {
        // In JSON nested in a JSON string the backslash is doubled
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
