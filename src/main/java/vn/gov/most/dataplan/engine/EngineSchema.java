package vn.gov.most.dataplan.engine;

import java.sql.Connection;
import java.util.List;
import org.flywaydb.core.api.migration.Context;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * Creates the engine's tables on PostgreSQL with the engine's own scripts, as the first migration. Only one node
 * migrates while the others wait. The engine itself would create the tables on each of several nodes that start on an
 * empty database at the same time.
 */
@Component
@Profile("postgres")
class EngineSchema extends CodedMigration {

    private static final List<String> PARTS = List.of(
            "engine", "identity", "history", "case.engine", "case.history", "decision.engine", "decision.history");

    EngineSchema() {
        super("0.9", "engine");
    }

    @Override
    public void migrate(Context context) {
        Connection connection = context.getConnection();
        PARTS.forEach(part -> ScriptUtils.executeSqlScript(
                connection,
                new ClassPathResource("org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql")));
    }
}
