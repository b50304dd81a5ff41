package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Whether mails leave: the server answers, and none waits that could have been sent. */
final class MailHealth {

    /** The server is not called with every look. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private MailHealth() {}

    /** @param server null where each mail becomes a file */
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
