package vn.gov.most.dataplan.obligation;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the ledger has changed; told in the transaction that changes it.
 *
 * @param by the id of the person; empty in a job
 */
public record LedgerChanged(ObligationKey obligation, Verb verb, Instant at, Optional<String> by) {

    /** What happens to an obligation, with the words of its refusal. */
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
