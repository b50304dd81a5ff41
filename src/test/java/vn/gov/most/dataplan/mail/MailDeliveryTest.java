package vn.gov.most.dataplan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static vn.gov.most.dataplan.mail.Samples.DAY;
import static vn.gov.most.dataplan.mail.Samples.HANH;
import static vn.gov.most.dataplan.mail.Samples.NASATI;
import static vn.gov.most.dataplan.mail.Samples.reminderTo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import vn.gov.most.dataplan.Databases;

class MailDeliveryTest {

    @Nested
    class ThroughARealServer {

        private GreenMail server;

        @BeforeEach
        void start() {
            server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
            server.start();
        }

        @AfterEach
        void stop() {
            server.stop();
        }

        @Test
        void theMailArrivesAsItWasWritten() throws Exception {
            try (MailRoom room = room(Databases.H2)) {
                MailIntent intent = reminderTo(HANH);
                long id = room.write(intent);

                room.deliver(id);

                MimeMessage mail = onlyMail();
                assertThat(mail.getSubject()).isEqualTo("[Kế hoạch NĐ 47] Nhắc việc ngày 14/12/2026: 1 sắp đến hạn");
                assertThat(mail.getFrom())
                        .containsExactly(new InternetAddress(
                                "data-plan@most.example", "Trung tâm Công nghệ thông tin", "UTF-8"));
                assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal())
                        .isEqualTo("Trung tâm Công nghệ thông tin");
                assertThat(((InternetAddress) mail.getAllRecipients()[0]).getPersonal())
                        .isEqualTo("Nguyễn Thị Mẫu Hạnh");
                assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("nasati-staff-1@most.example"));
                assertThat(mail.getMessageID()).isEqualTo(room.row(id).get("message_id"));
                assertThat(mail.getSentDate()).isEqualTo(Date.from(Instant.parse("2026-12-14T00:30:00Z")));
                assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                MimeMultipart parts = (MimeMultipart) mail.getContent();
                assertThat(parts.getContentType()).startsWith("multipart/alternative");
                assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
                assertThat(parts.getBodyPart(0).getContent())
                        .isEqualTo(crlf(intent.letter().text()));
                assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
                assertThat(parts.getBodyPart(1).getContent())
                        .isEqualTo(crlf(intent.letter().html()));
                assertThat(raw(mail)).isASCII();
                assertThat(room.row(id)).containsEntry("attempts", 1).containsEntry("last_error", "");
                assertThat(room.row(id).get("sent_at")).isNotNull();
            }
        }

        @Test
        void whatWasSentIsNotSentAgain() {
            try (MailRoom room = room(Databases.H2)) {
                long id = room.write(reminderTo(HANH));

                room.deliver(id);
                room.deliver(id);

                assertThat(server.getReceivedMessages()).hasSize(1);
            }
        }

        @ParameterizedTest
        @EnumSource
        void aKillBetweenTheServersAnswerAndOurCommitCostsOneRepeat(Databases database) throws Exception {
            try (MailRoom room = room(database)) {
                long id = room.write(reminderTo(HANH));

                room.deliverAndDie(id);
                assertThat(room.row(id)).containsEntry("sent_at", null);
                room.deliver(id);
                room.deliver(id);

                MimeMessage[] mails = server.getReceivedMessages();
                assertThat(mails).hasSize(2);
                assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
            }
        }

        @ParameterizedTest
        @EnumSource
        void twoJobsOfOneMailSendOnce(Databases database) throws Exception {
            try (MailRoom room = room(database)) {
                long id = room.write(reminderTo(HANH));
                List<Thread> jobs = Stream.generate(() -> new Thread(() -> room.deliver(id)))
                        .limit(4)
                        .toList();

                jobs.forEach(Thread::start);
                for (Thread job : jobs) {
                    job.join(20_000);
                }

                assertThat(server.getReceivedMessages()).hasSize(1);
            }
        }

        @Test
        void withTheServerDownNothingIsLost() throws Exception {
            try (MailRoom room = room(Databases.H2)) {
                long id = room.write(reminderTo(HANH));
                room.deliver(room.write(reminderTo(NASATI)));
                int port = server.getSmtp().getPort();
                server.stop();

                assertThatThrownBy(() -> room.deliver(id)).isInstanceOf(MailNotSentException.class);
                assertThatThrownBy(() -> room.deliver(id))
                        .isInstanceOf(MailNotSentException.class)
                        .hasNoCause()
                        .hasMessage("Chưa gửi được thư cho Nguyễn Thị Mẫu Hạnh: không kết nối được với máy chủ thư.");
                assertThat(room.row(id))
                        .containsEntry("sent_at", null)
                        .containsEntry("attempts", 2)
                        .containsEntry("last_error", "không kết nối được với máy chủ thư");

                server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
                server.start();
                room.deliver(id);

                assertThat(onlyMail().getMessageID()).isEqualTo(room.row(id).get("message_id"));
                assertThat(room.row(id)).containsEntry("attempts", 3).containsEntry("last_error", "");
            }
        }

        private MailRoom room(Databases database) {
            return MailRoom.sendingTo(server.getSmtp().getPort(), database.migrated());
        }

        private MimeMessage onlyMail() {
            assertThat(server.getReceivedMessages()).hasSize(1);
            return server.getReceivedMessages()[0];
        }
    }

    @Nested
    class ThroughAServerThatMisbehaves {

        private ScriptedSmtpServer server;
        private MailRoom room;

        @BeforeEach
        void start() throws IOException {
            server = new ScriptedSmtpServer();
            room = MailRoom.sendingTo(
                    server.port(), Databases.H2.migrated(), "spring.mail.properties.mail.smtp.timeout=700");
        }

        @AfterEach
        void stop() throws IOException {
            room.close();
            server.close();
        }

        @Test
        void oneConnectionCarriesManyMails() {
            for (int day = 0; day < 50; day++) {
                room.deliver(room.write(reminderOn(day)));
            }

            assertThat(server.taken).hasSize(50);
            assertThat(server.connections).hasValue(1);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "HELLO   | 421 4.3.2 closing      | máy chủ thư không nhận kết nối",
                    "MAIL    | 421 4.3.2 closing      | máy chủ thư tạm thời chưa nhận thư (mã 421)",
                    "RCPT    | 450 4.2.1 mailbox busy | máy chủ thư tạm thời chưa nhận thư gửi nasati-staff-1@most.example (mã 450)",
                    "RCPT    | 550 5.1.1 no such user | máy chủ thư từ chối địa chỉ nasati-staff-1@most.example (mã 550)",
                    "RCPT    | 421 4.7.0 slow down    | máy chủ thư tạm thời chưa nhận thư gửi nasati-staff-1@most.example (mã 421)",
                    "DATA    | 451 4.3.0 try later    | máy chủ thư tạm thời chưa nhận thư (mã 451)",
                    ".       | 554 5.6.0 refused      | máy chủ thư từ chối thư (mã 554)"
                })
        void anAnswerThatIsNotYesIsToldAndTheMailWaits(String command, String answer, String reason) {
            server.answer(command, answer);
            long id = room.write(reminderTo(HANH));

            assertThatThrownBy(() -> room.deliver(id))
                    .isInstanceOf(MailNotSentException.class)
                    .hasMessage("Chưa gửi được thư cho Nguyễn Thị Mẫu Hạnh: " + reason + ".");
            assertThat(server.taken).isEmpty();
            assertThat(room.row(id)).containsEntry("sent_at", null).containsEntry("last_error", reason);

            room.deliver(id);
            assertThat(server.taken).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
        void aConnectionThatIsCutIsToldAndReplaced(String command) {
            server.cutAt(command);
            long id = room.write(reminderTo(HANH));

            assertThatThrownBy(() -> room.deliver(id))
                    .isInstanceOf(MailNotSentException.class)
                    .hasMessageEndingWith(": kết nối với máy chủ thư bị ngắt giữa chừng.");

            room.deliver(id);
            assertThat(server.taken).hasSize(1);
            assertThat(server.connections).hasValue(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"HELLO", "MAIL", "."})
        void aServerThatDoesNotAnswerHoldsAJobNoLongerThanItsTimeout(String command) {
            server.keepSilentAt(command);
            long id = room.write(reminderTo(HANH));

            assertTimeout(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> room.deliver(id))
                    .isInstanceOf(MailNotSentException.class)
                    .hasMessageEndingWith(": máy chủ thư không trả lời trong thời gian chờ."));
        }

        @Test
        void oneRefusedRecipientLeavesTheOthersAlone() {
            room.deliver(room.write(reminderTo(NASATI)));
            long refused = room.write(reminderTo(HANH));
            server.answer("RCPT", "550 5.1.1 no such user");

            assertThatThrownBy(() -> room.deliver(refused)).isInstanceOf(MailNotSentException.class);
            for (int day = 1; day < 5; day++) {
                room.deliver(room.write(reminderOn(day)));
            }

            assertThat(server.taken).hasSize(5).noneMatch(mail -> mail.contains(messageId(refused)));
            assertThat(server.connections).hasValue(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"MAIL", "RCPT", "."})
        void aServerThatClosesAConnectionAfterEnoughMailsGetsANewOneAtOnce(String command) {
            room.deliver(room.write(reminderOn(0)));
            server.answer(command, "421 4.7.0 too many messages on this connection");

            room.deliver(room.write(reminderOn(1)));

            assertThat(server.taken).hasSize(2);
            assertThat(server.connections).hasValue(2);
        }

        private String messageId(long id) {
            return (String) room.row(id).get("message_id");
        }

        @Test
        void aConnectionThatTheServerForgotIsNoticedBeforeAMailIsRisked() throws Exception {
            JavaMailSenderImpl sender = room.bean(JavaMailSenderImpl.class);
            AtomicLong nanoTime = new AtomicLong();
            try (SmtpTransport carrier = new SmtpTransport(sender, Duration.ofSeconds(30), nanoTime::get)) {
                carrier.carry(message(sender));
                server.cutAll();
                nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());

                carrier.carry(message(sender));
            }
            assertThat(server.taken).hasSize(2);
        }

        private static MimeMessage message(JavaMailSenderImpl sender) throws MessagingException {
            MimeMessage message = sender.createMimeMessage();
            message.setRecipients(Message.RecipientType.TO, "hanh@most.example");
            message.setText("Nhắc việc");
            return message;
        }

        @Test
        void anIdleConnectionIsClosed() throws Exception {
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(server.port());
            try (SmtpTransport carrier = new SmtpTransport(sender, Duration.ofMillis(200), System::nanoTime)) {
                MailJournal.WrittenMail mail = new MailJournal.WrittenMail(
                        1, HANH.address(), HANH.name(), reminderTo(HANH).letter(), "<1@most.example>", null);
                carrier.carry(new WrittenMessage(sender.getSession(), Samples.SETTINGS, mail, Samples.CLOCK.instant()));
                assertThat(server.openConnections()).isEqualTo(1);

                await().atMost(Duration.ofSeconds(5)).until(() -> server.openConnections() == 0);
            }
        }

        @Test
        void theTimeoutsAreOursUnlessSet() {
            Properties ours = new Properties();
            try (MailRoom other = MailRoom.sendingTo(server.port(), Databases.H2.migrated())) {
                ours.putAll(other.bean(JavaMailSenderImpl.class).getJavaMailProperties());
            }
            assertThat(ours)
                    .containsEntry("mail.smtp.connectiontimeout", "10000")
                    .containsEntry("mail.smtp.timeout", "20000")
                    .containsEntry("mail.smtp.writetimeout", "20000");
            assertThat(room.bean(JavaMailSenderImpl.class).getJavaMailProperties())
                    .containsEntry("mail.smtp.timeout", "700");
        }

        @Test
        void nobodyWithoutAnAddressIsTried() {
            long id = room.write(reminderTo(new Recipient("p", Recipient.Kind.PERSON, "Trần Văn Mẫu", "")));

            assertThatThrownBy(() -> room.deliver(id))
                    .isInstanceOf(MailNotSentException.class)
                    .hasMessage("Chưa gửi được thư cho Trần Văn Mẫu: chưa có địa chỉ thư điện tử hợp lệ.");
            assertThat(server.connections).hasValue(0);
        }

        @Test
        void theCallersTransactionCanGoOnAfterAFailure() {
            server.answer("MAIL", "450 later");
            long id = room.write(reminderTo(HANH));

            room.transaction.executeWithoutResult(status -> {
                assertThatThrownBy(() -> room.bean(MailDelivery.class).deliver(id))
                        .isInstanceOf(MailNotSentException.class);
                room.journal().writeCopy(reminderTo(HANH), NASATI);
            });

            assertThat(room.row(id)).containsEntry("attempts", 1);
            assertThat(room.jdbc
                            .sql("select count(*) from dp_mail")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    @Test
    void withoutAServerMailsBecomeFiles(@TempDir Path folder) throws Exception {
        Path target = folder.resolve("mail");
        try (MailRoom room = MailRoom.writingTo(target.toString(), Databases.H2.migrated())) {
            long id = room.write(reminderTo(HANH));

            room.deliverAndDie(id);
            room.deliver(id);

            try (Stream<Path> files = Files.list(target)) {
                List<Path> all = files.toList();
                assertThat(all).hasSize(1);
                assertThat(all.get(0).getFileName().toString()).matches("2026-12-14\\.[0-9a-f]{32}\\.eml");
                try (InputStream in = Files.newInputStream(all.get(0))) {
                    MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
                    assertThat(mail.getMessageID()).isEqualTo(room.row(id).get("message_id"));
                    assertThat(((MimeMultipart) mail.getContent())
                                    .getBodyPart(0)
                                    .getContent())
                            .isEqualTo(crlf(reminderTo(HANH).letter().text()));
                }
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAsAMailThatWaits(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (MailRoom room = MailRoom.writingTo(file.toString(), Databases.H2.migrated())) {
            long id = room.write(reminderTo(HANH));

            assertThatThrownBy(() -> room.deliver(id))
                    .isInstanceOf(MailNotSentException.class)
                    .hasMessageEndingWith(": không ghi được tệp thư.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nasati-staff-1@most.example, true",
        "văn.mẫu@most.example, false",
        "'a@most.example, b@most.example', false",
        "'Tên <a@most.example>', false",
        "most.example, false",
        "a@, false",
        "'a@most.example\r\nBcc: b@most.example', false",
        "'', false"
    })
    void onlyAPlainAddressIsValid(String address, boolean valid) {
        assertThat(new Recipient("p", Recipient.Kind.PERSON, "Tên", address).hasValidAddress())
                .isEqualTo(valid);
    }

    private static MailIntent reminderOn(int day) {
        MailIntent intent = reminderTo(HANH);
        return new MailIntent(intent.to(), intent.occasion(), DAY.plusDays(day + 1), intent.letter(), intent.about());
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    private static String raw(MimeMessage mail) throws Exception {
        try (InputStream in = mail.getRawInputStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1)
                    + String.join("\n", java.util.Collections.list(mail.getAllHeaderLines()));
        }
    }
}
