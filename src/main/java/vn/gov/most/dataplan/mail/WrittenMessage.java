package vn.gov.most.dataplan.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A mail of the journal as a MIME message, with the stored Message-ID. */
final class WrittenMessage extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    WrittenMessage(Session session, MailSettings settings, MailJournal.WrittenMail mail, Instant now)
            throws MessagingException, UnsupportedEncodingException {
        super(session);
        messageId = mail.messageId();
        setFrom(new InternetAddress(settings.from(), settings.fromName(), UTF_8));
        setRecipient(Message.RecipientType.TO, new InternetAddress(mail.address(), mail.name(), UTF_8));
        setSubject(mail.letter().subject(), UTF_8);
        setSentDate(Date.from(now));
        setHeader("Content-Language", "vi");
        // Suppresses out-of-office replies.
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("X-Auto-Response-Suppress", "All");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.letter().text(), UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.letter().html(), UTF_8, "html");
        setContent(new MimeMultipart("alternative", text, html));
        saveChanges();
    }

    /** Keeps the Message-ID when the message is saved again. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
