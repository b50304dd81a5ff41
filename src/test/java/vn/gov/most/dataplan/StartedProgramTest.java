package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in a process of its own, on a machine without a language setting: its messages are Vietnamese all the
 * same. If the machine lacks something, the start ends with a paragraph that says what to do, and with no other output.
 */
class StartedProgramTest {

    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @TempDir
    Path log;

    @Test
    void aMinistrysFolderThatIsNotThere() throws Exception {
        assertThat(start("--dataplan.ministry-folder=none"))
                .contains(
                        "Cài đặt \"dataplan.ministry-folder\": không có thư mục %s; được phép: thư mục có tệp của Bộ, hoặc"
                                        .formatted(home.resolve("none"))
                                + " bỏ cài đặt này để dùng các tệp kèm theo chương trình.",
                        "Sửa các tệp nêu trên rồi khởi động lại.");
    }

    @Test
    void foldersThatTakeNoFileAreToldAtOnceAndNothingIsOpened() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");

        assertThat(start("--spring.datasource.url=jdbc:h2:waiting:./file/data", "--dataplan.mail.folder=file/mail"))
                .contains(
                        "Cài đặt \"spring.datasource.url\": không ghi được vào thư mục %s.\n".formatted(file),
                        "Cài đặt \"dataplan.mail.folder\": không ghi được vào thư mục %s.\n"
                                .formatted(file.resolve("mail")),
                        "Cấp quyền ghi cho tài khoản chạy chương trình, hoặc đặt thư mục khác trong cài đặt nêu trên, rồi"
                                + " khởi động lại.");
    }

    @Test
    void aFolderWhoseNameThisLanguageCannotSay() throws Exception {
        assertThat(start("--dataplan.mail.folder=thư", "--dataplan.ministry-folder=bộ"))
                .contains("Cài đặt \"dataplan.mail.folder\": đường dẫn th", "đặt biến môi trường LC_ALL=C.UTF-8.");
        assertThat(start("--spring.datasource.url=jdbc:h2:mem:own", "--dataplan.ministry-folder=bộ"))
                .contains("Cài đặt \"dataplan.ministry-folder\": đường dẫn b", "đặt biến môi trường LC_ALL=C.UTF-8;");
    }

    @Test
    void aHomeWhoseNameThisLanguageCannotSay() throws Exception {
        home = Files.createDirectory(home.resolve("dữ liệu"));

        assertThat(start())
                .isEqualTo(
                        "Tên thư mục đang chạy chương trình có ký tự mà máy này không đọc được. Nếu là chữ có dấu, đặt"
                                + " biến môi trường LC_ALL=C.UTF-8 rồi khởi động lại.\n");
    }

    @Test
    void aDatabaseThatAnotherProgramHasOpen() throws Exception {
        try (Connection other =
                DriverManager.getConnection("jdbc:h2:file:" + home.resolve("data/data-plan"), "sa", "")) {
            assertThat(other.isValid(1)).isTrue();
            assertThat(start())
                    .contains(
                            "Tệp cơ sở dữ liệu của \"jdbc:h2:waiting:./data/data-plan\" đang được một chương trình khác sử"
                                    + " dụng.",
                            "Dừng chương trình đang chạy với tệp này, hoặc chạy ở thư mục khác, rồi khởi động lại.");
        }
    }

    @Test
    void aDatabaseThatIsNone() throws Exception {
        Files.createDirectory(home.resolve("data"));
        Files.writeString(home.resolve("data/data-plan.mv.db"), "no database");

        assertThat(start())
                .contains(
                        "Tệp cơ sở dữ liệu của \"jdbc:h2:waiting:./data/data-plan\" không mở được: ",
                        "Kiểm tra tệp và quyền ghi; nếu tệp đã hỏng, khôi phục từ bản sao lưu, rồi khởi động lại.");
    }

    @Test
    void aPortThatAnotherProgramHas() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(start("--server.port=" + taken.getLocalPort()))
                    .contains(
                            "Cổng %d đang được một chương trình khác sử dụng.".formatted(taken.getLocalPort()),
                            "Dừng chương trình đó, hoặc đặt SERVER_PORT là một cổng khác, rồi khởi động lại.");
            // Before anything is done
            assertThat(home.resolve("data")).doesNotExist();
        }
    }

    @Test
    void whatIsLoggedStoredAndMailedIsVietnamese() throws Exception {
        Files.createDirectory(home.resolve("data"));
        int port = freePort();
        Process program = process("--server.port=" + port);
        try {
            await().atMost(BOUND).until(() -> {
                assertThat(program.isAlive()).as("it runs").isTrue();
                return said().contains("Bản dùng thử đã sẵn sàng: http://127.0.0.1:" + port);
            });
            assertThat(ask(port, "GET", "/process-definition/key/ii4-data-quality/xml", ""))
                    .contains("name=\\\"Phê duyệt Báo cáo của Bộ\\\"");
            Matcher job = Pattern.compile("\"id\":\"([^\"]+)\"")
                    .matcher(ask(port, "GET", "/job?timers=true&processDefinitionKey=tell-news", ""));
            assertThat(job.find()).isTrue();
            ask(port, "POST", "/job/" + job.group(1) + "/execute", "{}");
            Path mails = home.resolve("data/mail");
            await().atMost(BOUND)
                    .until(() -> Files.isDirectory(mails)
                            && mails(mails)
                                    .anyMatch(mail -> read(mail).startsWith("[Kế hoạch NĐ 47] Công việc mới: ")));
            assertThat(mails(mails)).map(StartedProgramTest::read).allSatisfy(mail -> assertThat(mail)
                    .startsWith("[Kế hoạch NĐ 47] ")
                    .contains("Kính gửi")
                    .doesNotContain("?ng", "\uFFFD"));
        } finally {
            program.destroyForcibly();
            program.waitFor();
        }
    }

    /** Its subject and its plain text. */
    private static String read(Path mail) {
        try (InputStream in = Files.newInputStream(mail)) {
            MimeMessage message = new MimeMessage(null, in);
            return message.getSubject() + "\n"
                    + ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Path> mails(Path folder) throws IOException {
        return Files.list(folder).filter(file -> file.toString().endsWith(".eml"));
    }

    private static String ask(int port, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/engine-rest" + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("admin:demo".getBytes()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** The last lines of its output. */
    private String start(String... arguments) throws IOException, InterruptedException {
        Process program = process(arguments);
        try {
            assertThat(program.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(said()).doesNotContain("\tat ");
        return said();
    }

    private String said() throws IOException {
        return Files.readString(log.resolve("said"));
    }

    private Process process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                DataPlanApplication.class.getName(),
                "--spring.profiles.active=demo"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.resolve("said").toFile());
        builder.environment().put("LC_ALL", "POSIX");
        builder.environment().put("SERVER_PORT", "0");
        return builder.start();
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
