package vn.gov.most.dataplan.processes;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A stage in a ministry of five units whose mails a real SMTP server receives, so few a job that most need several: one
 * server and one context for all tests of this kind.
 */
abstract class MailStage extends Stage {

    static final GreenMail SERVER = atAFreePort();

    /** Addresses that the server does not take. */
    static final Set<String> REFUSED = new HashSet<>();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        startServer();
        Path ministry = Files.createTempDirectory(Path.of("target"), "ministry-of-five-");
        for (String file : List.of("organisation.yml", "organisation-demo-people.yml")) {
            Files.copy(Path.of("src/test/resources/small-ministry", file), ministry.resolve(file));
        }
        settings.add("dataplan.ministry-folder", ministry::toString);
        settings.add("spring.datasource.url", () -> "jdbc:h2:mem:mails;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=1024");
        settings.add("dataplan.mails-a-job", () -> 2);
        settings.add("spring.mail.host", () -> "127.0.0.1");
        settings.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
    }

    private static GreenMail atAFreePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return new GreenMail(new ServerSetup(any.getLocalPort(), "127.0.0.1", "smtp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also after it was stopped. */
    static void startServer() {
        SERVER.start();
        SERVER.getUserManager().setMessageDeliveryHandler((message, address) -> {
            String email = address.getEmail();
            if (REFUSED.contains(email)) {
                throw new UserException("No such user: " + email);
            }
            GreenMailUser user = SERVER.getUserManager().getUserByEmail(email);
            return user == null ? SERVER.getUserManager().createUser(email, email, email) : user;
        });
    }

    @BeforeEach
    void nothingReceived() {
        peopleAreTold();
        REFUSED.clear();
        try {
            SERVER.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    static String address(MimeMessage mail) {
        try {
            return ((InternetAddress) mail.getAllRecipients()[0]).getAddress();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
