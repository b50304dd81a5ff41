package vn.gov.most.dataplan;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import vn.gov.most.dataplan.engine.KeptNames;
import vn.gov.most.dataplan.engine.StoredTexts;

/** The supported databases. Each call creates an empty one; PostgreSQL itself starts once per JVM. */
public enum Databases {
    H2 {
        @Override
        public DataSource empty() {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
    },
    POSTGRESQL {
        @Override
        public DataSource empty() {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setPortNumbers(new int[] {Server.POSTGRES.getPort()});
            dataSource.setUser("postgres");
            dataSource.setDatabaseName(name);
            return dataSource;
        }
    };

    /** A database without any table. */
    public abstract DataSource empty();

    /** A database with our own tables, empty. */
    public DataSource migrated() {
        DataSource dataSource = empty();
        migrate(dataSource, "latest");
        return dataSource;
    }

    /** Brings our own tables to that version. */
    public void migrate(DataSource dataSource, String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .target(version)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + name().toLowerCase())
                .javaMigrations(new StoredTexts(), new KeptNames())
                .failOnMissingLocations(false)
                .load()
                .migrate();
    }

    /** H2 in that file, by the settings that the program has. */
    public static String fileUrl(Path file) {
        try {
            String url = (String) new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yml"))
                    .get(0)
                    .getProperty("spring.datasource.url");
            return url.replace("./data/data-plan", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Server {
        /**
         * The tests' PostgreSQL keeps its files in memory: waiting for the disk at each commit took a fifth of a run,
         * and no test kills the server itself.
         */
        private static final Path MEMORY = Path.of("/dev/shm");

        private static final long ROOM = 4L << 30;

        private static final EmbeddedPostgres POSTGRES = start();

        /** Whether the machine has such a file system with enough space. Benchmarks measure with the disk. */
        private static boolean isInMemory() throws IOException {
            return !Boolean.getBoolean("dataplan.on-disk")
                    && Files.isWritable(MEMORY)
                    && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        }

        private static EmbeddedPostgres start() {
            try {
                // As in production; the library would be quick instead
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on");
                if (isInMemory()) {
                    builder.setDataDirectory(MEMORY.resolve("data-plan-" + UUID.randomUUID()));
                }
                EmbeddedPostgres postgres = builder.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
