package vn.gov.most.dataplan.mail;

/**
 * A mail that could not be sent now. The message is Vietnamese, names the person and the reason, and stands in the
 * incident that an administrator reads; how the server said it stands in the log.
 */
public class MailNotSentException extends RuntimeException {

    MailNotSentException(String name, String reason) {
        super("Chưa gửi được thư cho %s: %s.".formatted(name, reason));
    }

    /** What an incident shows: the engine writes the text of the exception there, not its message. */
    @Override
    public String toString() {
        return getMessage();
    }
}
