package vn.gov.most.dataplan.engine;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What PostgreSQL must be set to for an acknowledged write to be kept: checked at each start, refused where it is not. */
@Component
@Profile("postgres")
class DatabaseSettings implements InitializingBean {

    private static final List<String> ON = List.of("fsync", "full_page_writes", "synchronous_commit");

    private final JdbcClient jdbc;

    DatabaseSettings(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void afterPropertiesSet() {
        for (String setting : ON) {
            String value = jdbc.sql("select current_setting(:name)")
                    .param("name", setting)
                    .query(String.class)
                    .single();
            if (value.equals("off")) {
                throw new StartRefused(
                        "PostgreSQL đang tắt %s: dữ liệu đã ghi nhận có thể mất khi máy chủ dừng đột ngột."
                                .formatted(setting),
                        "Đặt %s = on trong cấu hình của PostgreSQL rồi khởi động lại.".formatted(setting));
            }
        }
    }
}
