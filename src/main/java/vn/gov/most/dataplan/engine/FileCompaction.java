package vn.gov.most.dataplan.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps H2's file small. H2's own thread for it does not run where each commit is written at once ({@code WRITE_DELAY=0}):
 * each commit would leave some 100 KB in the file for ever, for one page of it that is still in use.
 */
@Configuration
@EnableScheduling
@ConditionalOnExpression("'${spring.datasource.url}'.startsWith('jdbc:h2:waiting:')")
class FileCompaction {

    /** Of what the file holds; above that there is nothing to gain. */
    private static final int PERCENT_IN_USE = 50;

    /** At a time: for some tens of milliseconds nobody else can write. */
    private static final int BYTES = 1024 * 1024;

    private final DataSource dataSource;

    FileCompaction(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void compact() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            session.getDatabase().getStore().getMvStore().compact(PERCENT_IN_USE, BYTES);
        }
    }
}
