package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** What takes a mail out of the program. */
interface Carrier {

    /** Returns when the mail is in other hands: a repeat is then no longer wanted. */
    void carry(MimeMessage message) throws MessagingException, IOException;
}
