package vn.gov.most.dataplan.obligation;

/**
 * The status of an obligation in relation to its date. Only "late from" decides whether it is overdue or was done
 * late.
 */
public enum Status {
    IN_TIME("Trong hạn"),
    DUE_SOON("Sắp đến hạn"),
    OVERDUE("Quá hạn"),
    DONE("Hoàn thành đúng hạn"),
    DONE_LATE("Hoàn thành quá hạn"),
    WAIVED("Được miễn"),
    CANCELLED("Đã hủy"),
    PAUSED("Đang tạm dừng"),
    NOT_APPLICABLE("Không áp dụng");

    private final String vietnamese;

    Status(String vietnamese) {
        this.vietnamese = vietnamese;
    }

    public String vietnamese() {
        return vietnamese;
    }
}
