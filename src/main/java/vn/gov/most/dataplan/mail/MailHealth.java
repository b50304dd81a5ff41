package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Whether mails are sent: the server answers, and no mail that could be sent is waiting. */
final class MailHealth {

    /** How long a result is kept, so that not every health request connects to the server. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private MailHealth() {}

    /** @param server null if mails are written to a folder */
    static Optional<String> fault(MailJournal journal, JavaMailSenderImpl server) {
        Optional<String> silent = Optional.ofNullable(server).flatMap(MailHealth::call);
        int waiting = journal.waiting();
        return silent.or(() -> Optional.of(waiting)
                .filter(many -> many > 0)
                .map(many -> "%d thư chưa gửi được sau hơn một giờ, xem Cockpit.".formatted(many)));
    }

    private static Optional<String> call(JavaMailSenderImpl server) {
        try {
            server.testConnection();
            return Optional.empty();
        } catch (MessagingException failure) {
            return Optional.of("Chưa gửi được thư: %s.".formatted(MailDelivery.reason(failure, "")));
        }
    }
}
