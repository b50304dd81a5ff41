package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What the server answered where it did not take a mail.
 *
 * @param toRecipient whether it meant the address and not the mail
 */
record SmtpAnswer(int code, boolean toRecipient) {

    /** Empty where the server gave no answer. */
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

    /** Jakarta Mail chains its exceptions in a way of its own. */
    static Throwable next(Throwable cause) {
        return cause instanceof MessagingException chained ? chained.getNextException() : cause.getCause();
    }

    boolean isForGood() {
        return code >= 500;
    }
}
