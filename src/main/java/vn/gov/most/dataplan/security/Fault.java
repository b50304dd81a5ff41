package vn.gov.most.dataplan.security;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fault of ours that a person met: a sentence with a code, under which the log has the rest. */
final class Fault {

    private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

    private Fault() {}

    /** @param where what was asked for, for the log */
    static String report(String where, Throwable cause) {
        String code = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("{}: {}", code, where, cause);
        return "Thao tác chưa thực hiện được do lỗi hệ thống. Thử lại sau ít phút;"
                + " nếu vẫn lỗi, báo Trung tâm CNTT kèm mã " + code + ".";
    }
}
