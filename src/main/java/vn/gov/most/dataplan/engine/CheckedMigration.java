package vn.gov.most.dataplan.engine;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Before anything is written the database's settings are checked. Of several nodes that start at once one migrates and the
 * others wait, by Flyway's own lock.
 */
@Component
@Profile("postgres")
class CheckedMigration implements FlywayMigrationStrategy {

    @Override
    public void migrate(Flyway flyway) {
        try (Connection connection = connect(flyway)) {
            DatabaseSettings.check(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        flyway.migrate();
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
}
