package vn.gov.most.dataplan;

import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** When an H2 file cannot be opened, the start stops with a sentence instead of a stack trace. */
class DatabaseFileFaults extends AbstractFailureAnalyzer<SQLException> {

    static final String IN_USE = "đang được một chương trình khác sử dụng";

    private static final Set<Integer> NOT_OPENED = Set.of(
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.FILE_CREATION_FAILED_1,
            ErrorCode.FILE_VERSION_ERROR_1,
            ErrorCode.DATABASE_IS_READ_ONLY);

    private final Environment settings;

    DatabaseFileFaults(Environment settings) {
        this.settings = settings;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String file = "Tệp cơ sở dữ liệu của \"%s\" "
                .formatted(settings.getProperty("spring.datasource.url", "").replaceAll(";.*", ""));
        if (isInUse(cause)) {
            return new FailureAnalysis(
                    file + IN_USE + ".",
                    "Dừng chương trình đang chạy với tệp này, hoặc chạy ở thư mục khác, rồi khởi động lại.",
                    cause);
        }
        return NOT_OPENED.contains(cause.getErrorCode())
                ? new FailureAnalysis(
                        file + "không mở được: " + cause.getMessage(),
                        "Kiểm tra tệp và quyền ghi; nếu tệp đã hỏng, khôi phục từ bản sao lưu, rồi khởi động lại.",
                        cause)
                : null;
    }

    static boolean isInUse(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    }
}
