package vn.gov.most.dataplan.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Databases;

class RegisterTest {

    @Nested
    class On_H2 extends Sentences {
        On_H2() {
            super(Databases.H2);
        }
    }

    @Nested
    class On_PostgreSQL extends Sentences {
        On_PostgreSQL() {
            super(Databases.POSTGRESQL);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Sentences {

        private static final LocalDate BEFORE_ALL = LocalDate.of(2019, 12, 31);
        private static final LocalDate LAST_OLD_DAY = LocalDate.of(2025, 2, 28);
        private static final LocalDate FIRST_NEW_DAY = LocalDate.of(2025, 3, 1);

        private final Databases databases;
        private Installation installation;
        private Register register;

        Sentences(Databases databases) {
            this.databases = databases;
        }

        @BeforeAll
        void import_the_small_ministry(@TempDir Path folder) {
            installation = new Installation(databases);
            register = installation.register;
            Installation.writeSmallMinistry(folder);
            assertThat(register.installedAt()).isEmpty();
            installation.importOf(folder, "2026-11-24").importOnce();
        }

        @AfterAll
        void close() {
            installation.close();
        }

        @Test
        void a_renamed_unit_bears_its_new_name_from_the_very_day() {
            assertThat(register.unit("renamed", LAST_OLD_DAY))
                    .contains(new Unit("renamed", "Cục Cũ", "Cục C", "Cục trưởng", "renamed@most.example", true));
            assertThat(register.unit("renamed", FIRST_NEW_DAY))
                    .contains(new Unit("renamed", "Cục Mới", "Cục Mới", "Cục trưởng", "renamed@most.example", true));
        }

        @Test
        void a_unit_that_ended_is_no_longer_listed_and_its_successor_is() {
            assertThat(register.unitsOn(LAST_OLD_DAY)).extracting(Unit::id).containsExactly("renamed", "merged");
            assertThat(register.unitsOn(FIRST_NEW_DAY)).extracting(Unit::id).containsExactly("renamed", "heir");
            assertThat(register.unitsOn(BEFORE_ALL)).isEmpty();
        }

        @Test
        void a_unit_that_ended_names_its_successor_from_that_day() {
            assertThat(register.successorOf("merged", LAST_OLD_DAY)).isEmpty();
            assertThat(register.successorOf("merged", FIRST_NEW_DAY)).contains("heir");
            assertThat(register.successorOf("renamed", FIRST_NEW_DAY)).isEmpty();
        }

        @Test
        void a_unit_that_ended_without_a_successor_names_none() {
            installation
                    .jdbc
                    .sql(
                            """
                            insert into dp_unit (id, sort_order, head_title, mailbox, seal, ended_on)
                            values ('gone', 99, 'Vụ trưởng', 'gone@most.example', false, date '2019-01-01')
                            """)
                    .update();

            assertThat(register.successorOf("gone", FIRST_NEW_DAY)).isEmpty();
        }

        @Test
        void a_unit_has_a_name_on_days_on_which_it_does_not_exist_too() {
            assertThat(register.unit("merged", FIRST_NEW_DAY)).map(Unit::name).contains("Vụ Đã nhập");
            assertThat(register.unit("heir", LAST_OLD_DAY)).map(Unit::name).contains("Vụ Tiếp nhận");
        }

        @Test
        void an_unknown_id_is_nobody() {
            assertThat(register.unit("nobody", FIRST_NEW_DAY)).isEmpty();
            assertThat(register.database("nobody", FIRST_NEW_DAY)).isEmpty();
            assertThat(register.body("nobody", FIRST_NEW_DAY)).isEmpty();
        }

        @Test
        void a_database_that_begins_later_is_owned_from_that_day() {
            assertThat(register.databasesOf("renamed", LocalDate.of(2026, 6, 30)))
                    .extracting(DatabaseEntry::id)
                    .containsExactly("early");
            assertThat(register.databasesOf("renamed", LocalDate.of(2026, 7, 1)))
                    .extracting(DatabaseEntry::id)
                    .containsExactly("early", "later");
        }

        @Test
        void a_database_passes_to_the_unit_that_takes_over() {
            assertThat(register.database("handed-over", LAST_OLD_DAY))
                    .contains(new DatabaseEntry("handed-over", "CSDL bàn giao", "merged"));
            assertThat(register.database("handed-over", FIRST_NEW_DAY))
                    .contains(new DatabaseEntry("handed-over", "CSDL bàn giao", "heir"));
        }

        @Test
        void owners_are_the_units_that_own_a_database_on_the_day() {
            assertThat(register.ownersOn(BEFORE_ALL)).isEmpty();
            assertThat(register.ownersOn(LAST_OLD_DAY))
                    .extracting(owner -> owner.unit().id(), owner -> ids(owner).toList())
                    .containsExactly(tuple("renamed", List.of("early")), tuple("merged", List.of("handed-over")));
            assertThat(register.ownersOn(LocalDate.of(2026, 7, 1)))
                    .extracting(owner -> owner.unit().id(), owner -> ids(owner).toList())
                    .containsExactly(
                            tuple("renamed", List.of("early", "later")), tuple("heir", List.of("handed-over")));
        }

        @Test
        void bodies_are_named_on_a_day_as_units_are() {
            assertThat(register.ministry(LAST_OLD_DAY))
                    .isEqualTo(new Body("ministry", "Bộ Mẫu", "Bộ Mẫu", Body.Kind.MINISTRY));
            assertThat(register.ministry(FIRST_NEW_DAY).name()).isEqualTo("Bộ Mẫu Mới");
            assertThat(register.ministry(BEFORE_ALL).name()).isEqualTo("Bộ Mẫu");
            assertThat(register.bodiesOn(BEFORE_ALL)).isEmpty();
            assertThat(register.bodiesOn(LAST_OLD_DAY))
                    .extracting(Body::id, Body::kind)
                    .containsExactly(
                            tuple("ministry", Body.Kind.MINISTRY),
                            tuple("leadership", Body.Kind.GROUP),
                            tuple("mic", Body.Kind.EXTERNAL));
            assertThat(register.bodiesOn(FIRST_NEW_DAY)).extracting(Body::id).containsExactly("ministry", "leadership");
            assertThat(register.body("mic", FIRST_NEW_DAY)).map(Body::shortName).contains("Bộ N");
        }

        @Test
        void for_a_body_that_has_ended_stands_whoever_follows_it_or_itself_while_nobody_is_known() {
            assertThat(register.standsFor("mic", LAST_OLD_DAY)).map(Body::id).contains("mic");
            assertThat(register.standsFor("mic", FIRST_NEW_DAY)).map(Body::id).contains("mic");
            assertThat(register.standsFor("nobody", FIRST_NEW_DAY)).isEmpty();

            successorOfMic("'ministry'");
            assertThat(register.standsFor("mic", LAST_OLD_DAY)).map(Body::id).contains("mic");
            assertThat(register.standsFor("mic", FIRST_NEW_DAY)).map(Body::id).contains("ministry");
            successorOfMic("null");
        }

        private void successorOfMic(String successor) {
            installation
                    .jdbc
                    .sql("update dp_body set successor = %s where id = 'mic'".formatted(successor))
                    .update();
        }

        @Test
        void the_moment_of_the_first_start_is_kept() {
            assertThat(register.installedAt()).contains(Instant.parse("2026-11-24T01:30:00Z"));
        }

        @Test
        void a_ministry_says_itself_from_when_on_it_is_used() {
            assertThat(register.inUseSince()).isEmpty();

            installation
                    .jdbc
                    .sql("update dp_installation set in_use_since = '2026-11-25 09:00:00+07'")
                    .update();
            try {
                assertThat(register.inUseSince()).contains(Instant.parse("2026-11-25T02:00:00Z"));
            } finally {
                installation
                        .jdbc
                        .sql("update dp_installation set in_use_since = null")
                        .update();
            }
        }

        @Test
        void what_ran_before_that_was_asked_goes_on() {
            DataSource before = databases.empty();
            databases.migrate(before, "24");
            JdbcClient.create(before)
                    .sql("insert into dp_installation (id, installed_at) values (1, '2026-11-02 08:00:00+07')")
                    .update();

            databases.migrate(before, "latest");

            assertThat(new Register(JdbcClient.create(before)).inUseSince())
                    .contains(Instant.parse("2026-11-02T01:00:00Z"));
        }

        private static Stream<String> ids(DatabaseOwner owner) {
            return owner.databases().stream().map(DatabaseEntry::id);
        }
    }
}
