package vn.gov.most.dataplan.security;

import java.util.List;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.CodedMigration;

/**
 * Removes authorizations that the engine created for claims and never removed, and those of deleted users. In Java,
 * because on H2 the engine creates its tables after the first migrations.
 */
@Component
class EndedGrants extends CodedMigration {

    /** The grants of a user on a single task, running or ended; explicitly added candidates keep theirs. */
    private static final String OF_CLAIMS =
            """
            delete from act_ru_authorization
            where type_ = 1 and user_id_ is not null and resource_type_ in (7, 19) and resource_id_ <> '*'
                and not exists (select 1 from act_ru_identitylink l
                    where l.task_id_ = act_ru_authorization.resource_id_ and l.user_id_ = act_ru_authorization.user_id_)
            """;

    private static final String OF_NOBODY =
            """
            delete from act_ru_authorization
            where user_id_ is not null and user_id_ <> '*'
                and not exists (select 1 from act_id_user u where u.id_ = act_ru_authorization.user_id_)
            """;

    EndedGrants() {
        super("19", "ended grants");
    }

    @Override
    public void migrate(Context context) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        boolean hasEngine = jdbc.sql("select count(*) from information_schema.tables"
                                + " where table_schema = current_schema and lower(table_name) = 'act_ru_authorization'")
                        .query(Integer.class)
                        .single()
                > 0;
        if (hasEngine) {
            List.of(OF_CLAIMS, OF_NOBODY)
                    .forEach(statement -> jdbc.sql(statement).update());
        }
    }
}
