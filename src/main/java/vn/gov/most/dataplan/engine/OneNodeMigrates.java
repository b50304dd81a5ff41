package vn.gov.most.dataplan.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Checks the database's settings before anything is written. Then one of several starting nodes migrates while the
 * others wait. Flyway takes its own lock only after it has checked whether the schema is empty. That is too late: it
 * would take tables that another node is creating for foreign ones.
 */
@Component
@Profile("postgres")
class OneNodeMigrates implements FlywayMigrationStrategy {

    /**
     * An advisory lock id: any number that nobody else uses in this database. PostgreSQL releases the lock with the
     * session.
     */
    private static final String LOCK = "(4720207124)";

    @Override
    public void migrate(Flyway flyway) {
        try (Connection connection = connect(flyway)) {
            DatabaseSettings.check(connection);
            execute(connection, "select pg_advisory_lock" + LOCK);
            try {
                flyway.migrate();
            } finally {
                execute(connection, "select pg_advisory_unlock" + LOCK);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(Flyway flyway) {
        try {
            return flyway.getConfiguration().getDataSource().getConnection();
        } catch (SQLException e) {
            throw new StartRefused(
                    "Không kết nối được cơ sở dữ liệu: " + e.getMessage(),
                    "Kiểm tra SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD"
                            + " và máy chủ PostgreSQL rồi khởi động lại.");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
