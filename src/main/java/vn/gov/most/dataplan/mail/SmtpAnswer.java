package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * The server's answer when it did not accept a mail.
 *
 * @param toRecipient whether it refused the address and not the mail
 */
record SmtpAnswer(int code, boolean toRecipient) {

    /** Empty if the server did not answer. */
    static Optional<SmtpAnswer> of(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException refused && refused.getReturnCode() > 0) {
                return Optional.of(new SmtpAnswer(refused.getReturnCode(), true));
            }
        }
        return failure instanceof SMTPSendFailedException refused && refused.getReturnCode() > 0
                ? Optional.of(new SmtpAnswer(refused.getReturnCode(), false))
                : Optional.empty();
    }

    /** The next cause: Jakarta Mail chains some exceptions in its own way. */
    static Throwable next(Throwable cause) {
        return cause instanceof MessagingException chained ? chained.getNextException() : cause.getCause();
    }

    boolean isForGood() {
        return code >= 500;
    }
}
