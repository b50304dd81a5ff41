package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Databases;

/** Migrates rows from a time when user names were not stored. */
class KeptNamesTest {

    @ParameterizedTest
    @EnumSource
    void whatWasDoneBeforeGetsTheNameOfTheAccountThatIsThereOrTheId(Databases kind) {
        DataSource database = kind.empty();
        kind.migrate(database, "29");
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table act_id_user (id_ varchar(64), first_ varchar(255), last_ varchar(255))")
                .update();
        jdbc.sql(
                        "insert into act_id_user values ('an', 'Nguyễn', 'An'), ('binh', null, ' Bình '), ('nameless', '', null)")
                .update();
        step(jdbc, "1", "an", false);
        step(jdbc, "2", "binh", false);
        step(jdbc, "3", "nameless", false);
        step(jdbc, "4", "gone", false);
        step(jdbc, "5", "an", true);
        jdbc.sql(
                        """
                        insert into dp_obligation (id, clause, part, period, unit, subject, process_instance, business_key,
                            state, opened_at, provisional, cancelled_at, cancelled_by)
                        values (1, 'c', 'p', '', 'u', '', 'i', 'k', 'OPEN', now(), false, now(), 'an'),
                            (2, 'c', 'p', '', 'v', '', 'j', 'l', 'OPEN', now(), false, null, null)
                        """)
                .update();

        kind.migrate(database, "30");

        assertThat(jdbc.sql("select completed_by_name from dp_completed_step order by task")
                        .query(String.class)
                        .list())
                .containsExactly("Nguyễn An", "Bình", "nameless", "gone", "an");
        assertThat(jdbc.sql("select cancelled_by_name from dp_obligation order by id")
                        .query(String.class)
                        .list())
                .containsExactly("Nguyễn An", null);
    }

    private static void step(JdbcClient jdbc, String task, String by, boolean removed) {
        jdbc.sql(
                        """
                        insert into dp_completed_step (task, process_instance, process, step, name, of_groups, completed_at,
                            completed_by, account_removed, shown, entered)
                        values (?, 'i', 'p', 's', 'n', ',g,', now(), ?, ?, '{}', '{}')
                        """)
                .params(task, by, removed)
                .update();
    }
}
