package vn.gov.most.dataplan.mail;

/**
 * A mail that could not be sent now. The message is Vietnamese and names the person and the reason, for the incident
 * that an administrator reads; the log has the server's own words.
 */
public class MailNotSentException extends RuntimeException {

    MailNotSentException(String name, String reason) {
        super("Chưa gửi được thư cho %s: %s.".formatted(name, reason));
    }

    /** The engine shows this text in the incident, and not the message. */
    @Override
    public String toString() {
        return getMessage();
    }
}
