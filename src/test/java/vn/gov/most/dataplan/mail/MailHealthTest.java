package vn.gov.most.dataplan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.mail.Samples.HANH;
import static vn.gov.most.dataplan.mail.Samples.MINISTER;
import static vn.gov.most.dataplan.mail.Samples.NASATI;
import static vn.gov.most.dataplan.mail.Samples.reminderTo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.engine.PartHealth;

/** The health of mail, up and down; now is 14/12/2026, 07:30. */
class MailHealthTest {

    private static final Instant NOW = Samples.CLOCK.instant();

    @Test
    void aServerThatAnswersIsWellAndOneThatIsGoneIsNot() throws IOException {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try (MailRoom room = MailRoom.sendingTo(server.getSmtp().getPort(), Databases.H2.migrated())) {
            assertThat(fault(room)).isEmpty();
            server.stop();
            assertThat(fault(room)).hasValue("Chưa gửi được thư: không kết nối được với máy chủ thư.");
        } finally {
            server.stop();
        }
    }

    @Test
    void aPasswordThatTheServerRefusesIsToldWithoutIt() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()
                        .answer("EHLO", "250-localhost\r\n250 AUTH PLAIN LOGIN")
                        .answer("AUTH", "535 5.7.8 no");
                MailRoom room = MailRoom.sendingTo(
                        server.port(),
                        Databases.H2.migrated(),
                        "spring.mail.username=sender",
                        "spring.mail.password=very-secret",
                        "spring.mail.properties.mail.smtp.auth=true")) {
            assertThat(fault(room))
                    .hasValueSatisfying(fault ->
                            assertThat(fault).startsWith("Chưa gửi được thư: ").doesNotContain("secret", "sender"));
        }
    }

    @Test
    void theServerIsNotCalledWithEveryLook() throws IOException {
        AtomicLong nanoTime = new AtomicLong();
        try (ScriptedSmtpServer server = new ScriptedSmtpServer();
                MailRoom room = MailRoom.sendingTo(server.port(), Databases.H2.migrated())) {
            PartHealth health = new PartHealth(MailHealth.KEPT, nanoTime::get, () -> fault(room));
            for (int look = 0; look < 10; look++) {
                assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            }
            assertThat(server.connections).hasValue(1);
            nanoTime.set(Duration.ofSeconds(30).toNanos());
            health.health();
            assertThat(server.connections).hasValue(2);
        }
    }

    /** Takes connections and says nothing. */
    @Test
    void aServerThatSaysNothingHoldsNobodyUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                MailRoom room = MailRoom.sendingTo(silent.getLocalPort(), Databases.H2.migrated())) {
            HealthIndicator health = room.bean(HealthIndicator.class);
            long begin = System.nanoTime();
            assertThat(health.health().getStatus()).isEqualTo(PartHealth.DEGRADED);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(health.health().getDetails()).containsEntry("message", "Không trả lời trong 2 giây.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void mailsThatWaitAreToldUntilTheyAreIncidents(Databases database, @TempDir Path folder) {
        try (MailRoom room = MailRoom.writingTo(folder.toString(), database.migrated())) {
            long id = room.write(reminderTo(HANH));
            assertThat(fault(room)).isEmpty();

            written(room, id, Duration.ofMinutes(61));
            assertThat(fault(room)).hasValue("1 thư chưa gửi được sau hơn một giờ, xem Cockpit.");
            written(room, room.write(reminderTo(NASATI)), Duration.ofDays(2));
            assertThat(fault(room)).hasValue("2 thư chưa gửi được sau hơn một giờ, xem Cockpit.");
            written(room, room.write(reminderTo(MINISTER)), Duration.ofDays(4));
            assertThat(fault(room)).hasValue("2 thư chưa gửi được sau hơn một giờ, xem Cockpit.");

            long trial = room.journal().writeTrial(HANH, new Letter("Thư thử", "", ""), "smtp");
            written(room, trial, Duration.ofHours(2));
            assertThat(fault(room)).hasValue("2 thư chưa gửi được sau hơn một giờ, xem Cockpit.");

            room.deliver(id);
            assertThat(fault(room)).hasValue("1 thư chưa gửi được sau hơn một giờ, xem Cockpit.");
            room.jdbc.sql("update dp_mail set to_address = ''").update();
            assertThat(fault(room)).isEmpty();
        }
    }

    private static Optional<String> fault(MailRoom room) {
        return MailHealth.fault(room.journal(), room.sender());
    }

    private static void written(MailRoom room, long id, Duration ago) {
        room.jdbc
                .sql("update dp_mail set written_at = :at where id = :id")
                .param("at", OffsetDateTime.ofInstant(NOW.minus(ago), ZoneOffset.UTC))
                .param("id", id)
                .update();
    }
}
