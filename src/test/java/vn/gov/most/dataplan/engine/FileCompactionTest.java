package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class FileCompactionTest {

    private static final int ROWS = 3000;

    @TempDir
    Path folder;

    @Test
    void theFileDoesNotGrowWithEachCommitForEver() throws Exception {
        long left = sizeAfterWork(false);
        long compacted = sizeAfterWork(true);

        assertThat(compacted).isLessThan(left / 2);
    }

    private long sizeAfterWork(boolean isCompacted) throws SQLException, IOException {
        String name = isCompacted ? "compacted" : "left";
        // At once: else H2 keeps for 45 seconds what is no longer in use
        String url = "jdbc:h2:file:%s;WRITE_DELAY=0;RETENTION_TIME=0".formatted(folder.resolve(name));
        FileCompaction compaction = new FileCompaction(new DriverManagerDataSource(url));
        Random random = new Random(1);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table line (id varchar(36) primary key, words varchar(4000))");
            try (PreparedStatement insert = connection.prepareStatement("insert into line values (?, ?)")) {
                for (int row = 0; row < ROWS; row++) {
                    insert.setString(1, String.valueOf(random.nextLong()));
                    insert.setString(2, "x".repeat(1000));
                    insert.executeUpdate();
                    if (isCompacted && row % 50 == 0) {
                        compaction.compact();
                    }
                }
            }
            return Files.size(folder.resolve(name + ".mv.db"));
        }
    }
}
