package vn.gov.most.dataplan.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Checks at each start the database settings that make a committed write durable, and refuses the start otherwise.
 */
final class DatabaseSettings {

    private static final List<String> ON = List.of("fsync", "full_page_writes", "synchronous_commit");

    private DatabaseSettings() {}

    static void check(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            throw new StartRefused(
                    "Chế độ postgres cần cơ sở dữ liệu PostgreSQL, nhưng chưa đặt địa chỉ của cơ sở dữ liệu đó.",
                    "Đặt SPRING_DATASOURCE_URL=jdbc:postgresql://…, SPRING_DATASOURCE_USERNAME"
                            + " và SPRING_DATASOURCE_PASSWORD rồi khởi động lại.");
        }
        for (String setting : ON) {
            if (isOff(connection, setting)) {
                throw new StartRefused(
                        "PostgreSQL đang tắt %s: dữ liệu đã ghi nhận có thể mất khi máy chủ dừng đột ngột."
                                .formatted(setting),
                        "Đặt %s = on trong cấu hình của PostgreSQL rồi khởi động lại.".formatted(setting));
            }
        }
    }

    /** Reads the value in our own session: it can be set for the server, the database or the user. */
    private static boolean isOff(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("show " + setting)) {
            value.next();
            return value.getString(1).equals("off");
        }
    }
}
