package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import vn.gov.most.dataplan.Databases;

/** An engine database from the time when claims left authorizations behind. */
class EndedGrantsTest {

    private static final int APPLICATION = 0, USER = 1, TASK = 7, HISTORIC_TASK = 19;

    private JdbcClient jdbc;

    @ParameterizedTest
    @EnumSource
    void whatClaimsAndPeopleWhoAreGoneLeftBehindIsRemovedAndNothingElse(Databases kind) throws SQLException {
        DataSource database = kind.empty();
        for (String part : List.of("engine", "identity")) {
            new ResourceDatabasePopulator(
                            new ClassPathResource("org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql"
                                    .formatted(kind == Databases.H2 ? "h2" : "postgres", part)))
                    .execute(database);
        }
        jdbc = JdbcClient.create(database);
        jdbc.sql("insert into act_id_user (id_, rev_) values ('an', 1), ('binh', 1)")
                .update();
        jdbc.sql("insert into act_ru_task (id_, rev_) values ('open', 1)").update();
        jdbc.sql("insert into act_ru_identitylink (id_, rev_, type_, user_id_, task_id_)"
                        + " values ('l', 1, 'candidate', 'binh', 'open')")
                .update();
        grant("claimed", "an", null, TASK, "open");
        grant("claimed and read", "an", null, HISTORIC_TASK, "open");
        grant("ended", "an", null, HISTORIC_TASK, "gone");
        grant("candidate", "binh", null, TASK, "open");
        grant("unit", null, "alpha", TASK, "open");
        grant("unit in history", null, "alpha", HISTORIC_TASK, "gone");
        grant("all tasks", "an", null, TASK, "*");
        grant("oneself", "an", null, USER, "an");
        grant("somebody gone", "cuc", null, APPLICATION, "tasklist");
        grant("everybody", "*", null, APPLICATION, "welcome");

        migrate(database);

        assertThat(jdbc.sql("select id_ from act_ru_authorization order by id_")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("candidate", "unit", "unit in history", "all tasks", "oneself", "everybody");
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseWithoutAnEngineHasNone(Databases kind) throws SQLException {
        migrate(kind.empty());
    }

    private void grant(String id, String user, String group, int resource, String resourceId) {
        jdbc.sql(
                        "insert into act_ru_authorization (id_, rev_, type_, user_id_, group_id_, resource_type_, resource_id_)"
                                + " values (?, 1, ?, ?, ?, ?, ?)")
                .params(id, "*".equals(user) ? 0 : 1, user, group, resource, resourceId)
                .update();
    }

    private static void migrate(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            new EndedGrants().migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    return null;
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
        }
    }
}
