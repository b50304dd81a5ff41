package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.gov.most.dataplan.Databases;

/**
 * With the program's settings, everything that H2 has confirmed survives kills of a file that is some minutes old. With
 * a RETENTION_TIME of 45 seconds, three of sixty kills lost the last commits.
 */
@Tag("alone")
@EnabledIfSystemProperty(named = "dataplan.twenty-kills", matches = "true")
class KilledFileTest {

    private static final int KILLS = 40;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterEachKill() throws Exception {
        String url = url();
        Random random = new Random();
        Set<String> acknowledged = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("create table line (id varchar(40) primary key, words varchar(600))");
        }
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(workUntilKilled(url, kill, 2000 + random.nextInt(4000)));
            try (Connection connection = DriverManager.getConnection(url)) {
                List<String> stored = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                        .sql("select id from line")
                        .query(String.class)
                        .list();
                Set<String> lost = new HashSet<>(acknowledged);
                stored.forEach(lost::remove);
                assertThat(lost).as("after kill " + kill).isEmpty();
            }
        }
    }

    private String url() {
        return Databases.fileUrl(folder.resolve("lines"))
                .replace("jdbc:h2:waiting:", "jdbc:h2:file:")
                // The orderly end after each look would make it a young file again
                .replaceFirst("MAX_COMPACT_TIME=\\d+", "MAX_COMPACT_TIME=0");
    }

    private static List<String> workUntilKilled(String url, int kill, int lines)
            throws IOException, InterruptedException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Worker.class.getName(),
                        url,
                        String.valueOf(kill))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader output = worker.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == lines) {
                    // Killed through its handle, so that its earlier output can still be read
                    worker.toHandle().destroyForcibly();
                }
            }
        }
        worker.waitFor();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(lines);
        return acknowledged;
    }

    /** Four threads that write, and print what was committed. */
    static final class Worker {

        public static void main(String[] arguments) {
            for (int thread = 0; thread < 4; thread++) {
                String prefix = arguments[1] + "-" + thread + "-";
                new Thread(() -> work(arguments[0], prefix)).start();
            }
        }

        private static void work(String url, String prefix) {
            Random random = new Random();
            try (Connection connection = DriverManager.getConnection(url);
                    PreparedStatement insert = connection.prepareStatement("insert into line values (?, ?)");
                    PreparedStatement update = connection.prepareStatement("update line set words = ? where id = ?")) {
                connection.setAutoCommit(false);
                for (int line = 0; ; line++) {
                    insert.setString(1, prefix + line);
                    insert.setString(2, "x".repeat(400));
                    insert.executeUpdate();
                    update.setString(1, "y".repeat(500));
                    update.setString(2, prefix + random.nextInt(line + 1));
                    update.executeUpdate();
                    connection.commit();
                    System.out.println(prefix + line);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
