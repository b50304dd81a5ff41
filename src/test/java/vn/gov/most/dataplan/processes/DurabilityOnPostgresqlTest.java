package vn.gov.most.dataplan.processes;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Databases;

/** Only for twenty kills: in each build, the random lives already test kills on PostgreSQL. */
@EnabledIfSystemProperty(named = "dataplan.twenty-kills", matches = "true")
class DurabilityOnPostgresqlTest extends Durability {

    private final PGSimpleDataSource database = (PGSimpleDataSource) Databases.POSTGRESQL.empty();

    @Override
    Map<String, String> environment() {
        return Map.of(
                "SPRING_PROFILES_ACTIVE",
                "postgres,demo",
                "SPRING_DATASOURCE_URL",
                database.getUrl(),
                "SPRING_DATASOURCE_USERNAME",
                database.getUser(),
                "SPRING_DATASOURCE_PASSWORD",
                "none is asked for");
    }

    /**
     * Waits until the sessions of the killed program have ended, because the server still executes their statements.
     */
    @Override
    Connection stored() throws SQLException {
        JdbcClient jdbc = JdbcClient.create(database);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and pid <> pg_backend_pid()")
                                .query(Integer.class)
                                .single()
                        == 0);
        return database.getConnection();
    }
}
