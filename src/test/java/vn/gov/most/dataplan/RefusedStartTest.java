package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the machine does not give ends the start with a Vietnamese paragraph that says what to do, and with nothing else: in
 * a process of its own, where the language of the machine is none.
 */
class RefusedStartTest {

    @TempDir
    Path home;

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
    void aModelThatIsNone() throws Exception {
        Files.createDirectories(home.resolve("models/processes"));
        Files.writeString(home.resolve("models/processes/own.bpmn"), "no model");

        assertThat(start("--spring.datasource.url=jdbc:h2:mem:own"))
                .contains(
                        "Tệp \"processes/own.bpmn\", dòng 1: không hợp lệ (",
                        "); được phép: sơ đồ BPMN 2.0, lưu từ Camunda Modeler.");
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
            assertThat(start(
                            "--spring.datasource.url=jdbc:h2:mem:own;QUERY_CACHE_SIZE=512",
                            "--dataplan.open-at-start=false",
                            "--server.port=" + taken.getLocalPort()))
                    .contains(
                            "Cổng %d đang được một chương trình khác sử dụng.".formatted(taken.getLocalPort()),
                            "Dừng chương trình đó, hoặc đặt SERVER_PORT là một cổng khác, rồi khởi động lại.");
        }
    }

    /** What it says in the end; in a terminal that knows no letter of Vietnamese. */
    private String start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                home.resolve("models") + File.pathSeparator + classPath(),
                DataPlanApplication.class.getName(),
                "--spring.profiles.active=demo"));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("start", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("LC_ALL", "POSIX");
        builder.environment().put("SERVER_PORT", "0");
        Process program = builder.start();
        try {
            assertThat(program.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            program.destroyForcibly();
        }
        String all = Files.readString(said);
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(all).doesNotContain("\tat ");
        return all;
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
