package vn.gov.most.dataplan.organisation;

/** A file of the register cannot be imported; the message says in Vietnamese which file, entry and field, and what is allowed. */
public class InvalidRegisterException extends RuntimeException {

    InvalidRegisterException(String where, String problem) {
        super("Chưa nhập được danh bạ đơn vị. Tệp " + where + ": " + problem);
    }
}
