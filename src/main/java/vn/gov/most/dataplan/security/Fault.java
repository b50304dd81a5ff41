package vn.gov.most.dataplan.security;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs an internal error and returns a sentence for the user with the code of the log entry. */
final class Fault {

    private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

    private Fault() {}

    /** @param where the requested resource, for the log */
    static String report(String where, Throwable cause) {
        String code = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("{}: {}", code, where, cause);
        return "Thao tác chưa thực hiện được do lỗi hệ thống. Thử lại sau ít phút;"
                + " nếu vẫn lỗi, báo Trung tâm CNTT kèm mã " + code + ".";
    }
}
