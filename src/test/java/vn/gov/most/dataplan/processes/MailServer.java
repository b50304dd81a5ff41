package vn.gov.most.dataplan.processes;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A real SMTP server on a free port, and a small ministry that sends to it. The batches are small, so most mails need
 * several.
 */
final class MailServer {

    private MailServer() {}

    static GreenMail atAFreePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return new GreenMail(new ServerSetup(any.getLocalPort(), "127.0.0.1", "smtp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param folder gets the small ministry's files */
    static void receive(GreenMail server, Path folder, String database, DynamicPropertyRegistry settings)
            throws IOException {
        for (String file : List.of("organisation.yml", "organisation-demo-people.yml")) {
            Files.copy(Path.of("src/test/resources/small-ministry", file), folder.resolve(file));
        }
        settings.add("dataplan.ministry-folder", folder::toString);
        settings.add("spring.datasource.url", () -> "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
        settings.add("dataplan.mails-a-job", () -> 2);
        settings.add("spring.mail.host", () -> "127.0.0.1");
        settings.add("spring.mail.port", () -> server.getSmtp().getPort());
    }

    static String address(MimeMessage mail) {
        try {
            return ((InternetAddress) mail.getAllRecipients()[0]).getAddress();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
