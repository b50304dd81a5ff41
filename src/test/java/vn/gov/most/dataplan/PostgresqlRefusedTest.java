package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * With production settings, the program does not start if something is missing, and says what in the operator's
 * language.
 */
@ExtendWith(OutputCaptureExtension.class)
class PostgresqlRefusedTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final PGSimpleDataSource database = (PGSimpleDataSource) Databases.POSTGRESQL.empty();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void aServerThatWritesNothingToTheDisk(CapturedOutput output) throws IOException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            database.setPortNumbers(new int[] {server.getPort()});
            database.setDatabaseName("postgres");

            assertRefused(output, "fsync");
        }
    }

    @Test
    void aServerWhoseHalfWrittenPagesCannotBeMended(CapturedOutput output) {
        setForTheServer("full_page_writes", "off");
        try {
            assertRefused(output, "full_page_writes");
        } finally {
            setForTheServer("full_page_writes", "on");
        }
    }

    private void setForTheServer(String setting, String value) {
        jdbc.sql("alter system set %s = %s".formatted(setting, value)).update();
        jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
        await().atMost(BOUND)
                .until(() ->
                        jdbc.sql("show " + setting).query(String.class).single().equals(value));
    }

    @Test
    void aDatabaseWhoseSessionsDoNotWaitForTheDisk(CapturedOutput output) {
        jdbc.sql("alter database %s set synchronous_commit = off".formatted(database.getDatabaseName()))
                .update();

        assertRefused(output, "synchronous_commit");
    }

    @Test
    void noDatabaseIsNamed(CapturedOutput output) {
        assertThatThrownBy(() -> start()).isNotNull();

        assertThat(output)
                .doesNotContain("\tat ")
                .contains("Chế độ postgres cần cơ sở dữ liệu PostgreSQL, nhưng chưa đặt địa chỉ của cơ sở dữ liệu đó.")
                .contains("Đặt SPRING_DATASOURCE_URL=jdbc:postgresql://…");
    }

    @Test
    void aDatabaseThatIsNotThere(CapturedOutput output) {
        database.setDatabaseName("none");

        assertThatThrownBy(() -> start(
                        "--SPRING_DATASOURCE_URL=" + database.getUrl(),
                        "--SPRING_DATASOURCE_USERNAME=" + database.getUser(),
                        "--spring.datasource.hikari.initialization-fail-timeout=1"))
                .isNotNull();

        assertThat(output)
                .doesNotContain("\tat ")
                .contains("Không kết nối được cơ sở dữ liệu: ")
                .contains("Kiểm tra SPRING_DATASOURCE_URL");
    }

    @Test
    void nobodyIsNamedAsAdministrator(CapturedOutput output) {
        assertThatThrownBy(() -> start(settings())).isNotNull();

        assertThat(output)
                .doesNotContain("\tat ")
                .contains("Chưa có quản trị viên và chưa đặt tên đăng nhập, mật khẩu cho người đầu tiên.")
                .contains("Đặt hai biến môi trường DATAPLAN_ADMIN_ID và DATAPLAN_ADMIN_PASSWORD");
        assertThat(jdbc.sql("select count(*) from act_id_user")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Before anything is written. */
    private void assertRefused(CapturedOutput output, String setting) {
        assertThatThrownBy(() -> start(settings())).isNotNull();
        assertThat(output)
                .doesNotContain("\tat ")
                .contains("PostgreSQL đang tắt " + setting
                        + ": dữ liệu đã ghi nhận có thể mất khi máy chủ dừng đột ngột.")
                .contains("Đặt " + setting + " = on trong cấu hình của PostgreSQL rồi khởi động lại.");
        assertThat(jdbc.sql("select count(*) from pg_tables where schemaname = 'public'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String[] settings() {
        return new String[] {
            "--SPRING_DATASOURCE_URL=" + database.getUrl(), "--SPRING_DATASOURCE_USERNAME=" + database.getUser()
        };
    }

    private static void start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--server.port=0");
        // They keep one context a JVM, and a failed one would be left to the next
        arguments.add("--camunda.bpm.webapp.enabled=false");
        new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("postgres")
                .run(arguments.toArray(String[]::new))
                .close();
    }
}
