package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** A transport for mails. */
interface MailTransport {

    /** Returns once the mail is handed over, after which it must not be sent again. */
    void carry(MimeMessage message) throws MessagingException, IOException;
}
