package vn.gov.most.dataplan.dossier;

/** The reason for refusing a file: half a Vietnamese sentence that follows the file's name. */
final class NotAllowed extends Exception {

    NotAllowed(String why) {
        super(why);
    }

    static NotAllowed damaged() {
        return new NotAllowed("không đọc được, có thể tệp đã hỏng; mở thử trên máy, lưu lại rồi tải lên.");
    }
}
