package vn.gov.most.dataplan.engine;

import java.util.List;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Adds the name of the person at that time beside each user id: accounts are deleted, and their ids may be given to
 * others. Older rows get the name of the present account, or the id if there is no account or it is known to be another
 * person's. In Java, because on H2 the engine creates its tables after the first migrations.
 */
@Component
public class KeptNames extends CodedMigration {

    /** A table, its column with the user id, and the new column for the name. */
    private record Doer(String table, String by, String name) {}

    private static final List<Doer> DOERS = List.of(
            new Doer("dp_completed_step", "completed_by", "completed_by_name"),
            new Doer("dp_sending", "sent_by", "sent_by_name"),
            new Doer("dp_moved_date", "moved_by", "moved_by_name"),
            new Doer("dp_obligation", "cancelled_by", "cancelled_by_name"),
            new Doer("dp_earlier_life", "cancelled_by", "cancelled_by_name"));

    public KeptNames() {
        super("30", "kept names");
    }

    @Override
    public void migrate(Context context) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        boolean hasEngine = jdbc.sql("select count(*) from information_schema.tables"
                                + " where table_schema = current_schema and lower(table_name) = 'act_id_user'")
                        .query(Integer.class)
                        .single()
                > 0;
        for (Doer doer : DOERS) {
            jdbc.sql("alter table %s add column %s varchar(511)".formatted(doer.table, doer.name))
                    .update();
            jdbc.sql("update %s set %s = %s"
                            .formatted(doer.table, doer.name, hasEngine ? PersonName.kept(doer.by) : doer.by))
                    .update();
        }
        jdbc.sql("update dp_completed_step set completed_by_name = completed_by where account_removed = true")
                .update();
        jdbc.sql("alter table dp_completed_step alter column completed_by_name set not null")
                .update();
    }
}
