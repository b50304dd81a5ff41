package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.util.Optional;

/**
 * Published when a row of the ledger changes, in the same transaction.
 *
 * @param by the user's id; empty in a job
 */
public record LedgerChanged(ObligationKey obligation, Verb verb, Instant at, Optional<String> by) {

    /** The kinds of change, with the words for a refusal. */
    public enum Verb {
        OPEN("mở"),
        OPEN_AGAIN("mở lại"),
        SEND("gửi"),
        ACCEPT("chấp nhận"),
        RETURN_FOR_MENDING("trả lại để chỉnh sửa"),
        CONSOLIDATE("tổng hợp"),
        SIGN("phê duyệt"),
        FINISH("hoàn thành"),
        CANCEL("hủy"),
        MOVE("dời hạn"),
        CLOSE("đóng");

        private final String vietnamese;

        Verb(String vietnamese) {
            this.vietnamese = vietnamese;
        }

        String vietnamese() {
            return vietnamese;
        }
    }
}
